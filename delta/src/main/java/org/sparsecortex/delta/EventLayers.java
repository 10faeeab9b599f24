package org.sparsecortex.delta;

import java.util.Arrays;
import org.sparsecortex.learning.layer.ConvLayer;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.DepthwiseLayer;
import org.sparsecortex.learning.layer.GruLayer;
import org.sparsecortex.learning.layer.Layer;
import org.sparsecortex.learning.layer.PoolLayer;
import org.sparsecortex.learning.layer.Weights;

/** Turns trained layers into event-driven ones: weights times the steps of the delta layer before, rounded to a grid. */
final class EventLayers {
    private static final int STATE_LEVELS = 1 << 12;

    private final DeltaLayer delta;

    EventLayers(DeltaLayer delta) {
        this.delta = delta;
    }

    EventLayer of(Layer layer) {
        if (layer instanceof DenseLayer) {
            return dense(layer.weights().get(0), layer.weights().get(1));
        }
        if (layer instanceof ConvLayer conv) {
            return conv(conv);
        }
        if (layer instanceof DepthwiseLayer depthwise) {
            return depthwise(depthwise);
        }
        if (layer instanceof PoolLayer pool) {
            return pool(pool);
        }
        if (layer instanceof GruLayer gru) {
            return gru(gru);
        }
        throw new IllegalArgumentException(
                layer.getClass().getSimpleName() + " has no event-driven form after a delta layer");
    }

    static long denseMacs(Layer layer, int inputs) {
        if (layer instanceof ConvLayer conv) {
            return (long) conv.output().height()
                    * conv.output().width()
                    * conv.weights().get(0).count();
        }
        if (layer instanceof GruLayer gru) {
            return ((long) gru.fanOut()) * (inputs + gru.output().size());
        }
        return layer instanceof DepthwiseLayer depthwise
                ? (long) depthwise.output().size() * depthwise.filterSize() * depthwise.filterSize()
                : ((long) layer.fanOut()) * inputs;
    }

    private EventLayer dense(Weights w, Weights bias) {
        float[] steps = new float[w.values()[0].length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = delta.stepOf(i);
        }
        int s = WeightGrid.exponent(largestRow(w.values(), steps) * delta.maxLevel());
        return new EventDense(columns(w.values(), steps, s), bias.values()[0].clone(), scale(s));
    }

    private static double largestRow(float[][] rows, float[] steps) {
        double largest = 1e-30;
        for (float[] row : rows) {
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                sum += Math.abs((double) row[i] * steps[i]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    private static float[][] columns(float[][] rows, float[] steps, int s) {
        float[][] columns = new float[steps.length][rows.length];
        for (int i = 0; i < steps.length; i++) {
            for (int o = 0; o < rows.length; o++) {
                columns[i][o] = WeightGrid.round((double) rows[o][i] * steps[i], s);
            }
        }
        return columns;
    }

    private static float scale(int s) {
        return (float) Math.scalb(1.0, -s);
    }

    /** Steps of the channels; a convolution cannot have a step per unit, because its weights are shared by all places. */
    private float[] channelSteps(int channels, int repeat) {
        float[] steps = new float[channels * repeat];
        int places = delta.output().size() / channels;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = delta.stepOf(i % channels);
            if (delta.stepOf((places - 1) * channels + i % channels) != steps[i]
                    || delta.stepOf(places / 2 * channels + i % channels) != steps[i]) {
                throw new IllegalArgumentException("a convolution needs steps per layer or channel, not per unit");
            }
        }
        return steps;
    }

    private EventLayer conv(ConvLayer conv) {
        float[][] w = conv.weights().get(0).values();
        float[] bias = conv.weights().get(1).values()[0];
        float[] steps = channelSteps(conv.input().channels(), conv.filterSize() * conv.filterSize());
        int s = WeightGrid.intExponent(largestRow(w, steps) * delta.maxLevel() + largest(bias));
        int[][] grid = new int[w.length][steps.length];
        for (int f = 0; f < w.length; f++) {
            for (int i = 0; i < steps.length; i++) {
                grid[f][i] = WeightGrid.roundToInt((double) w[f][i] * steps[i], s);
            }
        }
        return EventImage.convolution(
                conv.input(), conv.output(), conv.filterSize(), conv.stride(), grid, onGrid(bias, s), scale(s));
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float v : values) {
            largest = Math.max(largest, Math.abs(v));
        }
        return largest;
    }

    private static int[] onGrid(float[] values, int s) {
        int[] grid = new int[values.length];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = WeightGrid.roundToInt(values[i], s);
        }
        return grid;
    }

    private EventLayer depthwise(DepthwiseLayer layer) {
        float[][] w = layer.weights().get(0).values();
        float[] bias = layer.weights().get(1).values()[0];
        int channels = layer.input().channels();
        float[] steps = channelSteps(channels, 1);
        double largest = 1e-30;
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (float[] row : w) {
                sum += Math.abs((double) row[c] * steps[c]);
            }
            largest = Math.max(largest, sum);
        }
        int s = WeightGrid.intExponent(largest * delta.maxLevel() + largest(bias));
        int[][] grid = new int[w.length][channels];
        for (int k = 0; k < w.length; k++) {
            for (int c = 0; c < channels; c++) {
                grid[k][c] = WeightGrid.roundToInt((double) w[k][c] * steps[c], s);
            }
        }
        return EventImage.depthwise(
                layer.input(), layer.output(), layer.filterSize(), layer.stride(), grid, onGrid(bias, s), scale(s));
    }

    private EventLayer pool(PoolLayer pool) {
        int[] weights = new int[delta.output().size()];
        double largest = 1e-30;
        for (int i = 0; i < weights.length; i++) {
            largest = Math.max(largest, delta.stepOf(i));
        }
        int s = WeightGrid.intExponent(largest * delta.maxLevel());
        for (int i = 0; i < weights.length; i++) {
            weights[i] = WeightGrid.roundToInt((double) delta.stepOf(i) / pool.area(), s);
        }
        return new EventPool(pool, weights, scale(s));
    }

    private EventLayer gru(GruLayer gru) {
        Weights in = gru.weights().get(0);
        Weights state = gru.weights().get(2);
        float[] inSteps = new float[in.values()[0].length];
        for (int i = 0; i < inSteps.length; i++) {
            inSteps[i] = delta.stepOf(i);
        }
        float[] stateSteps = new float[state.values()[0].length];
        Arrays.fill(stateSteps, gru.step());
        int levels = (int) Math.min(STATE_LEVELS, Math.ceil(1.0 / gru.step()) + 1);
        int s = WeightGrid.exponent(largestRow(in.values(), inSteps) * delta.maxLevel());
        int v = WeightGrid.exponent(largestRow(state.values(), stateSteps) * levels);
        return new EventGru(
                columns(in.values(), inSteps, s),
                scale(s),
                gru.weights().get(1).values()[0].clone(),
                columns(state.values(), stateSteps, v),
                scale(v),
                gru.weights().get(3).values()[0].clone(),
                gru.step(),
                levels);
    }
}
