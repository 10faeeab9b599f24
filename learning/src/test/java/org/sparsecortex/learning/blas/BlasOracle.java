package org.sparsecortex.learning.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** The definition of a matrix product, to which every library of products is held. */
public final class BlasOracle {
    private static final int[][] SHAPES = {{1, 1, 1}, {3, 5, 7}, {50, 1100, 66}, {8, 600, 4}};

    private BlasOracle() {}

    /** Multiplies random matrices of several shapes and compares with sums in double precision. */
    public static void multipliesLikeTheDefinition(Blas blas) {
        KeyedRandom random = KeyedRandom.of(5, "blas");
        for (int[] shape : SHAPES) {
            int m = shape[0];
            int n = shape[1];
            int k = shape[2];
            float[] a = drawn(random, 0, m, m * k);
            float[] b = drawn(random, 1, m, k * n);
            float[] c = new float[m * n];
            Arrays.fill(c, Float.NaN);
            blas.multiply(m, n, k, a, b, c);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int l = 0; l < k; l++) {
                        sum += (double) a[i * k + l] * b[l * n + j];
                    }
                    assertThat((double) c[i * n + j])
                            .as("%s, %d x %d x %d", blas.name(), m, n, k)
                            .isCloseTo(sum, within(1e-5 * k));
                }
            }
        }
    }

    private static float[] drawn(KeyedRandom random, int unit, int step, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.gaussian(unit, step, i);
        }
        return values;
    }
}
