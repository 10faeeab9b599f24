package org.sparsecortex.v1.probabilistic;

/**
 * Sums of scaled rows, element by element in one order.
 *
 * <p>Rows are arrays of their own, and no loop takes more than four new rows: a loop over parts of longer arrays or over eight rows
 * is not vectorised (Java 17, AVX-512) and takes three times as long.
 */
final class Rows {
    private static final int FOUR = 4;

    private Rows() {}

    /** y += factor x. */
    static void add(double factor, double[] x, double[] y) {
        add(factor, x, 0, y);
    }

    /** The same from element {@code from} on. */
    static void add(double factor, double[] x, int from, double[] y) {
        for (int i = from; i < y.length; i++) {
            y[i] += factor * x[i];
        }
    }

    /**
     * y += f_0 x_0 + f_1 x_1 + .., with the bits of one row added after another.
     *
     * @param factors factors, of which those of no row may be more
     * @param first row of the first of them
     * @param count number of rows
     * @param from first element of y that counts; written from there
     */
    static void addAll(double[] factors, int first, int count, double[][] rows, int from, double[] y) {
        int k = first;
        for (; k + FOUR <= first + count; k += FOUR) {
            if (factors[k] != 0.0 || factors[k + 1] != 0.0 || factors[k + 2] != 0.0 || factors[k + 3] != 0.0) {
                addFour(factors, k, rows[k], rows[k + 1], rows[k + 2], rows[k + 3], from, y);
            }
        }
        for (; k < first + count; k++) {
            if (factors[k] != 0.0) {
                add(factors[k], rows[k], from, y);
            }
        }
    }

    private static void addFour(
            double[] factors, int k, double[] a, double[] b, double[] c, double[] d, int from, double[] y) {
        double s = factors[k];
        double t = factors[k + 1];
        double u = factors[k + 2];
        double v = factors[k + 3];
        for (int i = from; i < y.length; i++) {
            y[i] = (((y[i] + s * a[i]) + t * b[i]) + u * c[i]) + v * d[i];
        }
    }
}
