package org.sparsecortex.sdr.numeric;

import org.sparsecortex.sdr.param.Checks;

/**
 * Weighted sums of chosen columns of a matrix that is stored as one array per column: the kernel of event-driven layers.
 *
 * <pre>  y_r += sum_j values_j * columns[ids_j][r],   j = 0 .. count - 1 in this order  </pre>
 *
 * <p>Four columns are taken a pass; the sum is written so that each output adds its terms one after another, so the result
 * has the same bits as one column at a time, as a dense product that skips zeros, and on every machine. Separate arrays with
 * equal indices let the just-in-time compiler use vector instructions; one flat matrix with an offset does not, nor do eight
 * columns a pass (measured on Java 17: three times slower than four).
 */
public final class FloatColumns {
    private FloatColumns() {}

    /**
     * Adds the weighted columns to {@code y}.
     *
     * @param columns each at least as long as y
     * @param ids columns to add, in order
     * @param values their weights
     * @param count number of columns to add
     * @param y written; all of it is added to
     */
    public static void accumulate(float[][] columns, int[] ids, float[] values, int count, float[] y) {
        accumulate(columns, ids, values, 0, count, y);
    }

    /** The same with entries {@code from .. to - 1} of the list. */
    public static void accumulate(float[][] columns, int[] ids, float[] values, int from, int to, float[] y) {
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
        if (j + 2 < to) {
            three(
                    columns[ids[j]],
                    columns[ids[j + 1]],
                    columns[ids[j + 2]],
                    values[j],
                    values[j + 1],
                    values[j + 2],
                    y);
        } else if (j + 1 < to) {
            two(columns[ids[j]], columns[ids[j + 1]], values[j], values[j + 1], y);
        } else if (j < to) {
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
    public static void accumulateProducts(float[] a, float[] b, float[] y) {
        Checks.atLeast("length", Math.min(a.length, b.length), y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] += a[i] * b[i];
        }
    }

    private static void four(
            float[] a, float[] b, float[] c, float[] d, float p, float q, float r, float s, float[] y) {
        Checks.atLeast("column length", Math.min(Math.min(a.length, b.length), Math.min(c.length, d.length)), y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] = (((y[i] + p * a[i]) + q * b[i]) + r * c[i]) + s * d[i];
        }
    }

    private static void three(float[] a, float[] b, float[] c, float p, float q, float r, float[] y) {
        Checks.atLeast("column length", Math.min(a.length, Math.min(b.length, c.length)), y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] = ((y[i] + p * a[i]) + q * b[i]) + r * c[i];
        }
    }

    private static void two(float[] a, float[] b, float p, float q, float[] y) {
        Checks.atLeast("column length", Math.min(a.length, b.length), y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] = (y[i] + p * a[i]) + q * b[i];
        }
    }

    private static void one(float[] a, float p, float[] y) {
        Checks.atLeast("column length", a.length, y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] += p * a[i];
        }
    }

    /**
     * Lists the non-zero elements of {@code x[from .. to)}.
     *
     * @param ids written; their indices, ascending
     * @param values written; their values
     * @return how many there are
     */
    public static int nonZero(float[] x, int from, int to, int[] ids, float[] values) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (x[i] != 0f) {
                ids[count] = i;
                values[count++] = x[i];
            }
        }
        return count;
    }
}
