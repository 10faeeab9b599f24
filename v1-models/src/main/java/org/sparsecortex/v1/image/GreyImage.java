package org.sparsecortex.v1.image;

import org.sparsecortex.sdr.param.Checks;

/**
 * A grey image of any range of values.
 *
 * @param height rows, px
 * @param width columns, px
 * @param pixels row by row; not copied and not to be written
 */
public record GreyImage(int height, int width, double[] pixels) {
    /** Deviations below this part of the largest pixel are rounding. */
    private static final double ROUNDING = 1e-12;

    public GreyImage {
        Checks.equal("pixels", pixels.length, (long) height * width);
    }

    /** Mean of all pixels. */
    public double mean() {
        double sum = 0;
        for (double p : pixels) {
            sum += p;
        }
        return sum / pixels.length;
    }

    /** Mean squared deviation from the mean. */
    public double variance() {
        double mean = mean();
        double sum = 0;
        for (double p : pixels) {
            sum += (p - mean) * (p - mean);
        }
        return sum / pixels.length;
    }

    /** (pixels - offset) * factor. */
    public GreyImage scaled(double offset, double factor) {
        double[] values = new double[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (pixels[i] - offset) * factor;
        }
        return new GreyImage(height, width, values);
    }

    /** Zero mean and unit variance; an image of one grey, up to the rounding of its mean, becomes zero. */
    public GreyImage standardised() {
        double deviation = Math.sqrt(variance());
        double largest = 0;
        for (double p : pixels) {
            largest = Math.max(largest, Math.abs(p));
        }
        return scaled(mean(), deviation > ROUNDING * largest ? 1 / deviation : 0.0);
    }

    /**
     * Pixels of a rectangle, row by row.
     *
     * @throws IllegalArgumentException if it does not lie within the image
     */
    public double[] crop(int top, int left, int rows, int columns) {
        Checks.inRange("top", top, 0, height - rows);
        Checks.inRange("left", left, 0, width - columns);
        double[] values = new double[rows * columns];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(pixels, (top + y) * width + left, values, y * columns, columns);
        }
        return values;
    }
}
