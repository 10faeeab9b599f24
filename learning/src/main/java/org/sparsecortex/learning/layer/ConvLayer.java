package org.sparsecortex.learning.layer;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;

/**
 * Convolution with a square filter, zeros around the image, output size ceil(size / stride).
 *
 * <p>Each output place is an affine map of its patch (filter rows, columns, channels in this order).
 */
public final class ConvLayer implements Layer {
    private final Volume input;
    private final Volume output;
    private final int filterSize;
    private final int stride;
    private final Affine affine;
    private final float[][] patches;
    private final float[][] places;
    private final float[][] patchGradient;

    /**
     * Weights normal with standard deviation gain / sqrt(patch size); biases 0.
     *
     * @throws IllegalArgumentException unless filterSize is odd and fits
     */
    public ConvLayer(Volume input, int filters, int filterSize, int stride, long seed, double gain) {
        Checks.that(filterSize % 2 == 1, "filterSize", filterSize, "must be odd");
        Checks.inRange("filterSize", filterSize, 1, 2 * Math.min(input.height(), input.width()) - 1);
        this.input = input;
        this.filterSize = filterSize;
        this.stride = stride;
        this.output =
                new Volume((input.height() + stride - 1) / stride, (input.width() + stride - 1) / stride, filters);
        int patch = filterSize * filterSize * input.channels();
        this.affine = new Affine(patch, filters, seed, gain);
        affine.weights().shaped(filters, filterSize, filterSize, input.channels());
        int count = output.height() * output.width();
        this.patches = new float[count][patch];
        this.places = new float[count][filters];
        this.patchGradient = new float[count][patch];
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
        return List.of(affine.weights(), affine.bias());
    }

    /** By the filter-size convention: borders count like the inside. */
    @Override
    public double fanOut() {
        return (double) filterSize * filterSize * output.channels() / (stride * stride);
    }

    @Override
    public float[] columnNorms() {
        float[] byPatch = affine.columnNorms();
        float[] norms = new float[input.size()];
        for (int i = 0; i < norms.length; i++) {
            double sum = 0;
            for (int k = i % input.channels(); k < byPatch.length; k += input.channels()) {
                sum += byPatch[k] * byPatch[k];
            }
            norms[i] = (float) Math.sqrt(sum);
        }
        return norms;
    }

    @Override
    public void forward(float[][] x, float[][] y, Pass pass) {
        int filters = output.channels();
        for (int r = 0; r < pass.rows(); r++) {
            gather(x[r]);
            affine.forward(patches, places, places.length);
            for (int p = 0; p < places.length; p++) {
                System.arraycopy(places[p], 0, y[r], p * filters, filters);
            }
        }
    }

    @Override
    public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, Pass pass) {
        int filters = output.channels();
        for (int r = 0; r < pass.rows(); r++) {
            gather(x[r]);
            for (int p = 0; p < places.length; p++) {
                System.arraycopy(dy[r], p * filters, places[p], 0, filters);
            }
            affine.weightGradient(patches, places, places.length);
            if (dx.length > 0) {
                affine.inputGradient(places, patchGradient, places.length);
                Arrays.fill(dx[r], 0f);
                scatter(dx[r]);
            }
        }
    }

    /** Copies the patches of an image, zeros where they leave it. */
    private void gather(float[] image) {
        int c = input.channels();
        int pad = filterSize / 2;
        for (int p = 0; p < patches.length; p++) {
            int top = p / output.width() * stride - pad;
            int left = p % output.width() * stride - pad;
            int from = Math.max(0, left);
            int to = Math.min(input.width(), left + filterSize);
            for (int k = 0; k < filterSize; k++) {
                int at = k * filterSize * c;
                if (top + k < 0 || top + k >= input.height()) {
                    Arrays.fill(patches[p], at, at + filterSize * c, 0f);
                    continue;
                }
                Arrays.fill(patches[p], at, at + (from - left) * c, 0f);
                System.arraycopy(
                        image,
                        ((top + k) * input.width() + from) * c,
                        patches[p],
                        at + (from - left) * c,
                        (to - from) * c);
                Arrays.fill(patches[p], at + (to - left) * c, at + filterSize * c, 0f);
            }
        }
    }

    /** Adds the gradients of all patches to the gradient of the image. */
    private void scatter(float[] image) {
        int c = input.channels();
        int pad = filterSize / 2;
        for (int p = 0; p < patchGradient.length; p++) {
            int top = p / output.width() * stride - pad;
            int left = p % output.width() * stride - pad;
            int from = Math.max(0, left);
            int to = Math.min(input.width(), left + filterSize);
            for (int k = Math.max(0, -top); k < filterSize && top + k < input.height(); k++) {
                int at = (k * filterSize + from - left) * c;
                int target = ((top + k) * input.width() + from) * c;
                for (int i = 0; i < (to - from) * c; i++) {
                    image[target + i] += patchGradient[p][at + i];
                }
            }
        }
    }
}
