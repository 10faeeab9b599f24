package org.sparsecortex.v1.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsecortex.v1.fourier.Fourier2d;

class ImageTest {
    @ParameterizedTest
    @EnumSource(DeadLeaves.Shape.class)
    void deadLeavesFillTheImageAndDependOnTheSeedOnly(DeadLeaves.Shape shape) {
        DeadLeaves leaves = new DeadLeaves(2, 48, shape, 4, 30, 0.3);
        List<GreyImage> images = leaves.generate(1);
        assertThat(images.get(0).pixels()).doesNotContain(Double.NaN);
        assertThat(images.get(0).variance()).isBetween(0.01, 0.3);
        assertThat(leaves.generate(1).get(1).pixels()).isEqualTo(images.get(1).pixels());
        assertThat(leaves.generate(2).get(0).pixels())
                .isNotEqualTo(images.get(0).pixels());
    }

    /** Mean power in an octave over that in the next is 4 for amplitude 1/f, and 1 after whitening without its low-pass. */
    @Test
    void whiteningFlattensNoiseOfNaturalSpectrum() {
        GreyImage noise = new NoiseImages(1, 128, 1).generate(4).get(0);
        assertThat(power(noise, 0.05, 0.1) / power(noise, 0.1, 0.2)).isCloseTo(4, within(0.6));
        GreyImage white = new Preprocessing.Whitening(2, 4, false).apply(noise);
        assertThat(power(white, 0.05, 0.1) / power(white, 0.1, 0.2)).isCloseTo(1, within(0.15));
        GreyImage low = new Preprocessing.Whitening(0.2, 4, false).apply(noise);
        assertThat(power(low, 0.3, 0.45)).isLessThan(1e-3 * power(low, 0.1, 0.2));
    }

    private static double power(GreyImage image, double low, double high) {
        Fourier2d fourier = new Fourier2d(image.height(), image.width());
        double[] spectrum = fourier.forward(image.pixels());
        double sum = 0;
        int count = 0;
        for (int p = 0; p < image.pixels().length; p++) {
            double rho =
                    Math.hypot(fourier.rowFrequency(p / image.width()), fourier.columnFrequency(p % image.width()));
            if (rho >= low && rho < high) {
                sum += spectrum[2 * p] * spectrum[2 * p] + spectrum[2 * p + 1] * spectrum[2 * p + 1];
                count++;
            }
        }
        return sum / count;
    }

    @Test
    void theFourierTransformInverts() {
        GreyImage image = new DeadLeaves(1, 30, DeadLeaves.Shape.ELLIPSES, 3, 20, 0)
                .generate(3)
                .get(0);
        Fourier2d fourier = new Fourier2d(30, 30);
        double[] back = fourier.inverse(fourier.forward(image.pixels()));
        for (int p = 0; p < back.length; p++) {
            assertThat(back[p]).isCloseTo(image.pixels()[p], within(1e-12));
        }
    }

    @Test
    void localContrastNormalisationEvensOutContrast() {
        GreyImage image = new NoiseImages(1, 64, 0.5).generate(8).get(0);
        double[] uneven = image.pixels().clone();
        for (int p = 0; p < uneven.length; p++) {
            uneven[p] *= p % 64 < 32 ? 1 : 10;
        }
        GreyImage even = new Preprocessing.LocalContrast(5).apply(new GreyImage(64, 64, uneven));
        double left = new GreyImage(64, 20, even.crop(0, 4, 64, 20)).variance();
        double right = new GreyImage(64, 20, even.crop(0, 40, 64, 20)).variance();
        // the right half is divided by its own norm, the left one by the mean norm (10 + 1) / 2 of all: 5.5^2
        assertThat(right / left).isCloseTo(30.25, within(4.0)); // 100 before
    }

    @Test
    void patchesHaveNoMeanAndAreKeyed() {
        List<GreyImage> images = new DeadLeaves(2, 64, DeadLeaves.Shape.RECTANGLES, 4, 30, 0).generate(1);
        PatchSampler sampler = new PatchSampler(images, 8, 0, 3);
        double[] patches = sampler.patches(5, 20);
        for (int p = 0; p < 20; p++) {
            double sum = 0;
            for (int i = 0; i < 64; i++) {
                sum += patches[p * 64 + i];
            }
            assertThat(sum).isCloseTo(0, within(1e-12));
        }
        assertThat(new PatchSampler(images, 8, 0, 3).patches(5, 20)).isEqualTo(patches);
        assertThat(sampler.patches(6, 20)).isNotEqualTo(patches);
        assertThat(new GreyImage(1, 64, java.util.Arrays.copyOf(new PatchSampler(images, 8, 1, 3).patches(5, 20), 64))
                        .variance())
                .isGreaterThanOrEqualTo(
                        0.99 * (images.get(0).variance() + images.get(1).variance()) / 2);
        assertThatThrownBy(() -> new PatchSampler(images, 65, 0, 3)).hasMessageContaining("patch = 65");
    }

    @Test
    void zcaMakesPatchesWhite() {
        List<GreyImage> images = new NoiseImages(4, 64, 1).generate(6);
        PatchSampler sampler = new PatchSampler(images, 4, 0, 3);
        sampler.whiten(new Preprocessing.Zca(0, 20000));
        double[] patches = sampler.patches(0, 20000);
        double[][] covariance = new double[16][16];
        for (int p = 0; p < 20000; p++) {
            for (int i = 0; i < 16; i++) {
                for (int j = 0; j < 16; j++) {
                    covariance[i][j] += patches[p * 16 + i] * patches[p * 16 + j] / 20000;
                }
            }
        }
        // a patch without its mean has 15 dimensions: W C W is the identity less 1/16 everywhere
        for (int i = 0; i < 16; i++) {
            for (int j = 0; j < 16; j++) {
                assertThat(covariance[i][j]).isCloseTo((i == j ? 1 : 0) - 1.0 / 16, within(0.05));
            }
        }
    }

    /** Images of one grey, whose mean rounds: zeros under every stage, not amplified rounding and not NaN. */
    @Test
    void blankImagesStayBlank() {
        double[] grey = new double[32 * 32];
        java.util.Arrays.fill(grey, 0.1);
        GreyImage blank = new GreyImage(32, 32, grey);
        assertThat(blank.variance()).as("rounding of the mean").isPositive();
        List<Preprocessing> stages =
                List.of(new Preprocessing.Whitening(0.4, 4, false), new Preprocessing.LocalContrast(5));
        assertThat(Preprocessing.applyAll(stages, blank).pixels()).containsOnly(0.0);
        PatchSampler sampler = new PatchSampler(List.of(blank.standardised()), 6, 0, 1);
        sampler.whiten(new Preprocessing.Zca(0.001, 200));
        assertThat(sampler.patches(0, 4)).containsOnly(0.0);
    }
}
