package org.sparsecortex.v1.blas;

import java.util.Arrays;

/**
 * Plain Java product, the reference: each element is summed over the inner index in steps of four, in ascending order.
 *
 * <pre>  c += ((a_k b_k + a_k+1 b_k+1) + a_k+2 b_k+2) + a_k+3 b_k+3  </pre>
 *
 * <p>The loops run along rows of B and C, where the compiler vectorises without changing any sum.
 */
public final class JavaBlas implements Blas {
    private static final int COLUMN_BLOCK = 512;

    @Override
    public void multiply(int rows, int columns, int inner, float[] a, float[] b, float[] c) {
        Arrays.fill(c, 0, rows * columns, 0f);
        for (int from = 0; from < columns; from += COLUMN_BLOCK) {
            int to = Math.min(columns, from + COLUMN_BLOCK);
            for (int k = 0; k < inner; k += 4) {
                for (int i = 0; i < rows; i++) {
                    addFour(
                            a,
                            i * inner + k,
                            Math.min(4, inner - k),
                            b,
                            k * columns,
                            columns,
                            c,
                            i * columns,
                            from,
                            to);
                }
            }
        }
    }

    private static void addFour(
            float[] a, int aAt, int count, float[] b, int bAt, int columns, float[] c, int cAt, int from, int to) {
        if (count < 4) {
            for (int k = 0; k < count; k++) {
                addOne(a[aAt + k], b, bAt + k * columns, c, cAt, from, to);
            }
            return;
        }
        float a0 = a[aAt];
        float a1 = a[aAt + 1];
        float a2 = a[aAt + 2];
        float a3 = a[aAt + 3];
        int b1 = bAt + columns;
        int b2 = b1 + columns;
        int b3 = b2 + columns;
        for (int j = from; j < to; j++) {
            c[cAt + j] += ((a0 * b[bAt + j] + a1 * b[b1 + j]) + a2 * b[b2 + j]) + a3 * b[b3 + j];
        }
    }

    private static void addOne(float factor, float[] b, int bAt, float[] c, int cAt, int from, int to) {
        for (int j = from; j < to; j++) {
            c[cAt + j] += factor * b[bAt + j];
        }
    }

    @Override
    public String name() {
        return "java";
    }
}
