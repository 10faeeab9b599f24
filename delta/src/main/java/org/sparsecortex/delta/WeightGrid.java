package org.sparsecortex.delta;

/**
 * Grid of powers of two on which weights are rounded so that float sums of level times weight are exact.
 *
 * <p>A float holds all integers up to 2^24. If sum_i |w_i| kMax &lt; 2^24 grid steps for every output, each partial sum is such an
 * integer: adding changes for ever gives the bits of a fresh computation, in any order.
 */
final class WeightGrid {
    /** Bound of sums that are kept as ints: twice the distance of two of them is an int too. */
    static final int LARGEST = 1 << 28;

    private static final double LIMIT = 1 << 24;

    private WeightGrid() {}

    /** Largest exponent s so that all float sums stay exact on multiples of 2^-s. */
    static int exponent(double largestSum) {
        return exponent(largestSum, LIMIT / 2);
    }

    /** Largest exponent s so that sums on multiples of 2^-s stay below {@link #LARGEST}. */
    static int intExponent(double largestSum) {
        return exponent(largestSum, LARGEST);
    }

    private static int exponent(double largestSum, double limit) {
        int s = 0;
        while (s < 60 && largestSum * (1L << s) < limit) {
            s++;
        }
        while (s > -60 && largestSum * Math.scalb(1.0, s) >= limit) {
            s--;
        }
        return s;
    }

    /** Weight as an int in grid steps. */
    static int roundToInt(double weight, int exponent) {
        return (int) Math.rint(Math.scalb(weight, exponent));
    }

    /** Weight in grid steps. */
    static float round(double weight, int exponent) {
        return (float) Math.rint(Math.scalb(weight, exponent));
    }
}
