package org.sparsecortex.v1.probabilistic;

import java.util.Arrays;

/**
 * M X = R for a symmetric positive definite M, by the Cholesky factor M = U^T U; loops run along rows.
 */
final class NormalEquations {
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
        for (int k = 0; k < n; k++) {
            double[] row = matrix[k];
            double pivot = Math.sqrt(row[k]);
            for (int j = k; j < n; j++) {
                row[j] /= pivot;
            }
            divide(right[k], pivot);
            for (int i = k + 1; i < n; i++) {
                double factor = row[i];
                if (factor != 0.0) {
                    subtract(factor, row, matrix[i], i);
                    subtract(factor, right[k], right[i], 0);
                }
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int i = k + 1; i < n; i++) {
                if (matrix[k][i] != 0.0) {
                    subtract(matrix[k][i], right[i], right[k], 0);
                }
            }
            divide(right[k], matrix[k][k]);
        }
        return right;
    }

    private static void divide(double[] row, double by) {
        for (int i = 0; i < row.length; i++) {
            row[i] /= by;
        }
    }

    private static void subtract(double factor, double[] x, double[] y, int from) {
        for (int i = from; i < y.length; i++) {
            y[i] -= factor * x[i];
        }
    }
}
