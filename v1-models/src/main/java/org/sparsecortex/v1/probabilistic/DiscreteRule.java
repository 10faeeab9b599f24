package org.sparsecortex.v1.probabilistic;

/**
 * Units with discrete values whose fields add up: BSC, TSC and DSC.
 *
 * <pre>
 *   |y - s W|^2 = |y|^2 + e(s),   b = W y,   G = W W^T
 *   e(s with unit j at v) = e(s) + G_jj v^2 - 2 v b_j + 2 v sum_i G_ij s_i
 *   sigma^2 = sum &lt;|y - s W|^2&gt; / (N D) with the old fields
 * </pre>
 *
 * Candidates: largest W_h . y / |W_h| for one value; with several, the largest ln p(v) - |y - v W_h|^2 / (2 sigma^2) over v.
 */
final class DiscreteRule extends LinearRule {
    private final double[] inverseNorms;
    private final double[] errors;

    DiscreteRule(Parameters theta, StateTree tree, int candidates) {
        super(theta, tree, candidates);
        inverseNorms = new double[atoms];
        errors = new double[tree.size()];
    }

    @Override
    void prepare(double temperature) {
        super.prepare(temperature);
        for (int h = 0; h < atoms; h++) {
            inverseNorms[h] = squares[h] == 0.0 ? 0.0 : 1.0 / Math.sqrt(squares[h]);
        }
    }

    @Override
    boolean keepsPrior() {
        return true;
    }

    @Override
    void scores(int n, double[] log, double[] odds, double[] score) {
        int values = theta.values.length;
        if (values == 1) {
            for (int h = 0; h < atoms; h++) {
                score[h] = products[n][h] * inverseNorms[h];
            }
            return;
        }
        for (int h = 0; h < atoms; h++) {
            score[h] = log[h * values] + odds[h * values];
            for (int v = 1; v < values; v++) {
                score[h] = Math.max(score[h], log[h * values + v] + odds[h * values + v]);
            }
        }
    }

    @Override
    void multiples(int n, int[] candidates, double[] log) {
        takeBlock(candidates);
        double[] b = products[n];
        for (int k = 0; k < tree.size(); k++) {
            int[] ranks = tree.ranks(k);
            int[] values = tree.values(k);
            int last = ranks.length - 1;
            double[] row = block[ranks[last]];
            double v = theta.values[values[last]];
            double shared = 0.0;
            for (int i = 0; i < last; i++) {
                shared += row[ranks[i]] * theta.values[values[i]];
            }
            double before = last == 0 ? 0.0 : errors[tree.parent(k)];
            errors[k] = before + row[ranks[last]] * v * v - 2.0 * v * b[candidates[ranks[last]]] + 2.0 * v * shared;
            if (last > 0) {
                log[k] = logNorm - (sampleSquares[n] + errors[k]) / twiceVariance;
            }
        }
    }

    @Override
    void expect(int n, int[] candidates, double[] single, double[] weights, double[] codes, double[] kept) {
        int state = 0;
        for (int h = 0; h < atoms; h++) {
            for (double v : theta.values) {
                kept[h] += v * v * single[state++];
            }
        }
        for (int k = tree.singles(); k < weights.length; k++) {
            if (weights[k] != 0.0) {
                addPairs(weights[k], tree.ranks(k), tree.values(k), candidates, kept);
            }
        }
    }

    private void addPairs(double weight, int[] ranks, int[] values, int[] candidates, double[] kept) {
        for (int i = 0; i < ranks.length; i++) {
            double v = theta.values[values[i]];
            kept[candidates[ranks[i]]] += weight * v * v;
            int row = atoms + ranks[i] * candidates.length;
            for (int j = i + 1; j < ranks.length; j++) {
                kept[row + ranks[j]] += weight * v * theta.values[values[j]];
            }
        }
    }

    @Override
    void learn(double[] sums, int at, Totals totals) {
        double[][] solved = equations(sums, at, totals.used()).solve();
        for (int h = 0; h < atoms; h++) {
            System.arraycopy(solved[h], 0, theta.fields[h], 0, dimension);
        }
        theta.noise = noise(totals.residual(), totals);
    }
}
