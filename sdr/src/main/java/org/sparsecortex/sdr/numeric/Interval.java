package org.sparsecortex.sdr.numeric;

import org.sparsecortex.sdr.param.Checks;

/**
 * A 95 % confidence interval, the one of this program: Student's t for a mean, Wilson's for a share.
 *
 * <pre>
 *   mean   m -+ t_{0.975, n-1} sd / sqrt n
 *   share  (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n),   p = successes / n,  z = 1.95996...
 * </pre>
 *
 * <p>Source: Student 1908, The probable error of a mean; Wilson 1927, Probable inference, the law of succession, and
 * statistical inference. A Wilson interval stays in 0..1; {@link #within} keeps one of a mean inside the range of its
 * quantity.
 *
 * @param low lower bound
 * @param high upper bound, at least low; both may be NaN
 */
public record Interval(double low, double high) {
    private static final double Z = 1.959963984540054; // 0.975 quantile of the standard normal
    private static final long FEW = 400; // up to here the sums are exact, from here the expansion is to 1e-12

    public Interval {
        Checks.that(!(low > high), "low", low, "must not exceed high = " + high);
    }

    /**
     * Of a mean.
     *
     * @param sd standard deviation of the values, with n - 1 in the denominator
     * @param n number of values; one says nothing about spread: low = high = mean
     */
    public static Interval ofMean(double mean, double sd, long n) {
        Checks.that(n >= 1, "n", n, "an interval needs a value");
        double half = n == 1 ? 0.0 : studentQuantile(n - 1) * sd / Math.sqrt((double) n);
        return new Interval(mean - half, mean + half);
    }

    /** Of the mean of values, at least one. */
    public static Interval ofValues(double... values) {
        double mean = mean(values);
        double squares = 0.0;
        for (double x : values) {
            squares += (x - mean) * (x - mean);
        }
        return ofMean(mean, values.length == 1 ? 0.0 : Math.sqrt(squares / (values.length - 1)), values.length);
    }

    /**
     * Of the mean m of values above 0, at least one; as far from it in ratio to both sides, so that it stays above 0.
     *
     * <pre>  m exp(-+ t_{0.975, n-1} sd / (m sqrt n))  </pre>
     *
     * Normal in ln m: the delta method. Near m, where the spread is small, it is the interval of {@link #ofValues}.
     */
    public static Interval ofPositive(double... values) {
        double mean = mean(values);
        Checks.that(mean > 0.0, "mean", mean, "must be above 0 for an interval in ratios");
        double half = ofValues(values).high() - mean;
        double ratio = ExactMath.exp(half / mean);
        return new Interval(mean / ratio, mean * ratio);
    }

    /** The mean of values, at least one, added up in their order. */
    public static double mean(double... values) {
        Checks.atLeast("values", values.length, 1);
        double sum = 0.0;
        for (double x : values) {
            sum += x;
        }
        return sum / values.length;
    }

    /**
     * Of a share.
     *
     * @throws IllegalArgumentException unless 0 &lt;= successes &lt;= trials and 1 &lt;= trials
     */
    public static Interval ofShare(long successes, long trials) {
        Checks.that(trials >= 1, "trials", trials, "a share needs a trial");
        Checks.inRange("successes", successes, 0L, trials);
        double p = (double) successes / trials;
        double z2 = Z * Z;
        double centre = (p + z2 / (2.0 * trials)) / (1 + z2 / trials);
        double half = Z * Math.sqrt(p * (1 - p) / trials + z2 / (4.0 * trials * trials)) / (1 + z2 / trials);
        return new Interval(
                successes == 0 ? 0.0 : Math.max(0.0, centre - half),
                successes == trials ? 1.0 : Math.min(1.0, centre + half));
    }

    /** The part of this interval inside the range of the quantity, for example 0..1 for a mean of shares. */
    public Interval within(double least, double most) {
        return new Interval(Math.max(least, Math.min(most, low)), Math.min(most, Math.max(least, high)));
    }

    /**
     * 0.975 quantile of Student's distribution, to 1e-11 of its value.
     *
     * <pre>  P(|T| &lt; t) = 0.95  with the finite sums of Abramowitz and Stegun 1964, 26.7.3 and 26.7.4, by bisection;
     *   t = z + g_1(z) / v + ... + g_4(z) / v^4  for more than 400 degrees of freedom (26.7.5)  </pre>
     *
     * @param degrees degrees of freedom v, at least 1
     */
    public static double studentQuantile(long degrees) {
        Checks.that(degrees >= 1, "degrees", degrees, "must be at least 1");
        if (degrees > FEW) {
            return expansion((double) degrees);
        }
        double low = Z;
        double high = 13.0; // t_{0.975, 1} = 12.706
        for (double t = middle(low, high); t > low && t < high; t = middle(low, high)) {
            if (central((int) degrees, t) < 0.95) {
                low = t;
            } else {
                high = t;
            }
        }
        return middle(low, high);
    }

    private static double middle(double low, double high) {
        return low + (high - low) / 2;
    }

    /** P(|T| &lt; t). */
    private static double central(int v, double t) {
        double cos2 = v / (v + t * t);
        double sin = t / Math.sqrt(v + t * t);
        boolean odd = v % 2 == 1;
        double term = odd ? Math.sqrt(cos2) : 1.0;
        double sum = v == 1 ? 0.0 : term;
        for (int k = odd ? 3 : 2; k <= v - 2; k += 2) {
            term *= cos2 * (k - 1) / k;
            sum += term;
        }
        return odd ? 2 / Math.PI * (ExactMath.atan2(t, Math.sqrt((double) v)) + sin * sum) : sin * sum;
    }

    private static double expansion(double v) {
        double z2 = Z * Z;
        double g1 = Z * (z2 + 1) / 4;
        double g2 = Z * ((5 * z2 + 16) * z2 + 3) / 96;
        double g3 = Z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
        double g4 = Z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
        return Z + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v;
    }
}
