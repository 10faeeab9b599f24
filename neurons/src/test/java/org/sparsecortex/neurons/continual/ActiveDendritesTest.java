package org.sparsecortex.neurons.continual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.gradient.GradientCheck;
import org.sparsecortex.learning.gradient.SoftmaxLoss;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.ReluLayer;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.learning.optimise.OptimiserSpec;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class ActiveDendritesTest {
    private static Pass pass(int rows, int contextSize) {
        float[][] contexts = GradientCheck.randomRows(2, contextSize, 77);
        float[][] byRow = new float[rows][];
        for (int r = 0; r < rows; r++) {
            byRow[r] = contexts[r % 2];
        }
        return new Pass(rows, 1, true, Stage.plain(), byRow);
    }

    /** On three seeds without near ties among segments, where the maximum has no derivative. */
    @Test
    void gradientsAgreeWithCentralDifferences() {
        int checked = 0;
        for (long seed = 1; checked < 3; seed++) {
            assertThat(seed).isLessThan(60);
            ActiveDendriteLayer first = new ActiveDendriteLayer(12, 16, 3, 9, 0.0, 1 / 3.0, 1.0, seed);
            ActiveDendriteLayer second = new ActiveDendriteLayer(16, 8, 3, 9, 0.0, 1 / 6.0, 1.0, seed + 100);
            if (hasNearTie(first) || hasNearTie(second)) {
                continue;
            }
            checked++;
            LayerStack network = new LayerStack(
                    12, List.of(first, new ReluLayer(Volume.vector(16)), second, new DenseLayer(8, 4, seed, 1.0)));
            GradientCheck.check(network, pass(6, 9), seed, SoftmaxLoss.Readout.LAST, 0.02);
        }
    }

    private static boolean hasNearTie(ActiveDendriteLayer layer) {
        float[][] u = layer.weights().get(2).values();
        for (float[] context : pass(2, 9).context()) {
            for (int j = 0; j < u.length; j += 3) {
                double[] answers = new double[3];
                for (int k = 0; k < 3; k++) {
                    for (int i = 0; i < 9; i++) {
                        answers[k] += u[j + k][i] * context[i];
                    }
                    answers[k] = Math.abs(answers[k]);
                }
                Arrays.sort(answers);
                if (answers[2] - answers[1] < 0.03) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void theSegmentWithTheLargestAbsoluteAnswerGatesAndLearns() {
        ActiveDendriteLayer layer = new ActiveDendriteLayer(2, 1, 2, 2, 0.0, 1.0, 1.0, 1);
        float[][] w = layer.weights().get(0).values();
        w[0] = new float[] {1, 2};
        layer.weights().get(0).changed();
        float[][] u = layer.weights().get(2).values();
        u[0] = new float[] {1, 0};
        u[1] = new float[] {-2, 0};
        layer.weights().get(2).changed();
        float[][] y = {{0f}};
        Pass one = new Pass(1, 1, true, Stage.plain(), new float[][] {{1f, 1f}});
        layer.forward(new float[][] {{3f, 1f}}, y, one);
        // t = 5; answers 1 and -2: the second gates with sigmoid(-2) = 0.119203
        assertThat(y[0][0]).isCloseTo(5 * 0.1192029f, within(1e-6f));
        float[][] dx = new float[1][2];
        layer.backward(new float[][] {{3f, 1f}}, y, new float[][] {{1f}}, dx, one);
        assertThat(layer.weights().get(2).gradient()[0]).containsOnly(0f);
        assertThat(layer.weights().get(2).gradient()[1][0]).isCloseTo(5 * 0.1192029f * 0.8807971f, within(1e-6f));
        assertThat(dx[0][1]).isCloseTo(2 * 0.1192029f, within(1e-6f));
    }

    @Test
    void absentWeightsGetNoGradient() {
        ActiveDendriteLayer layer = new ActiveDendriteLayer(20, 10, 2, 8, 0.5, 1.0, 1.0, 5);
        assertThat(layer.weights().get(0).zeros()).isEqualTo(10 * 10);
        assertThat(layer.weights().get(2).zeros()).isEqualTo(20 * 4);
        LayerStack network = new LayerStack(20, List.of(layer));
        network.forward(GradientCheck.randomRows(4, 20, 3), pass(4, 8));
        network.backward(GradientCheck.randomRows(4, 10, 4), pass(4, 8));
        int active = 0;
        for (int part : new int[] {0, 2}) {
            Weights weights = layer.weights().get(part);
            for (int r = 0; r < weights.values().length; r++) {
                for (int c = 0; c < weights.values()[r].length; c++) {
                    boolean absent = weights.values()[r][c] == 0f;
                    assertThat(absent && weights.gradient()[r][c] != 0f).isFalse();
                    active += weights.gradient()[r][c] != 0f ? 1 : 0;
                }
            }
        }
        assertThat(active).isGreaterThan(100);
    }

    /** Six permuted tasks of ten noisy prototypes: without dendrites the first is forgotten, with them most of it is kept. */
    @Test
    void dendritesKeepWhatOthersForget() {
        double gated = firstTaskAfterAll(new ActiveDendritesParams(
                64,
                64,
                10,
                List.of(128, 128),
                6,
                0.1,
                0.5,
                3,
                32,
                32,
                new OptimiserSpec.Adam(0.002, 0.9, 0.999, 1e-8, 0, 0)));
        double plain = firstTaskAfterAll(new ActiveDendritesParams(
                64,
                0,
                10,
                List.of(128, 128),
                0,
                1,
                0,
                1,
                32,
                32,
                new OptimiserSpec.Adam(0.002, 0.9, 0.999, 1e-8, 0, 0)));
        assertThat(gated).isGreaterThan(plain + 0.1);
        assertThat(gated).isGreaterThan(0.5);
    }

    private static double firstTaskAfterAll(ActiveDendritesParams params) {
        Map<String, Shape> shapes = Map.of(
                "samples", new Shape(Signal.Kind.REALS, 32 * 64),
                "labels", new Shape(Signal.Kind.INTS, 32),
                "context", new Shape(Signal.Kind.REALS, 64),
                "training", new Shape(Signal.Kind.INTS, 1));
        StepDriver<?, ?> net = StepDriver.of(Population.of(BuildContext.of("net", 1, shapes), params));
        double accuracy = 0;
        for (int step = 0; step < 6 * 60 + 8; step++) {
            boolean training = step < 6 * 60;
            int task = training ? step / 60 : 0;
            List<Signal> signals = new ArrayList<>(batch(task, step));
            if (params.segments() > 0) {
                signals.add(Reals.wrap(context(task)));
            }
            signals.add(Ints.of(training ? 1 : 0));
            net.step(new Step(step, true, false), signals.toArray(new Signal[0]));
            accuracy += training ? 0 : ((Reals) net.read("accuracy")).get(0) / 8;
        }
        return accuracy;
    }

    private static final KeyedRandom RANDOM = KeyedRandom.of(3, "permuted prototypes");

    private static List<Signal> batch(int task, int step) {
        int[] labels = new int[32];
        double[] samples = new double[32 * 64];
        int[] order = RANDOM.permutation(64, task, 1, 0);
        for (int s = 0; s < 32; s++) {
            labels[s] = (step * 32 + s) % 10;
            for (int i = 0; i < 64; i++) {
                samples[s * 64 + i] = (RANDOM.bernoulli(0.3, labels[s], 2, order[i]) ? 1 : 0)
                        + 0.3 * RANDOM.gaussian(step, 3, s * 64 + i);
            }
        }
        return List.of(Reals.wrap(samples), Ints.wrap(labels));
    }

    private static double[] context(int task) {
        double[] context = new double[64];
        for (int i = 0; i < 64; i++) {
            context[i] = RANDOM.gaussian(task, 4, i);
        }
        return context;
    }

    @Test
    void prototypesAreMeansAndTheNearestIsTheContext() {
        TaskPrototypesParams params = new TaskPrototypesParams(3, 2, 2, TaskPrototypesParams.Source.PROTOTYPE);
        TaskPrototypesKernel kernel = new TaskPrototypesKernel(params, UnitRange.all(2));
        show(kernel, params, 0, 1, 0, 1, 0, 3); // mean (0, 2), standardised (-1, 1)
        show(kernel, params, 1, 1, 4, 0, 6, 0); // mean (5, 0), standardised (1, -1)
        assertThat(((Reals) kernel.read("context")).toArray()).containsExactly(1, -1, 1, -1);
        show(kernel, params, 1, 0, 1, 2, 9, 1); // nearest: task 0, task 1
        assertThat(((Ints) kernel.read("inferred")).toArray()).containsExactly(0, 1);
        assertThat(((Ints) kernel.read("isRight")).toArray()).containsExactly(0, 1);
        assertThat(((Reals) kernel.read("context")).toArray()).containsExactly(-1, 1, 1, -1);
    }

    private static void show(
            TaskPrototypesKernel kernel, TaskPrototypesParams params, int task, int training, double... samples) {
        Inputs inputs = new Inputs(params.ports(), Reals.of(samples), Ints.of(task), Ints.of(training));
        kernel.commit(new Step(0, true, false), inputs, 0, Packet.NOTHING);
    }

    @Test
    void forgettingIsReadFromTheMatrixOfAccuracies() {
        ForgettingParams params = new ForgettingParams(2);
        ForgettingKernel kernel = new ForgettingKernel(params, UnitRange.all(2));
        double[][] tests = {{1, 0, 0.9}, {1, 0, 0.7}, {1, 1, 0.1}, {2, 0, 0.5}, {2, 1, 1.0}};
        for (double[] t : tests) {
            for (int training = 0; training < 2; training++) { // taught batches do not count
                Inputs inputs = new Inputs(
                        params.ports(),
                        Reals.of(training == 1 ? 0.0 : t[2]),
                        Ints.of((int) t[1]),
                        Ints.of((int) t[0]),
                        Ints.of(training));
                kernel.commit(new Step(0, true, false), inputs, 0, Packet.NOTHING);
            }
        }
        assertThat(((Reals) kernel.read("matrix")).toArray())
                .containsExactly(new double[] {0.8, 0.1, 0.5, 1}, within(1e-12));
        assertThat(((Reals) kernel.read("meanAccuracy")).toArray())
                .containsExactly(new double[] {0.8, 0.75}, within(1e-12));
        assertThat(((Reals) kernel.read("firstTask")).toArray())
                .containsExactly(new double[] {0.8, 0.5}, within(1e-12));
        assertThat(((Reals) kernel.read("latestTask")).toArray()).containsExactly(new double[] {0.8, 1}, within(1e-12));
    }

    @Test
    void segmentsNeedAContext() {
        assertThatThrownBy(() -> new ActiveDendritesParams(
                        4, 0, 2, List.of(3), 2, 0.5, 0, 1, 4, 4, new OptimiserSpec.Sgd(0.1, 0, 0, 0)))
                .hasMessageContaining("contextSize = 0")
                .hasMessageContaining("must be > 0 with segments");
    }
}
