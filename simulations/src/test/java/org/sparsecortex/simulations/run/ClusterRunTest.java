package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.runtime.NodeSettings;
import org.sparsecortex.runtime.Worker;
import org.sparsecortex.simulations.cluster.Workers;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.watch.LiveView;

/** Runs on workers write the bytes of a run in one process, whatever happens to a worker. */
@Timeout(900)
class ClusterRunTest {
    private static final Path CONFIGS = Path.of("../configs");

    @TempDir
    private Path folder;

    /** All scenarios, or with {@code -Dconfigs=REGEX} those whose path has a part that fits. */
    static List<Path> configs() throws IOException {
        Pattern some = Pattern.compile(System.getProperty("configs", ""));
        return PartitionInvarianceTest.configs().stream()
                .filter(config -> some.matcher(config.toString()).find())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "neurons/sequence-noise",
                "dendrites/segment-detection",
                "v1/edges",
                "sparsey/sequence-recall",
                "delta/htm-link",
                "spiking/stdp"
            })
    void aScenarioOfEachFamilyWritesTheSameBytesOnTwoAndThreeWorkers(String name) throws IOException {
        verify(CONFIGS.resolve(name + ".json"), 2);
    }

    @Tag("slow")
    @Tag("exhaustive")
    @ParameterizedTest
    @MethodSource("configs")
    void everyScenarioWritesTheSameBytesOnTwoAndThreeWorkers(Path config) throws IOException {
        verify(config, 1); // some need the memory of the process for themselves
    }

    private void verify(Path config, int together) throws IOException {
        ReadScenario read = PartitionInvarianceTest.read(config);
        Map<String, String> oracle = records(Simulation.run(read, options("alone"), new RunListener() {}));
        assertThat(oracle).isNotEmpty();
        AllAtOnce.of(List.of(() -> on(2, read, oracle), () -> on(3, read, oracle)), together, () -> {});
    }

    /** Most of its time goes by while members learn of each other, so two of them may run at a time. */
    private Void on(int workers, ReadScenario read, Map<String, String> oracle) throws IOException {
        JoiningWorkers joining = new JoiningWorkers(workers, List.of(read.folder()));
        RunDirectory run = Simulation.run(
                read, options("on-" + workers).withWorkers(Optional.of(joining.workers(workers))), joining);
        assertThat(run.isComplete()).isTrue();
        assertThat(records(run)).as("%d workers", workers).isEqualTo(oracle);
        assertThat(joining.ends()).containsOnly(Worker.End.DONE);
        return null;
    }

    private RunOptions options(String output) {
        return new RunOptions(folder.resolve(output), RunOptions.Engine.ACTORS, 1, 1, 0, true);
    }

    private static Map<String, String> records(RunDirectory run) throws IOException {
        Map<String, String> records = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run.records())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                records.put(
                        run.records().relativize(file).toString(),
                        java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return records;
    }

    /** Two processes, one of which is killed after some steps; no user does anything. */
    @Test
    void aRunWhoseWorkerIsKilledGoesOnToTheSameBytes() throws IOException {
        Map<String, String> set = new LinkedHashMap<>(Map.of("/charts", "[]", "/phases/0/steps", "120"));
        ReadScenario read = new ScenarioReader(List.of()).read(CONFIGS.resolve("neurons/sequence-noise.json"), set);
        Map<String, String> oracle = records(Simulation.run(read, options("alone"), new RunListener() {}));
        List<String> told = new ArrayList<>();
        Workers two = new Workers(NodeSettings.local(1), 2, 2, Duration.ofSeconds(60), 2);
        RunDirectory run = Simulation.run(read, options("killed").withWorkers(Optional.of(two)), new Killing(20, told));
        assertThat(run.isComplete()).isTrue();
        assertThat(records(run)).isEqualTo(oracle);
        assertThat(told).anyMatch(line -> line.endsWith("does not answer any more"));
        assertThat(run.readManifest().toString()).contains("losses").contains("does not answer any more");
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    private static ReadScenario camera(int steps) throws IOException {
        Map<String, String> set = new LinkedHashMap<>(Map.of("/charts", "[]", "/metrics", "[]"));
        set.put("/phases", "[{\"steps\": " + steps + "}]");
        return new ScenarioReader(List.of()).read(CONFIGS.resolve("delta/htm-link.json"), set);
    }

    /** A worker is killed, the run goes on at its last checkpoint on the other one, is stopped and resumed on two new ones. */
    @Test
    void aRunWithDeltasWritesTheSameBytesOverALossAndWhenItIsResumed() throws IOException {
        ReadScenario read = camera(80);
        Map<String, String> oracle = records(Simulation.run(read, options("alone"), new RunListener() {}));
        Workers two = new Workers(NodeSettings.local(1), 2, 2, Duration.ofSeconds(60), 2).withDeltas(true);
        RunOptions deltas = new RunOptions(folder.resolve("deltas"), RunOptions.Engine.ACTORS, 1, 1, 20, true)
                .withWorkers(Optional.of(two));
        List<String> told = new ArrayList<>();
        RunDirectory run = Simulation.run(read, deltas, new Killing(30, told) {
            @Override
            public long stopAt() {
                return 50;
            }
        });
        assertThat(told).anyMatch(line -> line.endsWith("does not answer any more"));
        assertThat(run.isComplete()).isFalse();
        Simulation.resume(run, read, deltas, new RunListener() {});
        assertThat(run.isComplete()).isTrue();
        assertThat(records(run)).isEqualTo(oracle);
        assertThat(traffic(run, 1)).extracting("deltas").isEqualTo(true);
    }

    private static Map<?, ?> traffic(RunDirectory run, int session) throws IOException {
        Map<?, ?> manifest = (Map<?, ?>) ((List<?>) run.readManifest().get("sessions")).get(session);
        return (Map<?, ?>) manifest.get("traffic");
    }

    /** Before the camera nothing moves but an actor, and the pixels go through a connection, so the run sends them. */
    @Test
    void deltasOfASceneThatStandsAreShort() throws IOException {
        ReadScenario read = camera(60);
        List<Long> sent = new ArrayList<>();
        List<Map<String, String>> records = new ArrayList<>();
        for (boolean deltas : new boolean[] {false, true}) {
            JoiningWorkers joining = new JoiningWorkers(2, List.of(read.folder()));
            Workers workers = joining.workers(1).withDeltas(deltas);
            RunOptions options = options("deltas-" + deltas).withWorkers(Optional.of(workers));
            RunDirectory run = Simulation.run(read, options, joining);
            sent.add(((Number) traffic(run, 0).get("bytesSent")).longValue());
            records.add(records(run));
        }
        assertThat(records.get(1)).isNotEmpty().isEqualTo(records.get(0));
        assertThat(sent.get(1)).isLessThan(sent.get(0) * 9 / 10);
    }

    /** Its page names them while they work; that it is looked at changes nothing. */
    @Test
    void aWatchedRunShowsItsWorkers() throws IOException {
        Map<String, String> set = new LinkedHashMap<>(Map.of("/charts", "[]", "/phases/0/steps", "120"));
        ReadScenario read = new ScenarioReader(List.of()).read(CONFIGS.resolve("neurons/sequence-noise.json"), set);
        Map<String, String> oracle = records(Simulation.run(read, options("alone"), new RunListener() {}));
        JoiningWorkers two = new JoiningWorkers(2, List.of(read.folder()));
        CompletableFuture<String> shown = new CompletableFuture<>();
        RunDirectory place =
                RunDirectory.of(folder.resolve("watched"), read.scenario().name(), read.hash());
        try (LiveView view = new LiveView(read, place, 0, two)) {
            new Thread(() -> shown.complete(tableOfWorkers(view.url())), "reader").start();
            RunDirectory run = Simulation.run(
                    read, options("watched").withWorkers(Optional.of(two.workers(2))), new Held(view, shown));
            view.ended();
            assertThat(records(run)).isEqualTo(oracle);
        }
        assertThat(shown.join())
                .contains("threads")
                .contains("(process " + ProcessHandle.current().pid() + ")");
    }

    /** Holds a run after its first piece until something is there. */
    private record Held(RunListener listener, CompletableFuture<?> awaited) implements RunListener {
        @Override
        public void message(String line) {
            listener.message(line);
        }

        @Override
        public boolean isWatched() {
            return listener.isWatched();
        }

        @Override
        public void workers(Supplier<List<Map<String, String>>> table) {
            listener.workers(table);
        }

        @Override
        public void progress(long done, long total) {
            listener.progress(done, total);
            if (done < total) {
                awaited.orTimeout(60, TimeUnit.SECONDS).join();
            }
        }
    }

    private static String tableOfWorkers(String url) {
        HttpRequest events = HttpRequest.newBuilder(URI.create(url + "events")).build();
        try (Stream<String> lines = HttpClient.newHttpClient()
                .send(events, HttpResponse.BodyHandlers.ofLines())
                .body()) {
            return lines.filter(line -> line.contains("\"workers\""))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The run's own process computes one of two ranges; the other worker is killed, and the run resumed without any. */
    @Test
    void aRunThatStopsAtALossIsResumedToTheSameBytes() throws IOException {
        Map<String, String> set = new LinkedHashMap<>(Map.of("/charts", "[]", "/phases/0/steps", "120"));
        ReadScenario read = new ScenarioReader(List.of()).read(CONFIGS.resolve("neurons/sequence-noise.json"), set);
        Map<String, String> oracle = records(Simulation.run(read, options("alone"), new RunListener() {}));
        Workers workers = new Workers(NodeSettings.local(1), 1, 1, Duration.ofSeconds(60), 2)
                .withOwn(1)
                .with(new Workers.OnLoss(true, Duration.ZERO));
        RunOptions stopping = new RunOptions(folder.resolve("stop"), RunOptions.Engine.ACTORS, 1, 1, 20, true)
                .withWorkers(Optional.of(workers));
        List<String> told = new ArrayList<>();
        assertThatThrownBy(() -> Simulation.run(read, stopping, new Killing(40, told)))
                .isInstanceOf(WorkersLost.class)
                .hasMessageMatching("the worker on .* does not answer any more; the run stops: it was told to .*");
        assertThat(told.get(told.size() - 1)).startsWith("continue with: ");
        RunDirectory run =
                RunDirectory.of(folder.resolve("stop"), read.scenario().name(), read.hash());
        Simulation.resume(run, read, options("stop"), new RunListener() {});
        assertThat(records(run)).isEqualTo(oracle);
    }

    /** Kills the first child process after some steps. */
    private static class Killing implements RunListener {
        private final long after;
        private final List<String> told;
        private boolean killed;

        Killing(long after, List<String> told) {
            this.after = after;
            this.told = told;
        }

        @Override
        public void progress(long done, long total) {
            if (done > after && !killed) {
                ProcessHandle worker =
                        ProcessHandle.current().children().findFirst().orElseThrow();
                killed = worker.destroyForcibly();
                worker.onExit().join(); // no further step can be done, however fast the run is
            }
        }

        @Override
        public void message(String line) {
            told.add(line);
        }
    }

    @Test
    void aWorkerWithOtherInputFilesIsRefusedWithTheirNames() throws IOException {
        Path here = Files.createDirectory(folder.resolve("here"));
        Path there = Files.createDirectory(folder.resolve("there"));
        Files.writeString(here.resolve("series.csv"), "x\n1\n2\n3\n4\n");
        Files.writeString(there.resolve("series.csv"), "x\n1\n2\n3\n5\n");
        Path scenario = here.resolve("series.json");
        Files.writeString(scenario, """
                {"name": "series", "phases": [{"steps": 4}],
                 "inputs": {"series": {"type": "csv", "path": "series.csv",
                   "fields": [{"column": "x", "encoder": {"type": "scalar", "min": 0, "max": 9}}]}},
                 "populations": {"pooler": {"type": "spatial-pooler", "columns": 64}},
                 "connections": [{"from": "series", "to": "pooler"}],
                 "records": [{"id": "active", "signals": ["pooler.activeColumns"]}]}
                """);
        ReadScenario read = new ScenarioReader(List.of()).read(scenario, Map.of());
        JoiningWorkers joining = new JoiningWorkers(1, List.of(there));
        assertThatThrownBy(() ->
                        Simulation.run(read, options("refused").withWorkers(Optional.of(joining.workers(0))), joining))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("refused: its input files are others than those of the run: [series.csv]");
        assertThat(joining.ends()).containsExactly(Worker.End.REFUSED);
    }

    private Path large() throws IOException {
        return Files.writeString(folder.resolve("large.json"), """
                {"name": "large", "phases": [{"steps": 20}],
                 "inputs": {"bits": {"type": "random-sdr", "size": 200, "active": 10}},
                 "populations": {"pooler": {"type": "spatial-pooler", "columns": 2048, "potentialFraction": 0.2}},
                 "connections": [{"from": "bits.sdr", "to": "pooler"}],
                 "records": [{"id": "active", "signals": ["pooler.activeColumns"]}]}
                """);
    }

    /** One worker has room for two thirds, and the run says so; two take a half each, with the same records. */
    @Test
    void aNetworkTooLargeForOneWorkerRunsOnTwo() throws IOException {
        ReadScenario read = new ScenarioReader(List.of()).read(large(), Map.of());
        Map<String, String> oracle = records(Simulation.run(read, options("alone"), new RunListener() {}));
        var context = org.sparsecortex.sdr.kernel.BuildContext.of(
                "pooler", 1, read.network().arriving("pooler"));
        long bytes = read.scenario().populations().get("pooler").estimatedBytes(context);
        JoiningWorkers one = new JoiningWorkers(1, List.of(folder), bytes * 2 / 3);
        assertThatThrownBy(() -> Simulation.run(read, options("one").withWorkers(Optional.of(one.workers(0))), one))
                .isInstanceOf(UserError.class)
                .hasMessageMatching("the ranges of the worker on .* need about \\d+ MiB of memory, allowed are .*");
        JoiningWorkers two = new JoiningWorkers(2, List.of(folder), bytes * 2 / 3);
        RunDirectory run = Simulation.run(read, options("two").withWorkers(Optional.of(two.workers(0))), two);
        assertThat(records(run)).isEqualTo(oracle);
    }

    /** Of 4 million columns with 200 synapses each, whose state no test has room for. */
    @Test
    void populationsNeedNotFitIntoOneOfSeveralProcesses() throws IOException {
        Map<String, String> set = new LinkedHashMap<>(Map.of("/populations/pooler/columns", "4194304"));
        set.put("/populations/pooler/potentialFraction", "1.0");
        Path scenario = large();
        assertThatThrownBy(() -> new ScenarioReader(List.of()).read(scenario, set))
                .hasMessageContaining("population 'pooler' needs about");
        ReadScenario read = ScenarioReader.forSeveral(List.of()).read(scenario, set);
        assertThat(read.network().population("pooler").units()).isEqualTo(4_194_304);
    }

    @Test
    void aRunToWhichNobodyComesSaysSo() throws IOException {
        ReadScenario read = PartitionInvarianceTest.read(CONFIGS.resolve("neurons/sequence-noise.json"));
        Workers nobody = new Workers(NodeSettings.local(1), 0, 2, Duration.ofSeconds(1), 0);
        assertThatThrownBy(() ->
                        Simulation.run(read, options("nobody").withWorkers(Optional.of(nobody)), new RunListener() {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("0 of 2 workers have come to 127.0.0.1:");
    }

    /** As if it had been begun on a processor of another type: the bits of its matrix products are noted, and differ. */
    @Test
    void aRunOfAnotherProcessorIsNotContinuedWithOpenBlas() throws IOException {
        Map<String, String> set = new LinkedHashMap<>(Map.of("/charts", "[]", "/phases/0/steps", "6"));
        set.put("/populations/v1/backend", "\"openblas\"");
        ReadScenario read = new ScenarioReader(List.of()).read(CONFIGS.resolve("v1/edges.json"), set);
        RunDirectory run = Simulation.run(read, options("bits"), new RunListener() {
            @Override
            public long stopAt() {
                return 3;
            }
        });
        String manifest = Files.readString(run.manifest());
        String bits = String.valueOf(run.readManifest().get("bits"));
        assertThat(bits).contains("kernels of");
        Files.writeString(run.manifest(), manifest.replace(bits, "OpenBLAS on another processor"));
        assertThatThrownBy(() -> Simulation.resume(run, read, options("bits"), new RunListener() {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("(OpenBLAS on another processor) than this one (" + bits + ")");
        Files.writeString(run.manifest(), manifest);
        assertThat(Simulation.resume(run, read, options("bits"), new RunListener() {})
                        .isComplete())
                .isTrue();
    }

    /**
     * The patches of a step (40 x 36 doubles) are read by the workers themselves, and of the dictionary (50 x 36 doubles) the record
     * wants the last row, which one range tells. Of a patch the workers tell each other some 8 active atoms and their values.
     */
    @Test
    void neitherInputsNorSignalsThatNoRecordWantsAreSent() throws IOException {
        ReadScenario read = PartitionInvarianceTest.read(CONFIGS.resolve("v1/edges.json"));
        JoiningWorkers joining = new JoiningWorkers(2, List.of(read.folder()));
        RunDirectory run =
                Simulation.run(read, options("traffic").withWorkers(Optional.of(joining.workers(2))), joining);
        Map<?, ?> traffic = traffic(run, 0);
        long steps = read.network().schedule().totalSteps();
        long dictionary = (long) Double.BYTES * 50 * 36;
        assertThat(((Number) traffic.get("bytesSent")).longValue() / steps).isBetween(1L, 100L);
        assertThat(((Number) traffic.get("bytesReceived")).longValue()).isLessThanOrEqualTo(dictionary + 200 * steps);
        assertThat(((Number) traffic.get("bytesBetweenWorkers")).longValue() / steps)
                .as("codes of 40 patches, which take 3.6 kB in doubles")
                .isBetween(500L, 1_800L);
    }
}
