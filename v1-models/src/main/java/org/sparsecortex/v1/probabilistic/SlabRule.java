package org.sparsecortex.v1.probabilistic;

import java.util.Arrays;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Spike-and-slab units whose fields add up: GSC, exact within each state.
 *
 * <pre>
 *   L = W_S W_S^T / sigma^2 + Psi_S^-1,   r = W_S y / sigma^2 + Psi_S^-1 mu_S,   k = L^-1 r
 *   ln p(y | S) = -1/2 [D ln 2 pi sigma^2 + ln det Psi_S + ln det L + |y|^2 / sigma^2 + mu_S Psi_S^-1 mu_S - r L^-1 r]
 *   &lt;z&gt; = k,  &lt;z z^T&gt; = L^-1 + k k^T  of the units that are on
 *   W = Q^-1 P,  mu_h = sum &lt;s z&gt;_h / sum &lt;s&gt;_h,  Psi_h = sum &lt;s z^2&gt;_h / sum &lt;s&gt;_h - mu_h^2
 *   sigma^2 = (sum |y|^2 - 2 tr W^T P + tr W^T Q W) / (N D)
 * </pre>
 *
 * S: the units that are on, rows W_S; Psi: variances, mu: means of the slab. A state extends the Cholesky factor of L of the state
 * it comes from by one row. Candidates: largest ln p(y | only h on).
 *
 * <p>Source: Sheikh, Shelton and Luecke 2014, JMLR 15, 2653-2687 (arXiv 1211.3589), with the algebra done anew. Differs from the
 * public program, whose likelihood lacks a factor 1/2 and whose noise takes &lt;s z&gt;&lt;s z&gt;^T for the second moment.
 */
final class SlabRule extends LinearRule {
    private static final double LEAST_VARIANCE = 1e-6; // of the mean square of the coefficient
    private static final double LEAST_PRESENCE = 1e-6; // of the samples

    private final double[] precision; // 1 / Psi
    private final double[] constant; // -1/2 (ln Psi + mu^2 / Psi)
    private final double[] drive; // r of all units, of the present sample
    private final double[][] factor; // last row of the Cholesky factor of each state of the tree
    private final double[][] solved; // factor^-1 r of each state
    private final double[][] inverse;
    private final double[] mean;
    private final double[] first; // sum <s z>

    SlabRule(Parameters theta, StateTree tree, int candidates) {
        super(theta, tree, candidates);
        precision = new double[atoms];
        constant = new double[atoms];
        drive = new double[atoms];
        factor = new double[tree.size()][];
        solved = new double[tree.size()][];
        int most = 1;
        for (int k = 0; k < tree.size(); k++) {
            most = tree.ranks(k).length;
            factor[k] = new double[most];
            solved[k] = new double[most];
        }
        inverse = new double[most][most];
        mean = new double[most];
        first = new double[atoms];
    }

    @Override
    void prepare(double temperature) {
        super.prepare(temperature);
        for (int h = 0; h < atoms; h++) {
            double mu = theta.slabMean[h];
            precision[h] = 1.0 / theta.slabVariance[h];
            constant[h] = -0.5 * (ExactMath.log(theta.slabVariance[h]) + mu * mu * precision[h]);
        }
    }

    private double diagonal(int h) {
        return 2.0 * squares[h] / twiceVariance + precision[h];
    }

    @Override
    void singles(int n, double[] log) {
        for (int h = 0; h < atoms; h++) {
            double l = diagonal(h);
            drive[h] = 2.0 * products[n][h] / twiceVariance + precision[h] * theta.slabMean[h];
            log[h] = silent(n) + constant[h] - 0.5 * ExactMath.log(l) + 0.5 * drive[h] * drive[h] / l;
        }
    }

    @Override
    void scores(int n, double[] log, double[] odds, double[] score) {
        System.arraycopy(log, 0, score, 0, atoms);
    }

    @Override
    void multiples(int n, int[] candidates, double[] log) {
        takeBlock(candidates);
        for (int k = 0; k < tree.size(); k++) {
            int[] ranks = tree.ranks(k);
            int last = ranks.length - 1;
            int unit = candidates[ranks[last]];
            double[] row = factor[k];
            double pivot = diagonal(unit);
            double rest = drive[unit];
            if (last > 0) {
                System.arraycopy(solved[tree.parent(k)], 0, solved[k], 0, last);
                solveRow(k, ranks, row);
            }
            for (int i = 0; i < last; i++) {
                pivot -= row[i] * row[i];
                rest -= row[i] * solved[k][i];
            }
            row[last] = Math.sqrt(pivot);
            solved[k][last] = rest / row[last];
            if (last > 0) {
                log[k] = log[tree.parent(k)]
                        + constant[unit]
                        - ExactMath.log(row[last])
                        + 0.5 * solved[k][last] * solved[k][last];
            }
        }
    }

    /** The new row of the factor, without its diagonal: forward substitution with the rows of the states it comes from. */
    private void solveRow(int k, int[] ranks, double[] row) {
        double[] gramRow = block[ranks[ranks.length - 1]];
        for (int i = 0; i < ranks.length - 1; i++) {
            double[] above = factorRow(k, i, ranks.length);
            double sum = 2.0 * gramRow[ranks[i]] / twiceVariance;
            for (int j = 0; j < i; j++) {
                sum -= above[j] * row[j];
            }
            row[i] = sum / above[i];
        }
    }

    /** Row {@code i} of the factor of state {@code k} with {@code size} units on. */
    private double[] factorRow(int k, int i, int size) {
        int state = k;
        for (int up = size - 1; up > i; up--) {
            state = tree.parent(state);
        }
        return factor[state];
    }

    @Override
    void expect(int n, int[] candidates, double[] single, double[] weights, double[] codes, double[] kept) {
        for (int h = 0; h < atoms; h++) {
            double variance = 1.0 / diagonal(h);
            double k = drive[h] * variance;
            codes[h] = single[h] * k;
            kept[h] = single[h] * (variance + k * k);
        }
        for (int k = tree.singles(); k < weights.length; k++) {
            if (weights[k] != 0.0) {
                invert(k);
                addMoments(weights[k], tree.ranks(k), candidates, codes, kept);
            }
        }
    }

    /** Sets {@code inverse} to the inverse of the factor of state {@code k}, {@code mean} to L^-1 r. */
    private void invert(int k) {
        int size = tree.ranks(k).length;
        for (int i = 0; i < size; i++) {
            double[] row = factorRow(k, i, size);
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? 1.0 : 0.0;
                for (int l = j; l < i; l++) {
                    sum -= row[l] * inverse[l][j];
                }
                inverse[i][j] = sum / row[i];
            }
        }
        Arrays.fill(mean, 0.0);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                mean[j] += inverse[i][j] * solved[k][i];
            }
        }
    }

    private void addMoments(double weight, int[] ranks, int[] candidates, double[] codes, double[] kept) {
        for (int i = 0; i < ranks.length; i++) {
            codes[candidates[ranks[i]]] += weight * mean[i];
            for (int j = i; j < ranks.length; j++) {
                double covariance = 0.0;
                for (int l = j; l < ranks.length; l++) {
                    covariance += inverse[l][i] * inverse[l][j];
                }
                int at = i == j ? candidates[ranks[i]] : atoms + ranks[i] * candidates.length + ranks[j];
                kept[at] += weight * (covariance + mean[i] * mean[j]);
            }
        }
    }

    /** P and Q, then sum &lt;s z&gt; of each unit. */
    @Override
    int statisticsSize() {
        return super.statisticsSize() + atoms;
    }

    @Override
    void clear() {
        super.clear();
        Arrays.fill(first, 0.0);
    }

    @Override
    void collect(int n, int[] candidates, double[] presence, double[] codes, double[] kept) {
        super.collect(n, candidates, presence, codes, kept);
        Rows.add(1.0, codes, first);
    }

    @Override
    void write(double[] statistics, int at) {
        super.write(statistics, at);
        System.arraycopy(first, 0, statistics, at + super.statisticsSize(), atoms);
    }

    @Override
    void learn(double[] sums, int at, Totals totals) {
        double[][] fields = equations(sums, at, totals.used()).solve();
        double cross = 0.0;
        for (int i = 0; i < atoms * dimension; i++) {
            cross += sums[at + i] * fields[i / dimension][i % dimension];
        }
        double residual = totals.square() - 2.0 * cross + explained(sums, at, fields);
        int diagonal = at + atoms * dimension;
        for (int h = 0; h < atoms; h++) {
            double on = totals.presence()[h];
            if (on > LEAST_PRESENCE * totals.used()) {
                double mu = sums[at + super.statisticsSize() + h] / on;
                double square = sums[diagonal] / on;
                theta.slabMean[h] = mu;
                theta.slabVariance[h] = Math.max(LEAST_VARIANCE * square, square - mu * mu);
            }
            diagonal += atoms - h;
            System.arraycopy(fields[h], 0, theta.fields[h], 0, dimension);
        }
        theta.noise = noise(residual, totals);
    }
}
