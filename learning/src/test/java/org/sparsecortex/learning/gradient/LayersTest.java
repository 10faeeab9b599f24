package org.sparsecortex.learning.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.learning.layer.ConvLayer;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.learning.layer.DeltaLayer.Granularity;
import org.sparsecortex.learning.layer.DeltaLayer.StepGradient;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.DepthwiseLayer;
import org.sparsecortex.learning.layer.GateLayer;
import org.sparsecortex.learning.layer.GruLayer;
import org.sparsecortex.learning.layer.KwtaLayer;
import org.sparsecortex.learning.layer.Layer;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.PoolLayer;
import org.sparsecortex.learning.layer.ReluLayer;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.learning.optimise.Optimiser;
import org.sparsecortex.learning.optimise.OptimiserSpec;
import org.sparsecortex.learning.optimise.RowGradients;

class LayersTest {
    private static final SoftmaxLoss.Readout MEAN = SoftmaxLoss.Readout.MEAN;

    /** A stage in which delta layers rectify only, so that the loss has a gradient everywhere. */
    private static Pass smooth(int samples, int frames) {
        return GradientCheck.pass(samples, frames, new Stage(0, 1, false, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void convolutionHasTheGradientOfItsLoss(int stride) {
        Volume image = new Volume(5, 6, 2);
        ConvLayer first = new ConvLayer(image, 4, 3, 1, 1, 1.4);
        ConvLayer second = new ConvLayer(first.output(), 3, 3, stride, 2, 1.4);
        PoolLayer pool = new PoolLayer(second.output(), 0);
        LayerStack network = new LayerStack(
                image.size(),
                List.of(first, new ReluLayer(first.output()), second, pool, new DenseLayer(3, 3, 3, 1.4)));
        GradientCheck.check(network, smooth(3, 1), 1, MEAN, 0.03);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void depthwiseHasTheGradientOfItsLoss(int stride) {
        Volume image = new Volume(5, 6, 3);
        ConvLayer point = new ConvLayer(image, 4, 1, 1, 1, 1.4);
        DepthwiseLayer depth = new DepthwiseLayer(point.output(), 3, stride, 2, 1.4);
        DenseLayer last = new DenseLayer(depth.output().size(), 3, 3, 1.4);
        LayerStack network = new LayerStack(image.size(), List.of(point, depth, last));
        GradientCheck.check(network, smooth(3, 1), 2, MEAN, 0.03);
    }

    /** 2 x 2 image, 3 x 3 kernel of ones, stride 1: every place sums the whole image. */
    @Test
    void convolutionPadsWithZeros() {
        ConvLayer conv = new ConvLayer(new Volume(2, 2, 1), 1, 3, 1, 1, 1);
        conv.weights().get(0).fill(1);
        float[][] y = new float[1][4];
        conv.forward(new float[][] {{1, 2, 3, 4}}, y, smooth(1, 1));
        assertThat(y[0]).containsExactly(10, 10, 10, 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void gruHasTheGradientOfItsLoss(long seed) {
        LayerStack network =
                new LayerStack(4, List.of(new GruLayer(4, 6, 0.1, seed), new DenseLayer(6, 3, seed + 9, 1.4)));
        GradientCheck.check(network, smooth(3, 5), seed, SoftmaxLoss.Readout.LAST, 0.03);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gatePassesTheGradientOfWhatItLetsThrough(boolean weightInformed) {
        LayerStack network = new LayerStack(
                6,
                List.of(
                        new DenseLayer(6, 9, 1, 1.4),
                        new GateLayer(Volume.vector(9), 4, weightInformed),
                        new DenseLayer(9, 3, 2, 1.4)));
        GradientCheck.check(network, smooth(1, 1), 3, MEAN, 0.03);
        assertThat(network.active(1)).isEqualTo(4);
    }

    /** Columns of norm 1 and 10: the small value with the strong column is let through. */
    @Test
    void weightInformedGateLooksAhead() {
        DenseLayer next = new DenseLayer(2, 1, 1, 1);
        next.weights().get(0).values()[0][0] = 1;
        next.weights().get(0).values()[0][1] = 10;
        next.weights().get(0).changed();
        GateLayer gate = new GateLayer(Volume.vector(2), 1, true);
        gate.drives(next);
        float[][] y = new float[1][2];
        gate.forward(new float[][] {{3, 1}}, y, smooth(1, 1));
        assertThat(y[0]).containsExactly(0, 1);
    }

    private static final Stage QUANTISED = new Stage(0, 1, true, 0, 0, 0);

    /** 0.25 / 0.1 = 2.5 is a tie in float and goes to the even level. */
    @Test
    void quantisesHalfToEvenBetweenItsLimits() {
        DeltaLayer layer = new DeltaLayer(Volume.vector(6), 0.5, Granularity.LAYER, StepGradient.DAL, true, 3);
        float[][] y = new float[1][6];
        layer.forward(new float[][] {{-1, 0.2f, 0.25f, 0.75f, 1.3f, 9}}, y, GradientCheck.pass(1, 1, QUANTISED));
        assertThat(y[0]).containsExactly(0, 0, 0, 1, 1.5f, 1.5f);
    }

    /** y = 2 q and 3 q with gradients 1 and -2: dal gives -(2 - 6) = 4, lsq the rounding errors, none nothing. */
    @Test
    void stepGradientsFollowTheirRules() {
        float[][] x = {{0.9f, 1.6f}};
        assertThat(stepGradient(StepGradient.DAL, x)).isEqualTo(4f, within(1e-6f));
        assertThat(stepGradient(StepGradient.LSQ, x)).isEqualTo((float) (0.2 - 2 * -0.2), within(1e-5f));
        assertThat(stepGradient(StepGradient.NONE, x)).isZero();
    }

    private static float stepGradient(StepGradient rule, float[][] x) {
        DeltaLayer layer = new DeltaLayer(Volume.vector(2), 0.5, Granularity.LAYER, rule, true, 63);
        Pass pass = GradientCheck.pass(1, 1, QUANTISED);
        float[][] y = new float[1][2];
        layer.forward(x, y, pass);
        float[][] dx = new float[1][2];
        layer.backward(x, y, new float[][] {{1, -2}}, dx, pass);
        assertThat(dx[0]).containsExactly(1, -2);
        return layer.weights().get(0).gradient()[0][0];
    }

    /** The loss on changes has a negative gradient for the step under dal, so descent makes it larger; without loss it stays. */
    @Test
    void lossOnChangesEnlargesTheStep() {
        assertThat(stepAfter(1.0)).isGreaterThan(0.55f);
        assertThat(stepAfter(0.0)).isEqualTo(0.5f);
    }

    private static float stepAfter(double rate) {
        DeltaLayer layer = new DeltaLayer(Volume.vector(8), 0.5, Granularity.LAYER, StepGradient.DAL, true, 63);
        Pass pass = GradientCheck.pass(2, 4, new Stage(0, 1, true, rate, 0, 0));
        Optimiser sgd = new Optimiser(new OptimiserSpec.Sgd(0.02, 0, 0, 0), layer.weights());
        float[][] x = GradientCheck.randomRows(8, 8, 4);
        for (int n = 0; n < 20; n++) {
            float[][] y = new float[8][8];
            layer.forward(x, y, pass);
            layer.weights().get(0).clearGradient();
            layer.backward(x, y, new float[8][8], new float[8][8], pass);
            sgd.update(RowGradients.gather(layer.weights()), 1);
        }
        return layer.stepOf(0);
    }

    /** Of 1, -3, 2, 2 two win: the largest are 2 and 2, the largest magnitudes 3 and the first 2. */
    @Test
    void gradientsPassToTheWinnersAlone() {
        Volume four = Volume.vector(4);
        assertThat(outputAndGradient(new KwtaLayer(four, 2)))
                .isDeepEqualTo(new float[][] {{0, 0, 2, 2}, {0, 0, 0.3f, 0.4f}});
        assertThat(outputAndGradient(new GateLayer(four, 2, false)))
                .isDeepEqualTo(new float[][] {{0, -3, 2, 0}, {0, 0.2f, 0.3f, 0}});
    }

    private static float[][] outputAndGradient(Layer layer) {
        float[][] x = {{1, -3, 2, 2}};
        float[][] y = {{9, 9, 9, 9}};
        float[][] dx = {{9, 9, 9, 9}};
        Pass pass = new Pass(1, 1, true, Stage.plain(), new float[1][0]);
        layer.forward(x, y, pass);
        layer.backward(x, y, new float[][] {{0.1f, 0.2f, 0.3f, 0.4f}}, dx, pass);
        return new float[][] {y[0], dx[0]};
    }
}
