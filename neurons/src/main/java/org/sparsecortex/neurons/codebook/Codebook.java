package org.sparsecortex.neurons.codebook;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Keys that follow the vectors they win, by running means over batches.
 *
 * <pre>
 *   n_k &lt;- decay n_k + (1 - decay) count_k      m_k &lt;- decay m_k + (1 - decay) sum of the z that k won
 *   key_k = m_k / n'_k      n'_k = N (n_k + 1e-5) / (N + K 1e-5)      N = sum n
 *   where n_k &lt; dead B / K:  key_k = a vector z of the batch,  n_k = 2 dead B / K,  m_k = n_k z
 * </pre>
 */
final class Codebook {
    private static final double SMALL = 1e-5;

    private final int keyCount;
    private final int size;
    private final double[] keys;
    private final double[] means;
    private final double[] counts;

    /** Keys one after another, each counted once. */
    Codebook(double[] keys, int keyCount) {
        this.keyCount = keyCount;
        this.size = keys.length / keyCount;
        this.keys = keys.clone();
        this.means = keys.clone();
        this.counts = new double[keyCount];
        Arrays.fill(counts, 1.0);
    }

    /** Puts a key at a vector of {@code z} and forgets what it has won. */
    void place(int key, double[] z, int vector, double count) {
        counts[key] = count;
        for (int i = 0; i < size; i++) {
            keys[key * size + i] = z[vector * size + i];
            means[key * size + i] = count * z[vector * size + i];
        }
    }

    /** The nearest key, the lower among equals. */
    int nearest(double[] z, int vector) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < keyCount; k++) {
            double distance = distance(z, vector, k);
            if (distance < least) {
                least = distance;
                best = k;
            }
        }
        return best;
    }

    private double distance(double[] z, int vector, int key) {
        double sum = 0.0;
        for (int i = 0; i < size; i++) {
            double d = z[vector * size + i] - keys[key * size + i];
            sum += d * d;
        }
        return sum;
    }

    /** Winners of {@code count} vectors: nearest keys, or balanced ones if {@code balance} is above 0. */
    int[] winners(double[] z, int count, double balance, int rounds) {
        int[] winners = new int[count];
        if (balance == 0) {
            for (int v = 0; v < count; v++) {
                winners[v] = nearest(z, v);
            }
            return winners;
        }
        double[][] distances = new double[count][keyCount];
        for (int v = 0; v < count; v++) {
            for (int k = 0; k < keyCount; k++) {
                distances[v][k] = distance(z, v, k);
            }
        }
        double[][] share = balanced(distances, balance, rounds);
        for (int v = 0; v < count; v++) {
            for (int k = 1; k < keyCount; k++) {
                winners[v] = share[v][k] > share[v][winners[v]] ? k : winners[v];
            }
        }
        return winners;
    }

    /**
     * Assignment of vectors (rows) to keys (columns) that gives all keys the same share, by Sinkhorn's iteration.
     *
     * <pre>  Q = exp(-(d - mid) / (half + 1e-5) / eps);  keys' sums to 1 / K, vectors' sums to 1 / B, again and again; rows of B Q  </pre>
     */
    static double[][] balanced(double[][] distances, double eps, int rounds) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] row : distances) {
            for (double d : row) {
                low = Math.min(low, d);
                high = Math.max(high, d);
            }
        }
        double middle = (high + low) / 2;
        double half = high - middle + SMALL;
        int keys = distances[0].length;
        double[][] q = new double[distances.length][keys];
        for (int v = 0; v < q.length; v++) {
            for (int k = 0; k < keys; k++) {
                q[v][k] = ExactMath.exp(-(distances[v][k] - middle) / half / eps);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (int k = 0; k < keys; k++) {
                double sum = 0.0;
                for (double[] row : q) {
                    sum += row[k];
                }
                for (double[] row : q) {
                    row[k] /= sum * keys;
                }
            }
            for (double[] row : q) {
                double sum = Arrays.stream(row).sum();
                for (int k = 0; k < keys; k++) {
                    row[k] /= sum;
                }
            }
        }
        return q;
    }

    /** Follows a batch and its winners. */
    void follow(double[] z, int[] winners, double decay) {
        for (int k = 0; k < keyCount; k++) {
            counts[k] *= decay;
        }
        for (int i = 0; i < means.length; i++) {
            means[i] *= decay;
        }
        for (int v = 0; v < winners.length; v++) {
            counts[winners[v]] += 1 - decay;
            for (int i = 0; i < size; i++) {
                means[winners[v] * size + i] += (1 - decay) * z[v * size + i];
            }
        }
        double all = 0.0;
        for (double n : counts) {
            all += n;
        }
        for (int i = 0; i < keys.length; i++) {
            double n = (counts[i / size] + SMALL) / (all + keyCount * SMALL) * all;
            keys[i] = means[i] / n;
        }
    }

    double key(int key, int i) {
        return keys[key * size + i];
    }

    double count(int key) {
        return counts[key];
    }

    void state(State state) {
        state.keep("keys", keys);
        state.keep("means", means);
        state.keep("counts", counts);
    }
}
