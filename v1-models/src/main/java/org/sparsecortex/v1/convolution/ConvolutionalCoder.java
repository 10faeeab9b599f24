package org.sparsecortex.v1.convolution;

import java.util.Arrays;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.v1.fourier.Fourier2d;

/**
 * Convolutional basis pursuit denoising of one image by ADMM in the Fourier domain.
 *
 * <pre>  min over x_m  1/2 |sum_m d_m * x_m - s|^2 + lambda sum_m |x_m|_1        (circular convolution, M filters)
 *   v_m = y_m - u_m
 *   x_m = v_m + d_m (corr) w,   w^ = (s^ - sum_m d^_m v^_m) / (rho + sum_m |d^_m|^2)          exact by Sherman and Morrison
 *   x'_m = alpha x_m + (1 - alpha) y_m;  y_m = soft(x'_m + u_m, lambda / rho);  u_m += x'_m - y_m  </pre>
 *
 * The result is y. It stops after {@code iterations}, or when |x - y| / max(|x|, |y|) and |y - y_before| / |u| are both at most
 * {@code tolerance}. After each of the first 100 iterations rho is scaled to keep the two at the ratio xi, as in sporco: xi = 1 +
 * 18.3^(log10 lambda + 1), rho_0 = 50 lambda + 1, alpha = 1.8. From then on rho is constant, which makes the method converge.
 *
 * <p>Two filters share one complex transform: with K = FFT(d_a - i d_b) and V = FFT(v_a + i v_b) the real part of the inverse of
 * K V is d_a * v_a + d_b * v_b, and the inverse of w^ conj(K) holds both correlations as real and imaginary part.
 *
 * <p>Source: Wohlberg 2016, "Efficient algorithms for convolutional sparse representations", and the package sporco; update of rho
 * from memory of its code.
 */
final class ConvolutionalCoder {
    private static final double RELAXATION = 1.8;
    private static final double RHO_BALANCE = 1.2;
    private static final double RHO_STEP = 1000.0;
    private static final int RHO_ITERATIONS = 100; // sporco never stops, and then long runs diverge

    private final int height;
    private final int width;
    private final int pixels;
    private final int filters;
    private final int pairs;
    private final Fourier2d fourier;
    private final double[][] k; // spectrum of each pair of filters, real and imaginary part in turn
    private final double[] power;
    private final double[] work;
    private final double[] sum;
    private final double[][] y;
    private final double[][] u;
    private double rho;
    private boolean isSettled;
    private final double[] norms = new double[5]; // squared: x, y, x - y, y - y_before, u

    /** A coder for images of {@code height} x {@code width} with {@code filters} filters. */
    ConvolutionalCoder(int height, int width, int filters) {
        this.height = height;
        this.width = width;
        this.pixels = height * width;
        this.filters = filters;
        pairs = (filters + 1) / 2;
        fourier = new Fourier2d(height, width);
        k = new double[pairs][2 * pixels];
        power = new double[pixels];
        work = new double[2 * pixels];
        sum = new double[2 * pixels];
        y = new double[2 * pairs][pixels];
        u = new double[2 * pairs][pixels];
    }

    /** Takes new filters of {@code size} x {@code size}, one after another. */
    void setFilters(double[] bank, int size) {
        Arrays.fill(power, 0.0);
        int area = size * size;
        for (int q = 0; q < pairs; q++) {
            Arrays.fill(k[q], 0.0);
            for (int i = 0; i < area; i++) {
                int at = 2 * (i / size * width + i % size);
                k[q][at] = bank[2 * q * area + i];
                k[q][at + 1] = 2 * q + 1 < filters ? -bank[(2 * q + 1) * area + i] : 0.0;
            }
            fourier.complexForward(k[q]);
            for (int i = 0; i < pixels; i++) {
                power[i] += 0.5 * (square(k[q], i) + square(k[q], opposite(i)));
            }
        }
    }

    private static double square(double[] spectrum, int i) {
        return spectrum[2 * i] * spectrum[2 * i] + spectrum[2 * i + 1] * spectrum[2 * i + 1];
    }

    /** Index of the frequency with the opposite sign. */
    private int opposite(int i) {
        return (height - i / width) % height * width + (width - i % width) % width;
    }

    /**
     * Codes an image.
     *
     * @return number of iterations
     */
    int solve(double[] image, double lambda, int iterations, double tolerance) {
        double decades = ExactMath.log(lambda) / ExactMath.log(10.0);
        double xi = 1.0 + ExactMath.pow(18.3, decades + 1.0);
        rho = 50.0 * lambda + 1.0;
        for (int m = 0; m < y.length; m++) {
            Arrays.fill(y[m], 0.0);
            Arrays.fill(u[m], 0.0);
        }
        double[] spectrum = fourier.forward(image);
        for (int t = 1; t <= iterations; t++) {
            residual(spectrum);
            Arrays.fill(norms, 0.0);
            for (int q = 0; q < pairs; q++) {
                update(q, lambda);
            }
            double primal = ratio(norms[2], Math.max(norms[0], norms[1]));
            double dual = ratio(norms[3], norms[4]);
            isSettled = primal <= tolerance && dual <= tolerance;
            if (isSettled) {
                return t;
            }
            balance(t, xi, primal, dual);
        }
        return iterations;
    }

    /** Whether the last image was coded to the tolerance, not to the limit of iterations. */
    boolean isSettled() {
        return isSettled;
    }

    private static double ratio(double a, double b) {
        return b == 0.0 ? 0.0 : Math.sqrt(a / b);
    }

    /** Leaves the spectrum of w in {@code sum}. */
    private void residual(double[] image) {
        Arrays.fill(sum, 0.0);
        for (int q = 0; q < pairs; q++) {
            for (int i = 0; i < pixels; i++) {
                work[2 * i] = y[2 * q][i] - u[2 * q][i];
                work[2 * i + 1] = y[2 * q + 1][i] - u[2 * q + 1][i];
            }
            fourier.complexForward(work);
            double[] filter = k[q];
            for (int i = 0; i < 2 * pixels; i += 2) {
                sum[i] += filter[i] * work[i] - filter[i + 1] * work[i + 1];
                sum[i + 1] += filter[i] * work[i + 1] + filter[i + 1] * work[i];
            }
        }
        for (int i = 0; i < pixels; i++) {
            int j = opposite(i);
            work[2 * i] = (image[2 * i] - 0.5 * (sum[2 * i] + sum[2 * j])) / (rho + power[i]);
            work[2 * i + 1] = (image[2 * i + 1] - 0.5 * (sum[2 * i + 1] - sum[2 * j + 1])) / (rho + power[i]);
        }
        System.arraycopy(work, 0, sum, 0, 2 * pixels);
    }

    private void update(int q, double lambda) {
        double[] filter = k[q];
        for (int i = 0; i < 2 * pixels; i += 2) {
            work[i] = sum[i] * filter[i] + sum[i + 1] * filter[i + 1];
            work[i + 1] = sum[i + 1] * filter[i] - sum[i] * filter[i + 1];
        }
        fourier.complexInverse(work);
        shrink(0, y[2 * q], u[2 * q], lambda / rho);
        shrink(1, y[2 * q + 1], u[2 * q + 1], lambda / rho);
    }

    /** The three updates of one map, its correlation in the given part of {@code work}; y and u are written. */
    private void shrink(int part, double[] yMap, double[] uMap, double threshold) {
        double x2 = 0;
        double y2 = 0;
        double gap = 0;
        double change = 0;
        double u2 = 0;
        for (int c = 0; c < pixels; c++) {
            double yOld = yMap[c];
            double uOld = uMap[c];
            double x = yOld - uOld + work[2 * c + part];
            double relaxed = RELAXATION * x + (1.0 - RELAXATION) * yOld;
            double t = relaxed + uOld;
            double yNew = Math.max(t - threshold, 0.0) + Math.min(t + threshold, 0.0);
            double uNew = t - yNew;
            yMap[c] = yNew;
            uMap[c] = uNew;
            x2 += x * x;
            y2 += yNew * yNew;
            gap += (x - yNew) * (x - yNew);
            change += (yNew - yOld) * (yNew - yOld);
            u2 += uNew * uNew;
        }
        norms[0] += x2;
        norms[1] += y2;
        norms[2] += gap;
        norms[3] += change;
        norms[4] += u2;
    }

    private void balance(int iteration, double xi, double primal, double dual) {
        if (iteration == 1 || iteration > RHO_ITERATIONS) {
            return;
        }
        double factor = RHO_STEP;
        if (primal > 0.0 && dual > 0.0) {
            double off = primal / (dual * xi);
            factor = Math.min(RHO_STEP, Math.sqrt(Math.max(off, 1.0 / off)));
        }
        if (primal > xi * RHO_BALANCE * dual) {
            rescale(factor);
        } else if (dual > RHO_BALANCE / xi * primal) {
            rescale(1.0 / factor);
        }
    }

    private void rescale(double factor) {
        rho *= factor;
        for (double[] map : u) {
            for (int i = 0; i < map.length; i++) {
                map[i] /= factor;
            }
        }
    }

    /** Coefficients of filter {@code m}; position (r, c) puts the filter's corner there. Not to be modified. */
    double[] map(int m) {
        return y[m];
    }
}
