package org.sparsecortex.sdr.numeric;

import org.sparsecortex.sdr.param.Checks;

/**
 * Weighted sums of chosen columns of an integer matrix that is stored as one array per column; {@link FloatColumns} for numbers on
 * a grid.
 *
 * <pre>  y_r += sum_j values_j * columns[ids_j][r]  </pre>
 *
 * <p>Sums are taken modulo 2^32, so that they are exact in any order as long as the result fits; partial sums need not. Four columns
 * are taken a pass; separate arrays with equal indices let the just-in-time compiler use vector instructions.
 */
public final class IntColumns {
    private IntColumns() {}

    /**
     * Adds the weighted columns to {@code y}.
     *
     * @param columns each at least as long as y
     * @param ids columns to add
     * @param values their weights; entries {@code from .. to - 1} of both lists are used
     * @param y written; all of it is added to
     */
    public static void accumulate(int[][] columns, int[] ids, int[] values, int from, int to, int[] y) {
        int j = from;
        for (; j + 3 < to; j += 4) {
            four(
                    columns[ids[j]],
                    columns[ids[j + 1]],
                    columns[ids[j + 2]],
                    columns[ids[j + 3]],
                    values[j],
                    values[j + 1],
                    values[j + 2],
                    values[j + 3],
                    y);
        }
        if (j + 1 < to) {
            two(columns[ids[j]], columns[ids[j + 1]], values[j], values[j + 1], y);
            j += 2;
        }
        if (j < to) {
            one(columns[ids[j]], values[j], y);
        }
    }

    /**
     * Adds the product of two vectors, element by element, to a third.
     *
     * @param a at least as long as y
     * @param b at least as long as y
     * @param y written; all of it is added to
     */
    public static void accumulateProducts(int[] a, int[] b, int[] y) {
        Checks.atLeast("length", Math.min(a.length, b.length), y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] += a[i] * b[i];
        }
    }

    private static void four(int[] a, int[] b, int[] c, int[] d, int p, int q, int r, int s, int[] y) {
        Checks.atLeast("column length", Math.min(Math.min(a.length, b.length), Math.min(c.length, d.length)), y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] += p * a[i] + q * b[i] + r * c[i] + s * d[i];
        }
    }

    private static void two(int[] a, int[] b, int p, int q, int[] y) {
        Checks.atLeast("column length", Math.min(a.length, b.length), y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] += p * a[i] + q * b[i];
        }
    }

    private static void one(int[] a, int p, int[] y) {
        Checks.atLeast("column length", a.length, y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] += p * a[i];
        }
    }
}
