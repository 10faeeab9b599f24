package org.sparsecortex.v1.code;

/**
 * Loops over single-precision vectors; sums run in ascending order.
 *
 * <p>Rows are arrays of their own: a loop over part of a longer array, {@code a[at + i]}, is not vectorised by the compiler of
 * Java 17 and takes four times as long.
 */
final class Vectors {
    private Vectors() {}

    /** y += s a. */
    static void add(float s, float[] a, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += s * a[i];
        }
    }

    /**
     * y += sign (r_k a_k + r_l a_l + ...) for the rows k, l, ... of a list, in its order.
     *
     * <p>Four rows at once read and write y once for all of them; the bits are those of one row after another.
     *
     * @param sign 1 or -1
     * @param y written
     */
    static void addRows(float sign, float[] r, int[] list, int count, float[][] rows, float[] y) {
        int i = 0;
        for (; i + 3 < count; i += 4) {
            addFour(
                    sign * r[list[i]],
                    sign * r[list[i + 1]],
                    sign * r[list[i + 2]],
                    sign * r[list[i + 3]],
                    rows[list[i]],
                    rows[list[i + 1]],
                    rows[list[i + 2]],
                    rows[list[i + 3]],
                    y);
        }
        for (; i < count; i++) {
            add(sign * r[list[i]], rows[list[i]], y);
        }
    }

    private static void addFour(
            float s, float t, float u, float v, float[] a, float[] b, float[] c, float[] d, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = (((y[i] + s * a[i]) + t * b[i]) + u * c[i]) + v * d[i];
        }
    }

    /** Sum of a_i b_i in double precision. */
    static double dot(float[] a, int aAt, float[] b, int bAt, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (double) a[aAt + i] * b[bAt + i];
        }
        return sum;
    }
}
