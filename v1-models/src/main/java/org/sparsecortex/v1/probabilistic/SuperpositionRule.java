package org.sparsecortex.v1.probabilistic;

import java.util.Arrays;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * The part of truncated EM that depends on how fields superpose: log-likelihoods of states, expectations, new fields.
 *
 * <pre>  ln p(y | s) = -D/2 ln(2 pi sigma^2) - |y - mean(s)|^2 / (2 sigma^2)  </pre>
 *
 * <p>Samples are handled in chunks: {@link #begin} forms the products b = W y of a chunk, a block of samples after another that
 * the nearest memory holds. All sums have one order.
 */
abstract class SuperpositionRule {
    private static final int BLOCK = 8;

    final Parameters theta;
    final StateTree tree;
    final int atoms;
    final int dimension;

    /** |W_h|^2. */
    final double[] squares;

    double[][] samples = {};
    double[][] products = {};
    double[] sampleSquares = {};
    double logNorm;
    double twiceVariance;
    private final double[][] columns;

    SuperpositionRule(Parameters theta, StateTree tree) {
        this.theta = theta;
        this.tree = tree;
        this.atoms = theta.atoms();
        this.dimension = theta.dimension();
        this.squares = new double[atoms];
        this.columns = new double[dimension][atoms];
    }

    /** Follows changed parameters or a changed temperature. */
    void prepare(double temperature) {
        twiceVariance = 2.0 * theta.sigma() * theta.sigma();
        logNorm = -0.5 * dimension * ExactMath.log(Math.PI * twiceVariance);
        for (int h = 0; h < atoms; h++) {
            double[] field = theta.fields[h];
            squares[h] = Dense.square(field, 0, dimension);
            for (int d = 0; d < dimension; d++) {
                columns[d][h] = field[d];
            }
        }
    }

    /** Takes the samples of a chunk. */
    void begin(double[][] y, int count) {
        samples = y;
        if (products.length < count) {
            products = new double[count][atoms];
            sampleSquares = new double[count];
        }
        for (int n = 0; n < count; n++) {
            sampleSquares[n] = Dense.square(y[n], 0, dimension);
            Arrays.fill(products[n], 0.0);
        }
        for (int from = 0; from < count; from += BLOCK) {
            int to = Math.min(count, from + BLOCK);
            for (int d = 0; d < dimension; d += BLOCK) {
                for (int n = from; n < to; n++) {
                    Rows.addAll(y[n], d, Math.min(BLOCK, dimension - d), columns, 0, products[n]);
                }
            }
        }
    }

    /** Columns of the fields. */
    final double[][] columns() {
        return columns;
    }

    /** Element {@code d} of all fields. */
    final double[] column(int d) {
        return columns[d];
    }

    /** ln p(y | 0) of sample {@code n} of the chunk. */
    final double silent(int n) {
        return logNorm - sampleSquares[n] / twiceVariance;
    }

    /** ln p(y | s) of all states with one unit on, by unit, then value; written. */
    void singles(int n, double[] log) {
        int at = 0;
        double[] b = products[n];
        for (int h = 0; h < atoms; h++) {
            for (double v : theta.values) {
                log[at++] = logNorm - (sampleSquares[n] + v * v * squares[h] - 2.0 * v * b[h]) / twiceVariance;
            }
        }
    }

    /** Whether the temperature leaves the prior as it is and flattens the likelihood alone. */
    boolean keepsPrior() {
        return false;
    }

    /**
     * How promising each unit is; the best become candidates.
     *
     * @param log ln p(y | s) of the states with one unit on
     * @param odds what each of them adds to the prior
     * @param score written
     */
    abstract void scores(int n, double[] log, double[] odds, double[] score);

    /**
     * ln p(y | s) of the states with several candidates on.
     *
     * @param candidates units by rank
     * @param log of all states of the tree; those with one unit on are there, the others are written
     */
    abstract void multiples(int n, int[] candidates, double[] log);

    /** Numbers of a sample that {@link #expect} leaves for {@link #collect}. */
    abstract int keptSize();

    /**
     * Expectations over the states of the sample that {@link #multiples} had last.
     *
     * @param single weights of the states with one unit on, by unit, then value
     * @param weights weights of the states of the tree; 0 for those with one unit on
     * @param codes the mean of s so far; written where the rule has another mean
     * @param kept zeros; written
     */
    abstract void expect(int n, int[] candidates, double[] single, double[] weights, double[] codes, double[] kept);

    /** Numbers in the statistics of a chunk. */
    abstract int statisticsSize();

    /** Begins the sums of a chunk at zero. */
    abstract void clear();

    /** Adds a sample to the sums of the chunk. */
    abstract void collect(int n, int[] candidates, double[] presence, double[] codes, double[] kept);

    /** The sums of the chunk, from {@code at} of {@code statistics} (written). */
    abstract void write(double[] statistics, int at);

    /**
     * New fields and noise.
     *
     * @param sums sums of statistics, from {@code at}
     * @param totals what all rules need
     */
    abstract void learn(double[] sums, int at, Totals totals);

    /** sigma for a sum of squared residuals; no less than a millionth of the samples' size, so that it stays a divisor. */
    final double noise(double residual, Totals totals) {
        double least = 1e-12 * totals.square();
        return Math.max(1e-9, Math.sqrt(Math.max(least, residual) / (totals.used() * dimension)));
    }

    /**
     * Sums over the samples that are learnt from.
     *
     * @param used number of samples
     * @param residual expected squared distance from the mean of the states
     * @param square squared samples
     * @param presence expected number of samples in which each unit had each value
     */
    record Totals(double used, double residual, double square, double[] presence) {}
}
