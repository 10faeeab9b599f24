package org.sparsecortex.learning.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.learning.connect.Pruning;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.KwtaLayer;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.ReluLayer;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.learning.optimise.Optimiser;
import org.sparsecortex.learning.optimise.OptimiserSpec;
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
        w.mask(new Mask(2, 2, true), true);
        Pruning.cut(List.of(w), 0.5);
        assertThat(w.values()[0]).containsExactly(0f, -3f);
        assertThat(w.values()[1]).containsExactly(0f, 2f);
    }

    /** First step of Adam moves every parameter by the learning rate against its gradient's sign. */
    @Test
    void firstStepOfAdamIsTheLearningRate() {
        Weights w = new Weights("w", 1, 3, true);
        Optimiser adam = new Optimiser(new OptimiserSpec.Adam(0.01, 0.9, 0.999, 1e-8, 0, 0), List.of(w));
        adam.update(new double[] {1, 0, 5, -0.3, 0}, 1);
        assertThat(w.values()[0][0]).isEqualTo(-0.01f, within(1e-6f));
        assertThat(w.values()[0][1]).isEqualTo(0.01f, within(1e-6f));
        assertThat(w.values()[0][2]).isZero();
    }

    /** v1 = 1, v2 = 1.9: w = -0.1 (1 + 1.9). */
    @Test
    void sgdKeepsMomentum() {
        Weights w = new Weights("w", 1, 1, true);
        Optimiser sgd = new Optimiser(new OptimiserSpec.Sgd(0.1, 0.9, 0, 0), List.of(w));
        sgd.update(new double[] {1, 0, 1}, 1);
        sgd.update(new double[] {1, 0, 1}, 1);
        assertThat(w.values()[0][0]).isEqualTo(-0.29f, within(1e-6f));
    }
}
