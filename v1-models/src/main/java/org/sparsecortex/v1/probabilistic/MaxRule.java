package org.sparsecortex.v1.probabilistic;

import java.util.Arrays;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Fields of which the strongest counts at each place: MCA (no field is negative) and MMCA (the largest magnitude, with its sign).
 *
 * <pre>
 *   t_d = sum_h s_h sgn(W_hd) |W_hd|^rho,   m_d = sgn(t_d) |t_d|^(1/rho),   rho = 1 / (1 - 1 / max(T, c))
 *   A_hd = s_h min(1, |W_hd|^(rho-1) |m_d| / |t_d|)        one unit on: m = W_h, A = 1
 *   W_hd = sum &lt;A_hd&gt; y_d / sum &lt;A_hd&gt;,   as it was where the divisor is below 1e-4
 *   sigma^2 = sum &lt;|y - m|^2&gt; / (N D)
 * </pre>
 *
 * T: temperature; c: softness. Powers are of fields over the largest magnitude at the place, so that none overflows; where nothing but
 * the largest is left of a sum, m is that field exactly. Candidates: smallest sum_d max(0, W_hd - y_d) for MCA, smallest
 * |W_h - y| for MMCA. MCA keeps fields at 1e-4 or more; MMCA moves a field only by the share max(0.2, 1 - exp(-divisor / 2.5)).
 *
 * <p>Source: Puertas, Bornschein and Luecke 2010 (NIPS 23) for MCA, Bornschein, Henniges and Luecke 2013,
 * doi:10.1371/journal.pcbi.1003062, for MMCA. Differs from the public program: A is 1 for states with one unit on, the
 * consistent choice; its weight for them is W^2.
 */
final class MaxRule extends SuperpositionRule {
    private static final double FLOOR = 1e-4;
    private static final double LEAST_DIVISOR = 1e-4;
    private static final double INERTIA = 2.5;
    private static final double LEAST_SHARE = 0.2;
    private static final double NEAR = 0.02;
    private static final int SERIES = 8;

    private final Superposition kind;
    private final int candidates;
    private final double[] scale;
    private final double[][] powers; // sgn(W) (|W| / scale)^rho
    private final double[][] slopes; // (|W| / scale)^(rho-1)
    private final double[][] sums; // t of each state of the tree
    private final double[][] largest; // power of the unit that is largest in it
    private final double[][] winner; // field of that unit
    private final double[][] means; // m of each state
    private final double[][] numerator;
    private final double[][] divisor;
    private final double[] ratios = new double[SERIES + 1]; // of binomial coefficients of 1 / rho
    private double rho;

    MaxRule(Parameters theta, StateTree tree, int candidates, Superposition kind) {
        super(theta, tree);
        this.kind = kind;
        this.candidates = candidates;
        scale = new double[dimension];
        powers = new double[atoms][dimension];
        slopes = new double[atoms][dimension];
        sums = new double[tree.size()][dimension];
        largest = new double[tree.size()][dimension];
        winner = new double[tree.size()][dimension];
        means = new double[tree.size()][dimension];
        numerator = new double[atoms][dimension];
        divisor = new double[atoms][dimension];
    }

    private boolean isSigned() {
        return kind instanceof Superposition.MaxMagnitude;
    }

    /** Keeps fields where the rule needs them. */
    void floor() {
        if (!isSigned()) {
            for (double[] field : theta.fields) {
                for (int d = 0; d < dimension; d++) {
                    field[d] = Math.max(FLOOR, field[d]);
                }
            }
        }
    }

    @Override
    void prepare(double temperature) {
        super.prepare(temperature);
        double softness =
                kind instanceof Superposition.MaxMagnitude m ? m.softness() : ((Superposition.Max) kind).softness();
        rho = 1.0 / (1.0 - 1.0 / Math.max(temperature, softness));
        for (int i = 1; i <= SERIES; i++) {
            ratios[i] = (1.0 / rho - (i - 1)) / i;
        }
        Arrays.fill(scale, Double.MIN_NORMAL);
        for (double[] field : theta.fields) {
            for (int d = 0; d < dimension; d++) {
                scale[d] = Math.max(scale[d], Math.abs(field[d]));
            }
        }
        for (int h = 0; h < atoms; h++) {
            for (int d = 0; d < dimension; d++) {
                double w = theta.fields[h][d];
                double part = Math.abs(w) / scale[d];
                slopes[h][d] = ExactMath.pow(part, rho - 1.0);
                powers[h][d] = Math.signum(w) * slopes[h][d] * part;
            }
        }
    }

    @Override
    void scores(int n, double[] log, double[] odds, double[] score) {
        if (isSigned()) {
            for (int h = 0; h < atoms; h++) {
                score[h] = 2.0 * products[n][h] - squares[h];
            }
            return;
        }
        Arrays.fill(score, 0.0);
        for (int d = 0; d < dimension; d++) {
            addExcess(column(d), samples[n][d], score);
        }
    }

    private static void addExcess(double[] column, double y, double[] score) {
        for (int h = 0; h < score.length; h++) {
            score[h] -= Math.max(0.0, column[h] - y);
        }
    }

    @Override
    void multiples(int n, int[] units, double[] log) {
        for (int k = 0; k < tree.size(); k++) {
            int[] ranks = tree.ranks(k);
            int added = units[ranks[ranks.length - 1]];
            if (ranks.length == 1) {
                System.arraycopy(powers[added], 0, sums[k], 0, dimension);
                System.arraycopy(powers[added], 0, largest[k], 0, dimension);
                System.arraycopy(theta.fields[added], 0, winner[k], 0, dimension);
            } else {
                add(tree.parent(k), added, k);
                log[k] = logNorm - distance(samples[n], means[k]) / twiceVariance;
            }
        }
    }

    /** State {@code k}: its parent with one more unit. */
    private void add(int parent, int unit, int k) {
        for (int d = 0; d < dimension; d++) {
            double power = powers[unit][d];
            boolean isLarger = Math.abs(power) > Math.abs(largest[parent][d]);
            double t = sums[parent][d] + power;
            sums[k][d] = t;
            largest[k][d] = isLarger ? power : largest[parent][d];
            winner[k][d] = isLarger ? theta.fields[unit][d] : winner[parent][d];
            means[k][d] = t == largest[k][d]
                    ? winner[k][d]
                    : Math.signum(t) * Math.abs(winner[k][d]) * root(Math.abs(t / largest[k][d]));
        }
    }

    /** x^(1/rho); near 1 by the binomial series, whose rest is below rounding there. */
    private double root(double x) {
        double u = x - 1.0;
        if (Math.abs(u) < NEAR) {
            double sum = 0.0;
            for (int i = SERIES; i > 0; i--) {
                sum = (sum + 1.0) * u * ratios[i];
            }
            return 1.0 + sum;
        }
        return x == 0.0 ? 0.0 : ExactMath.exp(ExactMath.log(x) / rho);
    }

    private static double distance(double[] y, double[] m) {
        double sum = 0.0;
        for (int d = 0; d < y.length; d++) {
            double off = y[d] - m[d];
            sum += off * off;
        }
        return sum;
    }

    /** Weight of the states with one unit on, by unit; then &lt;A&gt; of the others, by rank and place. */
    @Override
    int keptSize() {
        return atoms + candidates * dimension;
    }

    @Override
    void expect(int n, int[] units, double[] single, double[] weights, double[] codes, double[] kept) {
        System.arraycopy(single, 0, kept, 0, atoms);
        for (int k = tree.singles(); k < weights.length; k++) {
            if (weights[k] != 0.0) {
                for (int rank : tree.ranks(k)) {
                    addShares(weights[k], k, slopes[units[rank]], kept, atoms + rank * dimension);
                }
            }
        }
    }

    private void addShares(double weight, int k, double[] slope, double[] kept, int at) {
        for (int d = 0; d < dimension; d++) {
            double t = Math.abs(sums[k][d]);
            double m = Math.abs(means[k][d]) / scale[d];
            kept[at + d] += weight * (t == 0.0 ? 1.0 : Math.min(1.0, slope[d] * m / t));
        }
    }

    @Override
    int statisticsSize() {
        return 2 * atoms * dimension;
    }

    @Override
    void clear() {
        for (int h = 0; h < atoms; h++) {
            Arrays.fill(numerator[h], 0.0);
            Arrays.fill(divisor[h], 0.0);
        }
    }

    @Override
    void collect(int n, int[] units, double[] presence, double[] codes, double[] kept) {
        for (int h = 0; h < atoms; h++) {
            for (int d = 0; kept[h] != 0.0 && d < dimension; d++) {
                numerator[h][d] += kept[h] * samples[n][d];
                divisor[h][d] += kept[h];
            }
        }
        for (int r = 0; r < units.length; r++) {
            int at = atoms + r * dimension;
            for (int d = 0; d < dimension; d++) {
                numerator[units[r]][d] += kept[at + d] * samples[n][d];
                divisor[units[r]][d] += kept[at + d];
            }
        }
    }

    @Override
    void write(double[] statistics, int at) {
        int to = at;
        for (int h = 0; h < atoms; h++) {
            System.arraycopy(numerator[h], 0, statistics, to, dimension);
            System.arraycopy(divisor[h], 0, statistics, to + atoms * dimension, dimension);
            to += dimension;
        }
    }

    @Override
    void learn(double[] all, int at, Totals totals) {
        for (int h = 0; h < atoms; h++) {
            for (int d = 0; d < dimension; d++) {
                int i = at + h * dimension + d;
                double share = all[i + atoms * dimension];
                if (share >= LEAST_DIVISOR) {
                    double step = moves(share);
                    theta.fields[h][d] += step * (all[i] / share - theta.fields[h][d]);
                }
            }
        }
        floor();
        theta.noise = noise(totals.residual(), totals);
    }

    private double moves(double divisor) {
        boolean isInert = kind instanceof Superposition.MaxMagnitude m && m.inertia();
        return isInert ? Math.max(LEAST_SHARE, 1.0 - ExactMath.exp(-divisor / INERTIA)) : 1.0;
    }
}
