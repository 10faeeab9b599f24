package org.sparsecortex.benchmarks;

import java.util.List;
import java.util.function.Supplier;
import org.sparsecortex.neurons.memory.TemporalMemoryParams;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Params;

/** What the actor runtime costs and gains; every figure is a ratio of runs that alternate within one process. */
final class RuntimeBenchmark {
    private static final int ROUNDS = 7;
    private static final List<Endpoint> ANOMALY = List.of(new Endpoint("p", "anomaly"));

    private RuntimeBenchmark() {}

    /** Default granularity against the sequential runner, temporal memory 2048 x 8. */
    static void overhead() {
        Bench.sayMachine();
        long steps = 200_000;
        Network network = memory(40, 100, steps);
        compare(
                "temporal memory 2048 x 8, " + steps + " steps",
                steps,
                "sequential",
                () -> new SequentialRunner(network, ANOMALY),
                "actors, 1 partition",
                () -> new ActorRunner(network, Plan.of(network, 1, 2), ANOMALY));
    }

    /** Two partitions on two threads against one with kernels of 90 us to 2 ms a step. */
    static void otherKernels() {
        Bench.sayMachine();
        long steps = 10_000;
        Sdr[] patterns = Bench.patterns(1000, 1000, 20);
        twoAgainstOne(
                "spatial pooler 1000 -> 2048, learning",
                Bench.network(
                        PoolerBenchmark.params(0),
                        "input",
                        1000,
                        Bench.source(1000, t -> patterns[(int) (t % patterns.length)], t -> false),
                        Schedule.learning(steps)),
                steps);
        for (int neurons : new int[] {200, 2_000}) {
            twoAgainstOne(
                    neurons + " coincidence detectors",
                    CoincidenceNeurons.network(neurons, 20, neurons / 50),
                    400_000 / neurons);
        }
    }

    private static void twoAgainstOne(String what, Network network, long steps) {
        List<Endpoint> watched = List.of(
                new Endpoint("p", network.order().get(0).signals().get(0).name()));
        compare(
                what + ", " + steps + " steps",
                steps,
                "actors, 1 partition",
                () -> new ActorRunner(network, Plan.of(network, 1, 2), watched),
                "actors, 2 partitions",
                () -> new ActorRunner(network, Plan.of(network, 2, 2), watched));
    }

    /** One actor per neuron: 100,000 neurons of 20 synapses each. */
    static void manyActors() {
        Bench.sayMachine();
        for (int neurons : new int[] {10_000, 100_000}) {
            Network network = CoincidenceNeurons.network(neurons, 20, neurons / 50);
            List<Endpoint> watched = List.of(new Endpoint("p", "active"));
            long before = Bench.liveBytes();
            try (ActorRunner runner = new ActorRunner(network, Plan.of(network, neurons, 2), watched)) {
                long[] active = {0};
                runner.runTo(5, (step, values) -> active[0] += ((Sdr) values.get(0)).cardinality());
                long bytes = Bench.liveBytes() - before;
                long began = System.nanoTime();
                runner.runTo(25, (step, values) -> active[0] += ((Sdr) values.get(0)).cardinality());
                double seconds = (System.nanoTime() - began) * 1e-9;
                Bench.say(
                        "%d one-neuron actors: %.1f steps/s, %.2f million neuron updates/s, %.0f bytes an actor, %d"
                                + " spikes",
                        neurons, 20 / seconds, 20e-6 * neurons / seconds, bytes / (double) neurons, active[0]);
            }
        }
    }

    /** A memory of 2048 x 8 that repeats a sequence of random patterns. */
    private static Network memory(int active, int length, long steps) {
        int columns = 2048;
        Sdr[] patterns = Bench.patterns(length, columns, active);
        Source source = Bench.source(columns, t -> patterns[(int) (t % length)], t -> t % length == 0);
        var params = Params.of(TemporalMemoryParams.class, "columns", columns, "cellsPerColumn", 8);
        return Bench.network(params, "columns", columns, source, Schedule.learning(steps));
    }

    private static void compare(
            String what, long steps, String nameA, Supplier<Runner> a, String nameB, Supplier<Runner> b) {
        double[] secondsA = new double[ROUNDS];
        double[] secondsB = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int r = 0; r < ROUNDS; r++) {
            secondsA[r] = seconds(a, steps);
            secondsB[r] = seconds(b, steps);
            ratios[r] = secondsB[r] / secondsA[r];
        }
        Bench.say("%s, median of %d alternating rounds", what, ROUNDS);
        Bench.say("  %-22s %9.0f steps/s", nameA, steps / Bench.median(secondsA));
        Bench.say("  %-22s %9.0f steps/s", nameB, steps / Bench.median(secondsB));
        Bench.say("  time ratio %.3f, speed-up %.2f", Bench.median(ratios), 1 / Bench.median(ratios));
    }

    private static double seconds(Supplier<Runner> runner, long steps) {
        try (Runner r = runner.get()) {
            long began = System.nanoTime();
            r.runTo(steps, (step, values) -> {});
            return (System.nanoTime() - began) * 1e-9;
        }
    }
}
