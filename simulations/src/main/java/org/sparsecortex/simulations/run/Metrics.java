package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.sparsecortex.simulations.scenario.MetricSpec;
import org.sparsecortex.simulations.scenario.PhaseSpec;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.table.RecordTable;

/** Computes the metrics of a scenario from its record files. */
final class Metrics {
    private Metrics() {}

    static Map<String, Double> compute(ReadScenario read, Path records) throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (MetricSpec spec : read.scenario().metrics()) {
            RecordTable table = RecordTable.read(records, spec.record());
            double[] values =
                    table.hasColumn(spec.column()) ? table.column(spec.column()) : table.vector(spec.column());
            List<Double> chosen = new ArrayList<>();
            double[] steps = table.hasColumn("step") ? table.column("step") : new double[0];
            for (int row = 0; row < values.length; row++) {
                boolean inPhase = spec.phase().isEmpty()
                        || row >= steps.length
                        || spec.phase().equals(phaseAt(read, (long) steps[row]));
                if (inPhase) {
                    chosen.add(values[row]);
                }
            }
            metrics.put(spec.id(), statistic(spec, chosen));
        }
        return metrics;
    }

    private static String phaseAt(ReadScenario read, long step) {
        List<PhaseSpec> phases = read.scenario().phases();
        return phases.get(read.network().schedule().phaseAt(step)).name();
    }

    private static double statistic(MetricSpec spec, List<Double> values) throws IOException {
        if (values.isEmpty()) {
            throw new IOException("metric '" + spec.id() + "': record '" + spec.record() + "' has no row for it");
        }
        DescriptiveStatistics all = new DescriptiveStatistics(
                values.stream().mapToDouble(Double::doubleValue).toArray());
        return switch (spec.statistic()) {
            case MEAN -> all.getMean();
            case MIN -> all.getMin();
            case MAX -> all.getMax();
            case SUM -> all.getSum();
            case SD -> all.getStandardDeviation();
            case LAST -> values.get(values.size() - 1);
        };
    }
}
