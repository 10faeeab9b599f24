package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sparsecortex.simulations.metric.Statistic;
import org.sparsecortex.simulations.metric.Summaries;
import org.sparsecortex.simulations.scenario.MetricSpec;
import org.sparsecortex.simulations.scenario.PhaseSpec;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.table.RecordTable;

/** Computes the metrics of a scenario from its record files. */
final class Metrics {
    private Metrics() {}

    /** The metrics; one for which there is no row is told to the listener, and is NaN, its count 0. */
    static Map<String, Double> compute(ReadScenario read, Path records, RunListener listener) throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (MetricSpec spec : read.scenario().metrics()) {
            metrics.put(spec.id(), metric(spec, read, records, listener));
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

    private static double metric(MetricSpec spec, ReadScenario read, Path records, RunListener listener)
            throws IOException {
        RecordTable table = RecordTable.read(records, spec.record());
        double[] values = values(table, spec.column());
        boolean rowByRow = table.hasColumn("step") && table.hasColumn(spec.column()); // a vector is of one row
        double[] steps = rowByRow ? table.column("step") : new double[0];
        int[] rows = IntStream.range(0, values.length)
                .filter(row ->
                        spec.phase().isEmpty() || !rowByRow || spec.phase().equals(phaseAt(read, (long) steps[row])))
                .toArray();
        if (spec.lastRows() > 0 && rows.length > spec.lastRows()) {
            rows = Arrays.copyOfRange(rows, rows.length - spec.lastRows(), rows.length);
        }
        if (rows.length == 0) {
            listener.message("warning: metric '" + spec.id() + "' is NaN: record '" + spec.record() + "' has no row"
                    + (spec.phase().isEmpty() ? "" : " in phase '" + spec.phase() + "'"));
            return spec.statistic() instanceof Summaries.Count ? 0 : Double.NaN;
        }
        double[] reference =
                spec.reference().isEmpty() ? new double[0] : pick(reference(spec, table, values.length), rows);
        double[] at = rowByRow ? pick(steps, rows) : pickIndex(rows);
        try {
            return spec.statistic().of(new Statistic.Rows(pick(values, rows), reference, at, spec.level()));
        } catch (IllegalArgumentException e) {
            throw new IOException("metric '" + spec.id() + "': " + e.getMessage(), e);
        }
    }

    private static double[] reference(MetricSpec spec, RecordTable table, int length) throws IOException {
        double[] reference = values(table, spec.reference());
        if (reference.length != length) {
            throw new IOException("metric '" + spec.id() + "': " + spec.column() + " has " + length + " values, "
                    + spec.reference() + " has " + reference.length);
        }
        return reference;
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
}
