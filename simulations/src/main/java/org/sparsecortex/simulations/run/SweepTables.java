package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.simulations.analysis.AnalysisSpec.SweepRun;
import org.sparsecortex.simulations.json.Json;
import org.sparsecortex.simulations.scenario.Scenario;
import org.sparsecortex.simulations.scenario.SweepPlan;
import org.sparsecortex.simulations.scenario.SweepSpec;
import org.sparsecortex.simulations.table.CsvTable;

/**
 * The tables of a sweep.
 *
 * <p>{@code sweep.csv} has one row a point: the values of the axes, and of each metric the mean over the repeats, {@code
 * .low} and {@code .high} bounds of its 95 % interval (Student's t, inside the range of the metric), and {@code .sd}, of the repeats in which it is a
 * number: a single one tells no spread, and the three are NaN; without axes and metrics their number. {@code sweep-runs.csv} has one row a run: the values, the repeat, and each metric.
 */
final class SweepTables {
    private static final int MOST_SHOWN = 60;

    private SweepTables() {}

    /** Writes both tables; {@code runs} are by point, then by repeat. */
    static void write(SweepPlan plan, Scenario scenario, List<SweepRun> runs, Path folder, Remarks remarks)
            throws IOException {
        SweepSpec sweep = scenario.sweep().orElseThrow();
        Map<String, Interval> ranges = ranges(scenario);
        List<String> ids = new ArrayList<>(runs.get(0).metrics().keySet());
        List<Boolean> numeric = sweep.axes().stream()
                .map(axis -> plan.points().stream()
                        .allMatch(point -> point.values().get(axis.label()).isNumber()))
                .toList();
        List<String> header = new ArrayList<>();
        for (int a = 0; a < numeric.size(); a++) {
            SweepSpec.Axis axis = sweep.axes().get(a);
            header.add(axis.label());
            if (numeric.get(a) && !axis.labels().isEmpty()) {
                header.add(axis.label() + ".label");
            }
        }
        List<String> each = new ArrayList<>(header);
        each.add("repeat");
        each.addAll(ids);
        ids.forEach(id -> header.addAll(List.of(id, id + ".low", id + ".high", id + ".sd")));
        boolean nothing = header.isEmpty(); // neither axes nor metrics, only analyses
        if (nothing) {
            header.add("repeats");
        }
        CsvTable points = new CsvTable(header);
        CsvTable all = new CsvTable(each);
        for (int p = 0; p < plan.points().size(); p++) {
            List<Object> values = values(plan.points().get(p), sweep, numeric);
            List<SweepRun> repeats = runs.subList(p * sweep.repeats(), (p + 1) * sweep.repeats());
            points.add(nothing ? List.of(sweep.repeats()) : summary(values, ids, repeats, ranges, remarks));
            for (SweepRun run : repeats) {
                List<Object> row = new ArrayList<>(values);
                row.add(run.repeat());
                ids.forEach(id -> row.add(run.metrics().get(id)));
                all.add(row);
            }
        }
        AtomicFile.write(folder.resolve("sweep.csv"), points.text());
        AtomicFile.write(folder.resolve("sweep-runs.csv"), all.text());
    }

    /**
     * The points for people: labels, and each metric as mean, with its 95 % interval if several repeats have a number; empty for a sweep of
     * very many points.
     */
    static List<Map<String, String>> summary(SweepPlan plan, Scenario scenario, List<SweepRun> runs) {
        SweepSpec sweep = scenario.sweep().orElseThrow();
        Map<String, Interval> ranges = ranges(scenario);
        if (plan.points().size() > MOST_SHOWN) {
            return List.of();
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (int p = 0; p < plan.points().size(); p++) {
            List<SweepRun> repeats = runs.subList(p * sweep.repeats(), (p + 1) * sweep.repeats());
            Map<String, String> row = new LinkedHashMap<>(plan.points().get(p).labels());
            for (String id : runs.get(0).metrics().keySet()) {
                SummaryStatistics stats = statistics(id, repeats);
                Interval of = interval(stats, ranges.get(id));
                row.put(
                        id,
                        String.format(Locale.ROOT, "%.4g", stats.getMean())
                                + (stats.getN() < 2
                                        ? ""
                                        : String.format(Locale.ROOT, " [%.4g, %.4g]", of.low(), of.high())));
            }
            rows.add(row);
        }
        return rows;
    }

    /** The rows of {@link #summary} as lines with aligned columns, headed by their names. */
    static List<String> lines(List<Map<String, String>> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.copyOf(rows.get(0).keySet()));
        rows.forEach(row -> cells.add(List.copyOf(row.values())));
        List<String> lines = new ArrayList<>();
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                int column = c;
                int width = cells.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(0);
                line.append(row.get(c)).append(" ".repeat(width + 2 - row.get(c).length()));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** Of the repeats that have a number. */
    private static SummaryStatistics statistics(String id, List<SweepRun> repeats) {
        SummaryStatistics stats = new SummaryStatistics();
        repeats.stream()
                .mapToDouble(run -> run.metrics().getOrDefault(id, Double.NaN))
                .filter(value -> !Double.isNaN(value))
                .forEach(stats::addValue);
        return stats;
    }

    /** The interval of a mean, inside the range of its metric; NaN unless there are two values or more. */
    private static Interval interval(SummaryStatistics stats, Interval range) {
        return stats.getN() < 2
                ? new Interval(Double.NaN, Double.NaN)
                : Interval.ofMean(stats.getMean(), stats.getStandardDeviation(), stats.getN())
                        .within(range.low(), range.high());
    }

    /** Standard deviation; NaN unless there are two values or more. */
    private static double deviation(SummaryStatistics stats) {
        return stats.getN() < 2 ? Double.NaN : stats.getStandardDeviation();
    }

    private static Map<String, Interval> ranges(Scenario scenario) {
        Map<String, Interval> ranges = new LinkedHashMap<>();
        scenario.metrics()
                .forEach(metric -> ranges.put(metric.id(), metric.statistic().range()));
        return ranges;
    }

    private static List<Object> values(SweepPlan.Point point, SweepSpec sweep, List<Boolean> numeric) {
        List<Object> row = new ArrayList<>();
        for (int a = 0; a < numeric.size(); a++) {
            SweepSpec.Axis axis = sweep.axes().get(a);
            Json value = point.values().get(axis.label());
            String label = point.labels().get(axis.label());
            row.add(numeric.get(a) ? Double.valueOf(value.text()) : label);
            if (numeric.get(a) && !axis.labels().isEmpty()) {
                row.add(label);
            }
        }
        return row;
    }

    private static List<Object> summary(
            List<Object> values,
            List<String> ids,
            List<SweepRun> repeats,
            Map<String, Interval> ranges,
            Remarks remarks) {
        List<Object> row = new ArrayList<>(values);
        for (String id : ids) {
            SummaryStatistics stats = statistics(id, repeats);
            long missing = repeats.size() - stats.getN();
            if (missing > 0) {
                remarks.metric(
                        id,
                        "of " + repeats.size() + " repeats at " + values + ", " + missing
                                + " without a number, left out of the mean");
            }
            Interval of = interval(stats, ranges.get(id));
            row.addAll(List.of(stats.getMean(), of.low(), of.high(), deviation(stats)));
        }
        return row;
    }
}
