package org.sparsecortex.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.sparsecortex.neurons.memory.TemporalMemoryParams;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

/**
 * What two ranges of a temporal memory of 16,384 columns gain over one: the kernels alone, then whole runs in the regimes
 * that a memory goes through. One sequence passes all of them in one run; runners alternate within one process.
 */
final class PartitionBenchmark {
    private static final int COLUMNS = 16_384;
    private static final int ACTIVE = 328;
    private static final int LENGTH = 100;
    private static final int ROUNDS = 7;
    private static final List<Endpoint> ANOMALY = List.of(new Endpoint("p", "anomaly"));
    private static final KeyedRandom NOISE = KeyedRandom.of(8, "noise");

    /** A stretch of steps [from, to) that is timed. */
    private record Regime(String name, int from, int to) {}

    private static final List<Regime> REGIMES = List.of(
            new Regime("new: first four repetitions", 0, 400),
            new Regime("predicted, learning", 800, 3_800),
            new Regime("predicted, not learning", 3_800, 6_800),
            new Regime("10 % of columns random, learning", 6_800, 8_300));

    /** Index of the regime of a new sequence. */
    static final int NEW = 0;

    /** Index of the regime without learning. */
    static final int STILL = 2;

    private PartitionBenchmark() {}

    static void run() {
        Bench.sayMachine();
        for (int synapses : new int[] {20, 40}) {
            kernels(params(synapses), 200);
        }
        for (int synapses : new int[] {20, 40}) {
            regimes(synapses);
        }
    }

    /** Whole runs in every regime: sequential, actors with one range, and with two; the first round warms up. */
    private static void regimes(int synapses) {
        Network network = network(params(synapses));
        List<Supplier<Runner>> runners = List.of(
                () -> new SequentialRunner(network, ANOMALY),
                () -> new ActorRunner(network, Plan.of(network, 1, 2), ANOMALY),
                () -> new ActorRunner(network, Plan.of(network, 2, 2), ANOMALY));
        double[][][] micros = micros(runners, ROUNDS);
        Bench.say("temporal memory 16,384 x 32, %d synapses a segment, median of %d rounds", synapses, ROUNDS);
        for (int i = 0; i < REGIMES.size(); i++) {
            double[][] m = micros[i];
            Bench.say(
                    "  %-34s us a step: sequential %6.1f, one range %6.1f, two %6.1f; gain over one range %.2f, over"
                            + " sequential %.2f",
                    REGIMES.get(i).name,
                    Bench.median(m[0]),
                    Bench.median(m[1]),
                    Bench.median(m[2]),
                    Bench.median(Bench.ratios(m[1], m[2])),
                    Bench.median(Bench.ratios(m[0], m[2])));
        }
    }

    /** Microseconds a step by regime, runner (one range, two) and round. */
    static double[][][] oneAndTwo(int synapses, int rounds) {
        Network network = network(params(synapses));
        return micros(
                List.of(
                        () -> new ActorRunner(network, Plan.of(network, 1, 2), ANOMALY),
                        () -> new ActorRunner(network, Plan.of(network, 2, 2), ANOMALY)),
                rounds);
    }

    /** Runners in turn; the first round warms up. */
    private static double[][][] micros(List<Supplier<Runner>> runners, int rounds) {
        double[][][] micros = new double[REGIMES.size()][runners.size()][rounds];
        for (int r = -1; r < rounds; r++) {
            for (int k = 0; k < runners.size(); k++) {
                double[] measured = micros(runners.get(k));
                for (int i = 0; r >= 0 && i < measured.length; i++) {
                    micros[i][k][r] = measured[i];
                }
            }
        }
        return micros;
    }

    /** Microseconds a step in every regime. */
    private static double[] micros(Supplier<Runner> runner) {
        List<Double> micros = new ArrayList<>();
        try (Runner r = runner.get()) {
            for (Regime regime : REGIMES) {
                r.runTo(regime.from, (step, values) -> {});
                long began = System.nanoTime();
                r.runTo(regime.to, (step, values) -> {});
                micros.add((System.nanoTime() - began) * 1e-3 / (regime.to - regime.from));
            }
        }
        return micros.stream().mapToDouble(m -> m).toArray();
    }

    private static Network network(TemporalMemoryParams params) {
        Sdr[] patterns = Bench.patterns(LENGTH, COLUMNS, ACTIVE);
        Regime last = REGIMES.get(3);
        Sdr[] steps = new Sdr[last.to];
        for (int t = 0; t < steps.length; t++) {
            Sdr pattern = patterns[t % LENGTH];
            steps[t] = t < last.from ? pattern : noisy(pattern, t);
        }
        Source source = Bench.source(COLUMNS, t -> steps[(int) t], t -> t % LENGTH == 0);
        Regime still = REGIMES.get(2);
        Schedule schedule = new Schedule(List.of(
                new Schedule.Phase("learn", still.from, true, false),
                new Schedule.Phase("infer", still.to - still.from, false, false),
                new Schedule.Phase("noise", last.to - last.from, true, false)));
        return Bench.network(params, "columns", COLUMNS, source, schedule);
    }

    /** The pattern with a tenth of its columns replaced by random ones. */
    private static Sdr noisy(Sdr pattern, int step) {
        boolean[] on = new boolean[pattern.size()];
        for (int i = 0; i < pattern.cardinality(); i++) {
            on[pattern.active(i)] = true;
        }
        int replaced = pattern.cardinality() / 10;
        for (int i : NOISE.sample(pattern.cardinality(), replaced, 0, step, 0)) {
            on[pattern.active(i)] = false;
        }
        for (int draw = 0; replaced > 0; draw++) {
            int column = NOISE.below(on.length, 1, step, draw);
            replaced -= on[column] ? 0 : 1;
            on[column] = true;
        }
        return Sdr.fromFlags(on);
    }

    /** The gain of two ranges without any runtime: the first repetition, all bursts, and the predicted ones. */
    private static void kernels(TemporalMemoryParams params, int length) {
        kernels(
                Bench.population(params, "columns", new Shape(Kind.SDR, COLUMNS))
                        .model(),
                params,
                length);
    }

    private static <P extends Packet, D extends Packet> void kernels(
            Model<P, D> model, TemporalMemoryParams params, int length) {
        Sdr[] patterns = Bench.patterns(length, COLUMNS, ACTIVE);
        double[][] share = new double[4][ROUNDS];
        double[][] clock = new double[2][ROUNDS];
        List<D> decisions = new KernelPair<>(params, model, 1).decide(patterns, 8L * length);
        for (int r = 0; r < ROUNDS; r++) {
            KernelPair<P, D> one = new KernelPair<>(params, model, 1);
            KernelPair<P, D> two = new KernelPair<>(params, model, 2);
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
                clock[k][r] = (k == 0 ? one : two).run(patterns, 8L * length, 18L * length);
            }
        }
        Bench.say(
                "kernels alone, 16,384 x 32, %d synapses a segment: processor time of one range over the slower of two",
                params.maxNewSynapses());
        Bench.say("  bursts    %7.1f us a step, gain %.2f", Bench.median(share[0]), Bench.median(share[1]));
        Bench.say("  predicted %7.1f us a step, gain %.2f", Bench.median(share[2]), Bench.median(share[3]));
        Bench.say(
                "  predicted, two threads against one, by the clock, best of %d each: gain %.2f",
                ROUNDS,
                Arrays.stream(clock[0]).min().orElseThrow()
                        / Arrays.stream(clock[1]).min().orElseThrow());
    }

    private static TemporalMemoryParams params(int synapses) {
        return Params.of(TemporalMemoryParams.class, "columns", COLUMNS, "maxNewSynapses", synapses);
    }
}
