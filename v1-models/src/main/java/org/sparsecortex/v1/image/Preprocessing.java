package org.sparsecortex.v1.image;

import java.util.List;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.v1.fourier.Fourier2d;

/**
 * One stage on the way from an image to patches.
 *
 * <pre>
 *   whitening  F(u, v) &lt;- F(u, v) rho exp(-(rho / f0)^order),   rho = sqrt(u^2 + v^2)
 *   contrast   minus the local mean, over the local norm where that exceeds its average;   zca: patches x &lt;- E (L + epsilon)^(-1/2) E^T (x - mean),   E L E^T: their covariance
 * </pre>
 *
 * F: spectrum of the image. Source: Olshausen and Field 1997, doi:10.1016/S0042-6989(97)00169-7, for the whitening filter;
 * the others as each stage says.
 */
public sealed interface Preprocessing {
    /** The image after this stage; stages that act on patches leave it as it is. */
    GreyImage apply(GreyImage image);

    /** Applies all stages to a standardised image. */
    static GreyImage applyAll(List<Preprocessing> stages, GreyImage image) {
        GreyImage result = image.standardised();
        for (Preprocessing stage : stages) {
            result = stage.apply(result);
        }
        return result;
    }

    /** Flattens the spectrum up to a cut-off. */
    @TypeName(
            value = "whitening",
            doc = "multiplies the spectrum by rho exp(-(rho / cutoff)^order): flat for 1/f images, low-pass beyond")
    record Whitening(
            @Param(
                    doc = "frequency at which the low-pass falls to 1/e",
                    unit = "cycles/px",
                    def = "0.4",
                    symbol = "f0",
                    min = 0.001,
                    max = 2)
            double cutoff,

            @Param(doc = "steepness of the low-pass", def = "4", min = 1, max = 100)
            double order,

            @Param(
                    doc = "frequency in index units and cut-off in units of the height, as in the code of"
                            + " Rentzeperis et al.; anisotropic unless the image is square",
                    def = "false")
            boolean legacyIndexFrequency)
            implements Preprocessing {
        @Override
        public GreyImage apply(GreyImage image) {
            int h = image.height();
            int w = image.width();
            Fourier2d fourier = new Fourier2d(h, w);
            double[] spectrum = fourier.forward(image.pixels());
            double stretch = legacyIndexFrequency ? (double) w / h : 1.0;
            for (int p = 0; p < h * w; p++) {
                double v = fourier.rowFrequency(p / w);
                double u = fourier.columnFrequency(p % w) * stretch;
                double rho = Math.sqrt(v * v + u * u);
                double gain = rho * ExactMath.exp(-ExactMath.pow(rho / cutoff, order));
                spectrum[2 * p] *= gain;
                spectrum[2 * p + 1] *= gain;
            }
            return new GreyImage(h, w, fourier.inverse(spectrum));
        }
    }

    /** Local contrast normalisation, as in Ladret et al. 2023 after sporco. */
    @TypeName(
            value = "local-contrast",
            doc = "subtracts the local mean and divides by the local norm where that exceeds its average")
    record LocalContrast(
            @Param(
                    doc = "reach of the Gaussian window to each side, which spans three standard deviations",
                    unit = "px",
                    def = "7",
                    min = 1,
                    max = 200)
            int reach)
            implements Preprocessing {
        @Override
        public GreyImage apply(GreyImage image) {
            double[] window = window();
            double[] centred = image.pixels().clone();
            double[] mean = blur(image, centred, window);
            double[] square = new double[centred.length];
            for (int p = 0; p < centred.length; p++) {
                centred[p] -= mean[p];
                square[p] = centred[p] * centred[p];
            }
            double[] norm = blur(image, square, window);
            double average = 0;
            for (int p = 0; p < norm.length; p++) {
                norm[p] = Math.sqrt(Math.max(0.0, norm[p]));
                average += norm[p] / norm.length;
            }
            for (int p = 0; p < norm.length; p++) {
                double by = Math.max(norm[p], average);
                centred[p] = by > 0 ? centred[p] / by : 0.0;
            }
            return new GreyImage(image.height(), image.width(), centred);
        }

        private double[] window() {
            double[] weights = new double[2 * reach + 1];
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                double x = 3.0 * (i - reach) / reach;
                weights[i] = ExactMath.exp(-x * x / 2);
                sum += weights[i];
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= sum;
            }
            return weights;
        }

        /** Separable blur; the image is mirrored at its border. */
        private double[] blur(GreyImage image, double[] pixels, double[] window) {
            int h = image.height();
            int w = image.width();
            double[] rows = new double[pixels.length];
            double[] both = new double[pixels.length];
            for (int p = 0; p < pixels.length; p++) {
                for (int i = -reach; i <= reach; i++) {
                    rows[p] += window[i + reach] * pixels[p - p % w + mirror(p % w + i, w)];
                }
            }
            for (int p = 0; p < pixels.length; p++) {
                for (int i = -reach; i <= reach; i++) {
                    both[p] += window[i + reach] * rows[mirror(p / w + i, h) * w + p % w];
                }
            }
            return both;
        }

        private static int mirror(int at, int length) {
            int period = 2 * length;
            int m = Math.floorMod(at, period);
            return m < length ? m : period - 1 - m;
        }
    }

    /** Whitening of patches by their own covariance. */
    @TypeName(
            value = "zca",
            doc = "whitens patches: W = V (D + epsilon max D)^-1/2 V^T from the covariance of sampled patches")
    record Zca(
            @Param(
                    doc = "regularisation, as a fraction of the largest eigenvalue",
                    def = "0.001",
                    symbol = "epsilon",
                    min = 0,
                    max = 1)
            double epsilon,

            @Param(doc = "patches from which the covariance is estimated", def = "20000", min = 100, max = 10_000_000)
            int samples)
            implements Preprocessing {
        @Override
        public GreyImage apply(GreyImage image) {
            return image;
        }
    }
}
