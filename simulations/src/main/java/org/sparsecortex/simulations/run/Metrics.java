package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sparsecortex.simulations.metric.Statistic;
import org.sparsecortex.simulations.scenario.MetricSpec;
import org.sparsecortex.simulations.scenario.PhaseSpec;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * Computes the metrics of a scenario from its record files.
 *
 * <p>Missing values (NaN) are left out after the rows were chosen, and how many there were is said; a metric without any
 * value is NaN. Infinite values count: a mean over one is infinite. Of accuracy, rows without a reference are left out, and a
 * missing value counts as different from its reference.
 */
final class Metrics {
    private Metrics() {}

    /** Computes all metrics; one that fails is NaN and keeps no other from being computed. */
    static Map<String, Double> compute(ReadScenario read, Path records, Remarks remarks) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (MetricSpec spec : read.scenario().metrics()) {
            try {
                metrics.put(spec.id(), metric(spec, read, records, remarks));
            } catch (IOException | RuntimeException e) {
                metrics.put(spec.id(), Double.NaN);
                remarks.metricFailed(spec.id(), e);
            }
        }
        return metrics;
    }

    /**
     * The metrics of a run that has ended. JSON has no number that is none, or infinite: these stand
     * there as the texts NaN, Infinity and -Infinity.
     *
     * @throws UserError if the file is damaged
     */
    static Map<String, Double> read(RunDirectory run) throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        RunDirectory.readObject(run.metrics()).forEach((id, value) -> metrics.put(id, number(value)));
        return metrics;
    }

    private static double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return switch (String.valueOf(value)) {
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private static double metric(MetricSpec spec, ReadScenario read, Path records, Remarks remarks) throws IOException {
        RecordTable table = RecordTable.read(records, spec.record());
        if (table.rows() == 0) {
            remarks.metric(spec.id(), "record '" + spec.record() + "' has no row for it");
            return spec.statistic().ofNone();
        }
        double[] values = values(table, spec.column());
        double[] reference = spec.reference().isEmpty() ? values : values(table, spec.reference());
        if (reference.length != values.length) {
            throw new IOException(spec.column() + " has " + values.length + " values, " + spec.reference() + " has "
                    + reference.length);
        }
        boolean rowByRow = table.hasColumn("step") && table.hasColumn(spec.column()); // a vector is of one row
        double[] steps = rowByRow ? table.column("step") : new double[0];
        int[] rows = present(spec, rows(spec, read, values.length, steps), values, reference, remarks);
        if (rows.length == 0) {
            return spec.statistic().ofNone();
        }
        double[] compared = spec.reference().isEmpty() ? new double[0] : pick(reference, rows);
        double[] at = rowByRow ? pick(steps, rows) : pickIndex(rows);
        return spec.statistic().of(new Statistic.Rows(pick(values, rows), compared, at, spec.level()));
    }

    /** The rows of the phase, or the last of them. */
    private static int[] rows(MetricSpec spec, ReadScenario read, int count, double... steps) {
        int[] rows = IntStream.range(0, count)
                .filter(row -> spec.phase().isEmpty()
                        || row >= steps.length
                        || spec.phase().equals(phaseAt(read, (long) steps[row])))
                .toArray();
        return spec.lastRows() > 0 && rows.length > spec.lastRows()
                ? Arrays.copyOfRange(rows, rows.length - spec.lastRows(), rows.length)
                : rows;
    }

    /** Those of the rows that hold a value; says how many do not. */
    private static int[] present(MetricSpec spec, int[] rows, double[] values, double[] reference, Remarks remarks) {
        boolean answers = spec.statistic().takesMissingValues();
        int[] present = IntStream.of(rows)
                .filter(row -> !Double.isNaN(reference[row]) && (answers || !Double.isNaN(values[row])))
                .toArray();
        int missing = rows.length - present.length;
        long infinite = IntStream.of(present)
                .filter(row -> Double.isInfinite(values[row]) || Double.isInfinite(reference[row]))
                .count();
        if (rows.length == 0) {
            remarks.metric(spec.id(), "record '" + spec.record() + "' has no row for it");
        } else if (missing > 0) {
            remarks.metric(spec.id(), "of " + rows.length + " values, " + missing + " are missing and left out");
        }
        if (infinite > 0) {
            remarks.metric(spec.id(), "of " + rows.length + " values, " + infinite + " are infinite");
        }
        return present;
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
