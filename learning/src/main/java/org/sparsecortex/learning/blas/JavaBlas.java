package org.sparsecortex.learning.blas;

import java.util.Arrays;

/**
 * Plain Java product, the reference: each element is summed over the inner index in steps of four, in ascending order.
 *
 * <pre>  c += ((a_k b_k + a_k+1 b_k+1) + a_k+2 b_k+2) + a_k+3 b_k+3  </pre>
 *
 * <p>The loops run along rows of B and C, where the compiler vectorises without changing any sum; for that the rows are copied
 * to arrays of their own, because loops over parts of longer arrays are not vectorised (Java 17).
 */
public final class JavaBlas implements Blas {
    private static final int COLUMN_BLOCK = 512;
    private static final int ROW_BLOCK = 32;

    @Override
    public void multiply(int rows, int columns, int inner, float[] a, float[] b, float[] c) {
        int width = Math.min(columns, COLUMN_BLOCK);
        float[][] part = new float[4][width];
        float[][] sums = new float[Math.min(rows, ROW_BLOCK)][width];
        for (int top = 0; top < rows; top += ROW_BLOCK) {
            int height = Math.min(ROW_BLOCK, rows - top);
            for (int left = 0; left < columns; left += COLUMN_BLOCK) {
                int n = Math.min(COLUMN_BLOCK, columns - left);
                for (int i = 0; i < height; i++) {
                    Arrays.fill(sums[i], 0f);
                }
                for (int k = 0; k < inner; k += 4) {
                    int count = Math.min(4, inner - k);
                    for (int j = 0; j < count; j++) {
                        System.arraycopy(b, (k + j) * columns + left, part[j], 0, n);
                    }
                    for (int i = 0; i < height; i++) {
                        add(a, (top + i) * inner + k, count, part, sums[i], n);
                    }
                }
                for (int i = 0; i < height; i++) {
                    System.arraycopy(sums[i], 0, c, (top + i) * columns + left, n);
                }
            }
        }
    }

    private static void add(float[] a, int at, int count, float[][] rows, float[] sum, int n) {
        if (count == 4) {
            addFour(a[at], a[at + 1], a[at + 2], a[at + 3], rows[0], rows[1], rows[2], rows[3], sum, n);
            return;
        }
        for (int k = 0; k < count; k++) {
            addOne(a[at + k], rows[k], sum, n);
        }
    }

    private static void addFour(
            float a0, float a1, float a2, float a3, float[] b0, float[] b1, float[] b2, float[] b3, float[] c, int n) {
        for (int j = 0; j < n; j++) {
            c[j] += ((a0 * b0[j] + a1 * b1[j]) + a2 * b2[j]) + a3 * b3[j];
        }
    }

    private static void addOne(float factor, float[] b, float[] c, int n) {
        for (int j = 0; j < n; j++) {
            c[j] += factor * b[j];
        }
    }

    @Override
    public String name() {
        return "java";
    }
}
