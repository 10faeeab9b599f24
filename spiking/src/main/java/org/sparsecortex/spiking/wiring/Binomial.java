package org.sparsecortex.spiking.wiring;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * Numbers of successes in n trials, as a function of a key.
 *
 * <p>For n p &lt; 10 by inversion, else by transformed rejection with squeeze, whose attempts are draws of the same key: Hormann
 * 1993, "The generation of binomial random variates", algorithm BTRS. Exact up to the rounding of doubles.
 */
final class Binomial {
    private static final double[] STIRLING = {
        0.0810614667953272,
        0.0413406959554092,
        0.0276779256849983,
        0.0207906721037650,
        0.0166446911898211,
        0.0138761288230707,
        0.0118967099458917,
        0.0104112652619720,
        0.00925546218271273,
        0.00833056343336287
    };

    private Binomial() {}

    /**
     * A number of 0 .. n.
     *
     * @param n trials, at least 0
     * @param p chance of each, 0..1
     */
    static long draw(long n, double p, KeyedRandom random, int unit, long step) {
        if (p > 0.5) {
            return n - draw(n, 1 - p, random, unit, step);
        }
        if (n == 0 || p <= 0) {
            return 0;
        }
        return n * p < 10 ? inversion(n, p, random.uniform(unit, step, 0)) : rejection(n, p, random, unit, step);
    }

    private static long inversion(long n, double p, double u) {
        double odds = p / (1 - p);
        double mass = ExactMath.exp(n * ExactMath.log1p(-p));
        double rest = u - mass;
        long k = 0;
        while (rest >= 0 && k < n) {
            k++;
            mass *= odds * (n - k + 1) / k;
            rest -= mass;
        }
        return k;
    }

    private static long rejection(long n, double p, KeyedRandom random, int unit, long step) {
        double spread = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double alpha = (2.83 + 5.1 / b) * spread;
        double odds = p / (1 - p);
        double squeeze = 0.92 - 4.2 / b;
        double m = Math.floor((n + 1) * p);
        for (int attempt = 0; ; attempt++) {
            double u = random.uniform(unit, step, 2 * attempt) - 0.5;
            double v = random.uniform(unit, step, 2 * attempt + 1);
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + n * p + 0.5);
            if (us >= 0.07 && v <= squeeze) {
                return (long) k;
            }
            if (k >= 0
                    && k <= n
                    && ExactMath.log(v * alpha / (a / (us * us) + b)) <= logRatio((double) n, odds, m, k)) {
                return (long) k;
            }
        }
    }

    /** ln P(k) - ln P(m). */
    private static double logRatio(double n, double odds, double m, double k) {
        return (m + 0.5) * ExactMath.log((m + 1) / (odds * (n - m + 1)))
                + (n + 1) * ExactMath.log((n - m + 1) / (n - k + 1))
                + (k + 0.5) * ExactMath.log(odds * (n - k + 1) / (k + 1))
                + stirling(m)
                + stirling(n - m)
                - stirling(k)
                - stirling(n - k);
    }

    /** ln k! - (ln(2 pi)/2 + (k + 1/2) ln(k + 1) - (k + 1)). */
    private static double stirling(double k) {
        if (k < STIRLING.length) {
            return STIRLING[(int) k];
        }
        double square = (k + 1) * (k + 1);
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
    }
}
