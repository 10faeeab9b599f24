package org.sparsecortex.simulations.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.simulations.analysis.AnalysisSpec.SweepRun;

/** The points of a sweep with their repeats, in order; what an analysis finds at each gets names of its own. */
final class SweepPoints {
    private final Map<Map<String, String>, List<SweepRun>> points = new LinkedHashMap<>();

    SweepPoints(List<SweepRun> runs) {
        runs.forEach(run ->
                points.computeIfAbsent(run.point(), p -> new ArrayList<>()).add(run));
    }

    /** Repeats by point. */
    Map<Map<String, String>, List<SweepRun>> all() {
        return points;
    }

    /** Labels of the axes. */
    List<String> axes() {
        return points.keySet().stream()
                .findFirst()
                .map(p -> List.copyOf(p.keySet()))
                .orElse(List.of());
    }

    /** Start of the names of metrics at a point: the id, and the point's values if there are several points. */
    String name(String id, Map<String, String> point) {
        return points.size() == 1 ? id : id + "." + String.join(",", point.values());
    }

    /** Adds a mean over values that are numbers, and its 95 % interval if there are several; nothing if there is none. */
    static void mean(Map<String, Double> metrics, String name, double... values) {
        double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        if (known.length == 0) {
            return;
        }
        metrics.put(name, Interval.mean(known));
        if (known.length > 1) {
            Interval interval = Interval.ofValues(known);
            metrics.put(name + ".low", interval.low());
            metrics.put(name + ".high", interval.high());
        }
    }

    /** Three cells: the mean of values, at least one, and its 95 % interval, empty of a single value. */
    static List<Object> meanCells(double... values) {
        if (values.length == 1) {
            return List.of(values[0], "", "");
        }
        Interval interval = Interval.ofValues(values);
        return List.of(Interval.mean(values), interval.low(), interval.high());
    }

    /** A cell: empty for what is not known. */
    static Object cell(double value) {
        return Double.isNaN(value) ? "" : value;
    }
}
