package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.param.OpenTypes;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.scenario.SweepPlan;

/** What a run warns about at its end. */
class GuardsTest {
    /** The settings of a public report in small: a pooler that learns without the boosting that its increments come from. */
    private static final String SCENARIO = """
        { "name": "collapse", "phases": [{ "steps": 0 }],
          "inputs": { "series": { "type": "series", "rows": 700, "fields": [
            { "column": "value", "encoder": { "type": "rdse", "resolution": 0.6, "size": 700, "active": 31 } },
            { "column": "timestamp", "encoder": { "type": "date-time", "timeOfDayWidth": 21, "timeOfDayRadiusHours": 3, "weekendWidth": 11 } }] } },
          "populations": { "sp": { "type": "spatial-pooler", "columns": 512, "potentialFraction": 0.8,
            "connectedPermanence": 0.14, "permanenceIncrement": 0.04, "permanenceDecrement": 0.006 } },
          "connections": [{ "from": "series.sdr", "to": "sp.input" }],
          "records": [{ "id": "use", "signals": ["sp.columnsInUse"], "rows": "last" }],
          "metrics": [{ "id": "use", "record": "use", "column": "sp.columnsInUse", "statistic": "last"BOUNDS }]
          SWEEP }
        """;

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private final RunListener listener = new RunListener() {
        @Override
        public void message(String line) {
            said.add(line);
        }
    };

    private ReadScenario read(String bounds, String sweep, Map<String, String> set) throws IOException {
        String text = SCENARIO.replace("BOUNDS", bounds).replace("SWEEP", sweep);
        return new ScenarioReader(List.of()).read(text, "guards.json", folder, set);
    }

    private RunOptions options() {
        return new RunOptions(folder, RunOptions.Engine.SEQUENTIAL, 1, 1, 0, false);
    }

    private static List<?> warnings(RunDirectory run) throws IOException {
        return (List<?>) JsonText.parseObject(Files.readString(run.manifest())).get("warnings");
    }

    @Test
    void aCollapsedPoolerIsSaidInTerminalManifestAndReport() throws IOException {
        RunDirectory run = Simulation.run(read("", "", Map.of()), options(), listener);
        assertThat(warnings(run)).singleElement().asString().startsWith("sp.unlikeOverlap = 0.");
        assertThat(said).contains("warning: " + warnings(run).get(0));
        assertThat(Files.readString(run.report())).contains("<strong>Warning:</strong> sp.unlikeOverlap = 0.");
        Object guards = JsonText.parseObject(Files.readString(run.manifest())).get("guards");
        assertThat((double) ((Map<?, ?>) guards).get("sp.unlikeOverlap")).isGreaterThan(0.12);
        assertThat(run.isComplete()).isTrue();
    }

    @Test
    void aBoostedPoolerIsNot() throws IOException {
        RunDirectory run =
                Simulation.run(read("", "", Map.of("/populations/sp/boostStrength", "3")), options(), listener);
        assertThat(warnings(run)).isEmpty();
        assertThat(said).noneMatch(line -> line.startsWith("warning"));
    }

    @Test
    void aSolverThatEndsBeforeItsToleranceIsSaid() throws IOException {
        String text = """
            { "name": "hasty", "phases": [{ "steps": 3 }],
              "inputs": { "in": { "type": "image-patches", "patch": 8, "samples": 20 } },
              "populations": { "v1": { "type": "dictionary-learning", "atoms": 128, "patch": 8, "samples": 20, "chunk": 10,
                "penalty": { "type": "l1" }, "lambda": 0.05, "solver": { "type": "coordinate-descent", "maxSweeps": SWEEPS } } },
              "connections": [{ "from": "in.patches", "to": "v1.samples" }],
              "records": [{ "id": "c", "signals": ["v1.unsettled"] }] }
            """;
        ReadScenario hasty =
                new ScenarioReader(List.of()).read(text.replace("SWEEPS", "1"), "hasty.json", folder, Map.of());
        assertThat(warnings(Simulation.run(hasty, options(), listener)))
                .singleElement()
                .asString()
                .startsWith("v1.unsettled = ")
                .contains("limit of iterations");
        ReadScenario patient =
                new ScenarioReader(List.of()).read(text.replace("SWEEPS", "2000"), "hasty.json", folder, Map.of());
        assertThat(warnings(Simulation.run(patient, options(), listener))).isEmpty();
    }

    @Test
    void everySolverWithAToleranceSaysThatItEndedBeforeIt() throws IOException {
        String text = """
            { "name": "hasty", "phases": [{ "steps": 2 }],
              "inputs": { "in": { "type": "image-patches", "patch": 16, "batch": 4 } },
              "populations": { "v1": MODEL },
              "connections": [{ "from": "in.patches", "to": "v1" }],
              "records": [{ "id": "c", "signals": ["v1.iterations"] }] }
            """;
        String sparsenet = "{ \"type\": \"sparsenet\", \"dimension\": 256, \"atoms\": 64, \"samples\": 4, \"chunk\": 2,"
                + " \"iterations\": COUNT }";
        String convolution =
                "{ \"type\": \"convolutional-coding\", \"imageHeight\": 16, \"imageWidth\": 16, \"images\": 4,"
                        + " \"filterSize\": 6, \"orientations\": 2, \"bandwidthsDeg\": [20], \"tolerance\": 0.01, \"penalty\": 0.1,"
                        + " \"iterations\": COUNT }";
        for (String model : List.of(sparsenet, convolution)) {
            ReadScenario hasty = read(text.replace("MODEL", model.replace("COUNT", "2")));
            assertThat(warnings(Simulation.run(hasty, options(), listener)))
                    .singleElement()
                    .asString()
                    .startsWith("v1.unsettled = 1 is above 0.01")
                    .contains("iterations");
            ReadScenario patient = read(text.replace("MODEL", model.replace("COUNT", "5000")));
            assertThat(warnings(Simulation.run(patient, options(), listener))).isEmpty();
        }
    }

    private ReadScenario read(String text) throws IOException {
        return new ScenarioReader(List.of()).read(text, "hasty.json", folder, Map.of());
    }

    @Test
    void metricsWarnAtTheirBounds() throws IOException {
        Map<String, String> boosted = Map.of("/populations/sp/boostStrength", "3");
        RunDirectory run =
                Simulation.run(read(", \"warnBelow\": 0.9, \"warnAbove\": 1", "", boosted), options(), listener);
        assertThat(warnings(run)).singleElement().asString().matches("metric use = 0\\.\\d+ is below 0\\.9");
        assertThatThrownBy(() -> read(", \"warnBelow\": 2, \"warnAbove\": 1", "", boosted))
                .hasMessageContaining("warnBelow")
                .hasMessageContaining("must not exceed warnAbove = 1.0");
    }

    @Test
    void aSweepSaysWhichPointsWarnAndPrintsItsTable() throws IOException {
        String sweep = """
            , "sweep": { "axes": [{ "pointer": "/populations/sp/boostStrength", "label": "boost", "values": [0, 3] }],
                         "repeats": 2, "whenAsked": true }
            """;
        ReadScenario read = read("", sweep, Map.of());
        RunDirectory run = Sweep.run(read, options(), listener, false);
        assertThat(warnings(run))
                .singleElement()
                .asString()
                .startsWith("2 of 2 repeats, first {boost=0}: sp.unlikeOverlap = 0.");
        assertThat(said)
                .anyMatch(line -> line.matches("boost +use"))
                .anyMatch(line -> line.matches("3 +0\\.\\d+ \\[0\\.\\d+, 0\\.\\d+]"));
        assertThat(Files.readString(run.report()))
                .contains("<th>boost</th><th>use</th>", "<strong>Warning:</strong> 2 of 2");
        ReadScenario single = SweepPlan.single(read);
        assertThat(single.scenario().sweep()).isEmpty();
        assertThat(single.hash()).isEqualTo(read("", "", Map.of()).hash());
    }

    /** Of every model on the class path that has defaults. */
    @Test
    void everyGuardNamesASignalOfNumbers() {
        int guards = 0;
        for (Class<? extends ModelParams> model : OpenTypes.of(
                        ModelParams.class, c -> c.getAnnotation(ModelType.class).name())
                .all()
                .values()) {
            ModelParams params;
            try {
                params = (ModelParams) Params.of(model.asSubclass(Record.class));
            } catch (IllegalArgumentException needsValues) {
                continue;
            }
            for (var guard : params.guards()) {
                guards++;
                assertThat(params.signals())
                        .as(model + " " + guard)
                        .anyMatch(s ->
                                s.name().equals(guard.signal()) && s.shape().kind() != Kind.SDR);
            }
        }
        assertThat(guards).isPositive();
    }
}
