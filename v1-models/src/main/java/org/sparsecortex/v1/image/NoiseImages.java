package org.sparsecortex.v1.image;

import java.util.List;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.v1.fourier.Fourier2d;

/**
 * Gaussian noise with the amplitude spectrum of natural images and nothing else of them: the control without edges.
 *
 * <pre>  amplitude(rho) ~ rho^-exponent  </pre>
 *
 * @param count number of images
 * @param size height and width, px
 * @param exponent fall of the amplitude with frequency; 1 for natural images
 */
public record NoiseImages(int count, int size, double exponent) {
    /** The images under a seed, each with zero mean and unit variance. */
    public List<GreyImage> generate(long seed) {
        KeyedRandom random = KeyedRandom.of(seed, "noise images");
        Fourier2d fourier = new Fourier2d(size, size);
        return IntStream.range(0, count)
                .mapToObj(i -> image(random, i, fourier))
                .toList();
    }

    private GreyImage image(KeyedRandom random, int index, Fourier2d fourier) {
        double[] white = new double[size * size];
        for (int p = 0; p < white.length; p++) {
            white[p] = random.gaussian(index, 0, p);
        }
        double[] spectrum = fourier.forward(white);
        for (int p = 0; p < white.length; p++) {
            double v = fourier.rowFrequency(p / size);
            double u = fourier.columnFrequency(p % size);
            double gain = p == 0 ? 0.0 : ExactMath.pow(v * v + u * u, -exponent / 2);
            spectrum[2 * p] *= gain;
            spectrum[2 * p + 1] *= gain;
        }
        return new GreyImage(size, size, fourier.inverse(spectrum)).standardised();
    }
}
