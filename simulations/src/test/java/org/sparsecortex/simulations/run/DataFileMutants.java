package org.sparsecortex.simulations.run;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.simulations.problem.Problem;
import org.sparsecortex.simulations.problem.ScenarioException;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/** What must hold for every damaged data file: it is read, or refused by its name, in bounded time and memory. */
final class DataFileMutants {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MAX_BYTES = 64L << 20;
    private static final long MAX_ALLOCATED = 4 * MAX_BYTES;
    private static final long MAX_NANOS = 10_000_000_000L;

    private static final String SCENARIO = """
        { "name": "damaged", "phases": [{ "steps": 1 }],
          "inputs": { "bits": { "type": "random-sdr", "size": 16, "active": 2 }, "in": INPUT },
          "populations": { "none": { "type": "spatial-pooler", "columns": 64 } },
          "connections": [{ "from": "bits", "to": "none" }] }""";

    private final DataFiles good = new DataFiles();
    private final List<String> names = new ArrayList<>(good.files().keySet());
    private final Path folder;
    private int refused;

    DataFileMutants(Path folder) throws IOException {
        this.folder = folder;
    }

    /** Files that were refused. */
    int refused() {
        return refused;
    }

    /** Names of the formats. */
    List<String> names() {
        return names;
    }

    /** The file that a mutant comes from. */
    String name(long key) {
        return names.get((int) (key % names.size()));
    }

    /** What is wrong with the answer to a damaged file, or nothing. */
    Optional<String> fault(long key) throws IOException {
        return fault(name(key), Damage.of(good.files().get(name(key)), key));
    }

    /** What is wrong with the answer to a file that is as it should be. */
    Optional<String> fault(String name) throws IOException {
        return fault(name, good.files().get(name));
    }

    private Optional<String> fault(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        long allocated = allocated();
        long began = THREADS.getCurrentThreadCpuTime(); // what other processes take from this one does not count
        Optional<String> fault = answer(name);
        long nanos = THREADS.getCurrentThreadCpuTime() - began;
        if (fault.isEmpty() && nanos > MAX_NANOS) {
            return Optional.of("took " + nanos / 1_000_000 + " ms of the processor");
        }
        long taken = allocated() - allocated;
        return fault.isEmpty() && taken > MAX_ALLOCATED ? Optional.of("took " + (taken >> 20) + " MiB") : fault;
    }

    private Optional<String> answer(String name) throws IOException {
        String text = SCENARIO.replace("INPUT", good.input(name));
        try {
            ReadScenario read = new ScenarioReader(List.of(), MAX_BYTES).read(text, "d.json", folder, Map.of());
            Source source = read.network().sources().get("in");
            for (SignalSpec signal : source.signals()) {
                source.read(signal.name(), 0);
            }
            return Optional.empty();
        } catch (ScenarioException e) {
            refused++;
            return e.problems().stream()
                    .filter(p -> !isTold(p, name))
                    .findFirst()
                    .map(p -> "badly told: " + p);
        } catch (IOException | RuntimeException | Error e) {
            return Optional.of(ScenarioMutants.trace(e));
        }
    }

    private static boolean isTold(Problem problem, String name) {
        return problem.pointer().startsWith("/inputs/in")
                && problem.message().contains(name)
                && !problem.message().matches("(?s).*(: null$|null null).*");
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** {@code DataFileMutants FIRST COUNT}: damages files and prints the faults. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("damaged");
        DataFileMutants mutants = new DataFileMutants(folder);
        for (String name : mutants.names) {
            mutants.fault(name).ifPresent(fault -> System.out.println("FAULT good " + name + "\n" + fault));
        }
        long first = Long.parseLong(args[0]);
        long count = Long.parseLong(args[1]);
        for (long key = first; key < first + count; key++) {
            String where = "FAULT " + key + " " + mutants.name(key);
            mutants.fault(key).ifPresent(fault -> System.out.println(where + "\n" + fault));
        }
        System.out.println(count + " files, " + mutants.refused + " refused");
        RunDirectory.delete(folder);
    }
}
