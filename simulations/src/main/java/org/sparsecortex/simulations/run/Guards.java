package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Guard;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.StepObserver;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.simulations.analysis.AnalysisSpec.SweepRun;
import org.sparsecortex.simulations.chart.ReportPage;
import org.sparsecortex.simulations.scenario.MetricSpec;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** The guards of a run: what its models name ({@link Guard}), read in the last step, and the bounds of its metrics. */
final class Guards implements StepObserver {
    /** Key of the guarded values in a manifest. */
    static final String VALUES = "guards";

    /** Key of the warnings in a manifest. */
    static final String WARNINGS = ReportPage.WARNINGS;

    private final Map<Endpoint, Guard> guards = new LinkedHashMap<>();
    private final long lastStep;
    private final Watch watch;
    private final boolean open;
    private List<Signal> last = List.of();

    /**
     * Those of a scenario.
     *
     * @param others what else is watched
     */
    Guards(ReadScenario read, Watch others) {
        read.scenario()
                .populations()
                .forEach((name, params) ->
                        params.guards().forEach(guard -> guards.put(new Endpoint(name, guard.signal()), guard)));
        lastStep = read.network().schedule().totalSteps() - 1;
        open = read.network().schedule().isOpen();
        Watch all = others;
        for (Endpoint endpoint : guards.keySet()) {
            all = all.and(endpoint, open ? Watch.Steps.ALL : new Watch.Steps(lastStep, 1));
        }
        watch = all;
    }

    /** The others and the guarded signals in the last step, which may be any if the run has no end. */
    Watch watch() {
        return watch;
    }

    @Override
    public void onStep(Step step, List<Signal> row) {
        if (step.index() == lastStep || (open && !guards.isEmpty())) {
            last = row;
        }
    }

    /** The guarded values by signal; empty before the last step. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!last.isEmpty()) {
            guards.forEach((endpoint, guard) -> values.put(
                    endpoint.toString(), guard.worst(last.get(watch.endpoints().indexOf(endpoint)))));
        }
        return values;
    }

    /**
     * What a finished run must say.
     *
     * @param values as {@link #values} gave them, or as a manifest holds them
     * @param metrics those of the run
     */
    static List<String> warnings(ReadScenario read, Map<?, ?> values, Map<String, Double> metrics) {
        List<String> warnings = new ArrayList<>();
        read.scenario()
                .populations()
                .forEach((name, params) -> params.guards().forEach(guard -> {
                    String signal = new Endpoint(name, guard.signal()).toString();
                    if (values.get(signal) instanceof Number value) {
                        guard.judge(signal, value.doubleValue()).ifPresent(warnings::add);
                    } else if (!values.containsKey(signal)) {
                        warnings.add(signal + " is not known: the run was stopped between its last record and its"
                                + " manifest; to have it judged, run it anew");
                    }
                }));
        for (MetricSpec metric : read.scenario().metrics()) {
            metric.guard()
                    .judge("metric " + metric.id(), metrics.getOrDefault(metric.id(), Double.NaN))
                    .ifPresent(warnings::add);
        }
        return warnings;
    }

    /** The warnings of the runs of a sweep, those of one point and guard once, with the number of repeats that warn. */
    static List<String> ofSweep(List<SweepRun> runs, int repeats) throws IOException {
        Map<String, String> first = new LinkedHashMap<>();
        Map<String, Integer> count = new LinkedHashMap<>();
        for (SweepRun run : runs) {
            RunDirectory directory = new RunDirectory(run.records().getParent());
            if (directory.readManifest().get(WARNINGS) instanceof List<?> warnings) {
                for (Object warning : warnings) {
                    String text = String.valueOf(warning);
                    String guard = run.point() + " " + text.replaceFirst(" (=|is) .*", "");
                    first.putIfAbsent(guard, (run.point().isEmpty() ? "" : run.point() + ": ") + text);
                    count.merge(guard, 1, Integer::sum);
                }
            }
        }
        return first.entrySet().stream()
                .map(e -> (repeats == 1 ? "" : count.get(e.getKey()) + " of " + repeats + " repeats, first ")
                        + e.getValue())
                .toList();
    }
}
