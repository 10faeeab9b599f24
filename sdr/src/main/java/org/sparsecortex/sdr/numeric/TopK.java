package org.sparsecortex.sdr.numeric;

import java.util.Arrays;
import org.sparsecortex.sdr.param.Checks;

/**
 * Selection of the k best by a total order: higher score first, then lower id. Ids are positions in the array.
 *
 * <p>Every method throws {@link IllegalArgumentException} for a NaN score, because NaN has no place in the order.
 */
public final class TopK {
    private TopK() {}

    /**
     * Ids of the k best of {@code scores}, ascending; all ids if there are fewer than k.
     *
     * @throws IllegalArgumentException if k &lt; 0 or a score is NaN
     */
    public static int[] select(double[] scores, int k) {
        Checks.atLeast("k", k, 0);
        int n = Math.min(k, scores.length);
        if (n == 0) {
            return new int[0];
        }
        for (int i = 0; i < scores.length; i++) {
            Checks.that(!Double.isNaN(scores[i]), "score[" + i + "]", scores[i], "is not a number");
        }
        double[] sorted = scores.clone();
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] += 0.0; // -0.0 and 0.0 are one score
        }
        Arrays.sort(sorted);
        double threshold = sorted[sorted.length - n];
        int above = 0;
        for (double score : scores) {
            above += score > threshold ? 1 : 0;
        }
        int ties = n - above;
        int[] winners = new int[n];
        int at = 0;
        for (int i = 0; i < scores.length && at < n; i++) {
            if (scores[i] > threshold || (scores[i] == threshold && ties-- > 0)) {
                winners[at++] = i;
            }
        }
        return winners;
    }

    /** Id of the best score, the lowest among equals; -1 if there is none. */
    public static int argMax(double[] scores) {
        int best = -1;
        for (int i = 0; i < scores.length; i++) {
            Checks.that(!Double.isNaN(scores[i]), "score[" + i + "]", scores[i], "is not a number");
            if (best < 0 || scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }
}
