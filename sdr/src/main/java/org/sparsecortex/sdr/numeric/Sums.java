package org.sparsecortex.sdr.numeric;

/** Floating sums in a fixed order, so that the result does not depend on who adds. */
public final class Sums {
    private Sums() {}

    /** Sum of values[from..to) in ascending index order. */
    public static double inOrder(double[] values, int from, int to) {
        double sum = 0.0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}
