package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/**
 * What two processes lose to two threads without any cluster: two runs of a scenario on one thread each, which know nothing of each
 * other, in one process and in two. Each launch compiles its own code and has its own memory; a run that needs both goes at the
 * slower one's pace.
 */
final class ApartBenchmark {
    private static final double BLOCK_SECONDS = 0.5;
    private static final double DEFAULT_SECONDS = 14;
    private static final int LAUNCHES = 3;
    private static final int LEAST_BLOCKS = 4;

    private ApartBenchmark() {}

    /** SCENARIO [SECONDS]: of each launch, of which the last half counts. */
    static void run(String[] args) throws IOException {
        String seconds = args.length > 1 ? args[1] : Double.toString(DEFAULT_SECONDS);
        Bench.sayMachine();
        double[] shares = new double[LAUNCHES];
        for (int l = 0; l < LAUNCHES; l++) {
            List<Process> two = List.of(launch(args[0], seconds, 1), launch(args[0], seconds, 1));
            double[] processes = {read(two.get(0))[0], read(two.get(1))[0]};
            double[] threads = read(launch(args[0], seconds, 2));
            shares[l] = slower(threads) / slower(processes);
            Bench.say(
                    "launch %d, ms a step: two processes %.2f and %.2f, two threads %.2f and %.2f; share of the slower ones %.3f",
                    l + 1, processes[0], processes[1], threads[0], threads[1], shares[l]);
        }
        Bench.say(
                "  of two threads' steps/s, two processes that know nothing of each other, median: %.3f",
                Bench.median(shares));
    }

    private static double slower(double[] millis) {
        return Arrays.stream(millis).max().orElseThrow();
    }

    private static Process launch(String scenario, String seconds, int threads) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Benchmarks.class.getName()));
        command.addAll(List.of("scaling-alone", scenario, seconds, Integer.toString(threads)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The figures that a launch has printed, one a line. */
    private static double[] read(Process launch) throws IOException {
        String text = new String(launch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines().mapToDouble(Double::parseDouble).toArray();
    }

    /** SCENARIO SECONDS THREADS: so many runs at the same time; prints the median ms a step of each. */
    static void alone(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        double seconds = Double.parseDouble(args[1]);
        ReadScenario read = new ScenarioReader(List.of(file.toAbsolutePath().getParent()))
                .read(file, Map.of("/phases/0/steps", "1000000"));
        List<CompletableFuture<Double>> runs = IntStream.range(0, Integer.parseInt(args[2]))
                .mapToObj(t -> CompletableFuture.supplyAsync(
                        () -> millis(read, seconds), task -> new Thread(task, "run").start()))
                .toList();
        runs.forEach(run -> Bench.say("%s", run.join()));
    }

    private static double millis(ReadScenario read, double seconds) {
        List<Double> blocks = new ArrayList<>();
        long began = System.nanoTime();
        try (Runner runner = new ActorRunner(read.network(), Plan.of(read.network(), 1, 1), Watch.nothing())) {
            runner.runTo(1, (step, values) -> {});
            long steps = 1;
            while (blocks.size() < LEAST_BLOCKS || System.nanoTime() - began < seconds * 1e9) {
                long before = System.nanoTime();
                runner.runTo(runner.position() + steps, (step, values) -> {});
                double nanos = (System.nanoTime() - before) / (double) steps;
                steps = Math.max(1, (long) (BLOCK_SECONDS * 1e9 / nanos));
                blocks.add(nanos * 1e-6);
            }
        }
        double[] later = blocks.subList(blocks.size() / 2, blocks.size()).stream()
                .mapToDouble(b -> b)
                .toArray();
        return Bench.median(later);
    }
}
