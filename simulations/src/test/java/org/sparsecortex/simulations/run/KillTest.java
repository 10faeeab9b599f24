package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.cli.Main;
import org.sparsecortex.simulations.run.RunOptions.Engine;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/** Real processes that are killed, or get Ctrl-C, while they run, write and draw; resumed runs have the files of a whole one. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class KillTest {
    private static final long PATIENCE_SECONDS = 120;
    private static final String SCENARIO = """
        { "name": "killed", "phases": [{ "steps": 20000 }],
          "inputs": { "in": { "type": "sequence", "size": 128, "active": 8, "length": 7, "noise": 0.2 } },
          "populations": { "tm": { "type": "temporal-memory", "columns": 128, "cellsPerColumn": 4, "activationThreshold": 5, "minThreshold": 4 } },
          "connections": [{ "from": "in", "to": "tm" }],
          "records": [{ "id": "anomaly", "signals": ["tm.anomaly", "in.index"] },
                      { "id": "cells", "signals": ["tm.activeCells"], "every": 20, "format": "npy" }],
          "metrics": [{ "id": "end", "record": "anomaly", "column": "tm.anomaly", "statistic": "mean" }],
          "charts": [{ "type": "line", "id": "one", "x": { "label": "step" }, "y": { "label": "anomaly score" },
                       "series": [{ "record": "anomaly", "y": "tm.anomaly", "average": 50 }] },
                     { "type": "raster", "id": "two", "x": { "label": "step" }, "y": { "label": "cell" }, "record": "cells" }] }
        """;

    @TempDir
    private Path folder;

    private ReadScenario read;
    private Map<String, String> oracle;

    @BeforeEach
    void runOnce() throws IOException {
        read = new ScenarioReader(List.of()).read(SCENARIO, "killed.json", folder, Map.of());
        Files.writeString(folder.resolve("killed.json"), SCENARIO);
        RunOptions whole = new RunOptions(folder.resolve("whole"), Engine.SEQUENTIAL, 1, 1, 0, false);
        oracle = files(Simulation.run(read, whole, new RunListener() {}));
    }

    private static Map<String, String> files(RunDirectory run) throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (Path part : List.of(run.records(), run.charts(), run.metrics())) {
            try (Stream<Path> files = Files.walk(part)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    all.put(file.getFileName().toString(), new String(bytes, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return all;
    }

    private RunDirectory directory() {
        return RunDirectory.of(folder.resolve("runs"), "killed", read.hash());
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        folder.resolve("killed.json").toString(),
                        "--output",
                        folder.resolve("runs").toString(),
                        "--checkpoint-every",
                        "3000")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile())
                .start();
    }

    /** Waits until a file or folder is there, or the process has ended. */
    private static void await(Process process, Path sign) throws InterruptedException {
        long began = System.nanoTime();
        while (process.isAlive() && !Files.exists(sign)) {
            assertThat(System.nanoTime() - began)
                    .as("waiting for %s", sign)
                    .isLessThan(PATIENCE_SECONDS * 1_000_000_000L);
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private List<Path> moments() {
        RunDirectory run = directory();
        return List.of(
                run.manifest(),
                run.records().resolve("anomaly.csv.partial"),
                run.checkpoint(3000),
                run.checkpoint(15_000),
                run.charts().resolve("one.svg"));
    }

    private void assertResumedLikeTheOracle(String moment) throws IOException {
        RunOptions options = new RunOptions(folder.resolve("runs"), Engine.ACTORS, 2, 3, 0, false);
        RunDirectory run = directory().isComplete()
                ? directory()
                : Simulation.resume(directory(), read, options, new RunListener() {});
        Map<String, String> files = files(run);
        assertThat(files.keySet()).as(moment).isEqualTo(oracle.keySet());
        files.forEach((name, text) -> assertThat(text.equals(oracle.get(name)))
                .as("%s, after a kill when there was %s", name, moment)
                .isTrue());
    }

    @Test
    void aKilledRunIsResumedByteForByte() throws IOException, InterruptedException {
        int killed = 0;
        for (Path moment : moments()) {
            Process process = start();
            await(process, moment);
            process.destroyForcibly(); // SIGKILL
            killed += process.waitFor() == 128 + 9 ? 1 : 0;
            assertThat(Files.exists(moment))
                    .as(Files.readString(folder.resolve("printed")))
                    .isTrue();
            assertResumedLikeTheOracle(moment.getFileName().toString());
            RunDirectory.delete(directory().path());
        }
        assertThat(killed).as("killed before they ended").isGreaterThanOrEqualTo(4);
    }

    /** In mid-run a checkpoint is written; among the charts nothing needs to be simulated again. */
    @Test
    void ctrlCEndsWithATrueStatusAndTheNextCommand() throws IOException, InterruptedException {
        for (Path moment : List.of(directory().checkpoint(3000), directory().metrics())) {
            Process process = start();
            await(process, moment);
            interrupt(process);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            String printed = Files.readString(folder.resolve("printed"));
            String status = directory().status();
            if (!status.equals("complete")) { // on an idle machine the charts may be there before the signal is
                assertThat(status).as(printed).isIn("interrupted", "recorded");
                assertThat(printed)
                        .contains("continue with: sparsecortex resume "
                                + directory().path());
                assertThat(directory().readManifest()).containsKey("next");
            }
            assertThat(printed).doesNotContain("Exception");
            assertResumedLikeTheOracle(moment.getFileName().toString());
            RunDirectory.delete(directory().path());
        }
    }

    /** SIGINT, or SIGTERM where a shell without job control made its children deaf to SIGINT; both end in the same hook. */
    private static void interrupt(Process process) throws IOException, InterruptedException {
        String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        String ignored = status.lines()
                .filter(l -> l.startsWith("SigIgn:"))
                .map(l -> l.substring(7).strip())
                .findFirst()
                .orElse("0");
        String signal = (Long.parseUnsignedLong(ignored, 16) & 2) == 0 ? "-INT" : "-TERM";
        assertThat(new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
