package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;
import org.sparsecortex.simulations.scenario.MetricSpec;
import org.sparsecortex.simulations.scenario.PhaseSpec;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.table.RecordTable;

/** Computes the metrics of a scenario from its record files. */
final class Metrics {
    private static final int EXACT = 20;

    private Metrics() {}

    static Map<String, Double> compute(ReadScenario read, Path records) throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (MetricSpec spec : read.scenario().metrics()) {
            metrics.put(spec.id(), metric(spec, read, records));
        }
        return metrics;
    }

    /**
     * The metrics of a run that has ended; one that is no number reads as NaN.
     *
     * @throws UserError if the file is damaged
     */
    static Map<String, Double> read(RunDirectory run) throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        RunDirectory.readObject(run.metrics())
                .forEach((id, value) ->
                        metrics.put(id, value instanceof Number number ? number.doubleValue() : Double.NaN));
        return metrics;
    }

    private static double metric(MetricSpec spec, ReadScenario read, Path records) throws IOException {
        RecordTable table = RecordTable.read(records, spec.record());
        double[] values = values(table, spec.column());
        double[] steps = table.hasColumn("step") ? table.column("step") : new double[0];
        int[] rows = IntStream.range(0, values.length)
                .filter(row -> spec.phase().isEmpty()
                        || row >= steps.length
                        || spec.phase().equals(phaseAt(read, (long) steps[row])))
                .toArray();
        if (spec.lastRows() > 0 && rows.length > spec.lastRows()) {
            rows = Arrays.copyOfRange(rows, rows.length - spec.lastRows(), rows.length);
        }
        if (rows.length == 0) {
            throw new IOException("metric '" + spec.id() + "': record '" + spec.record() + "' has no row for it");
        }
        double[] chosen = pick(values, rows);
        if (!spec.reference().isEmpty()) {
            double[] reference = values(table, spec.reference());
            if (reference.length != values.length) {
                throw new IOException("metric '" + spec.id() + "': " + spec.column() + " has " + values.length
                        + " values, " + spec.reference() + " has " + reference.length);
            }
            return comparison(spec, chosen, pick(reference, rows));
        }
        return statistic(spec, chosen, steps.length == values.length ? pick(steps, rows) : pickIndex(rows));
    }

    private static double[] values(RecordTable table, String column) throws IOException {
        return table.hasColumn(column) ? table.column(column) : table.vector(column);
    }

    private static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static double[] pickIndex(int[] rows) {
        return Arrays.stream(rows).asDoubleStream().toArray();
    }

    private static String phaseAt(ReadScenario read, long step) {
        List<PhaseSpec> phases = read.scenario().phases();
        return phases.get(read.network().schedule().phaseAt(step)).name();
    }

    private static double statistic(MetricSpec spec, double[] values, double[] steps) {
        DescriptiveStatistics all = new DescriptiveStatistics(values);
        return switch (spec.statistic()) {
            case MEAN -> all.getMean();
            case MEDIAN -> all.getPercentile(50);
            case QUANTILE -> all.getPercentile(100 * spec.level());
            case MIN -> all.getMin();
            case MAX -> all.getMax();
            case FIRST -> values[0];
            case LAST -> values[values.length - 1];
            case SUM -> all.getSum();
            case COUNT -> values.length;
            case SD -> all.getStandardDeviation();
            case RMS -> all.getQuadraticMean();
            case FRACTION_ABOVE -> fraction(values, spec.level());
            case FIRST_ABOVE -> firstAbove(values, steps, spec.level());
            case STEP_OF_MAX -> firstAbove(values, steps, Math.nextDown(all.getMax()));
            default -> throw new IllegalStateException(spec.statistic() + " compares two columns");
        };
    }

    private static double fraction(double[] values, double level) {
        return Arrays.stream(values).filter(v -> v > level).count() / (double) values.length;
    }

    private static double firstAbove(double[] values, double[] steps, double level) {
        int row = 0;
        while (row < values.length && !(values[row] > level)) {
            row++;
        }
        return row < values.length ? steps[row] : Double.NaN;
    }

    private static double comparison(MetricSpec spec, double[] a, double[] b) {
        int n = a.length;
        return switch (spec.statistic()) {
            case ACCURACY -> IntStream.range(0, n).filter(i -> a[i] == b[i]).count() / (double) n;
            case MAE ->
                IntStream.range(0, n).mapToDouble(i -> Math.abs(a[i] - b[i])).sum() / n;
            case RMSE ->
                Math.sqrt(IntStream.range(0, n)
                                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                                .sum()
                        / n);
            case CORRELATION -> n < 2 ? Double.NaN : new PearsonsCorrelation().correlation(a, b);
            case MEDIAN_DIFFERENCE -> new DescriptiveStatistics(differences(a, b)).getPercentile(50);
            case WILCOXON -> wilcoxon(differences(a, b));
            default -> throw new IllegalStateException(spec.statistic() + " compares no columns");
        };
    }

    private static double[] differences(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
    }

    /** Differences of zero say nothing and are left out, as Wilcoxon did; exact up to EXACT of them, else the normal limit. */
    private static double wilcoxon(double[] differences) {
        double[] nonZero = Arrays.stream(differences).filter(d -> d != 0).toArray();
        if (nonZero.length == 0) {
            return 1;
        }
        double[] zeros = new double[nonZero.length];
        return new WilcoxonSignedRankTest().wilcoxonSignedRankTest(nonZero, zeros, nonZero.length <= EXACT);
    }
}
