package org.sparsecortex.neurons.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.neurons.delta.TrainedNetworkParams;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.FloatColumns;
import org.sparsecortex.sdr.numeric.IntColumns;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class TrainingTest {
    private static LayerStack twoLayers(long seed) {
        return new LayerStack(
                7,
                List.of(
                        new DenseLayer(7, 9, seed, 1.4),
                        new ReluLayer(Volume.vector(9)),
                        new DenseLayer(9, 4, seed + 1, 1.4)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void denseAndReluHaveTheGradientOfTheirLoss(long seed) {
        GradientCheck.check(
                twoLayers(seed), GradientCheck.pass(6, 1, Stage.plain()), seed, SoftmaxLoss.Readout.MEAN, 0.02);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void lossesOnActivityAndChangeHaveTheirGradients(long seed) {
        Stage stage = new Stage(0, 1, false, 0.05, 0.03, 0);
        GradientCheck.check(twoLayers(seed), GradientCheck.pass(3, 4, stage), seed, SoftmaxLoss.Readout.MEAN, 0.05);
        GradientCheck.check(twoLayers(seed), GradientCheck.pass(3, 4, stage), seed, SoftmaxLoss.Readout.LAST, 0.05);
    }

    @Test
    void kwtaPassesTheGradientToItsWinners() {
        LayerStack network = new LayerStack(
                7,
                List.of(
                        new DenseLayer(7, 12, 5, 1.4),
                        new KwtaLayer(Volume.vector(12), 4),
                        new DenseLayer(12, 3, 6, 1.4)));
        GradientCheck.check(network, GradientCheck.pass(5, 1, Stage.plain()), 5, SoftmaxLoss.Readout.MEAN, 0.02);
        assertThat(network.active(1)).isEqualTo(5 * 4);
    }

    /** Rows 1 and 2 of one sample differ in two of three elements; row 0 has no past: 2 of 3 x 1 transitions. */
    @Test
    void countsActiveAndChangedElementsWithoutFirstFrames() {
        LayerStack network = new LayerStack(3, List.of(new DenseLayer(3, 2, 1, 1)));
        Pass pass = GradientCheck.pass(1, 2, Stage.plain());
        network.forward(new float[][] {{1, 0, 2}, {0, 0, 3}}, pass);
        assertThat(network.active(0)).isEqualTo(3);
        assertThat(network.changed(0, pass)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 17})
    void fusedColumnsHaveTheBitsOfOneAtATime(int count) {
        float[][] columns = GradientCheck.randomRows(20, 33, 8);
        float[] values = GradientCheck.randomRows(1, 20, 9)[0];
        int[] ids = KeyedRandom.of(3, "ids").sample(20, count, 0, 0, 0);
        float[] fused = GradientCheck.randomRows(1, 33, 10)[0];
        float[] single = fused.clone();
        FloatColumns.accumulate(columns, ids, values, count, fused);
        for (int j = 0; j < count; j++) {
            FloatColumns.accumulate(columns, new int[] {ids[j]}, new float[] {values[j]}, 1, single);
        }
        assertThat(fused).isEqualTo(single);
    }

    /** Sums overflow on the way and come back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 17})
    void integerColumnsAreExactModulo2To32(int count) {
        KeyedRandom random = KeyedRandom.of(3, "columns");
        int[][] columns = new int[20][33];
        int[] values = new int[20];
        for (int i = 0; i < 20; i++) {
            values[i] = random.below(127, i, 0, 1) - 63;
            for (int r = 0; r < 33; r++) {
                columns[i][r] = random.below(1 << 28, i, r, 2) - (1 << 27);
            }
        }
        int[] ids = random.sample(20, count, 0, 0, 0);
        int[] chosen = new int[count + 1];
        int[] y = new int[33];
        int[] expected = new int[33];
        for (int j = 0; j < count; j++) {
            chosen[j] = values[ids[j]];
            for (int r = 0; r < 33; r++) {
                expected[r] += chosen[j] * columns[ids[j]][r];
            }
        }
        IntColumns.accumulate(columns, ids, chosen, 0, count, y);
        assertThat(y).isEqualTo(expected);
        IntColumns.accumulateProducts(columns[0], columns[1], y);
        assertThat(y[32]).isEqualTo(expected[32] + columns[0][32] * columns[1][32]);
    }

    /** s(0) = s_i, s(n) = s_f, and at half the way s_f + (s_i - s_f) / 8. */
    @Test
    void pruningFollowsTheCubicScheduleAndRemovesTheSmallest() {
        assertThat(Pruning.fraction(0.2, 0.9, 0)).isEqualTo(0.2, within(1e-12));
        assertThat(Pruning.fraction(0.2, 0.9, 1)).isEqualTo(0.9);
        assertThat(Pruning.fraction(0.2, 0.9, 0.5)).isEqualTo(0.9 - 0.7 / 8, within(1e-12));
        Weights w = new Weights("w", 2, 2, true);
        w.values()[0] = new float[] {0.1f, -3f};
        w.values()[1] = new float[] {-0.2f, 2f};
        Pruning.cut(List.of(w), 0.5);
        assertThat(w.values()[0]).containsExactly(0f, -3f);
        assertThat(w.values()[1]).containsExactly(0f, 2f);
    }

    /** First step of Adam moves every parameter by the learning rate against its gradient's sign. */
    @Test
    void firstStepOfAdamIsTheLearningRate() {
        Weights w = new Weights("w", 1, 3, true);
        Optimiser adam = new Optimiser(new OptimiserSpec.Adam(0.01, 0.9, 0.999, 1e-8, 0, 0), List.of(w));
        adam.update(new double[] {1, 0, 5, -0.3, 0}, 1, false);
        assertThat(w.values()[0][0]).isEqualTo(-0.01f, within(1e-6f));
        assertThat(w.values()[0][1]).isEqualTo(0.01f, within(1e-6f));
        assertThat(w.values()[0][2]).isZero();
    }

    /** v1 = 1, v2 = 1.9: w = -0.1 (1 + 1.9). */
    @Test
    void sgdKeepsMomentum() {
        Weights w = new Weights("w", 1, 1, true);
        Optimiser sgd = new Optimiser(new OptimiserSpec.Sgd(0.1, 0.9, 0, 0), List.of(w));
        sgd.update(new double[] {1, 0, 1}, 1, false);
        sgd.update(new double[] {1, 0, 1}, 1, false);
        assertThat(w.values()[0][0]).isEqualTo(-0.29f, within(1e-6f));
    }

    /** Two Gaussian clouds at +-0.8 in the first of 8 dimensions; labels in turn. */
    private record Clouds() implements Source {
        @Override
        public List<SignalSpec> signals() {
            return List.of(
                    SignalSpec.global("samples", Signal.Kind.REALS, 12 * 8, ""),
                    SignalSpec.global("labels", Signal.Kind.INTS, 12, ""));
        }

        @Override
        public Signal read(String signal, long step) {
            KeyedRandom random = KeyedRandom.of(4, "clouds");
            double[] values = new double[12 * 8];
            int[] labels = new int[12];
            for (int s = 0; s < 12; s++) {
                labels[s] = s % 2;
                for (int i = 0; i < 8; i++) {
                    values[s * 8 + i] = 0.5 * random.gaussian(s, step, i) + (i == 0 ? 1.6 * labels[s] - 0.8 : 0);
                }
            }
            return signal.equals("labels") ? Ints.wrap(labels) : Reals.wrap(values);
        }
    }

    private static Network network(Schedule schedule) {
        TrainedNetworkParams params = new TrainedNetworkParams(
                1,
                1,
                8,
                1,
                12,
                2,
                List.of(new LayerSpec.Dense(16, 1.41), new LayerSpec.Relu(), new LayerSpec.Dense(2, 1)),
                false,
                new OptimiserSpec.Adam(0.01, 0.9, 0.999, 1e-8, 0, 1),
                List.of(new Stage(30, 1, false, 0, 0, 0), new Stage(30, 1, false, 0, 0, 0.5)),
                new EnergyCosts(3.7, 0.9, 5));
        BuildContext context = BuildContext.of(
                "net",
                1,
                Map.of("samples", new Shape(Signal.Kind.REALS, 96), "labels", new Shape(Signal.Kind.INTS, 12)));
        Population net = new Population("net", params.units(), params.ports(), params.signals(), params.build(context));
        return new Network(
                Map.of("data", new Clouds()),
                List.of(net),
                List.of(
                        new Connection(new Endpoint("data", "samples"), "net", "samples", 0),
                        new Connection(new Endpoint("data", "labels"), "net", "labels", 0)),
                schedule);
    }

    private static List<List<Signal>> run(int partitions, long breakAt) {
        Network network = network(Schedule.learning(60));
        List<Endpoint> watched = List.of(
                new Endpoint("net", "loss"),
                new Endpoint("net", "accuracy"),
                new Endpoint("net", "predictions"),
                new Endpoint("net", "zeroWeights"));
        Map<String, List<UnitRange>> cuts = Map.of("net", UnitRange.split(6, partitions));
        List<List<Signal>> rows = new ArrayList<>();
        try (SequentialRunner first = new SequentialRunner(network, cuts, watched);
                SequentialRunner second = new SequentialRunner(network, Map.of(), watched)) {
            first.runTo(breakAt, (step, values) -> rows.add(values));
            Snapshot snapshot = first.snapshot();
            second.restore(snapshot);
            second.runTo(60, (step, values) -> rows.add(values));
        }
        return rows;
    }

    @Test
    void learnsWithTheSameBitsInEveryPartitioningAndAcrossACheckpoint() {
        List<List<Signal>> oracle = run(1, 60);
        for (int partitions = 2; partitions <= 6; partitions++) {
            assertThat(run(partitions, 60)).isEqualTo(oracle);
        }
        assertThat(run(3, 37)).isEqualTo(oracle);
        double late = oracle.subList(40, 60).stream()
                .mapToDouble(row -> ((Reals) row.get(1)).get(0))
                .average()
                .orElseThrow();
        assertThat(late).as("accuracy; ideal is Phi(1.6) = 0.945").isBetween(0.88, 0.99);
        assertThat(((Reals) oracle.get(59).get(3)).get(0))
                .as("pruned to one half")
                .isEqualTo(0.5, within(0.01));
    }

    @Test
    void saysWhichInputDoesNotFit() {
        TrainedNetworkParams params = new TrainedNetworkParams(
                1,
                1,
                8,
                1,
                12,
                2,
                List.of(new LayerSpec.Dense(2, 1)),
                false,
                new OptimiserSpec.Sgd(0.1, 0, 0, 0),
                List.of(),
                new EnergyCosts(3.7, 0.9, 5));
        BuildContext context = BuildContext.of(
                "net",
                1,
                Map.of("samples", new Shape(Signal.Kind.REALS, 95), "labels", new Shape(Signal.Kind.INTS, 12)));
        assertThatThrownBy(() -> params.build(context))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("samples")
                .hasMessageContaining("96");
    }
}
