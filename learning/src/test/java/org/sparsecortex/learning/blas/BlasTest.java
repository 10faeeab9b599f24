package org.sparsecortex.learning.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class BlasTest {
    @ParameterizedTest
    @EnumSource(Backend.class)
    void multipliesLikeTheDefinition(Backend backend) {
        KeyedRandom random = KeyedRandom.of(5, "blas");
        for (int[] shape : new int[][] {{1, 1, 1}, {3, 5, 7}, {50, 1100, 66}, {8, 600, 4}}) {
            int m = shape[0];
            int n = shape[1];
            int k = shape[2];
            float[] a = new float[m * k];
            float[] b = new float[k * n];
            for (int i = 0; i < a.length; i++) {
                a[i] = (float) random.gaussian(0, m, i);
            }
            for (int i = 0; i < b.length; i++) {
                b[i] = (float) random.gaussian(1, m, i);
            }
            float[] c = new float[m * n];
            java.util.Arrays.fill(c, Float.NaN);
            backend.open().multiply(m, n, k, a, b, c);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int l = 0; l < k; l++) {
                        sum += (double) a[i * k + l] * b[l * n + j];
                    }
                    assertThat((double) c[i * n + j]).isCloseTo(sum, within(1e-5 * k));
                }
            }
        }
    }
}
