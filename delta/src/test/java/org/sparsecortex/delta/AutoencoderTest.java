package org.sparsecortex.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.gradient.LossSpec;
import org.sparsecortex.learning.layer.LayerSpec;
import org.sparsecortex.learning.optimise.OptimiserSpec;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.Params;

/** A network that gives its samples back, against what the best linear one of that width can do. */
class AutoencoderTest {
    private static final int NUMBERS = 6;
    private static final int SAMPLES = 24;
    private static final int TRAIN = 1200;
    private static final int TEST = 40;
    private static final double OFF_PLANE = 0.1;

    /** Points of a plane in 6 dimensions, of variance 1 along two directions at right angles, and noise of 0.1 everywhere. */
    private record Plane() implements Source {
        private static final double[][] DIRECTIONS = {
            {0.5, 0.5, 0.5, 0.5, 0, 0}, {0.5, -0.5, 0, 0, Math.sqrt(0.25), -Math.sqrt(0.25)}
        };

        @Override
        public List<SignalSpec> signals() {
            return List.of(SignalSpec.global("samples", Signal.Kind.REALS, SAMPLES * NUMBERS, ""));
        }

        @Override
        public Signal read(String signal, long step) {
            KeyedRandom random = KeyedRandom.of(9, "plane");
            double[] values = new double[SAMPLES * NUMBERS];
            for (int s = 0; s < SAMPLES; s++) {
                double first = random.gaussian(s, step, 0);
                double second = random.gaussian(s, step, 1);
                for (int i = 0; i < NUMBERS; i++) {
                    values[s * NUMBERS + i] = first * DIRECTIONS[0][i]
                            + second * DIRECTIONS[1][i]
                            + OFF_PLANE * random.gaussian(s, step, 2 + i);
                }
            }
            return Reals.wrap(values);
        }
    }

    private static TrainedNetworkParams params(double noise, int outputs) {
        return Params.of(
                TrainedNetworkParams.class,
                "channels",
                NUMBERS,
                "samples",
                SAMPLES,
                "chunk",
                4,
                "layers",
                List.of(new LayerSpec.Dense(2, 1), new LayerSpec.Dense(outputs, 1)),
                "loss",
                new LossSpec.Reconstruction(noise),
                "optimiser",
                new OptimiserSpec.Adam(0.005, 0.9, 0.999, 1e-8, 0, 0));
    }

    private static Network network(double noise) {
        TrainedNetworkParams params = params(noise, NUMBERS);
        BuildContext context =
                BuildContext.of("net", 1, Map.of("samples", new Shape(Signal.Kind.REALS, SAMPLES * NUMBERS)));
        Population net = new Population("net", params.units(), params.ports(), params.signals(), params.build(context));
        return new Network(
                Map.of("data", new Plane()),
                List.of(net),
                List.of(new Connection(new Endpoint("data", "samples"), "net", "samples", 0)),
                new Schedule(List.of(
                        new Schedule.Phase("train", TRAIN, true, false),
                        new Schedule.Phase("test", TEST, false, false))));
    }

    private static List<Double> losses(double noise, int partitions, long breakAt) {
        Network network = network(noise);
        List<Endpoint> watched = List.of(new Endpoint("net", "loss"));
        List<Double> losses = new ArrayList<>();
        try (SequentialRunner first = new SequentialRunner(network, Plan.of(network, partitions, 1), watched);
                SequentialRunner second = new SequentialRunner(network, watched)) {
            first.runTo(breakAt, (step, values) -> losses.add(((Reals) values.get(0)).get(0)));
            second.restore(first.snapshot());
            second.runTo(TRAIN + TEST, (step, values) -> losses.add(((Reals) values.get(0)).get(0)));
        }
        return losses;
    }

    private static double tested(List<Double> losses) {
        return losses.subList(TRAIN, TRAIN + TEST).stream()
                .mapToDouble(x -> x)
                .average()
                .orElseThrow();
    }

    /** Two units keep the plane, and the noise in the four directions beside it is lost: 4 x 0.01 of 6 numbers. */
    @Test
    void findsThePlaneOfLargestVariance() {
        List<Double> losses = losses(0, 1, TRAIN + TEST);
        assertThat(losses.get(0)).as("guard: variance of a number is 0.343").isGreaterThan(0.2);
        assertThat(tested(losses)).isBetween(0.95 * 0.04 / 6, 1.1 * 0.04 / 6);
    }

    /**
     * With noise n the best linear answer is k x, k = v / (v + n^2) along each direction of variance v = 1.01: (1 - k)^2 v is lost in
     * tests, which have no noise.
     */
    @Test
    void noiseTeachesToShrink() {
        double v = 1 + OFF_PLANE * OFF_PLANE;
        double k = v / (v + 0.25);
        double best = (2 * (1 - k) * (1 - k) * v + 0.04) / 6;
        assertThat(tested(losses(0.5, 1, TRAIN + TEST))).isBetween(0.85 * best, 1.15 * best);
    }

    @Test
    void learnsWithTheSameBitsInEveryPartitioningAndAcrossACheckpoint() {
        List<Double> oracle = losses(0.5, 1, TRAIN + TEST);
        for (int partitions : new int[] {2, 3, 6}) {
            assertThat(losses(0.5, partitions, TRAIN + TEST)).isEqualTo(oracle);
        }
        assertThat(losses(0.5, 3, 37)).isEqualTo(oracle);
    }

    @Test
    void hasNoClasses() {
        TrainedNetworkParams params = params(0, NUMBERS);
        assertThat(params.ports()).extracting(port -> port.name()).doesNotContain("labels");
        assertThat(params.signals())
                .extracting(SignalSpec::name)
                .contains("loss")
                .doesNotContain("accuracy", "predictions");
        BuildContext context =
                BuildContext.of("net", 1, Map.of("samples", new Shape(Signal.Kind.REALS, SAMPLES * NUMBERS)));
        assertThatThrownBy(() -> params(0, NUMBERS - 1).build(context))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("layers = with 5 outputs: must give as many numbers as a sample has, 6");
    }
}
