package org.sparsecortex.sdr.theory;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;

/**
 * Capacity, matching and noise of sparse distributed representations.
 *
 * <p>n: bits, w or a: active bits, s: synapses (bits sampled from one pattern), theta: threshold on the overlap, M: stored
 * patterns. Counts are exact integers; probabilities are exact ratios of integers rounded to a double, so their relative
 * error is below 2^-52, except where a method says otherwise. A value below 1e-308 becomes 0; {@link #log10} keeps it.
 *
 * <p>Sources: Ahmad and Hawkins 2015 (arXiv 1503.07469) and 2016 (arXiv 1601.00720).
 */
public final class SdrMath {
    private static final MathContext PRECISION = new MathContext(40);
    private static final int LOG_DIGITS = 17;

    private SdrMath() {}

    /**
     * Binomial coefficient C(n, k), 0 outside 0 &lt;= k &lt;= n. As capacity(n, w) it counts the SDRs of w active bits.
     *
     * @throws IllegalArgumentException if n &lt; 0
     */
    public static BigInteger binomial(int n, int k) {
        Checks.atLeast("n", n, 0);
        if (k < 0 || k > n) {
            return BigInteger.ZERO;
        }
        int m = Math.min(k, n - k);
        BigInteger c = BigInteger.ONE;
        for (int i = 1; i <= m; i++) {
            c = c.multiply(BigInteger.valueOf(n - m + i)).divide(BigInteger.valueOf(i));
        }
        return c;
    }

    /** Decimal logarithm of a positive integer of any size, relative error about 1e-15. */
    public static double log10(BigInteger x) {
        Checks.that(x.signum() > 0, "x", x.signum(), "must be positive");
        String digits = x.toString();
        int used = Math.min(LOG_DIGITS, digits.length());
        return ExactMath.log10(Double.parseDouble(digits.substring(0, used))) + (digits.length() - used);
    }

    /** Number of SDRs of w active bits that share exactly b bits with a given one of wx bits: C(wx, b) C(n - wx, w - b). */
    public static BigInteger overlapSet(int n, int wx, int w, int b) {
        return binomial(wx, b).multiply(binomial(n - wx, w - b));
    }

    /**
     * Probability that a random SDR of a active bits hits at least theta of s given bits.
     *
     * <pre>  fp = sum_{b=theta}^{min(s,a)} C(s,b) C(n-s,a-b) / C(n,a)  </pre>
     *
     * With s = a = w it is the false match of two SDRs; otherwise the false positive of a segment of s synapses.
     *
     * @throws IllegalArgumentException unless 0 &lt;= s, a &lt;= n and 0 &lt;= theta
     */
    public static double falsePositive(int n, int a, int s, int theta) {
        checkSizes(n, a, s);
        Checks.atLeast("theta", theta, 0);
        BigInteger hits = BigInteger.ZERO;
        int first = Math.max(theta, Math.max(0, a - (n - s)));
        int last = Math.min(s, a);
        BigInteger inside = binomial(s, first);
        BigInteger outside = binomial(n - s, a - first);
        for (int b = first; b <= last; b++) {
            hits = hits.add(inside.multiply(outside));
            if (b < last) {
                inside = inside.multiply(BigInteger.valueOf(s - b)).divide(BigInteger.valueOf(b + 1L));
                outside = outside.multiply(BigInteger.valueOf(a - b)).divide(BigInteger.valueOf(n - s - a + b + 1L));
            }
        }
        return ratio(hits, binomial(n, a));
    }

    /**
     * Probability that a segment misses its own pattern when exactly v of the pattern's a active bits are replaced.
     *
     * <pre>  fn = sum_{b=0}^{theta-1} C(a-v,b) C(v,s-b) / C(a,s)  </pre>
     *
     * @throws IllegalArgumentException unless 0 &lt;= v, s &lt;= a
     */
    public static double falseNegativeExact(int a, int s, int theta, int v) {
        Checks.inRange("s", s, 0, a);
        Checks.inRange("v", v, 0, a);
        BigInteger misses = BigInteger.ZERO;
        for (int b = 0; b < Math.min(theta, s + 1); b++) {
            misses = misses.add(binomial(a - v, b).multiply(binomial(v, s - b)));
        }
        return ratio(misses, binomial(a, s));
    }

    /**
     * Probability that a segment misses its own pattern when each active input is lost independently with probability nu.
     *
     * <pre>  fn = P(Binomial(s, 1 - nu) &lt; theta)  </pre>
     */
    public static double falseNegativeIndependent(int s, int theta, double nu) {
        return binomialBelow(s, 1.0 - nu, theta);
    }

    /** Probability that at least one of {@code count} independent tests of probability fp succeeds: 1 - (1 - fp)^count. */
    public static double anyOf(double fp, double count) {
        return -ExactMath.expm1(count * ExactMath.log1p(-fp));
    }

    /**
     * Probability that a random SDR matches at least one of M stored ones, each of w of n bits: 1 - (1 - fp)^M &lt;= M fp.
     *
     * @throws IllegalArgumentException as {@link #falsePositive}
     */
    public static double setFalsePositive(int n, int w, int patterns, int theta) {
        return anyOf(falsePositive(n, w, w, theta), patterns);
    }

    /**
     * Expected number of cells, of {@code cells} with K independent segments each, that a random activity predicts falsely:
     * cells (1 - (1 - fp)^K) with fp the false positive of one segment.
     */
    public static double falselyPredictedCells(double cells, double segmentFalsePositive, int segments) {
        return cells * anyOf(segmentFalsePositive, segments);
    }

    /** Expected fraction of ones in the union of M random SDRs: 1 - (1 - w/n)^M. */
    public static double unionDensity(int n, int w, int patterns) {
        return anyOf((double) w / n, patterns);
    }

    /** Probability that all w bits of a random SDR lie in the union of M, bits taken as independent: p^w. */
    public static double unionFullMatch(int n, int w, int patterns) {
        return ExactMath.pow(unionDensity(n, w, patterns), w);
    }

    /** Probability that at least theta of w bits lie in the union of M, bits taken as independent: binomial tail. */
    public static double unionMatch(int n, int w, int patterns, int theta) {
        return unionMatch(n, w, w, patterns, theta);
    }

    /** The same of a bits, in the union of s bits of each of M: P(Binomial(a, 1 - (1 - s/n)^M) &gt;= theta). */
    public static double unionMatch(int n, int a, int s, int patterns, int theta) {
        return binomialAtLeast(a, unionDensity(n, s, patterns), theta);
    }

    /**
     * Threshold with the smallest sum of false positives and false negatives; the lowest among equals.
     *
     * @param nu probability with which each active input is lost
     */
    public static int optimalThreshold(int n, int a, int s, double nu) {
        int best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int theta = 1; theta <= s; theta++) {
            double errors = falsePositive(n, a, s, theta) + falseNegativeIndependent(s, theta, nu);
            if (errors < least) {
                least = errors;
                best = theta;
            }
        }
        return best;
    }

    private static void checkSizes(int n, int a, int s) {
        Checks.atLeast("n", n, 1);
        Checks.inRange("a", a, 0, n);
        Checks.inRange("s", s, 0, n);
    }

    private static double ratio(BigInteger numerator, BigInteger denominator) {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), PRECISION)
                .doubleValue();
    }

    /** P(X &gt;= theta), exact in decimal arithmetic of 40 digits for the binary value of p. */
    private static double binomialAtLeast(int n, double p, int theta) {
        return tail(n, p, Math.max(0, theta), n);
    }

    /** P(X &lt; theta). */
    private static double binomialBelow(int n, double p, int theta) {
        return tail(n, p, 0, Math.min(n, theta - 1));
    }

    private static double tail(int n, double p, int from, int to) {
        Checks.inRange("p", p, 0.0, 1.0);
        BigDecimal yes = new BigDecimal(p);
        BigDecimal no = BigDecimal.ONE.subtract(yes);
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = from; k <= to; k++) {
            BigDecimal term = new BigDecimal(binomial(n, k))
                    .multiply(yes.pow(k, PRECISION), PRECISION)
                    .multiply(no.pow(n - k, PRECISION), PRECISION);
            sum = sum.add(term, PRECISION);
        }
        return sum.doubleValue();
    }
}
