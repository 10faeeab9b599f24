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

    /**
     * Sum of values[0..length) with Neumaier's 1974 compensation: the error does not grow with the length.
     */
    public static double compensated(double[] values, int length) {
        double sum = 0.0;
        double lost = 0.0;
        for (int i = 0; i < length; i++) {
            double x = values[i];
            double t = sum + x;
            lost += Math.abs(sum) >= Math.abs(x) ? (sum - t) + x : (x - t) + sum;
            sum = t;
        }
        return sum + lost;
    }

    /**
     * Dot product over eight lanes and a fixed tree: lane l adds the products at indices l, l + 8, ...; the lanes are joined
     * as ((0+4)+(2+6))+((1+5)+(3+7)). A vectorised form with the same lanes gives the same bits; no fused multiply-add.
     */
    public static double dot(double[] a, double[] b, int length) {
        double[] lane = new double[8];
        int whole = length & ~7;
        for (int i = 0; i < whole; i += 8) {
            for (int l = 0; l < 8; l++) {
                lane[l] += a[i + l] * b[i + l];
            }
        }
        for (int i = whole; i < length; i++) {
            lane[i - whole] += a[i] * b[i];
        }
        return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
    }
}
