package org.sparsecortex.v1.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.v1.companions.Trial;

class ConvolutionTest {
    private static final int SIDE = 16;
    private static final KeyedRandom RANDOM = KeyedRandom.of(4, "test images");

    private static ConvolutionParams params(List<Double> bandwidths, double penalty, int iterations, double rate) {
        return new ConvolutionParams(
                SIDE,
                SIDE,
                3,
                6,
                4,
                bandwidths,
                2,
                0.25,
                0.4,
                penalty,
                iterations,
                1e-9,
                rate,
                1000,
                List.of(0.01, 0.1));
    }

    private static double[] noise(long step, int images) {
        double[] x = new double[images * SIDE * SIDE];
        for (int i = 0; i < x.length; i++) {
            x[i] = RANDOM.gaussian(i, step, 0);
        }
        return x;
    }

    @Test
    void filtersHaveUnitNormNoMeanAndTheirOrientation() {
        LogGaborBank bank = new LogGaborBank(12, 0.25, 0.4, 4, List.of(10.0, 30.0), 2);
        double[] filters = bank.filters();
        assertThat(bank.count()).isEqualTo(16);
        for (int k = 0; k < 16; k++) {
            assertThat(Dense.square(filters, k * 144, 144)).isCloseTo(1.0, within(1e-12));
            double mean = 0;
            for (int i = 0; i < 144; i++) {
                mean += filters[k * 144 + i];
            }
            assertThat(mean).isCloseTo(0.0, within(1e-12));
        }
        // orientation 0 varies along x only near the centre: neighbours in y agree, in x they do not
        assertThat(roughness(filters, 0, 1)).isGreaterThan(2 * roughness(filters, 0, 12));
        assertThat(roughness(filters, 8, 12)).isGreaterThan(2 * roughness(filters, 8, 1));
        // the broad filter of orientation 0 varies more along y than the narrow one
        assertThat(roughness(filters, 2, 12)).isGreaterThan(roughness(filters, 0, 12));
    }

    private static double roughness(double[] filters, int k, int apart) {
        double sum = 0;
        for (int y = 2; y < 10; y++) {
            for (int x = 2; x < 10; x++) {
                int at = k * 144 + y * 12 + x;
                sum += Math.pow(filters[at] - filters[at + apart], 2);
            }
        }
        return sum;
    }

    /**
     * At the minimum the correlation of every filter with the error is lambda sign(x) where x is not zero and at most lambda in
     * magnitude elsewhere: checked on all coefficients, by direct sums in space.
     */
    @Test
    void theCodeSatisfiesTheOptimalityConditions() {
        double lambda = 0.2;
        ConvolutionParams p = params(List.of(10.0, 30.0), lambda, 3000, 0);
        double[] filters = p.bank().filters();
        int count = p.bank().count();
        ConvolutionalCoder coder = new ConvolutionalCoder(SIDE, SIDE, count);
        coder.setFilters(filters, 6);
        double[] image = noise(0, 1);
        coder.solve(image, lambda, 3000, 1e-9);
        double[] error = image.clone();
        for (int m = 0; m < count; m++) {
            for (int i = 0; i < 256; i++) {
                for (int k = 0; k < 36; k++) {
                    error[wrap(i, k)] -= coder.map(m)[i] * filters[m * 36 + k];
                }
            }
        }
        int active = 0;
        for (int m = 0; m < count; m++) {
            for (int i = 0; i < 256; i++) {
                double correlation = 0;
                for (int k = 0; k < 36; k++) {
                    correlation += error[wrap(i, k)] * filters[m * 36 + k];
                }
                double x = coder.map(m)[i];
                if (x != 0) {
                    active++;
                    assertThat(correlation).isCloseTo(lambda * Math.signum(x), within(1e-5));
                } else {
                    assertThat(Math.abs(correlation)).isLessThanOrEqualTo(lambda + 1e-5);
                }
            }
        }
        assertThat(active).isBetween(50, 1000);
    }

    private static int wrap(int i, int k) {
        return (i / SIDE + k / 6) % SIDE * SIDE + (i % SIDE + k % 6) % SIDE;
    }

    @Test
    void anOddNumberOfKernelsIsCodedAsWell() {
        double[] filters = new LogGaborBank(6, 0.25, 0.4, 3, List.of(20.0), 1).filters();
        ConvolutionalCoder three = new ConvolutionalCoder(SIDE, SIDE, 3);
        three.setFilters(filters, 6);
        three.solve(noise(1, 1), 0.2, 50, 0);
        double[] four = java.util.Arrays.copyOf(filters, 4 * 36);
        ConvolutionalCoder padded = new ConvolutionalCoder(SIDE, SIDE, 4);
        padded.setFilters(four, 6);
        padded.solve(noise(1, 1), 0.2, 50, 0);
        for (int m = 0; m < 3; m++) {
            assertThat(three.map(m)).containsExactly(padded.map(m));
        }
    }

    @Test
    void learningLowersTheObjectiveAndCutsTradeErrorForSparseness() {
        double[] images = noise(3, 3);
        List<Double> one = List.of(20.0);
        Map<String, double[]> first =
                new Trial(params(one, 0.1, 60, 20), Map.of("samples", t -> images.clone()), 1).run(1);
        Map<String, double[]> later =
                new Trial(params(one, 0.1, 60, 20), Map.of("samples", t -> images.clone()), 30).run(1);
        assertThat(later.get("objective")[0]).isLessThan(0.99 * first.get("objective")[0]);
        assertThat(later.get("cutPsnrDb")[1]).isLessThan(later.get("cutPsnrDb")[0]);
        assertThat(later.get("cutSparseness")[1]).isGreaterThan(later.get("cutSparseness")[0]);
        assertThat(later.get("sparseness")[0]).isBetween(0.5, 0.99);
    }

    @Test
    void everyPlanGivesTheSameBits() {
        ConvolutionParams p = params(List.of(10.0, 30.0), 0.1, 8, 20);
        assertThat(new Trial(p, Map.of("samples", t -> noise(t, 3)), 3).isInvariant())
                .isTrue();
    }

    @Test
    void aKernelLargerThanTheImageIsRefused() {
        assertThatThrownBy(() ->
                        new ConvolutionParams(16, 64, 1, 20, 4, List.of(5.0), 2, 0.4, 0.4, 0.1, 5, 0, 1, 1, List.of()))
                .hasMessageContaining("filterSize = 20: must not exceed the sides of the image, 16 and 64");
    }
}
