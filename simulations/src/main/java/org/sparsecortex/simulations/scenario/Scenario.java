package org.sparsecortex.simulations.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.chart.ThemeSpec;
import org.sparsecortex.simulations.input.InputSpec;

/** Everything that decides the results of a run, as a user writes it in JSON. */
public record Scenario(
        @Param(doc = "name of the scenario, also of its run directory")
        String name,

        @Param(doc = "what the scenario shows, for the report", def = "\"\"")
        String description,

        @Param(doc = "seed of all randomness", def = "1") long seed,

        @Param(doc = "stretches of steps, one after another")
        List<PhaseSpec> phases,

        @Param(doc = "inputs by name", def = "{}") Map<String, InputSpec> inputs,
        @Param(doc = "populations by name") Map<String, ModelParams> populations,
        @Param(doc = "what feeds what", def = "[]") List<ConnectionSpec> connections,

        @Param(doc = "saved models that populations start from, by the population's name", def = "{}")
        Map<String, ModelSource> from,

        @Param(doc = "populations whose state is saved at the end, each as models/NAME.npz", def = "[]")
        List<String> save,

        @Param(doc = "signals to write to files", def = "[]")
        List<RecordSpec> records,

        @Param(doc = "numbers computed from the records", def = "[]")
        List<MetricSpec> metrics,

        @Param(doc = "charts drawn from the records", def = "[]")
        List<ChartSpec> charts,

        @Param(doc = "look of the charts", def = "{}") ThemeSpec theme,

        @Param(doc = "variants to run and compare; null for a single run", def = "null")
        Optional<SweepSpec> sweep) {
    public Scenario {
        Checks.that(
                name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"),
                "name",
                "\"" + name + "\"",
                "must be 1 to 64 letters, digits, '.', '_' or '-', because it names the run directory");
        Checks.that(!phases.isEmpty(), "phases", "[]", "at least one phase is needed");
        Checks.that(!populations.isEmpty(), "populations", "{}", "at least one population is needed");
    }

    /** Tables of the sweep that charts can name beside the records: one row a point, one row a run, and the analyses. */
    List<String> sweepTables() {
        List<String> tables = new ArrayList<>();
        sweep.ifPresent(s -> {
            tables.add("sweep");
            tables.add("sweep-runs");
            s.analyses().forEach(analysis -> tables.add(analysis.id()));
        });
        return tables;
    }

    /** Whether a chart is drawn once from the tables of the sweep, instead of for each run. */
    public boolean drawsSweep(ChartSpec chart) {
        return sweepTables().containsAll(chart.records());
    }
}
