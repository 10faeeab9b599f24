package org.sparsecortex.learning;

import java.util.Arrays;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * Row-major dense arithmetic in a fixed order of additions.
 *
 * <p>Products run as sums of scaled rows, which the compiler vectorises without changing the order in which any single element
 * is added up.
 */
public final class Dense {
    private Dense() {}

    /** y += a x over {@code n} elements; y is written. */
    public static void addScaled(double a, double[] x, int xFrom, double[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] += a * x[xFrom + i];
        }
    }

    /** Sum of the products of {@code n} elements, in ascending order. */
    public static double dot(double[] x, int xFrom, double[] y, int yFrom, int n) {
        double sum = 0.0;
        for (int i = 0; i < n; i++) {
            sum += x[xFrom + i] * y[yFrom + i];
        }
        return sum;
    }

    /** Sum of squares of {@code n} elements. */
    public static double square(double[] x, int from, int n) {
        return dot(x, from, x, from, n);
    }

    /**
     * out = x M for a row vector x with {@code rows} elements and M of rows x columns; rows with a zero in x cost nothing.
     *
     * @param out written from 0
     */
    public static void rowTimes(double[] x, int xFrom, double[] matrix, int rows, int columns, double[] out) {
        Arrays.fill(out, 0, columns, 0.0);
        for (int i = 0; i < rows; i++) {
            if (x[xFrom + i] != 0.0) {
                addScaled(x[xFrom + i], matrix, i * columns, out, 0, columns);
            }
        }
    }

    /** The transpose of a rows x columns matrix. */
    public static double[] transpose(double[] matrix, int rows, int columns) {
        double[] out = new double[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                out[j * rows + i] = matrix[i * columns + j];
            }
        }
        return out;
    }

    /** Scales every row of {@code length} elements to unit norm; a row of zeros stays. The matrix is written. */
    public static void normaliseRows(double[] matrix, int length) {
        for (int from = 0; from < matrix.length; from += length) {
            double norm = Math.sqrt(square(matrix, from, length));
            for (int i = from; norm > 0.0 && i < from + length; i++) {
                matrix[i] /= norm;
            }
        }
    }

    /** Rows of independent standard normal numbers; element j of row i is the draw j of unit i. */
    public static double[] gaussian(KeyedRandom random, int rows, int columns) {
        double[] matrix = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix[i * columns + j] = random.gaussian(i, 0, j);
            }
        }
        return matrix;
    }

    /** Vectors one after another; a single one is not copied. */
    public static double[] concat(double[]... vectors) {
        if (vectors.length == 1) {
            return vectors[0];
        }
        int size = 0;
        for (double[] vector : vectors) {
            size += vector.length;
        }
        double[] all = new double[size];
        int at = 0;
        for (double[] vector : vectors) {
            System.arraycopy(vector, 0, all, at, vector.length);
            at += vector.length;
        }
        return all;
    }
}
