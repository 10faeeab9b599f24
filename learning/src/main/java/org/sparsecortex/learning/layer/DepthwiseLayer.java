package org.sparsecortex.learning.layer;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;

/** Convolution of each channel with a filter of its own (Howard et al. 2017, MobileNets); zeros around the image. */
public final class DepthwiseLayer implements Layer {
    private final Volume input;
    private final Volume output;
    private final int filterSize;
    private final int stride;
    private final Weights weights;
    private final Weights bias;

    /**
     * Weights normal with standard deviation gain / filterSize; biases 0. Row k of the weights belongs to filter place k, column c to
     * channel c.
     *
     * @throws IllegalArgumentException unless filterSize is odd
     */
    public DepthwiseLayer(Volume input, int filterSize, int stride, long seed, double gain) {
        Checks.that(filterSize % 2 == 1, "filterSize", filterSize, "must be odd");
        this.input = input;
        this.filterSize = filterSize;
        this.stride = stride;
        this.output = new Volume(
                (input.height() + stride - 1) / stride, (input.width() + stride - 1) / stride, input.channels());
        this.weights = new Weights("weights", filterSize * filterSize, input.channels(), true)
                .gaussian(seed, gain / filterSize);
        this.bias = new Weights("bias", 1, input.channels(), false);
    }

    /** Shape of the input. */
    public Volume input() {
        return input;
    }

    /** Side of the filter. */
    public int filterSize() {
        return filterSize;
    }

    /** Distance of output places in input places. */
    public int stride() {
        return stride;
    }

    @Override
    public Volume output() {
        return output;
    }

    @Override
    public List<Weights> weights() {
        return List.of(weights, bias);
    }

    @Override
    public double fanOut() {
        return (double) filterSize * filterSize / (stride * stride);
    }

    /** What happens at one pair of an output and an input place under filter place k; offsets of channel 0. */
    private interface Visit {
        void at(int k, int out, int in);
    }

    private void visit(Visit visit) {
        int c = input.channels();
        int pad = filterSize / 2;
        for (int p = 0; p < output.height() * output.width(); p++) {
            int top = p / output.width() * stride - pad;
            int left = p % output.width() * stride - pad;
            for (int k = 0; k < filterSize * filterSize; k++) {
                int row = top + k / filterSize;
                int column = left + k % filterSize;
                if (row >= 0 && row < input.height() && column >= 0 && column < input.width()) {
                    visit.at(k, p * c, (row * input.width() + column) * c);
                }
            }
        }
    }

    @Override
    public void forward(float[][] x, float[][] y, Pass pass) {
        int c = input.channels();
        for (int r = 0; r < pass.rows(); r++) {
            float[] from = x[r];
            float[] to = y[r];
            for (int at = 0; at < to.length; at += c) {
                System.arraycopy(bias.values()[0], 0, to, at, c);
            }
            visit((k, out, in) -> {
                float[] w = weights.values()[k];
                for (int i = 0; i < c; i++) {
                    to[out + i] += w[i] * from[in + i];
                }
            });
        }
    }

    @Override
    public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, Pass pass) {
        int c = input.channels();
        for (int r = 0; r < pass.rows(); r++) {
            float[] from = x[r];
            float[] grad = dy[r];
            for (int i = 0; i < grad.length; i++) {
                bias.gradient()[0][i % c] += grad[i];
            }
            visit((k, out, in) -> {
                float[] g = weights.gradient()[k];
                for (int i = 0; i < c; i++) {
                    g[i] += grad[out + i] * from[in + i];
                }
            });
            if (dx.length > 0) {
                float[] down = dx[r];
                Arrays.fill(down, 0f);
                visit((k, out, in) -> {
                    float[] w = weights.values()[k];
                    for (int i = 0; i < c; i++) {
                        down[in + i] += w[i] * grad[out + i];
                    }
                });
            }
        }
    }
}
