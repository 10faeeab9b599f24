package org.sparsecortex.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.sparsecortex.neurons.TemporalMemoryParams;
import org.sparsecortex.neurons.actor.ActorRunner;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Source;

/** What the actor runtime costs and gains; every figure is a ratio of runs that alternate within one process. */
final class RuntimeBenchmark {
    private static final int ROUNDS = 7;
    private static final List<Endpoint> ANOMALY = List.of(new Endpoint("p", "anomaly"));

    private RuntimeBenchmark() {}

    /** Default granularity against the sequential runner, temporal memory 2048 x 8. */
    static void overhead() {
        Bench.sayMachine();
        long steps = 200_000;
        Network network = memory(params(2048, 8, 20), 40, 100, steps);
        compare(
                "temporal memory 2048 x 8, " + steps + " steps",
                steps,
                "sequential",
                () -> new SequentialRunner(network, Map.of(), ANOMALY),
                "actors, 1 partition",
                () -> new ActorRunner(network, Map.of(), ANOMALY, 2));
    }

    /** Two partitions on two threads against one, temporal memory of 16,384 columns; first the kernels alone. */
    static void partitions() {
        Bench.sayMachine();
        for (int synapses : new int[] {20, 40}) {
            kernels(synapses, 200);
        }
        for (int synapses : new int[] {20, 40}) {
            twoAgainstOne(synapses);
        }
    }

    private static void twoAgainstOne(int synapses) {
        long steps = 6_000;
        Network network = memory(params(16_384, 32, synapses), 328, 100, steps);
        Map<String, List<UnitRange>> two = Map.of("p", UnitRange.split(16_384, 2));
        String what = "temporal memory 16,384 x 32, " + synapses + " synapses a segment, " + steps + " steps";
        compare(
                what,
                steps,
                "actors, 1 partition",
                () -> new ActorRunner(network, Map.of(), ANOMALY, 2),
                "actors, 2 partitions",
                () -> new ActorRunner(network, two, ANOMALY, 2));
        compare(
                what,
                steps,
                "sequential",
                () -> new SequentialRunner(network, Map.of(), ANOMALY),
                "actors, 2 partitions",
                () -> new ActorRunner(network, two, ANOMALY, 2));
    }

    /** The gain of two ranges without any runtime: the first repetition, all bursts, and the predicted ones. */
    private static void kernels(int synapses, int length) {
        Sdr[] patterns = Bench.patterns(length, 16_384, 328);
        double[][] share = new double[4][ROUNDS];
        double[][] clock = new double[2][ROUNDS];
        Packet[] decisions = new Packet[8 * length];
        pair(synapses, 1).decide(patterns, 0, 8L * length, decisions);
        for (int r = 0; r < ROUNDS; r++) {
            KernelPair one = pair(synapses, 1);
            KernelPair two = pair(synapses, 2);
            double burst = one.runApart(patterns, 0, length, decisions)[0];
            double[] bursts = two.runApart(patterns, 0, length, decisions);
            one.runApart(patterns, length, 4L * length, decisions);
            two.runApart(patterns, length, 4L * length, decisions);
            double predict = one.runApart(patterns, 4L * length, 8L * length, decisions)[0];
            double[] predicts = two.runApart(patterns, 4L * length, 8L * length, decisions);
            share[0][r] = 1e6 * burst / length;
            share[1][r] = burst / Math.max(bursts[0], bursts[1]);
            share[2][r] = 1e6 * predict / (4 * length);
            share[3][r] = predict / Math.max(predicts[0], predicts[1]);
            for (int k = 0; k < 2; k++) {
                clock[k][r] = (k == 0 ? one : two).run(patterns, 8L * length, 12L * length);
            }
        }
        Bench.say(
                "kernels alone, 16,384 x 32, %d synapses a segment: processor time of one range over the slower of two",
                synapses);
        Bench.say("  bursts    %7.1f us a step, gain %.2f", Bench.median(share[0]), Bench.median(share[1]));
        Bench.say("  predicted %7.1f us a step, gain %.2f", Bench.median(share[2]), Bench.median(share[3]));
        Bench.say(
                "  predicted, two threads against one, by the clock: gain %.2f",
                Bench.median(clock[0]) / Bench.median(clock[1]));
    }

    private static KernelPair pair(int synapses, int ranges) {
        return new KernelPair(params(16_384, 32, synapses), "columns", 16_384, ranges);
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
        int units = network.order().get(0).units();
        List<Endpoint> watched = List.of(
                new Endpoint("p", network.order().get(0).signals().get(0).name()));
        compare(
                what + ", " + steps + " steps",
                steps,
                "actors, 1 partition",
                () -> new ActorRunner(network, Map.of(), watched, 2),
                "actors, 2 partitions",
                () -> new ActorRunner(network, Map.of("p", UnitRange.split(units, 2)), watched, 2));
    }

    /** One actor per neuron: 100,000 neurons of 20 synapses each. */
    static void manyActors() {
        Bench.sayMachine();
        for (int neurons : new int[] {10_000, 100_000}) {
            Network network = CoincidenceNeurons.network(neurons, 20, neurons / 50);
            List<Endpoint> watched = List.of(new Endpoint("p", "active"));
            long before = Bench.liveBytes();
            try (ActorRunner runner =
                    new ActorRunner(network, Map.of("p", UnitRange.split(neurons, neurons)), watched, 2)) {
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

    private static Network memory(TemporalMemoryParams params, int active, int length, long steps) {
        int columns = params.columns();
        Sdr[] patterns = Bench.patterns(length, columns, active);
        Source source = Bench.source(columns, t -> patterns[(int) (t % length)], t -> t % length == 0);
        return Bench.network(params, "columns", columns, source, Schedule.learning(steps));
    }

    private static TemporalMemoryParams params(int columns, int cells, int synapses) {
        return new TemporalMemoryParams(columns, cells, 13, 10, 0.21, 0.5, synapses, 0.1, 0.1, 0, 255, 255);
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
