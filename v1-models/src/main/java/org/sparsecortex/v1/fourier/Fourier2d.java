package org.sparsecortex.v1.fourier;

import org.jtransforms.fft.DoubleFFT_2D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/**
 * Discrete Fourier transform of real images of one size.
 *
 * <pre>  F(v, u) = sum_yx f(y, x) exp(-2 pi i (v y / h + u x / w))  </pre>
 *
 * <p>Spectra are full: h rows of w complex numbers, real and imaginary part in turn, frequency 0 first.
 */
public final class Fourier2d {
    static {
        ConcurrencyUtils.setNumberOfThreads(1); // kernels are single-threaded; the runtime spreads them over threads
    }

    private final int height;
    private final int width;
    private final DoubleFFT_2D transform;

    /** Transforms of images of {@code height} x {@code width} pixels; any size, fastest for products of 2, 3, 4 and 5. */
    public Fourier2d(int height, int width) {
        this.height = height;
        this.width = width;
        this.transform = new DoubleFFT_2D(height, width);
    }

    /** Spectrum of a real image; 2 h w numbers. */
    public double[] forward(double[] image) {
        double[] spectrum = new double[2 * height * width];
        for (int i = 0; i < image.length; i++) {
            spectrum[2 * i] = image[i];
        }
        transform.complexForward(spectrum);
        return spectrum;
    }

    /** Real part of the inverse transform.
     *
     * @param spectrum overwritten
     */
    public double[] inverse(double[] spectrum) {
        transform.complexInverse(spectrum, true);
        double[] image = new double[height * width];
        for (int i = 0; i < image.length; i++) {
            image[i] = spectrum[2 * i];
        }
        return image;
    }

    /**
     * Transforms a complex image in place.
     *
     * @param image real and imaginary part in turn; written: its spectrum
     */
    public void complexForward(double[] image) {
        transform.complexForward(image);
    }

    /**
     * The inverse of {@link #complexForward}, in place.
     *
     * @param spectrum written: the image
     */
    public void complexInverse(double[] spectrum) {
        transform.complexInverse(spectrum, true);
    }

    /** Signed frequency of row {@code v}, cycles per pixel, in [-0.5, 0.5). */
    public double rowFrequency(int v) {
        return signed(v, height);
    }

    /** Signed frequency of column {@code u}, cycles per pixel, in [-0.5, 0.5). */
    public double columnFrequency(int u) {
        return signed(u, width);
    }

    private static double signed(int index, int length) {
        return (2 * index < length ? index : index - length) / (double) length;
    }
}
