package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

class SimulationTest {
    private static final String SCENARIO = """
        { "name": "small", "phases": [{ "name": "a", "steps": 60 }, { "name": "b", "steps": 20, "learn": false }],
          "inputs": { "in": { "type": "sequence", "size": 64, "active": 6, "length": 5 } },
          "populations": { "tm": { "type": "temporal-memory", "columns": 64, "cellsPerColumn": 4, "activationThreshold": 4, "minThreshold": 3 } },
          "connections": [{ "from": "in", "to": "tm" }],
          "records": [{ "id": "anomaly", "signals": ["tm.anomaly", "in.index"] },
                      { "id": "cells", "signals": ["tm.activeCells"], "every": 2, "format": "npy" },
                      { "id": "last", "signals": ["tm.synapses"], "rows": "last" }],
          "metrics": [{ "id": "end", "record": "anomaly", "column": "tm.anomaly", "statistic": "mean", "phase": "b" }],
          "charts": [{ "type": "line", "id": "anomaly", "x": { "label": "step" }, "y": { "label": "anomaly score" },
                       "series": [{ "record": "anomaly", "y": "tm.anomaly" }] },
                     { "type": "raster", "id": "cells", "x": { "label": "step" }, "y": { "label": "cell" }, "record": "cells" },
                     { "type": "histogram", "id": "synapses", "x": { "label": "synapses per column" }, "record": "last", "columns": ["tm.synapses"] }] }
        """;

    @TempDir
    private Path folder;

    private ReadScenario read(String text) throws IOException {
        return new ScenarioReader(List.of()).read(text, "small.json", folder, Map.of());
    }

    private RunOptions options(long checkpointEvery, boolean force) {
        return new RunOptions(folder, RunOptions.Engine.ACTORS, 2, 2, checkpointEvery, force);
    }

    @Test
    void aRunLeavesRecordsMetricsChartsAndProvenance() throws IOException {
        RunDirectory run = Simulation.run(read(SCENARIO), options(0, false), new RunListener() {});
        assertThat(run.isComplete()).isTrue();
        assertThat(Files.readString(run.metrics())).contains("\"end\" : 0.0");
        assertThat(Files.readAllLines(run.records().resolve("anomaly.csv")))
                .hasSize(81)
                .startsWith("step,tm.anomaly,in.index", "0,1.0,0");
        for (String chart : List.of("anomaly", "cells", "synapses")) {
            for (String ending : List.of("svg", "pdf", "png")) {
                assertThat(run.charts().resolve(chart + "." + ending)).isNotEmptyFile();
            }
        }
        assertThat(Files.readString(run.charts().resolve("anomaly.svg"))).contains("anomaly score", "85.0mm");
        assertThat(Files.readString(run.report()))
                .contains("<svg", "scenarioHash")
                .doesNotContain("<script");
        assertThat(run.readManifest()).containsEntry("status", "complete").containsKeys("seed", "sessions");
        try (Stream<Path> all = Files.walk(run.path())) {
            assertThat(all.map(Path::toString)).noneMatch(f -> f.endsWith(".tmp") || f.endsWith(".partial"));
        }
    }

    @Test
    void anExistingRunIsKeptWithoutForce() throws IOException {
        ReadScenario read = read(SCENARIO);
        Simulation.run(read, options(0, false), new RunListener() {});
        assertThatThrownBy(() -> Simulation.run(read, options(0, false), new RunListener() {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("use --force");
        assertThat(Simulation.run(read, options(0, true), new RunListener() {}).isComplete())
                .isTrue();
    }

    @Test
    void damagedAndForeignCheckpointsAreRefused() throws IOException, DamagedFile {
        ReadScenario read = read(SCENARIO);
        RunDirectory run = Simulation.run(read, options(30, false), new RunListener() {});
        Path checkpoint = run.lastCheckpoint().orElseThrow();
        assertThat(Checkpoint.read(checkpoint, read.hash()).snapshot().position())
                .isEqualTo(60);
        assertThatThrownBy(() -> Checkpoint.read(checkpoint, "0".repeat(64)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(read.hash())
                .hasMessageContaining("0".repeat(64));
        byte[] bytes = Files.readAllBytes(checkpoint);
        for (int at = 0; at < bytes.length; at += at < 400 ? 1 : bytes.length / 97) {
            for (int bit : new int[] {0, 3, 7}) {
                byte[] broken = bytes.clone();
                broken[at] ^= (byte) (1 << bit);
                Files.write(checkpoint, broken);
                assertThatThrownBy(() -> Checkpoint.read(checkpoint, read.hash()))
                        .as("bit %d of byte %d", bit, at)
                        .isInstanceOf(DamagedFile.class)
                        .hasMessageContaining(checkpoint.toString());
            }
        }
        for (int length : new int[] {0, 1, 20, bytes.length / 2, bytes.length - 1, bytes.length + 1}) {
            Files.write(checkpoint, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Checkpoint.read(checkpoint, read.hash()))
                    .as("%d bytes", length)
                    .isInstanceOf(DamagedFile.class);
        }
    }
}
