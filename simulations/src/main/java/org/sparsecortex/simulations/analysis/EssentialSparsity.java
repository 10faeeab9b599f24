package org.sparsecortex.simulations.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.table.CsvTable;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * How much of a network can go at once without learning again: the largest share S of its weights without which it is at most {@code loss}
 * worse than whole.
 *
 * <pre>  S = largest f of fractions such that quality(0) - quality(g) &lt;= loss for every g &lt;= f  </pre>
 *
 * <p>The signal holds the quality at each fraction, in rows in which the network was tested; rows without a number lie between two
 * tests, whose rows are averaged. {@code prunedAccuracy} of {@code trained-network} is such a signal. Metrics {@code
 * id.<test>}, from 1: S after each test. Source: Jaiswal et al. 2023, Essential sparsity (arXiv 2306.03805).
 */
@TypeName(
        value = "essential-sparsity",
        doc = "largest share of weights that can go at once for a given loss of quality")
public record EssentialSparsity(
        @Param(doc = "name of the analysis") String id,
        @Param(doc = "record, by its id") String record,

        @Param(doc = "vector signal with the quality at each fraction")
        String signal,

        @Param(doc = "the same without as many weights taken at random; empty for none", def = "\"\"")
        String random,

        @Param(doc = "fractions that are missing, ascending; the first is 0")
        List<Double> fractions,

        @Param(doc = "loss of quality that is allowed", def = "0.01", min = 0, max = 1e9)
        double loss,

        @Param(doc = "number of the only test that is wanted, from 1; 0 for all", def = "0", min = 0, max = 1_000_000)
        int test)
        implements AnalysisSpec {
    private static final double ROUNDING = 1e-12;

    public EssentialSparsity {
        Checks.that(!fractions.isEmpty() && fractions.get(0) == 0.0, "fractions", fractions, "must begin with 0");
    }

    @Override
    public List<Use> uses() {
        List<Use> all = new ArrayList<>(List.of(new Use("/signal", record, signal)));
        if (!random.isEmpty()) {
            all.add(new Use("/random", record, random));
        }
        return all;
    }

    @Override
    public Result analyse(List<SweepRun> runs) throws IOException {
        SweepPoints points = new SweepPoints(runs);
        List<String> header = new ArrayList<>(points.axes());
        header.addAll(List.of("test", "fraction", "quality", "low", "high", "random", "randomLow", "randomHigh"));
        CsvTable table = new CsvTable(header);
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (var point : points.all().entrySet()) {
            List<List<double[]>> curves = curves(point.getValue(), signal);
            List<List<double[]>> others = random.isEmpty() ? List.of() : curves(point.getValue(), random);
            for (int t = 0; t < curves.get(0).size(); t++) {
                if (test > 0 && t != test - 1) {
                    continue;
                }
                int at = t;
                SweepPoints.mean(
                        metrics,
                        points.name(id, point.getKey()) + "." + (t + 1),
                        curves.stream().mapToDouble(c -> essential(c.get(at))).toArray());
                rows(table, point.getKey(), t, curves, others);
            }
        }
        return new Result(metrics, Optional.of(table));
    }

    /** S of one curve of quality over the fractions. */
    double essential(double[] quality) {
        int last = 0;
        while (last + 1 < quality.length && quality[0] - quality[last + 1] <= loss + ROUNDING) {
            last++;
        }
        return fractions.get(last);
    }

    /** The curves of all runs: of each run one a test. */
    private List<List<double[]>> curves(List<SweepRun> runs, String name) throws IOException {
        List<List<double[]>> all = new ArrayList<>();
        for (SweepRun run : runs) {
            all.add(tests(run.records(), name));
            Checks.equal(
                    "tests of a run", all.get(all.size() - 1).size(), all.get(0).size());
        }
        return all;
    }

    private List<double[]> tests(Path records, String name) throws IOException {
        double[][] quality = RecordTable.read(records, record).matrix(name);
        Checks.equal("numbers of " + name, quality.length, fractions.size());
        List<double[]> tests = new ArrayList<>();
        int rows = 0;
        for (int r = 0; r < quality[0].length; r++) {
            if (Double.isNaN(quality[0][r])) {
                rows = 0;
                continue;
            }
            if (rows == 0) {
                tests.add(new double[quality.length]);
            }
            rows++;
            double[] mean = tests.get(tests.size() - 1);
            for (int f = 0; f < mean.length; f++) {
                mean[f] += (quality[f][r] - mean[f]) / rows;
            }
        }
        Checks.that(
                tests.size() >= Math.max(1, test),
                "record",
                record,
                "has " + tests.size() + " tests, stretches of rows in which " + name + " is a number");
        return tests;
    }

    private void rows(
            CsvTable table,
            Map<String, String> point,
            int t,
            List<List<double[]>> curves,
            List<List<double[]>> others) {
        for (int f = 0; f < fractions.size(); f++) {
            List<Object> row = new ArrayList<>(point.values());
            row.addAll(List.of(t + 1, fractions.get(f)));
            row.addAll(cells(curves, t, f));
            row.addAll(cells(others, t, f));
            table.add(row);
        }
    }

    private static List<Object> cells(List<List<double[]>> curves, int t, int f) {
        double[] values = curves.stream().mapToDouble(c -> c.get(t)[f]).toArray();
        if (values.length == 0) {
            return List.of("", "", "");
        }
        return SweepPoints.meanCells(values);
    }
}
