package org.sparsecortex.simulations.metric;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.sparsecortex.sdr.param.Checks;

/**
 * The distribution of Wilcoxon's signed ranks, of these very ranks: equal differences share the mean of their ranks.
 *
 * <pre>
 *   W+ = sum of r_i over d_i &gt; 0        W = min(W+, sum r - W+)        p = min(1, 2 P(W+ &lt;= W))
 *   exact, n &lt;= 500:   P_i(s) = (P_{i-1}(s) + P_{i-1}(s - 2 r_i)) / 2,   s = 2 W+, an integer
 *   normal limit:      P(W+ &lt;= W) = Phi((W + 1/2 - sum r / 2) / sqrt(sum r^2 / 4))
 * </pre>
 *
 * d_i: differences that are not zero; r_i: rank of |d_i|, 1..n; if differences are symmetric about zero, each rank counts to W+ with
 * probability 1/2, whatever the ranks are, and sum r^2 / 4 is the variance with its correction for ties. One half corrects for
 * continuity. Cost of the exact one: n times the sum of ranks, n^3 / 2 additions of positive numbers, so p has a relative error of
 * n units in the last place at most.
 *
 * <p>Source: Wilcoxon 1945, doi:10.2307/3001968; ties and the distribution given them: Pratt 1959,
 * doi:10.1080/01621459.1959.10501526, and Lehmann 1975, Nonparametrics, section 3.2.
 */
final class SignedRanks {
    /** Pairs up to which every choice of signs is counted. */
    private static final int EXACT = 500;

    private final long[] doubled;
    private final long positive;
    private final long all;

    /**
     * Ranks differences.
     *
     * @throws IllegalArgumentException if one is zero: it has no sign
     */
    SignedRanks(double[] differences) {
        double[] sizes = new double[differences.length];
        for (int i = 0; i < sizes.length; i++) {
            Checks.that(differences[i] != 0, "differences[" + i + "]", differences[i], "zero has no sign");
            sizes[i] = Math.abs(differences[i]);
        }
        double[] ranks = new NaturalRanking().rank(sizes);
        doubled = new long[ranks.length];
        long plus = 0;
        long sum = 0;
        for (int i = 0; i < ranks.length; i++) {
            doubled[i] = Math.round(2 * ranks[i]);
            sum += doubled[i];
            plus += differences[i] > 0 ? doubled[i] : 0;
        }
        positive = plus;
        all = sum;
    }

    /** Probability, with signs by chance, of ranks that lie at least as unequally on both sides. */
    double twoSided() {
        long less = Math.min(positive, all - positive);
        double tail = doubled.length <= EXACT ? counted((int) less) : limit(less);
        return Math.min(1, 2 * tail);
    }

    /** {@code P(2 W+ <= most)} over all choices of signs. */
    private double counted(int most) {
        double[] probability = new double[most + 1];
        probability[0] = 1;
        for (long rank : doubled) {
            for (int s = most; s >= 0; s--) {
                double added = s >= rank ? probability[s - (int) rank] : 0;
                probability[s] = (probability[s] + added) / 2;
            }
        }
        double sum = 0;
        for (double p : probability) {
            sum += p;
        }
        return sum;
    }

    private double limit(long less) {
        double squares = 0;
        for (long rank : doubled) {
            squares += (double) rank * rank;
        }
        double z = (less + 1 - all / 2.0) / Math.sqrt(squares / 4);
        return Erf.erfc(-z / Math.sqrt(2)) / 2;
    }
}
