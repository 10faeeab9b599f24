package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.RecordSpec;
import org.sparsecortex.simulations.scenario.RecordedSignal;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/**
 * Time of a step of a scenario in one process with one thread, with two threads that share out populations or halves of them,
 * and on workers of one thread each, placed as {@code run} places them. All of them are there at the same time and take turns: each runs some steps, then the next one the same steps. So the program is
 * compiled, and a machine that is slower for a while is so for all.
 */
final class ScalingBenchmark {
    private static final int ROUNDS = 7;

    /** Before those that count: after a minute of work the compiler still takes one part in twenty of a worker's processor. */
    private static final int EARLY_ROUNDS = 25;

    /** Ranges of each population as {@code run --workers} chooses them. */
    private static final int BY_COST = 0;

    private static final double BLOCK_NANOS = 2e9;
    private static final double DEFAULT_SECONDS = 6;
    private static final double DELTAS_SECONDS = 3.5;

    /** One way to run the scenario. */
    private record Way(String name, Runner runner, List<Double> millis) {}

    private ScalingBenchmark() {}

    /** SCENARIO WORKERS [DELAY_MS [SECONDS [POINTER=JSON ...]]]: latency one way, seconds of warm-up, changes of the scenario. */
    static void run(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        int workers = Integer.parseInt(args[1]);
        double delay = args.length > 2 ? Double.parseDouble(args[2]) : 0;
        double seconds = args.length > 3 ? Double.parseDouble(args[3]) : DEFAULT_SECONDS;
        List<Path> roots = List.of(file.toAbsolutePath().getParent());
        Bench.sayMachine();
        measure(new ScenarioReader(roots).read(file, overrides(args, 4)), roots, workers, delay, seconds);
    }

    private static Map<String, String> overrides(String[] args, int from) {
        Map<String, String> overrides = new LinkedHashMap<>();
        for (int i = from; i < args.length; i++) {
            int at = args[i].indexOf('=');
            overrides.put(args[i].substring(0, at), args[i].substring(at + 1));
        }
        overrides.putIfAbsent("/phases/0/steps", "1000000");
        return overrides;
    }

    private static void measure(ReadScenario read, List<Path> roots, int workers, double delay, double seconds)
            throws IOException {
        Watch watch = watch(read);
        List<Way> ways = new ArrayList<>();
        Network network = read.network();
        ways.add(inOneProcess("1 thread", network, Plan.of(network, 1, 1), watch));
        ways.add(inOneProcess("2 threads, whole populations", network, Plan.of(network, 1, 2), watch));
        ways.add(inOneProcess("2 threads, halves", network, Plan.of(network, 2, 2), watch));
        try (ScaledRuns cluster = new ScaledRuns(read, watch, roots, workers, BY_COST, delay, false)) {
            ways.add(new Way(workers + " workers, " + delay + " ms", cluster.runner(), new ArrayList<>()));
            turns(ways, seconds, BLOCK_NANOS);
            report(read, ways);
            sayRatio(
                    "of two threads' steps/s in the same round, the faster way, median",
                    faster(ways.get(1), ways.get(2)),
                    ways.get(3));
            double[] bytes = cluster.finish();
            Bench.say("  bytes a step: sent %.0f, received %.0f, between %.0f", bytes[0], bytes[1], bytes[2]);
        }
        ways.subList(0, 3).forEach(way -> way.runner.close());
    }

    private static Way inOneProcess(String name, Network network, Plan plan, Watch watch) {
        return new Way("1 process, " + name, new ActorRunner(network, plan, watch), new ArrayList<>());
    }

    /** The faster one of two ways in each round. */
    private static Way faster(Way a, Way b) {
        List<Double> millis = new ArrayList<>();
        for (int r = 0; r < ROUNDS; r++) {
            millis.add(Math.min(a.millis.get(r), b.millis.get(r)));
        }
        return new Way("faster", a.runner, millis);
    }

    /** SCENARIO WORKERS [POINTER=JSON ...]: signals that travel packed, and as what has changed, by turns of some steps. */
    static void deltas(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        int workers = Integer.parseInt(args[1]);
        List<Path> roots = List.of(file.toAbsolutePath().getParent());
        ReadScenario read = new ScenarioReader(roots).read(file, overrides(args, 2));
        Bench.sayMachine();
        try (ScaledRuns packed = new ScaledRuns(read, watch(read), roots, workers, workers, 0, false);
                ScaledRuns changed = new ScaledRuns(read, watch(read), roots, workers, workers, 0, true)) {
            List<Way> ways = List.of(
                    new Way("packed", packed.runner(), new ArrayList<>()),
                    new Way("deltas", changed.runner(), new ArrayList<>()));
            turns(ways, DELTAS_SECONDS, DELTAS_SECONDS * 1e9 / ROUNDS);
            report(read, ways);
            sayRatio("of the time of packed signals in the same round, median", ways.get(1), ways.get(0));
            for (ScaledRuns runs : List.of(packed, changed)) {
                double[] bytes = runs.finish();
                Bench.say("  bytes a step: sent %.0f, received %.0f, between %.0f", bytes[0], bytes[1], bytes[2]);
            }
        }
    }

    /** What a record of every step needs. */
    private static Watch watch(ReadScenario read) {
        Watch watch = Watch.nothing();
        for (RecordSpec record : read.scenario().records()) {
            if (record.rows() == RecordSpec.Rows.ALL) {
                for (RecordedSignal signal : record.of(read.network())) {
                    watch = watch.and(
                            signal.endpoint(),
                            record.steps(read.network().schedule().totalSteps()));
                }
            }
        }
        return watch;
    }

    private static void turns(List<Way> ways, double seconds, double blockNanos) {
        Runner first = ways.get(0).runner;
        long began = System.nanoTime();
        while (System.nanoTime() - began < seconds * 1e9) {
            first.runTo(first.position() + 1, (step, values) -> {});
        }
        long warm = first.position();
        double nanos = (System.nanoTime() - began) / (double) warm;
        long block = (long) Math.max(1, blockNanos / nanos);
        for (Way way : ways) {
            way.runner.runTo(warm, (step, values) -> {});
        }
        for (int r = 1; r <= EARLY_ROUNDS + ROUNDS; r++) {
            for (Way way : ways) {
                long before = System.nanoTime();
                way.runner.runTo(warm + r * block, (step, values) -> {});
                if (r > EARLY_ROUNDS) {
                    way.millis.add((System.nanoTime() - before) * 1e-6 / block);
                }
            }
        }
    }

    private static void report(ReadScenario read, List<Way> ways) {
        for (Way way : ways) {
            double[] millis = way.millis.stream().mapToDouble(m -> m).toArray();
            double[] least = java.util.Arrays.stream(millis).sorted().toArray();
            Bench.say(
                    "%s, %s: ms a step, median %.3f, least quarter %.3f",
                    read.scenario().name(), way.name, Bench.median(millis), least[least.length / 4]);
        }
    }

    /** Time of a step of one way by that of another, in the same round. */
    private static void sayRatio(String what, Way of, Way by) {
        double[] ratios = new double[ROUNDS];
        for (int r = 0; r < ROUNDS; r++) {
            ratios[r] = of.millis.get(r) / by.millis.get(r);
        }
        Bench.say("  %s: %.3f", what, Bench.median(ratios));
    }
}
