package org.sparsecortex.v1.code;

/** Loops over rows of single-precision matrices; sums run in ascending order. */
final class Vectors {
    private Vectors() {}

    /** y[0..n) += s a[at..at+n). */
    static void add(float s, float[] a, int at, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += s * a[at + i];
        }
    }

    /** y[yAt..yAt+n) += s a[at..at+n). */
    static void add(float s, float[] a, int at, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += s * a[at + i];
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
