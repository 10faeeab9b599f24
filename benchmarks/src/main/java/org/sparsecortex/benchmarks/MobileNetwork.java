package org.sparsecortex.benchmarks;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.learning.gradient.Batch;
import org.sparsecortex.learning.gradient.Trainer;
import org.sparsecortex.learning.gradient.TrainingPlan;
import org.sparsecortex.learning.gradient.Updates;
import org.sparsecortex.learning.layer.ConvLayer;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.learning.layer.DeltaLayer.Granularity;
import org.sparsecortex.learning.layer.DeltaLayer.StepGradient;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.DepthwiseLayer;
import org.sparsecortex.learning.layer.Layer;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.PoolLayer;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.learning.optimise.OptimiserSpec;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.simulations.input.video.Scene;
import org.sparsecortex.simulations.input.video.VideoContent;

/** The first blocks of MobileNet (Howard et al. 2017: 32 to 256 channels), trained to tell six actions before a static camera. */
final class MobileNetwork {
    static final double NOISE = 0.02;
    static final int CLASSES = 6;
    private static final int[][] BLOCKS = {{64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}};
    /** With hysteresis 0.8, noise has to exceed 0.3 steps, 3.75 standard deviations, to move a pixel at a border of its level. */
    private static final double INPUT_STEP = 0.25;

    private static final double STEP = 0.25;
    private static final double HYSTERESIS = 0.75;
    private static final int BATCH = 8;
    private static final int FRAMES = 3;

    private MobileNetwork() {}

    /** Layers with random weights. */
    static LayerStack of(int side) {
        List<Layer> layers = new ArrayList<>();
        Volume at = new Volume(side, side, 1);
        layers.add(new DeltaLayer(at, INPUT_STEP, Granularity.LAYER, StepGradient.NONE, true, 63, 0.8));
        layers.add(new ConvLayer(at, 32, 3, 2, 1, 1.4));
        for (int b = 0; b < BLOCKS.length; b++) {
            at = layers.get(layers.size() - 1).output();
            layers.add(delta(at, STEP, HYSTERESIS));
            layers.add(new DepthwiseLayer(at, 3, BLOCKS[b][1], 10 + b, 1.4));
            at = layers.get(layers.size() - 1).output();
            layers.add(delta(at, STEP, HYSTERESIS));
            layers.add(new ConvLayer(at, BLOCKS[b][0], 1, 1, 20 + b, 1.4));
        }
        at = layers.get(layers.size() - 1).output();
        layers.add(delta(at, 2 * STEP, HYSTERESIS)); // a mean over places evens coarse levels out
        layers.add(new PoolLayer(at, 0));
        layers.add(delta(Volume.vector(at.channels()), STEP / 8, 0.5));
        layers.add(new DenseLayer(at.channels(), CLASSES, 40, 1));
        return new LayerStack(side * side, layers);
    }

    private static DeltaLayer delta(Volume shape, double step, double hysteresis) {
        return new DeltaLayer(shape, step, Granularity.CHANNEL, StepGradient.DAL, true, 63, hysteresis);
    }

    /** A figure of that height, in fractions of the frame's, that repeats its movement every 32 frames. */
    static VideoContent.Actors actor(double size) {
        return new VideoContent.Actors(0.15, 32, size);
    }

    /** Trains on clips of three frames without quantisation. */
    static void train(LayerStack network, int side, VideoContent content, int updates) {
        Trainer trainer = trainer(network, List.of(new Stage(updates, 1, false, 0, 0, 0)));
        for (int update = 0; update < updates; update++) {
            learn(trainer, side, content, update, false);
        }
    }

    /**
     * Refines with quantisation and the loss on changes, half of the time with a fifth of the learning rate. Every other update
     * learns, without that loss, from clips that begin with a frame of another scene: a network that keeps its first answer
     * by hysteresis would change least.
     */
    static void refine(LayerStack network, int side, VideoContent content, int updates, double lossOnChanges) {
        List<Stage> stages = new ArrayList<>();
        for (int update = 0; update < updates; update++) {
            stages.add(new Stage(1, update < updates / 2 ? 1 : 0.2, true, update % 2 == 0 ? lossOnChanges : 0, 0, 0));
        }
        Trainer trainer = trainer(network, stages);
        for (int update = 0; update < updates; update++) {
            learn(trainer, side, content, update, update % 2 == 1);
        }
    }

    private static Trainer trainer(LayerStack network, List<Stage> stages) {
        return new Trainer(
                network,
                new TrainingPlan(
                        new Batch(BATCH, BATCH, FRAMES, 0, true),
                        new Updates(new OptimiserSpec.Adam(0.003, 0.9, 0.999, 1e-8, 0, 1), stages, false)));
    }

    private static void learn(Trainer trainer, int side, VideoContent content, int update, boolean cut) {
        int[] labels = new int[BATCH];
        float[][] rows = new float[BATCH * FRAMES][];
        for (int s = 0; s < BATCH; s++) {
            long number = (long) update * BATCH + s;
            float[][] clip = clip(content, side, 1, number, FRAMES);
            System.arraycopy(clip, 0, rows, s * FRAMES, FRAMES);
            if (cut) {
                rows[s * FRAMES] = clip(content, side, 3, number, 1)[0];
            }
            labels[s] = content.scene(side, side, 1, number).label();
        }
        trainer.learn(rows, labels);
    }

    /** The first frames of a scene with sensor noise. */
    static float[][] clip(VideoContent content, int side, long seed, long number, int frames) {
        Scene scene = content.scene(side, side, seed, number);
        KeyedRandom noise = KeyedRandom.of(seed, "sensor noise");
        double[] frame = new double[side * side];
        float[][] noisy = new float[frames][side * side];
        for (int t = 0; t < frames; t++) {
            scene.draw(t, frame);
            for (int i = 0; i < frame.length; i++) {
                noisy[t][i] = (float) (frame[i] + NOISE * noise.gaussian(i, number, t));
            }
        }
        return noisy;
    }

    /** Sets all weights of a network to those of another of the same layers. */
    static void copy(LayerStack from, LayerStack to) {
        for (int k = 0; k < from.weights().size(); k++) {
            Weights target = to.weights().get(k);
            float[][] values = from.weights().get(k).values();
            for (int r = 0; r < values.length; r++) {
                System.arraycopy(values[r], 0, target.values()[r], 0, values[r].length);
            }
            target.changed();
        }
    }

    static void write(LayerStack network, DataOutput out) throws IOException {
        for (Weights weights : network.weights()) {
            for (float[] row : weights.values()) {
                for (float v : row) {
                    out.writeFloat(v);
                }
            }
        }
    }

    /** Replaces all weights (written) by what {@link #write} wrote. */
    static void read(LayerStack network, DataInput in) throws IOException {
        for (Weights weights : network.weights()) {
            for (float[] row : weights.values()) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = in.readFloat();
                }
            }
            weights.changed();
        }
    }
}
