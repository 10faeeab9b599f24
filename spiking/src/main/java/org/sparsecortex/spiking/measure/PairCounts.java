package org.sparsecortex.spiking.measure;

import org.sparsecortex.sdr.kernel.State;

/**
 * Correlations of the numbers of spikes of all pairs of some neurons.
 *
 * <pre>  rho_ij = (mean(n_i n_j) - mean(n_i) mean(n_j)) / (sd(n_i) sd(n_j))  </pre>
 */
final class PairCounts {
    private final int n;
    private final int[] counts;
    private final int[] active;
    private final long[] sums;
    private final long[] products;
    private int actives;
    private long bins;

    /** @param n the neurons 0 .. n - 1 are correlated */
    PairCounts(int n) {
        this.n = n;
        counts = new int[n];
        active = new int[n];
        sums = new long[n];
        products = new long[n * n];
    }

    void spike(int neuron) {
        if (neuron < n && counts[neuron]++ == 0) {
            active[actives++] = neuron;
        }
    }

    void endBin() {
        for (int a = 0; a < actives; a++) {
            int i = active[a];
            sums[i] += counts[i];
            for (int b = 0; b < actives; b++) {
                products[i * n + active[b]] += (long) counts[i] * counts[active[b]];
            }
        }
        for (int a = 0; a < actives; a++) {
            counts[active[a]] = 0;
        }
        actives = 0;
        bins++;
    }

    /** Mean over pairs of which both have spiked, and not equally in every bin; NaN if there is none. */
    double mean() {
        double total = 0;
        long pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double spread = Math.sqrt(covariance(i, i) * covariance(j, j));
                if (spread > 0) {
                    total += covariance(i, j) / spread;
                    pairs++;
                }
            }
        }
        return total / pairs;
    }

    private double covariance(int i, int j) {
        double b = bins;
        return products[i * n + j] / b - sums[i] / b * (sums[j] / b);
    }

    void state(State state) {
        bins = state.keep("correlationBins", bins);
        actives = state.keep("actives", actives);
        state.keep("counts", counts);
        state.keep("active", active);
        state.keep("sums", sums);
        state.keep("products", products);
    }
}
