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

    /** Sum of a_i b_i in double precision. */
    static double dot(float[] a, int aAt, float[] b, int bAt, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (double) a[aAt + i] * b[bAt + i];
        }
        return sum;
    }
}
