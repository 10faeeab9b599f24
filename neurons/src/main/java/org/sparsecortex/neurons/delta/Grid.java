package org.sparsecortex.neurons.delta;

/**
 * Grid of powers of two on which weights are rounded so that float sums of level times weight are exact.
 *
 * <p>A float holds all integers up to 2^24. If sum_i |w_i| kMax &lt; 2^24 grid steps for every output, each partial sum is such an
 * integer: adding changes for ever gives the bits of a fresh computation, in any order.
 */
final class Grid {
    private static final double LIMIT = 1 << 24;

    private Grid() {}

    /** Largest exponent s so that all sums stay exact on multiples of 2^-s. */
    static int exponent(double largestSum) {
        int s = 0;
        while (s < 60 && largestSum * 2 * (1L << s) < LIMIT) {
            s++;
        }
        while (s > -60 && largestSum * Math.scalb(1.0, s) >= LIMIT / 2) {
            s--;
        }
        return s;
    }

    /** Weight in grid steps. */
    static float round(double weight, int exponent) {
        return (float) Math.rint(Math.scalb(weight, exponent));
    }
}
