package org.sparsecortex.v1.learn;

import org.sparsecortex.sdr.Reals;

/** Single-precision arrays: sums and signals. */
final class Floats {
    private Floats() {}

    /** y += s a; rows are arrays of their own, because loops over parts of arrays are not vectorised (Java 17). */
    static void add(float s, float[] a, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += s * a[i];
        }
    }

    static Reals toReals(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return Reals.wrap(wide);
    }
}
