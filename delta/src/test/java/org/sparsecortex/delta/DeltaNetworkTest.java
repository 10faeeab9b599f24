package org.sparsecortex.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.learning.layer.ConvLayer;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.learning.layer.DeltaLayer.Granularity;
import org.sparsecortex.learning.layer.DeltaLayer.StepGradient;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.DepthwiseLayer;
import org.sparsecortex.learning.layer.GruLayer;
import org.sparsecortex.learning.layer.Layer;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.PoolLayer;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class DeltaNetworkTest {
    private static DeltaLayer delta(Volume shape, double step) {
        return new DeltaLayer(shape, step, Granularity.CHANNEL, StepGradient.DAL, true, 63);
    }

    /** Convolutions of both strides, pointwise, depthwise of both strides, pool and dense. */
    private static LayerStack mobile() {
        Volume image = new Volume(9, 10, 1);
        List<Layer> layers = new ArrayList<>();
        layers.add(delta(image, 0.1));
        layers.add(new ConvLayer(image, 6, 3, 1, 1, 1.4));
        layers.add(delta(new Volume(9, 10, 6), 0.1));
        layers.add(new DepthwiseLayer(new Volume(9, 10, 6), 3, 2, 2, 1.4));
        layers.add(delta(new Volume(5, 5, 6), 0.05));
        layers.add(new ConvLayer(new Volume(5, 5, 6), 8, 1, 1, 3, 1.4));
        layers.add(delta(new Volume(5, 5, 8), 0.05));
        layers.add(new ConvLayer(new Volume(5, 5, 8), 7, 3, 2, 4, 1.4));
        layers.add(delta(new Volume(3, 3, 7), 0.05));
        layers.add(new DepthwiseLayer(new Volume(3, 3, 7), 3, 1, 5, 1.4));
        layers.add(delta(new Volume(3, 3, 7), 0.02));
        layers.add(new PoolLayer(new Volume(3, 3, 7), 0));
        layers.add(delta(Volume.vector(7), 0.01));
        layers.add(new DenseLayer(7, 4, 6, 1.4));
        for (Layer layer : layers) {
            if (layer.weights().size() == 2) {
                layer.weights().get(1).gaussian(8, 0.1);
            }
        }
        return new LayerStack(90, layers);
    }

    /** Random dots that move by one pixel in each frame, with noise. */
    private static float[] frame(int t, int height, int width) {
        KeyedRandom random = KeyedRandom.of(5, "frames");
        float[] frame = new float[height * width];
        for (int dot = 0; dot < 4; dot++) {
            int x = (random.below(width, dot, 0, 0) + t) % width;
            frame[random.below(height, dot, 0, 1) * width + x] = 1f;
        }
        for (int i = 0; i < frame.length; i++) {
            frame[i] += (float) (0.02 * random.gaussian(i, t, 2));
        }
        return frame;
    }

    private static float[] trained(LayerStack network, float[] frame) {
        return network
                .forward(new float[][] {frame}, new Pass(1, 1, false, new Stage(0, 1, true, 0, 0, 0), new float[1][0]))[
                0]
                .clone();
    }

    @Test
    void after1000FramesHasTheBitsOfAFreshComputationAndFewerOperations() {
        LayerStack network = mobile();
        DeltaNetwork running = new DeltaNetwork(network);
        DeltaNetwork fresh = new DeltaNetwork(network);
        running.step(frame(0, 9, 10));
        running.clearCounts();
        boolean varies = false;
        float[] before = new float[4];
        for (int t = 1; t < 1000; t++) {
            float[] y = running.step(frame(t, 9, 10));
            fresh.reset();
            assertThat(y).as("frame %d", t).isEqualTo(fresh.step(frame(t, 9, 10)));
            varies |= y[0] != before[0];
            before = y.clone();
        }
        assertThat(varies).isTrue();
        for (int l = 0; l < running.layers(); l++) {
            assertThat(running.events(l)).as("events of layer %d", l).isPositive();
        }
        assertThat(running.macs(0)).isLessThan(999L * running.denseMacs(0) / 4);
    }

    /** The grid costs less than one level of the last layers here. */
    @Test
    void agreesWithTheTrainedNetwork() {
        LayerStack network = mobile();
        DeltaNetwork running = new DeltaNetwork(network);
        int close = 0;
        for (int t = 0; t < 50; t++) {
            float[] y = running.step(frame(t, 9, 10));
            float[] expected = trained(network, frame(t, 9, 10));
            for (int i = 0; i < 4; i++) {
                assertThat(y[i]).isEqualTo(expected[i], within(0.06f));
                close += Math.abs(y[i] - expected[i]) < 1e-4 ? 1 : 0;
            }
        }
        assertThat(close).as("outputs without any level that the grid moved").isGreaterThan(100);
    }

    @Test
    void gruIntegratesInputAndState() {
        LayerStack network = new LayerStack(
                12,
                List.of(
                        new DeltaLayer(Volume.vector(12), 0.1, Granularity.LAYER, StepGradient.DAL, false, 63),
                        new GruLayer(12, 16, 1 / 64.0, 3),
                        new DeltaLayer(Volume.vector(16), 1 / 64.0, Granularity.LAYER, StepGradient.DAL, false, 63),
                        new DenseLayer(16, 3, 4, 1)));
        int frames = 60;
        float[][] rows = new float[frames][];
        for (int t = 0; t < frames; t++) {
            rows[t] = frame(t / 10, 3, 4);
        }
        Pass pass = new Pass(1, frames, false, new Stage(0, 1, true, 0, 0, 0), new float[frames][0]);
        float[][] expected = network.forward(rows, pass);
        DeltaNetwork running = new DeltaNetwork(network);
        for (int t = 0; t < frames; t++) {
            float[] y = running.step(rows[t]);
            for (int i = 0; i < 3; i++) {
                assertThat(y[i]).as("frame %d", t).isEqualTo(expected[t][i], within(0.02f));
            }
        }
        assertThat(running.macs(0))
                .as("skips at least half")
                .isPositive()
                .isLessThan(frames * running.denseMacs(0) / 2);
    }

    /** A ramp with noise of 0.2 steps: plain rounding chatters at each border, hysteresis does not. */
    @Test
    void hysteresisHasTheLevelsOfTheTrainedLayerAndSendsLessUnderNoise() {
        KeyedRandom random = KeyedRandom.of(9, "ramp");
        int frames = 200;
        float[][] rows = new float[frames][12];
        for (int t = 0; t < frames; t++) {
            for (int i = 0; i < 12; i++) {
                rows[t][i] = (float) (0.005 * t + 0.02 * i + 0.05 * random.gaussian(i, t, 0));
            }
        }
        long[] events = new long[2];
        for (int which = 0; which < 2; which++) {
            DeltaLayer layer = new DeltaLayer(
                    Volume.vector(12), 0.25, Granularity.LAYER, StepGradient.NONE, true, 63, which == 0 ? 0.5 : 0.9);
            float[][] expected = new float[frames][12];
            layer.forward(rows, expected, new Pass(1, frames, false, new Stage(0, 1, true, 0, 0, 0), new float[0][0]));
            DeltaNetwork running = new DeltaNetwork(new LayerStack(12, List.of(layer, new DenseLayer(12, 2, 3, 1.4))));
            for (int t = 0; t < frames; t++) {
                running.step(rows[t]);
                float[] levels = running.levels(0);
                for (int i = 0; i < 12; i++) {
                    assertThat(0.25f * levels[i]).as("frame %d, unit %d", t, i).isEqualTo(expected[t][i]);
                    assertThat(Math.max(0, rows[t][i])).isEqualTo(0.25f * levels[i], within(0.9f * 0.25f));
                }
            }
            events[which] = running.events(0);
        }
        assertThat(events[1]).isPositive().isLessThan(events[0] / 2);
    }

    /** Weights of 1, steps of powers of two: every border between two levels is met exactly, and the highest level exceeded. */
    @ParameterizedTest
    @CsvSource({"0.5, true", "0.5, false", "0.75, true", "0.9, false", "1.0, true", "1.0, false"})
    void placesHaveTheLevelsOfTheTrainedLayer(double hysteresis, boolean rectify) {
        Volume image = new Volume(2, 3, 37);
        DeltaLayer fine = new DeltaLayer(image, 1 / 64.0, Granularity.LAYER, StepGradient.NONE, false, 1000);
        ConvLayer same = new ConvLayer(image, 37, 1, 1, 1, 0);
        for (int c = 0; c < 37; c++) {
            same.weights().get(0).values()[c][c] = 1f;
            same.weights().get(1).values()[0][c] = c / 64f;
        }
        same.weights().get(0).changed();
        DeltaLayer coarse = new DeltaLayer(image, 0.25, Granularity.CHANNEL, StepGradient.NONE, rectify, 7, hysteresis);
        int frames = 100;
        KeyedRandom random = KeyedRandom.of(11, "walk");
        float[][] rows = new float[frames][image.size()];
        float[][] sums = new float[frames][image.size()];
        for (int t = 0; t < frames; t++) {
            for (int i = 0; i < image.size(); i++) {
                int move = random.below(4, i, t, 0) == 0 ? random.below(97, i, t, 1) - 48 : 0;
                rows[t][i] = (t == 0 ? 0 : rows[t - 1][i]) * (random.below(8, i, t, 2) == 0 ? 0.5f : 1f) + move / 64f;
                rows[t][i] = Math.round(rows[t][i] * 64) / 64f;
                sums[t][i] = rows[t][i] + i % 37 / 64f;
            }
        }
        float[][] expected = new float[frames][image.size()];
        coarse.forward(sums, expected, new Pass(1, frames, false, new Stage(0, 1, true, 0, 0, 0), new float[0][0]));
        DeltaNetwork running = new DeltaNetwork(
                new LayerStack(image.size(), List.of(fine, same, coarse, new DenseLayer(image.size(), 2, 3, 1.4))));
        boolean saturates = false;
        for (int t = 0; t < frames; t++) {
            running.step(rows[t]);
            float[] levels = running.levels(1);
            for (int i = 0; i < levels.length; i++) {
                assertThat(0.25f * levels[i]).as("frame %d, unit %d", t, i).isEqualTo(expected[t][i]);
                saturates |= sums[t][i] > 7.5 * 0.25;
            }
        }
        assertThat(saturates).isTrue();
        assertThat(running.events(1)).isGreaterThan(1000);
    }

    @Test
    void aStaticFrameCostsNothing() {
        DeltaNetwork running = new DeltaNetwork(mobile());
        running.step(frame(3, 9, 10));
        running.clearCounts();
        running.step(frame(3, 9, 10));
        for (int l = 0; l < running.layers(); l++) {
            assertThat(running.events(l)).isZero();
            assertThat(running.macs(l)).isZero();
        }
    }

    /** One value in {@code share} moves a frame, by a border of its level or far; two rows of 40 make blocks of several places. */
    @ParameterizedTest
    @CsvSource({"1", "3", "20", "100", "1000"})
    void valuesThatDoNotMoveKeepTheirLevels(int share) {
        Volume image = new Volume(60, 40, 2);
        KeyedRandom random = KeyedRandom.of(12, "moves");
        int frames = 40;
        float[][] rows = new float[frames][image.size()];
        for (int t = 0; t < frames; t++) {
            for (int i = 0; i < image.size(); i++) {
                boolean moves = t == 0 || random.below(share, i, t, 0) == 0;
                rows[t][i] = moves ? random.below(161, i, t, 1) / 64f - 0.25f : rows[t - 1][i];
            }
        }
        for (boolean rectify : new boolean[] {true, false}) {
            DeltaLayer layer = new DeltaLayer(image, 0.25, Granularity.LAYER, StepGradient.NONE, rectify, 7, 0.75);
            float[][] expected = new float[frames][image.size()];
            layer.forward(rows, expected, new Pass(1, frames, false, new Stage(0, 1, true, 0, 0, 0), new float[0][0]));
            DeltaNetwork running = new DeltaNetwork(
                    new LayerStack(image.size(), List.of(layer, new DenseLayer(image.size(), 2, 3, 1.4))));
            for (int t = 0; t < frames; t++) {
                running.step(rows[t]);
                float[] levels = running.levels(0);
                for (int i = 0; i < levels.length; i++) {
                    assertThat(0.25f * levels[i]).as("frame %d, unit %d", t, i).isEqualTo(expected[t][i]);
                }
            }
            assertThat(running.events(0)).isPositive();
            assertThat(running.compared(0)).isEqualTo((long) frames * image.size());
        }
    }

    /** Hysteresis of two steps: what a scene left stays; where cuts begin anew, they are as good as a reset, across a checkpoint, too. */
    @Test
    void aCutBeginsAnewIfMoreThanThatShareMoves() throws IOException {
        DeltaLayer layer = new DeltaLayer(Volume.vector(40), 0.25, Granularity.LAYER, StepGradient.NONE, true, 63, 2);
        LayerStack network = new LayerStack(40, List.of(layer, new DenseLayer(40, 3, 3, 1.4)));
        DeltaNetwork plain = new DeltaNetwork(network);
        DeltaNetwork refreshed = new DeltaNetwork(network, 0.5);
        DeltaNetwork reset = new DeltaNetwork(network);
        boolean differs = false;
        for (int t = 0; t < 60; t++) {
            float[] frame = scene(t);
            if (t % 20 == 0) {
                reset.reset();
            }
            float[] expected = reset.step(frame);
            refreshed = t == 0 ? refreshed : reloaded(refreshed, new DeltaNetwork(network, 0.5));
            assertThat(refreshed.step(frame)).as("frame %d", t).isEqualTo(expected);
            differs |= !Arrays.equals(plain.step(frame), expected);
        }
        assertThat(differs).as("without refreshment old scenes leave traces").isTrue();
    }

    /** The second network (written) in the state of the first. */
    private static DeltaNetwork reloaded(DeltaNetwork from, DeltaNetwork to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        from.state(State.writer(new DataOutputStream(bytes)));
        to.state(State.reader(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
        return to;
    }

    /** Frame {@code t} of scenes of 20 frames: other values everywhere after a cut, a tenth of them moves between. */
    private static float[] scene(int t) {
        KeyedRandom random = KeyedRandom.of(13, "scenes");
        float[] frame = new float[40];
        for (int i = 0; i < frame.length; i++) {
            float still = 0.8f * (t / 20) + (float) random.uniform(i, t / 20, 0);
            frame[i] = i % 10 == 0 ? still + (float) random.uniform(i, t, 1) : still;
        }
        return frame;
    }

    @Test
    void refusesAShareBeyondOne() {
        assertThatThrownBy(() -> new DeltaNetwork(mobile(), 1.5)).hasMessageContaining("refreshAbove");
    }

    @Test
    void saysWhichLayersDoNotAlternate() {
        assertThatThrownBy(() -> new DeltaNetwork(new LayerStack(3, List.of(new DenseLayer(3, 2, 1, 1)))))
                .hasMessageContaining("pairs");
    }
}
