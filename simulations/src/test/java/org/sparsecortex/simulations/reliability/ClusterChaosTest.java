package org.sparsecortex.simulations.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
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

/**
 * A run on two workers of which one is killed or stopped, whose process is killed, or whose links are cut and delayed, at keyed
 * moments. {@code -Dchaos=50} for so many moments of each kind, {@code -Dchaos.first=1000} for others.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class ClusterChaosTest {
    @TempDir
    private Path folder;

    private List<String> options = List.of();
    private final Map<ChaosCase, Map<String, String>> undisturbed = new HashMap<>();

    /** Does something to a running cluster; what is wrong with how it takes that, if anything. */
    private interface Blow {
        Optional<String> strike(ClusterUnderTest cluster, long key) throws IOException, InterruptedException;
    }

    private void verify(String what, int usual, Blow blow) throws IOException, InterruptedException {
        verify(what, usual, key -> -1, blow);
    }

    private void verify(String what, int usual, LongUnaryOperator fileKib, Blow blow)
            throws IOException, InterruptedException {
        Chaos chaos = new Chaos(what, usual);
        List<ChaosCase> cases = ChaosCase.withoutCharts();
        for (long key : chaos.keys()) {
            ChaosCase of = cases.get((int) (key % cases.size()));
            if (!undisturbed.containsKey(of)) {
                undisturbed.put(of, of.undisturbed(folder.resolve("undisturbed")));
            }
            Path output = Files.createTempDirectory(folder, "run");
            List<String> arguments = new ArrayList<>(of.arguments(output));
            arguments.addAll(List.of("--checkpoint-every", Long.toString(of.checkpointEvery())));
            arguments.addAll(options);
            RunDirectory run = of.directory(output);
            try (ClusterUnderTest cluster = new ClusterUnderTest(
                    output.resolve("printed"), run, arguments, (int) (1 + key % 3), fileKib.applyAsLong(key))) {
                cluster.await(Moment.inside(key));
                chaos.count(cluster.driver().isAlive());
                Optional<String> fault = blow.strike(cluster, key);
                if (fault.isEmpty() && !run.isComplete()) {
                    Simulation.resume(run, of.read(), plan(output, key), new RunListener() {});
                }
                if (fault.isEmpty()) {
                    fault = ChaosCase.difference(ChaosCase.files(run), undisturbed.get(of));
                }
                String printed = cluster.printed();
                chaos.note(key, of, fault.map(text -> text + printed));
            }
        }
        chaos.assertWhole();
    }

    private static RunOptions plan(Path output, long key) {
        boolean actors = key % 3 != 0;
        return new RunOptions(
                output, actors ? Engine.ACTORS : Engine.SEQUENTIAL, 2, (int) (1 + key % 4), 7 + key % 100, false);
    }

    /** What is wrong unless the run has ended well and the workers too. */
    private static Optional<String> endsWell(ClusterUnderTest cluster) throws InterruptedException {
        if (!cluster.driverEndsWell()) {
            return Optional.of("the run did not end well");
        }
        return cluster.workersEnd() ? Optional.empty() : Optional.of("a worker stays without its run");
    }

    @Test
    void aRunWhoseWorkerIsKilledGoesOn() throws IOException, InterruptedException {
        verify("kill -9 of a worker", 1, (cluster, key) -> {
            cluster.worker((int) (key % 2)).destroyForcibly();
            if (key % 7 == 6) { // and the other one a little later
                TimeUnit.MILLISECONDS.sleep(key * 37 % 9000);
                cluster.worker((int) ((key + 1) % 2)).destroyForcibly();
            }
            return endsWell(cluster);
        });
    }

    /** The run waits for a worker in place of the lost one; the ranges of this one are then on it. */
    @Test
    @Tag("exhaustive") // half a minute
    void anotherWorkerTakesThePlaceOfAKilledOne() throws IOException, InterruptedException {
        options = List.of("--rejoin", "200");
        verify("kill -9 of a worker that another one replaces", 1, (cluster, key) -> {
            cluster.worker((int) (key % 2)).destroyForcibly();
            cluster.awaitPrinted("for another worker");
            Process next = cluster.join();
            Optional<String> fault = endsWell(cluster);
            String printed = cluster.printed();
            int waits = printed.indexOf("for another worker"); // not said by a run that was over before
            boolean one = key % 3 == 0; // range, which may stay where it is
            boolean replaced = one || waits < 0 || printed.indexOf("(process " + next.pid() + ")", waits) > 0;
            return replaced ? fault : Optional.of("nobody replaced it");
        });
    }

    private static long variants(RunDirectory sweep) {
        String[] names = sweep.path().resolve("variants").toFile().list();
        return names == null ? 0 : names.length;
    }

    /** What a killed worker had of a sweep is done by the other one; the user is told, unless hardly anything is left to do. */
    @Test
    @Tag("exhaustive") // half a minute
    void aSweepWhoseWorkerIsKilledGoesOn() throws IOException, InterruptedException {
        ChaosCase of = ChaosCase.sweep();
        Map<String, String> expected = of.undisturbed(folder.resolve("undisturbed"));
        Chaos chaos = new Chaos("kill -9 of a worker within a sweep", 1);
        for (long key : chaos.keys()) {
            Path output = Files.createTempDirectory(folder, "sweep");
            RunDirectory run = of.directory(output);
            try (ClusterUnderTest cluster =
                    new ClusterUnderTest(output.resolve("printed"), run, of.arguments(output), 1, -1)) {
                long variants = 1 + key % 8; // of ten
                cluster.awaitPrinted("\nworkers: ");
                while (cluster.driver().isAlive() && variants(run) < variants) {
                    TimeUnit.MILLISECONDS.sleep(2);
                }
                TimeUnit.MILLISECONDS.sleep(
                        KeyedRandom.of(key, "chaos in sweeps").below(80, 0, 0, 2));
                chaos.count(cluster.driver().isAlive());
                cluster.worker((int) (key % 2)).destroyForcibly();
                Optional<String> fault = endsWell(cluster);
                String printed = cluster.printed();
                if (fault.isEmpty() && variants < 5 && !printed.contains("does not answer any more")) {
                    fault = Optional.of("the loss is not told");
                }
                if (fault.isEmpty()) {
                    fault = ChaosCase.difference(ChaosCase.files(run), expected);
                }
                chaos.note(key, of, fault.map(text -> text + printed));
            }
        }
        chaos.assertWhole();
    }

    /**
     * A third of the workers go on within the time in which nobody misses them, a third after they were given up, a third never;
     * one in seven times both stop, so that the second is missed while the run goes on with it.
     */
    @Test
    void aRunWhoseWorkerIsStoppedGoesOn() throws IOException, InterruptedException {
        verify("SIGSTOP of a worker", 1, (cluster, key) -> {
            Process worker = cluster.worker((int) (key % 2));
            Processes.signal("STOP", worker);
            if (key % 7 == 6) {
                Processes.signal("STOP", cluster.worker((int) ((key + 1) % 2)));
            }
            if (key % 3 == 0) {
                TimeUnit.MILLISECONDS.sleep(500 + key * 131 % 3000);
                Processes.signal("CONT", worker);
            } else if (key % 3 == 1) {
                TimeUnit.SECONDS.sleep(12);
                Processes.signal("CONT", worker);
            }
            boolean well = cluster.driverEndsWell();
            Processes.signal("CONT", cluster.worker(0));
            Processes.signal("CONT", cluster.worker(1));
            return well ? endsWell(cluster) : Optional.of("the run did not end well");
        });
    }

    /** The workers of a run that is killed end by themselves; it goes on here, under another plan. */
    @Test
    @Tag("exhaustive") // a minute
    void aKilledRunGoesOnWithoutItsWorkers() throws IOException, InterruptedException {
        verify("kill -9 of the run of a cluster", 1, (cluster, key) -> {
            cluster.driver().destroyForcibly().waitFor();
            return cluster.workersEnd() ? Optional.empty() : Optional.of("a worker stays without its run");
        });
    }

    /** The disk of the run is full at some record or checkpoint; its workers have none at all from the beginning. */
    @Test
    @Tag("exhaustive") // until it has been seen to end
    void aRunWhoseDiskIsFullGoesOnWhenItIsNot() throws IOException, InterruptedException {
        verify(
                "full disk of a cluster",
                1,
                key -> 4 + KeyedRandom.of(key, "disk").below(300, 0, 0, 0),
                (cluster, key) -> {
                    if (!Processes.ends(cluster.driver(), Processes.PATIENCE_SECONDS) || !cluster.workersEnd()) {
                        return Optional.of("a process stays");
                    }
                    String printed = cluster.printed();
                    boolean told = cluster.driver().exitValue() == 0 || printed.contains("cannot write");
                    return told && !printed.contains("\tat ") ? Optional.empty() : Optional.of("badly told");
                });
    }

    @Test
    void aRunOverLinksThatAreCutOrSlowGoesOn() throws IOException, InterruptedException {
        verify("cut and delayed links", 1, (cluster, key) -> {
            long millis = KeyedRandom.of(key, "links").below(2500, 0, 0, 0);
            List<Link> some =
                    key / 6 % 2 == 0 ? cluster.links() : cluster.links().subList((int) (key % 3), (int) (key % 3) + 1);
            switch ((int) (key % 6)) {
                case 0 -> some.forEach(Link::reset);
                case 1 -> some.forEach(Link::cut);
                case 2 -> some.forEach(link -> link.delay(20));
                case 3 -> some.forEach(Link::stall);
                case 4 -> some.forEach(link -> link.delay(300));
                default -> {
                    some.forEach(Link::cut);
                    TimeUnit.SECONDS.sleep(14); // longer than silence is borne
                }
            }
            TimeUnit.MILLISECONDS.sleep(millis);
            some.forEach(Link::heal);
            return endsWell(cluster);
        });
    }
}
