package org.sparsecortex.sdr.numeric;

import java.util.Arrays;
import org.sparsecortex.sdr.param.Checks;

/**
 * Selection of the k best by a total order: higher score first, then lower id. Ids are positions in the array.
 *
 * <p>Every method throws {@link IllegalArgumentException} for a NaN score, because NaN has no place in the order.
 */
public final class TopK {
    /** A heap beats sorting when it holds at most one in this many scores. */
    private static final int HEAP_SHARE = 8;

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
            requireNumber(scores, i);
        }
        double threshold = HEAP_SHARE * n <= scores.length ? largestByHeap(scores, n) : largestBySort(scores, n);
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

    private static void requireNumber(double[] scores, int i) {
        if (Double.isNaN(scores[i])) {
            Checks.that(false, "score[" + i + "]", scores[i], "is not a number");
        }
    }

    private static double largestBySort(double[] scores, int n) {
        double[] sorted = scores.clone();
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] += 0.0; // -0.0 and 0.0 are one score
        }
        Arrays.sort(sorted);
        return sorted[sorted.length - n];
    }

    /** The n-th largest score: the smallest of a heap that holds the n largest so far, its smallest on top. */
    private static double largestByHeap(double[] scores, int n) {
        double[] heap = new double[n];
        for (int i = 0; i < n; i++) {
            int at = i;
            for (; at > 0 && heap[(at - 1) / 2] > scores[i]; at = (at - 1) / 2) {
                heap[at] = heap[(at - 1) / 2];
            }
            heap[at] = scores[i];
        }
        for (int i = n; i < scores.length; i++) {
            if (scores[i] > heap[0]) {
                replaceTop(heap, scores[i]);
            }
        }
        return heap[0] + 0.0;
    }

    private static void replaceTop(double[] heap, double score) {
        int at = 0;
        for (int child = 1; child < heap.length; child = 2 * at + 1) {
            child += child + 1 < heap.length && heap[child + 1] < heap[child] ? 1 : 0;
            if (heap[child] >= score) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = score;
    }

    /** Id of the best score, the lowest among equals; -1 if there is none. */
    public static int argMax(double[] scores) {
        int best = -1;
        for (int i = 0; i < scores.length; i++) {
            requireNumber(scores, i);
            if (best < 0 || scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }
}
