package org.sparsecortex.v1.companions;

import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * The learner of {@link IcaParams}.
 */
final class FastIca implements LinearLearner {
    private final IcaParams p;
    private final int n;
    private final int c;
    private final Whitening whitening;
    private final double[] w;
    private final double[] inverse; // transposed: W S
    private double[] sums;
    private double[] filterColumns = {};
    private boolean white;
    private long gathered;
    private long turns;
    private double change = 1.0;

    FastIca(IcaParams params, long seed) {
        p = params;
        n = params.dimension();
        c = params.components();
        whitening = new Whitening(n, c);
        double[] identity = new double[c * c];
        for (int i = 0; i < c; i++) {
            identity[i * c + i] = 1.0;
        }
        w = decorrelated(Dense.gaussian(KeyedRandom.of(seed, "initial rotation"), c, c), identity);
        inverse = w.clone();
        sums = new double[statisticsSize()];
    }

    @Override
    public int codeSize() {
        return c;
    }

    @Override
    public int scoreSize() {
        return 2 * c;
    }

    private int statisticsSize() {
        return white ? 2 * c * c + c : whitening.statisticsSize();
    }

    @Override
    public void code(Chunk chunk) {
        double[] x = new double[n];
        double[] y = new double[c];
        double[] statistics = chunk.learns() ? chunk.statistics(statisticsSize()) : new double[0];
        double[] whiteningColumns = Dense.transpose(whitening.forth(), c, n);
        for (int k = 0; k < chunk.count(); k++) {
            chunk.sample(k, x);
            if (white) {
                Dense.addScaled(-1.0, whitening.mean(), 0, x, 0, n);
                Dense.rowTimes(x, 0, filterColumns, n, c, y);
                System.arraycopy(y, 0, chunk.codes(), k * c, c);
                score(y, chunk.scores(), k * 2 * c);
                if (statistics.length > 0) {
                    collect(x, y, whiteningColumns, statistics);
                }
            } else if (statistics.length > 0) {
                whitening.gather(x, statistics);
            }
        }
    }

    private void score(double[] y, double[] scores, int at) {
        for (int i = 0; i < c; i++) {
            scores[at + i] = y[i] * y[i];
            scores[at + c + i] = y[i] * y[i] * y[i] * y[i];
        }
    }

    private void collect(double[] x, double[] y, double[] whiteningColumns, double[] statistics) {
        double[] z = new double[c];
        Dense.rowTimes(x, 0, whiteningColumns, n, c, z);
        for (int i = 0; i < c; i++) {
            double g = ExactMath.tanh(y[i]);
            Dense.addScaled(g, z, 0, statistics, i * c, c);
            Dense.addScaled(z[i], z, 0, statistics, c * c + i * c, c);
            statistics[2 * c * c + i] += 1.0 - g * g;
        }
    }

    @Override
    public void learn(StepSums step) {
        Dense.addScaled(1.0, step.statistics(), 0, sums, 0, sums.length);
        gathered += step.samples();
        if (!white && gathered >= p.whiteningSamples()) {
            whiten();
        } else if (white && gathered >= p.updateSamples()) {
            turn();
        } else {
            return;
        }
        filterColumns = Dense.transpose(filters(), c, n);
        gathered = 0;
        sums = new double[statisticsSize()];
    }

    private void whiten() {
        whitening.learn(sums, gathered);
        white = true;
    }

    private void turn() {
        double[] metric = new double[c * c];
        Dense.addScaled(1.0 / gathered, sums, c * c, metric, 0, c * c);
        double[] next = new double[c * c];
        double[] scaled = product(w, metric, c, c);
        for (int i = 0; i < c; i++) {
            Dense.addScaled(1.0 / gathered, sums, i * c, next, i * c, c);
            Dense.addScaled(-sums[2 * c * c + i] / gathered, scaled, i * c, next, i * c, c);
        }
        next = decorrelated(next, metric);
        System.arraycopy(product(next, metric, c, c), 0, inverse, 0, c * c);
        double least = 1.0;
        for (int i = 0; i < c; i++) {
            double norm = Math.sqrt(Dense.dot(scaled, i * c, w, i * c, c));
            least = Math.min(least, Math.abs(Dense.dot(inverse, i * c, w, i * c, c)) / norm);
        }
        change = 1.0 - least;
        System.arraycopy(next, 0, w, 0, w.length);
        turns++;
    }

    /** (M S M^T)^(-1/2) M for square M and S. */
    private double[] decorrelated(double[] m, double[] metric) {
        double[] scaled = product(m, metric, c, c);
        double[][] product = new double[c][c];
        for (int i = 0; i < c; i++) {
            for (int j = 0; j <= i; j++) {
                product[i][j] = Dense.dot(scaled, i * c, m, j * c, c);
                product[j][i] = product[i][j];
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(MatrixUtils.createRealMatrix(product));
        double[] root = new double[c * c];
        for (int k = 0; k < c; k++) {
            double[] direction = eigen.getEigenvector(k).toArray();
            for (int i = 0; i < c; i++) {
                Dense.addScaled(direction[i] / Math.sqrt(eigen.getRealEigenvalue(k)), direction, 0, root, i * c, c);
            }
        }
        return product(root, m, c, c);
    }

    /** Product of a rows x rows and a rows x columns matrix. */
    static double[] product(double[] a, double[] b, int rows, int columns) {
        double[] out = new double[rows * columns];
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            Dense.rowTimes(a, i * rows, b, rows, columns, row);
            System.arraycopy(row, 0, out, i * columns, columns);
        }
        return out;
    }

    @Override
    public double[] filters() {
        return product(w, whitening.forth(), c, n);
    }

    static Outputs<LearnerKernel<FastIca>> outputs(IcaParams p) {
        return LinearLearner.<FastIca>outputs(p.plan(), p.components(), p.dimension(), "components", "patches")
                .global(
                        "change",
                        Kind.REALS,
                        1,
                        "1 - the smallest |cosine| of old and new filters, last turn",
                        k -> Reals.of(k.learner().change))
                .global(
                        "turns",
                        Kind.REALS,
                        1,
                        "turns of the fixed point so far",
                        k -> Reals.of((double) k.learner().turns));
    }

    @Override
    public double[] dictionary() {
        return product(inverse, whitening.back(), c, n);
    }

    @Override
    public void shared(State state) {
        white = state.keep("white", white);
        gathered = state.keep("gathered", gathered);
        turns = state.keep("turns", turns);
        change = state.keep("change", change);
        whitening.state(state);
        state.keep("rotation", w);
        state.keep("inverse", inverse);
        sums = state.loading() ? new double[statisticsSize()] : sums;
        state.keep("sums", sums);
        filterColumns = white ? Dense.transpose(filters(), c, n) : new double[0];
    }
}
