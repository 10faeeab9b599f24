package org.sparsecortex.simulations.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.table.CsvTable;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * How many units are active, over the rows of a record and over the points of a sweep.
 *
 * <pre>  density(row) = share of the signal's numbers in the row with |x| &gt; threshold  </pre>
 *
 * <p>Metrics {@code id.<signal>}, the mean over all rows and repeats, {@code .first} and {@code .last} those of the first and last row. Source:
 * Li et al. 2023, The lazy neuron phenomenon (arXiv 2210.06313), for the question.
 */
@TypeName(
        value = "activity-density",
        doc = "share of units that are active, over rows of a record and points of a sweep")
public record ActivityDensity(
        @Param(doc = "name of the analysis") String id,
        @Param(doc = "record, by its id") String record,

        @Param(doc = "vector signals of the record, for example one for each layer")
        List<String> signals,

        @Param(doc = "magnitude above which a unit is active", def = "0", min = 0, max = 1e9)
        double threshold)
        implements AnalysisSpec {
    public ActivityDensity {
        Checks.that(!signals.isEmpty(), "signals", "[]", "at least one signal is needed");
    }

    @Override
    public List<Use> uses() {
        return Use.each("/signals", record, signals);
    }

    @Override
    public Result analyse(List<SweepRun> runs) throws IOException {
        SweepPoints points = new SweepPoints(runs);
        List<String> header = new ArrayList<>(points.axes());
        header.addAll(List.of("row", "signal", "density", "low", "high"));
        CsvTable table = new CsvTable(header);
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (var point : points.all().entrySet()) {
            for (String signal : signals) {
                List<double[]> densities = new ArrayList<>();
                for (SweepRun run : point.getValue()) {
                    densities.add(densities(run.records(), signal));
                    Checks.equal(
                            "rows of " + record, densities.get(densities.size() - 1).length, densities.get(0).length);
                }
                measure(metrics, points.name(id, point.getKey()) + "." + signal, densities);
                rows(table, point.getKey(), signal, densities);
            }
        }
        return new Result(metrics, Optional.of(table));
    }

    private double[] densities(Path records, String signal) throws IOException {
        double[][] units = RecordTable.read(records, record).matrix(signal);
        double[] density = new double[units[0].length];
        for (double[] unit : units) {
            for (int r = 0; r < density.length; r++) {
                density[r] += Math.abs(unit[r]) > threshold ? 1.0 / units.length : 0.0;
            }
        }
        return density;
    }

    private static void measure(Map<String, Double> metrics, String name, List<double[]> runs) {
        int last = runs.get(0).length - 1;
        SweepPoints.mean(
                metrics, name, runs.stream().mapToDouble(Interval::mean).toArray());
        SweepPoints.mean(
                metrics, name + ".first", runs.stream().mapToDouble(d -> d[0]).toArray());
        SweepPoints.mean(
                metrics, name + ".last", runs.stream().mapToDouble(d -> d[last]).toArray());
    }

    private static void rows(CsvTable table, Map<String, String> point, String signal, List<double[]> runs) {
        for (int r = 0; r < runs.get(0).length; r++) {
            int at = r;
            double[] values = runs.stream().mapToDouble(d -> d[at]).toArray();
            List<Object> row = new ArrayList<>(point.values());
            row.addAll(List.of(r, signal));
            row.addAll(SweepPoints.meanCells(values));
            table.add(row);
        }
    }
}
