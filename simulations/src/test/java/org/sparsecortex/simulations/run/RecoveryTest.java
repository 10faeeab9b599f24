package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunOptions.Continuing;
import org.sparsecortex.simulations.run.RunOptions.Engine;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/** Whatever ends a run, nothing that it wrote is lost, and resuming it gives the files of a run that was never stopped. */
@Tag("slow")
class RecoveryTest {
    private static final int STEPS = 200;
    private static final String SCENARIO = """
        { "name": "small", "phases": [{ "steps": 200 }],
          "inputs": { "in": { "type": "sequence", "size": 64, "active": 6, "length": 5, "noise": 0.2 } },
          "populations": { "tm": { "type": "temporal-memory", "columns": 64, "cellsPerColumn": 4, "activationThreshold": 4, "minThreshold": 3 } },
          "connections": [{ "from": "in", "to": "tm" }],
          "records": [{ "id": "anomaly", "signals": ["tm.anomaly", "in.index"] },
                      { "id": "cells", "signals": ["tm.activeCells"], "every": 2, "format": "npy" }],
          "metrics": [{ "id": "end", "record": "anomaly", "column": "tm.anomaly", "statistic": "mean" }],
          "charts": [{ "type": "line", "id": "one", "x": { "label": "step" }, "y": { "label": "anomaly score" },
                       "series": [{ "record": "anomaly", "y": "tm.anomaly" }] },
                     { "type": "raster", "id": "two", "x": { "label": "step" }, "y": { "label": "cell" }, "record": "cells" }] }
        """;

    @TempDir
    private Path folder;

    private ReadScenario read;
    private Map<String, String> oracle;

    /** Collects lines, and throws or stops once a number of steps is done. */
    private static final class Watcher implements RunListener {
        private final List<String> lines = new ArrayList<>();
        private long throwAt = Long.MAX_VALUE;
        private long stopAt = Long.MAX_VALUE;
        private Supplier<? extends Throwable> thrown = IllegalStateException::new;
        private long done;

        @Override
        public void progress(long steps, long total) {
            done = steps;
            if (steps >= throwAt) {
                sneak(thrown.get());
            }
        }

        @Override
        public boolean stopRequested() {
            return done >= stopAt;
        }

        @Override
        public void message(String line) {
            lines.add(line);
        }

        private static void sneak(Throwable thrown) {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw thrown instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) thrown;
        }
    }

    @BeforeEach
    void runOnceWithoutAnyTrouble() throws IOException {
        read = new ScenarioReader(List.of()).read(SCENARIO, "small.json", folder, Map.of());
        Path whole = folder.resolve("whole");
        oracle = files(Simulation.run(read, options(whole, 0, Continuing.STRICT), new RunListener() {}));
        assertThat(oracle).hasSize(3 + 6 + 1);
    }

    private static RunOptions options(Path output, long every, Continuing how) {
        return new RunOptions(output, Engine.SEQUENTIAL, 1, 2, every, 2, false, how, Invocation.none());
    }

    private RunOptions options(long every) {
        return options(folder.resolve("runs"), every, Continuing.STRICT);
    }

    private RunDirectory directory() {
        return RunDirectory.of(folder.resolve("runs"), "small", read.hash());
    }

    /** Records, charts and metrics, whole: their bytes as text. */
    private static Map<String, String> files(RunDirectory run) throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (Path part : List.of(run.records(), run.charts(), run.metrics())) {
            try (Stream<Path> files = Files.walk(part)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.put(
                            file.getFileName().toString(),
                            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
                }
            }
        }
        return all;
    }

    private void assertEndsLikeTheOracle(Watcher watcher) throws IOException {
        RunDirectory run = Simulation.resume(directory(), read, options(30), watcher);
        assertThat(run.isComplete()).as(String.join("\n", watcher.lines)).isTrue();
        Map<String, String> files = files(run);
        assertThat(files.keySet()).isEqualTo(oracle.keySet());
        files.forEach((name, text) ->
                assertThat(text.equals(oracle.get(name))).as(name).isTrue());
        assertThat(RunLock.isHeld(run.path())).isFalse();
        assertThat(run.path().resolve(".reserve")).doesNotExist();
    }

    /** Moments and kinds of failure by keyed draws: 20 of them, with and without checkpoints. */
    @Test
    void everyKindOfFailureAtAnyMomentIsResumedByteForByte() throws IOException {
        List<Supplier<? extends Throwable>> kinds = List.of(
                () -> new IOException("No space left on device"),
                () -> new IllegalStateException("a bug"),
                () -> new OutOfMemoryError("Java heap space"),
                () -> new StackOverflowError("deep"));
        KeyedRandom random = KeyedRandom.of(1, "moments");
        for (int moment = 0; moment < 20; moment++) {
            Watcher watcher = new Watcher();
            watcher.throwAt = 1L + random.below(STEPS - 1, moment, 0, 0);
            watcher.thrown = kinds.get(moment % kinds.size());
            int every = moment < 8 ? 0 : 7 * moment % 40 + 1;
            String what = "moment " + watcher.throwAt + ", kind " + moment % kinds.size() + ", every " + every;
            assertThatThrownBy(() -> Simulation.run(read, options(every), watcher))
                    .as(what)
                    .isNotNull();
            assertThat(directory().status()).as(what).isEqualTo("failed");
            Map<String, Object> manifest = directory().readManifest();
            assertThat(manifest).containsKeys("failure", "next");
            assertThat(String.valueOf(manifest.get("next")))
                    .contains("resume", directory().path().toString());
            assertThat(watcher.lines).anyMatch(l -> l.contains("continue with: ") && l.contains("sparsecortex resume"));
            assertThat(directory().records().resolve("anomaly.csv.partial"))
                    .as(what)
                    .isNotEmptyFile();
            assertEndsLikeTheOracle(new Watcher());
            RunDirectory.delete(directory().path());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aStopOrAFailureBehindTheSimulationNeedsItNotAgain(int kind) throws IOException {
        Watcher watcher = new Watcher();
        if (kind == 0) {
            watcher.stopAt = STEPS;
            Simulation.run(read, options(0), watcher);
            assertThat(watcher.lines)
                    .anyMatch(l -> l.contains("all records are whole; continue with: sparsecortex resume"));
            assertThat(directory().status()).isEqualTo("recorded");
        } else {
            Path blocked = directory().metrics().resolve("x");
            watcher.throwAt = Long.MAX_VALUE;
            assertThatThrownBy(() -> Simulation.run(read, options(0), new RunListener() {
                        @Override
                        public void progress(long done, long total) {
                            if (done == total) {
                                makeFile(blocked); // a folder where the metrics should go
                            }
                        }

                        @Override
                        public void message(String line) {
                            watcher.message(line);
                        }
                    }))
                    .hasMessageContaining("metrics.json");
            assertThat(directory().status()).isEqualTo("failed");
            RunDirectory.delete(directory().metrics());
        }
        Path record = directory().records().resolve("anomaly.csv");
        Object before = Files.getLastModifiedTime(record);
        Watcher second = new Watcher();
        assertEndsLikeTheOracle(second);
        assertThat(second.lines).anyMatch(l -> l.contains("are whole; computing metrics"));
        assertThat(Files.getLastModifiedTime(record)).isEqualTo(before);
        assertThat((List<?>) directory().readManifest().get("sessions")).hasSize(2);
    }

    private static void makeFile(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The state that a SIGKILL leaves: a manifest that says running, partial records, no lock. */
    private void kill(long at, long every) throws IOException {
        Watcher watcher = new Watcher();
        watcher.throwAt = at;
        assertThatThrownBy(() -> Simulation.run(read, options(every), watcher)).isNotNull();
        Path manifest = directory().manifest();
        Files.writeString(manifest, Files.readString(manifest).replace("\"failed\"", "\"running\""));
        assertThat(directory().status()).isEqualTo("killed");
    }

    @Test
    void aRunKilledBeforeItsFirstCheckpointStartsAgain() throws IOException {
        kill(50, 100);
        assertThatThrownBy(() -> Simulation.run(read, options(100), new Watcher()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("(killed)")
                .hasMessageContaining("--resume to continue");
        Watcher watcher = new Watcher();
        RunDirectory run = Simulation.runOrResume(read, options(100), watcher);
        assertThat(files(run)).isEqualTo(oracle);
        assertThat(watcher.lines).anyMatch(l -> l.contains("no checkpoint; starting from the first step"));
        Watcher again = new Watcher();
        Simulation.runOrResume(read, options(100), again);
        assertThat(again.lines).singleElement().asString().endsWith("is complete");
    }

    @Test
    void ofManyCheckpointsTwoAreKeptAndADamagedOneIsPassedOver() throws IOException {
        kill(100, 9);
        List<Path> kept = directory().allCheckpoints();
        assertThat(kept).hasSize(2);
        byte[] bytes = Files.readAllBytes(kept.get(0));
        bytes[bytes.length / 2] ^= 1;
        Files.write(kept.get(0), bytes);
        Watcher watcher = new Watcher();
        assertEndsLikeTheOracle(watcher);
        assertThat(watcher.lines)
                .anyMatch(l -> l.contains(kept.get(0) + " is damaged") && l.contains("looking for an older"))
                .anyMatch(l -> l.equals("resuming from " + kept.get(1)));
    }

    @Test
    void aRecordThatWasChangedOrCutIsNoticed() throws IOException {
        kill(100, 9);
        Path record = directory().records().resolve("anomaly.csv.partial");
        byte[] bytes = Files.readAllBytes(record);
        Files.write(record, java.util.Arrays.copyOf(bytes, (int)
                oldest().records().get("anomaly").bytes()));
        Watcher cut = new Watcher();
        cut.throwAt = 1;
        assertThatThrownBy(() -> Simulation.resume(directory(), read, options(9), cut))
                .isNotNull();
        assertThat(cut.lines).anyMatch(l -> l.contains("does not fit the records") && l.contains("bytes, not the"));
        try (var channel = java.nio.channels.FileChannel.open(record, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[] {'9'}), 40);
        }
        assertThatThrownBy(() -> Simulation.resume(directory(), read, options(9), new Watcher()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no checkpoint of")
                .hasMessageContaining("wrong check sum of its first")
                .hasMessageContaining("resume --from-start");
        RunOptions anew = options(folder.resolve("runs"), 0, Continuing.FROM_START);
        assertThat(files(Simulation.resume(directory(), read, anew, new Watcher())))
                .isEqualTo(oracle);
    }

    private Checkpoint oldest() throws IOException {
        try {
            List<Path> all = directory().allCheckpoints();
            return Checkpoint.read(all.get(all.size() - 1), read.hash());
        } catch (DamagedFile e) {
            throw new IOException(e);
        }
    }

    @Test
    void aCheckpointOfAnotherVersionIsContinuedOnlyIfAskedTo() throws IOException {
        kill(100, 30);
        Path last = directory().lastCheckpoint().orElseThrow();
        try {
            Checkpoint own = Checkpoint.read(last, read.hash());
            new Checkpoint(own.scenarioHash(), "0.0.9", own.snapshot(), own.records()).write(last);
        } catch (DamagedFile e) {
            throw new IOException(e);
        }
        assertThatThrownBy(() -> Simulation.resume(directory(), read, options(0), new Watcher()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("written by version 0.0.9, this is version " + Manifest.version())
                .hasMessageContaining("--any-version");
        RunOptions any = options(folder.resolve("runs"), 0, Continuing.ANY_VERSION);
        assertThat(files(Simulation.resume(directory(), read, any, new Watcher())))
                .isEqualTo(oracle);
    }

    @Test
    void twoRunsAreNotAtOneFolder() throws IOException, InterruptedException {
        kill(100, 30);
        RunLock lock = directory().open();
        assertThat(RunLock.isHeld(directory().path())).isTrue();
        assertThat(directory().status()).isEqualTo("running");
        for (boolean force : new boolean[] {false, true}) {
            RunOptions options = new RunOptions(folder.resolve("runs"), Engine.SEQUENTIAL, 1, 1, 0, force);
            assertThatThrownBy(() -> Simulation.run(read, options, new Watcher()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("is in use by");
        }
        assertThatThrownBy(() -> Simulation.resume(directory(), read, options(0), new Watcher()))
                .hasMessageContaining("is in use by");
        assertThat(otherProcess())
                .startsWith("held: ")
                .contains("is in use by process " + ProcessHandle.current().pid());
        lock.close();
        assertThat(otherProcess()).isEqualTo("free");
        assertThat(directory().status()).isEqualTo("killed");
        assertEndsLikeTheOracle(new Watcher());
    }

    /** What another process sees of the lock. */
    private String otherProcess() throws IOException, InterruptedException {
        Path out = folder.resolve("probe");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockProbe.class.getName(),
                        directory().path().toString())
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(out).strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1]", "{\"status\": 3}", "null", "\u0000\u0001"})
    void aDamagedManifestIsWrittenAnew(String text) throws IOException {
        kill(100, 30);
        Files.writeString(directory().manifest(), text);
        assertThat(directory().status()).isNotEqualTo("complete");
        assertEndsLikeTheOracle(new Watcher());
    }

    @Test
    void aKillBetweenTheNamesOfTheRecordsCostsNothing() throws IOException {
        Watcher watcher = new Watcher();
        watcher.stopAt = STEPS;
        Simulation.run(read, options(40), watcher);
        Path records = directory().records();
        Files.move(records.resolve("cells.npy"), records.resolve("cells.npy.partial"));
        assertEndsLikeTheOracle(new Watcher());
    }

    @Test
    void theManifestNamesProgramMachineAndEverySession() throws IOException {
        Watcher watcher = new Watcher();
        watcher.stopAt = 50;
        Invocation typed = new Invocation(List.of("run", "small.json", "--set", "/seed=1"), Map.of("/seed", "1"));
        RunOptions options =
                new RunOptions(folder.resolve("runs"), Engine.ACTORS, 2, 3, 0, 2, false, Continuing.STRICT, typed);
        Simulation.run(read, options, watcher);
        assertEndsLikeTheOracle(new Watcher());
        Map<String, Object> manifest = directory().readManifest();
        assertThat(manifest)
                .containsEntry("overrides", Map.of("/seed", "1"))
                .containsEntry("linearAlgebra", Map.of())
                .containsEntry("status", "complete");
        List<?> sessions = (List<?>) manifest.get("sessions");
        assertThat(sessions).hasSize(2);
        Map<?, ?> first = (Map<?, ?>) sessions.get(0);
        Map<?, ?> second = (Map<?, ?>) sessions.get(1);
        assertThat(first.get("commandLine")).isEqualTo(List.of("run", "small.json", "--set", "/seed=1"));
        assertThat(first.get("status")).isEqualTo("interrupted");
        assertThat(first.get("engine")).isEqualTo("actors");
        assertThat(second.get("engine")).isEqualTo("sequential");
        assertThat(((Number) second.get("firstStep")).longValue()).isBetween(50L, STEPS - 1L);
        assertThat(String.valueOf(second.get("commit"))).matches("unknown|[0-9a-f]{40}(-dirty)?");
        for (String key : List.of("sparsecortex", "java", "os", "cpu", "processors", "ended")) {
            assertThat(String.valueOf(second.get(key))).as(key).isNotBlank().isNotEqualTo("null");
        }
    }
}
