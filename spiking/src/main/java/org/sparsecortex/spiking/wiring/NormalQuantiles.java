package org.sparsecortex.spiking.wiring;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;

/**
 * Quantiles of the normal distribution, perhaps cut at bounds.
 *
 * <pre>  z_i with Phi(z_i) = Phi(a) + (Phi(b) - Phi(a)) (i + 1/2) / 65536,   a, b = bounds in standard deviations  </pre>
 *
 * Phi by the series 1/2 + phi(z) (z + z^3/3 + z^5/(3 5) + ...) (Marsaglia 2004, "Evaluating the normal distribution"), inverted
 * by Newton's method from the quantile before, to 1e-13.
 */
final class NormalQuantiles {
    private static final double REACH = 8;
    private static final double ROOT_TWO_PI = 2.5066282746310002;

    private NormalQuantiles() {}

    static double[] of(double mean, double sd, double low, double high) {
        double a = clamp((low - mean) / sd);
        double b = clamp((high - mean) / sd);
        double from = cumulative(a);
        double span = cumulative(b) - from;
        Checks.that(span > 1e-6, "mean", mean, "with sd = " + sd + ": less than 1e-6 lies within " + low + ".." + high);
        double[] all = new double[Distribution.CELLS];
        double z = Math.max(a, -4.5);
        for (int i = 0; i < all.length; i++) {
            z = inverse(from + span * ((i + 0.5) / all.length), z);
            all[i] = Math.min(high, Math.max(low, mean + sd * z));
        }
        return all;
    }

    private static double clamp(double z) {
        return Math.max(-REACH, Math.min(REACH, z));
    }

    /** Newton's method with steps of at most 1, which it needs only in the far tail. */
    private static double inverse(double p, double start) {
        double z = start;
        for (int i = 0; i < 100; i++) {
            double move = (p - cumulative(z)) / density(z);
            z += Math.max(-0.5, Math.min(0.5, move));
            if (Math.abs(move) < 1e-13) {
                break;
            }
        }
        return z;
    }

    static double density(double z) {
        return ExactMath.exp(-z * z / 2) / ROOT_TWO_PI;
    }

    static double cumulative(double z) {
        double term = z;
        double sum = z;
        for (int i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
            term *= z * z / i;
            sum += term;
        }
        return 0.5 + sum * density(z);
    }
}
