package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.run.RunOptions.Engine;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.scenario.SweepPlan;

/**
 * Every scenario in configs/, made smaller, gives byte-equal records under every plan: partitions {1, 2, 3, n} x threads {1,
 * 2, 8} x {sequential, actors} x {straight, stopped half-way and resumed by the other engine under another plan}.
 */
@Tag("slow")
class PartitionInvarianceTest {
    /** Smaller sizes by JSON pointer: src/test/resources/smaller/NAME.json; a scenario without one runs 4 steps as it is. */
    private static final Path SMALLER = Path.of("src/test/resources/smaller");

    private static final int[] PARTITIONS = {1, 2, 3, 100_000};
    private static final int[] THREADS = {1, 2, 8};

    @TempDir
    private Path folder;

    static List<Path> configs() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("../configs"))) {
            return all.filter(
                            f -> f.toString().endsWith(".json") && !f.toString().contains("schema"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void everyPlanWritesTheSameBytes(Path config) throws IOException {
        verify(read(config));
    }

    /** A kernel that lets the bounds of its range into a result must not pass. */
    @Test
    void aKernelThatReadsItsBoundsIsFound() throws IOException {
        ReadScenario mutant = mutated(Mutants::readsItsBounds);
        assertThatThrownBy(() -> verify(mutant))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("2 partitions");
    }

    /** A kernel that forgets the state of its units in a checkpoint must not pass. */
    @Test
    void aKernelThatForgetsStateIsFound() throws IOException {
        ReadScenario mutant = mutated(Mutants::forgetsItsUnits);
        assertThatThrownBy(() -> verify(mutant))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("then");
    }

    /** The smaller anomaly scenario with all its models mutated. */
    private static ReadScenario mutated(UnaryOperator<Population> mutation) throws IOException {
        // without its sweep, which a run would take away by reading it anew, and the mutants with it
        ReadScenario read = SweepPlan.single(read(Path.of("../configs/neurons/anomaly-default.json")));
        Network n = read.network();
        List<Population> populations = n.order().stream().map(mutation).toList();
        return new ReadScenario(
                read.scenario(),
                new Network(n.sources(), populations, n.connections(), n.schedule()),
                read.json(),
                read.hash(),
                read.folder(),
                read.dataRoots(),
                read.inputDigests(),
                read.sweepFiles(),
                read.notices());
    }

    /** A scenario made smaller, without charts. */
    static ReadScenario read(Path config) throws IOException {
        Map<String, String> set = smaller(config.getFileName().toString().replace(".json", ""));
        set.put("/charts", "[]");
        return new ScenarioReader(List.of()).read(config, set);
    }

    private void verify(ReadScenario read) throws IOException {
        Network network = read.network();
        int largest = network.order().stream().mapToInt(Population::units).max().orElseThrow();
        int[] cuts = IntStream.of(PARTITIONS)
                .map(p -> Math.min(p, largest))
                .distinct()
                .toArray();
        RunOptions whole = options(Engine.SEQUENTIAL, 1, 1);
        Map<String, byte[]> oracle = records(straight(read, whole));
        assertThat(oracle).isNotEmpty();
        oracle.forEach((file, bytes) ->
                assertThat(rows(file, bytes)).as("rows of " + file).isPositive());
        List<String> plans = new ArrayList<>();
        for (int i = 0; i < cuts.length; i++) {
            RunOptions sequential = options(Engine.SEQUENTIAL, cuts[(i + 1) % cuts.length], 1);
            assertSame(straight(read, sequential), oracle, name(sequential));
            plans.add(plan(sequential, network));
            for (int threads : THREADS) {
                RunOptions actors = options(Engine.ACTORS, cuts[i], threads);
                assertSame(straight(read, actors), oracle, name(actors));
                plans.add(plan(actors, network));
                for (List<RunOptions> pair : List.of(List.of(actors, sequential), List.of(sequential, actors))) {
                    String legs = name(pair.get(0)) + ", then " + name(pair.get(1));
                    assertSame(stoppedAndResumed(read, pair.get(0), pair.get(1)), oracle, legs);
                    plans.add(plan(pair.get(0), network) + " > " + plan(pair.get(1), network));
                }
            }
        }
        assertThat(plans).as("distinct plans").doesNotHaveDuplicates().hasSize(cuts.length * (1 + 3 * THREADS.length));
    }

    private RunOptions options(Engine engine, int partitions, int threads) {
        return new RunOptions(folder, engine, threads, partitions, 0, true);
    }

    private static String name(RunOptions options) {
        return options.engine() + " " + options.partitions() + " partitions, " + options.threads() + " threads";
    }

    /** The plan that is really carried out. */
    private static String plan(RunOptions options, Network network) {
        return options.engine() + " " + options.plan(network).explain();
    }

    private static RunDirectory straight(ReadScenario read, RunOptions options) throws IOException {
        RunDirectory run = Simulation.run(read, options, new RunListener() {});
        assertThat(run.isComplete()).isTrue();
        return run;
    }

    /** Stops the run after half of its steps and carries on under the other options. */
    private static RunDirectory stoppedAndResumed(ReadScenario read, RunOptions first, RunOptions second)
            throws IOException {
        long total = read.network().schedule().totalSteps();
        assertThat(total).as("steps, of which half can be run").isGreaterThan(1);
        long half = total / 2;
        // A checkpoint interval of half the run makes the run look up there, however fast it is.
        RunOptions halting =
                new RunOptions(first.output(), first.engine(), first.threads(), first.partitions(), half, true);
        RunDirectory run = Simulation.run(read, halting, new RunListener() {
            private long done;

            @Override
            public void progress(long steps, long all) {
                done = steps;
            }

            @Override
            public boolean stopRequested() {
                return done >= half;
            }
        });
        assertThat(run.isComplete()).as("stopped").isFalse();
        assertThat(run.lastCheckpoint()).hasValue(run.checkpoint(half));
        RunOptions going =
                new RunOptions(second.output(), second.engine(), second.threads(), second.partitions(), 0, false);
        RunDirectory resumed = Simulation.resume(run, read, going, new RunListener() {});
        assertThat(resumed.isComplete()).as("resumed to the end").isTrue();
        return resumed;
    }

    /** Rows below the header line of a CSV file; whether there is anything below the header of an NPY file. */
    private static long rows(String file, byte[] bytes) {
        return file.endsWith(".csv")
                ? new String(bytes, StandardCharsets.UTF_8).lines().count() - 1
                : Math.max(0, bytes.length - 128);
    }

    private static Map<String, String> smaller(String name) throws IOException {
        Path file = SMALLER.resolve(name + ".json");
        Map<String, String> set = new LinkedHashMap<>();
        if (Files.exists(file)) {
            JsonText.parseObject(Files.readString(file)).forEach((pointer, text) -> set.put(pointer, (String) text));
        } else {
            set.put("/phases/0/steps", "4");
        }
        return set;
    }

    private static void assertSame(RunDirectory run, Map<String, byte[]> oracle, String plan) throws IOException {
        Map<String, byte[]> records = records(run);
        assertThat(records.keySet()).as(plan).isEqualTo(oracle.keySet());
        records.forEach(
                (file, bytes) -> assertThat(bytes).as(plan + ": " + file).isEqualTo(oracle.get(file)));
    }

    private static Map<String, byte[]> records(RunDirectory run) throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(run.records())) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return all;
    }
}
