package org.sparsecortex.v1.image;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/**
 * Square patches at keyed random places of a set of images, each minus its own mean.
 *
 * <p>Patch i of step t is a function of (seed, t, i). A patch whose variance is below {@code minVariance} times the mean
 * variance of the images is drawn anew, at most {@value #TRIES} times; the last draw is taken then.
 */
public final class PatchSampler {
    private static final int TRIES = 100;

    private final List<GreyImage> images;
    private final int size;
    private final double least;
    private final KeyedRandom random;
    private double[] whitening = new double[0];

    /**
     * @param size height and width of a patch, px
     * @param minVariance as a fraction of the images' mean variance; 0 takes every patch
     */
    public PatchSampler(List<GreyImage> images, int size, double minVariance, long seed) {
        this.images = List.copyOf(images);
        this.size = size;
        this.random = KeyedRandom.of(seed, "patches");
        Checks.that(!images.isEmpty(), "images", "[]", "at least one is needed");
        double variance = 0;
        for (GreyImage image : images) {
            Checks.that(
                    image.height() >= size && image.width() >= size,
                    "patch",
                    size,
                    "does not fit into an image of " + image.height() + " x " + image.width());
            variance += image.variance() / images.size();
        }
        this.least = minVariance * variance;
    }

    /** Whitens all patches from now on by the covariance of {@code zca.samples} of them; blank patches stay blank. */
    public void whiten(Preprocessing.Zca zca) {
        int n = size * size;
        double[][] covariance = new double[n][n];
        double[] patch = new double[n];
        for (int s = 0; s < zca.samples(); s++) {
            draw(-1L, s, patch, 0);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += patch[i] * patch[j] / zca.samples();
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                covariance[j][i] = covariance[i][j];
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
        double floor = Math.max(zca.epsilon(), 1e-12) * eigen.getRealEigenvalue(0);
        double[] w = new double[n * n];
        for (int k = 0; k < n; k++) {
            double variance = Math.max(0.0, eigen.getRealEigenvalue(k)) + floor;
            double gain = variance > 0 ? 1 / Math.sqrt(variance) : 0.0;
            for (int i = 0; i < n; i++) {
                double vi = gain * eigen.getEigenvector(k).getEntry(i);
                for (int j = 0; j < n; j++) {
                    w[i * n + j] += vi * eigen.getEigenvector(k).getEntry(j);
                }
            }
        }
        whitening = w;
    }

    /** The patches of a step, one after another, each row by row. */
    public double[] patches(long step, int count) {
        int n = size * size;
        double[] all = new double[count * n];
        for (int i = 0; i < count; i++) {
            draw(step, i, all, i * n);
        }
        return whitening.length == 0 ? all : whitened(all, count, n);
    }

    private double[] whitened(double[] all, int count, int n) {
        double[] out = new double[all.length];
        for (int p = 0; p < count; p++) {
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += whitening[i * n + j] * all[p * n + j];
                }
                out[p * n + i] = sum;
            }
        }
        return out;
    }

    private void draw(long step, int i, double[] target, int at) {
        int n = size * size;
        for (int t = 0; t < TRIES; t++) {
            GreyImage image = images.get(random.below(images.size(), i, step, 3 * t));
            int top = random.below(image.height() - size + 1, i, step, 3 * t + 1);
            int left = random.below(image.width() - size + 1, i, step, 3 * t + 2);
            double mean = 0;
            for (int p = 0; p < n; p++) {
                target[at + p] = image.pixels()[(top + p / size) * image.width() + left + p % size];
                mean += target[at + p];
            }
            mean /= n;
            double variance = 0;
            for (int p = 0; p < n; p++) {
                target[at + p] -= mean;
                variance += target[at + p] * target[at + p];
            }
            if (variance / n >= least) {
                return;
            }
        }
    }
}
