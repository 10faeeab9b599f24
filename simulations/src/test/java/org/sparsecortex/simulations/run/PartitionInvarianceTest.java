package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.run.RunOptions.Engine;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/**
 * Every scenario in configs/, made smaller, gives byte-equal records under every plan: partitions {1, 2, 3, n} x threads {1,
 * 2, 8} x {sequential, actors} x {straight, interrupted and resumed under another plan}.
 */
@Tag("slow")
class PartitionInvarianceTest {
    /** Smaller sizes by JSON pointer: src/test/resources/smaller/NAME.json; a scenario without one runs 4 steps as it is. */
    private static final Path SMALLER = Path.of("src/test/resources/smaller");

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
        String name = config.getFileName().toString().replace(".json", "");
        Map<String, String> set = smaller(name);
        set.put("/charts", "[]");
        ReadScenario read = new ScenarioReader(List.of()).read(config, set);
        Map<String, byte[]> oracle = records(run(read, Engine.SEQUENTIAL, 1, 1, null));
        assertThat(oracle).isNotEmpty();
        oracle.forEach((file, bytes) ->
                assertThat(rows(file, bytes)).as("rows of " + file).isPositive());
        List<String> plans = new ArrayList<>();
        for (int partitions : new int[] {1, 2, 3, 100_000}) {
            assertSame(run(read, Engine.SEQUENTIAL, partitions, 1, null), oracle, "sequential " + partitions, plans);
            for (int threads : new int[] {1, 2, 8}) {
                String plan = "actors, " + partitions + " partitions, " + threads + " threads";
                assertSame(run(read, Engine.ACTORS, partitions, threads, null), oracle, plan, plans);
                assertSame(
                        run(read, Engine.ACTORS, partitions, threads, Engine.SEQUENTIAL),
                        oracle,
                        plan + " resumed",
                        plans);
                assertSame(run(read, Engine.SEQUENTIAL, 3, 1, Engine.ACTORS), oracle, "resumed as " + plan, plans);
            }
        }
        assertThat(plans).hasSize(40);
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

    private void assertSame(RunDirectory run, Map<String, byte[]> oracle, String plan, List<String> plans)
            throws IOException {
        Map<String, byte[]> records = records(run);
        assertThat(records.keySet()).as(plan).isEqualTo(oracle.keySet());
        records.forEach(
                (file, bytes) -> assertThat(bytes).as(plan + ": " + file).isEqualTo(oracle.get(file)));
        plans.add(plan);
    }

    /** Runs the scenario; with {@code then}, stops it half-way and resumes with that engine and 2 partitions. */
    private RunDirectory run(ReadScenario read, Engine engine, int partitions, int threads, Engine then)
            throws IOException {
        RunOptions options = new RunOptions(folder, engine, threads, partitions, 0, true);
        if (then == null) {
            return Simulation.run(read, options, new RunListener() {});
        }
        long half = read.network().schedule().totalSteps() / 2;
        boolean[] stopped = {false};
        RunDirectory directory = Simulation.run(read, options, new RunListener() {
            private long done;

            @Override
            public void progress(long steps, long total) {
                done = steps;
            }

            @Override
            public boolean stopRequested() {
                stopped[0] |= done >= Math.min(half, 1);
                return stopped[0];
            }
        });
        return directory.isComplete()
                ? directory
                : Simulation.resume(
                        directory, read, new RunOptions(folder, then, 2, 2, 0, false), new RunListener() {});
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
