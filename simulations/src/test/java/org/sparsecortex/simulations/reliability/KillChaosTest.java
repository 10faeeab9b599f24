package org.sparsecortex.simulations.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunListener;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.RunOptions.Engine;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.run.Sweep;

/**
 * Runs and sweeps that are killed at keyed moments: while they compute, and while a checkpoint, a record, metrics, a chart or the
 * report is written. {@code -Dchaos=50} for so many moments of each kind, {@code -Dchaos.first=1000} for others.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class KillChaosTest {
    @TempDir
    private Path folder;

    private final Map<ChaosCase, Map<String, String>> undisturbed = new HashMap<>();

    private Map<String, String> undisturbed(ChaosCase of) throws IOException {
        if (!undisturbed.containsKey(of)) {
            undisturbed.put(of, of.undisturbed(folder.resolve("undisturbed")));
        }
        return undisturbed.get(of);
    }

    /** Goes on under a plan of the key: one thread, or actors on two threads with as many ranges as the key says. */
    private static RunOptions plan(Path output, long key) {
        boolean actors = key % 3 != 0;
        return new RunOptions(
                output, actors ? Engine.ACTORS : Engine.SEQUENTIAL, 2, (int) (1 + key % 4), 7 + key % 100, false);
    }

    /** Kills a process at a moment; whether it was still alive. */
    private static boolean kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        return process.waitFor() == 128 + 9;
    }

    @Test
    void aRunKilledAtAnyMomentGoesOnByteForByte() throws IOException, InterruptedException {
        List<ChaosCase> cases = ChaosCase.single();
        Chaos chaos = new Chaos("kill -9 of a run", 3);
        for (long key : chaos.keys()) {
            ChaosCase of = cases.get((int) (key % cases.size()));
            Path output = Files.createTempDirectory(folder, "run");
            RunDirectory run = of.directory(output);
            try (Processes processes = new Processes(output.resolve("printed"))) {
                Process first = processes.start(List.of(), withCheckpoints(of, of.arguments(output)));
                Moment.of(key).await(first, run);
                chaos.count(kill(first));
                if (key % 4 == 1 && !run.isComplete()) {
                    Process second = processes.start(
                            List.of(),
                            withCheckpoints(of, List.of("resume", run.path().toString())));
                    Moment.of(key + 7).await(second, run);
                    chaos.count(kill(second));
                }
                RunDirectory whole = run.isComplete()
                        ? run
                        : Simulation.resume(run, of.read(), plan(output, key), new RunListener() {});
                Optional<String> difference = ChaosCase.difference(ChaosCase.files(whole), undisturbed(of));
                chaos.note(key, of, difference.map(what -> what + processesPrinted(processes)));
            }
            delete(output);
        }
        chaos.assertWhole();
    }

    private static String processesPrinted(Processes processes) {
        try {
            return processes.allPrinted();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> withCheckpoints(ChaosCase of, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--checkpoint-every", Long.toString(of.checkpointEvery())));
        return all;
    }

    @Test
    void aSweepKilledAtAnyMomentGoesOnByteForByte() throws IOException, InterruptedException {
        ChaosCase of = ChaosCase.sweep();
        Chaos chaos = new Chaos("kill -9 of a sweep", 1);
        for (long key : chaos.keys()) {
            Path output = Files.createTempDirectory(folder, "sweep");
            RunDirectory run = of.directory(output);
            try (Processes processes = new Processes(output.resolve("printed"))) {
                Process process = processes.start(List.of(), withCheckpoints(of, of.arguments(output)));
                awaitVariant(process, run, key);
                chaos.count(kill(process));
                Sweep.run(of.read(), plan(output, key), new RunListener() {}, true);
                Optional<String> difference = ChaosCase.difference(ChaosCase.files(run), undisturbed(of));
                chaos.note(key, of, difference.map(what -> what + processesPrinted(processes)));
            }
            delete(output);
        }
        chaos.assertWhole();
    }

    /** Until so many variants are there, of ten, and some time more; one key in six until the tables are. */
    private static void awaitVariant(Process process, RunDirectory run, long key) {
        KeyedRandom random = KeyedRandom.of(key, "chaos in sweeps");
        boolean tables = key % 6 == 5;
        Path place = tables ? run.records() : run.path().resolve("variants");
        int least = tables ? 1 : 1 + random.below(10, 0, 0, 0);
        while (process.isAlive() && entries(place) < least) {
            LockSupport.parkNanos(50_000);
        }
        LockSupport.parkNanos(random.below(tables ? 2_000_000 : 80_000_000, 0, 0, 1));
    }

    private static long entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        } catch (IOException | java.io.UncheckedIOException notYet) {
            return 0;
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
