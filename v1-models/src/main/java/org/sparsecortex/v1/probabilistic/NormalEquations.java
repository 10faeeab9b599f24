package org.sparsecortex.v1.probabilistic;

import java.util.Arrays;

/**
 * M X = R for a symmetric positive definite M, by the Cholesky factor M = U^T U; loops run along rows, in blocks of rows that
 * the nearest memory holds. The bits are those of one row taken from all after it, one after another.
 */
final class NormalEquations {
    private static final int BLOCK = 8;

    /** M, of which the part on and above the diagonal counts; becomes U. */
    final double[][] matrix;

    /** R; becomes X. */
    final double[][] right;

    NormalEquations(int size, int columns) {
        matrix = new double[size][size];
        right = new double[size][columns];
    }

    /** Makes row {@code h} of the solution {@code value}, without a part in the other rows. */
    void fix(int h, double[] value) {
        for (int i = 0; i < h; i++) {
            matrix[i][h] = 0.0;
        }
        Arrays.fill(matrix[h], 0.0);
        matrix[h][h] = 1.0;
        System.arraycopy(value, 0, right[h], 0, value.length);
    }

    /** The solution; matrix and right side are written. */
    double[][] solve() {
        int n = matrix.length;
        double[][] factors = new double[Math.min(n, BLOCK)][n];
        for (int top = 0; top < n; top += BLOCK) {
            int rows = Math.min(BLOCK, n - top);
            for (int k = 0; k < top; k += BLOCK) {
                for (int i = 0; i < rows; i++) {
                    reduce(k, k + BLOCK, top + i, factors[i]);
                }
            }
            for (int i = top; i < top + rows; i++) {
                reduce(top, i, i, factors[i - top]);
                double pivot = Math.sqrt(matrix[i][i]);
                divide(matrix[i], i, pivot);
                divide(right[i], 0, pivot);
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int i = k + 1; i < n; i++) {
                factors[0][i] = -matrix[k][i];
            }
            Rows.addAll(factors[0], k + 1, n - k - 1, right, 0, right[k]);
            divide(right[k], 0, matrix[k][k]);
        }
        return right;
    }

    /** Takes what rows {@code from} to {@code to} of the factor explain out of row {@code i}. */
    private void reduce(int from, int to, int i, double[] factors) {
        for (int k = from; k < to; k++) {
            factors[k] = -matrix[k][i];
        }
        Rows.addAll(factors, from, to - from, matrix, i, matrix[i]);
        Rows.addAll(factors, from, to - from, right, 0, right[i]);
    }

    private static void divide(double[] row, int from, double by) {
        for (int i = from; i < row.length; i++) {
            row[i] /= by;
        }
    }
}
