package org.sparsecortex.v1.companions;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * The learner of {@link OrthogonalDictionaryParams}.
 */
final class FrankWolfe implements LinearLearner {
    private static final double RECOVERED = 0.95;

    private final OrthogonalDictionaryParams p;
    private final int n;
    private final int c;
    private final Whitening whitening;
    private final double[] a;
    private final double[] d;
    private final double[] polar;
    private double[] sums;
    private double[] columns = {}; // of P V, what a sample is multiplied by
    private boolean white;
    private long gathered;
    private long updates;
    private double least = 1.0;
    private double change;
    private double[] measured = {Double.NaN, Double.NaN};

    FrankWolfe(OrthogonalDictionaryParams params) {
        p = params;
        n = params.dimension();
        c = params.components();
        whitening = new Whitening(n, c);
        white = params.whiteningSamples() == 0;
        if (white) {
            whitening.identity();
        }
        a = new double[c * c];
        d = new double[c * c];
        polar = new double[c * c];
        for (int i = 0; i < c; i++) {
            a[i * c + i] = 1.0;
            polar[i * c + i] = 1.0;
        }
        sums = new double[statisticsSize()];
        columns = columns();
    }

    private int statisticsSize() {
        return white ? c * c : whitening.statisticsSize();
    }

    private double[] columns() {
        return white ? Dense.transpose(filters(), c, n) : new double[0];
    }

    @Override
    public int codeSize() {
        return c;
    }

    /** Squares, fourth powers, sum of |code|^3. */
    @Override
    public int scoreSize() {
        return 2 * c + 1;
    }

    @Override
    public void code(Chunk chunk) {
        double[] x = new double[n];
        double[] y = new double[c];
        double[] z = new double[c];
        double[] statistics = chunk.learns() ? chunk.statistics(statisticsSize()) : new double[0];
        double[] forth = Dense.transpose(whitening.forth(), c, n);
        for (int k = 0; k < chunk.count(); k++) {
            chunk.sample(k, x);
            if (white) {
                Dense.addScaled(-1.0, whitening.mean(), 0, x, 0, n);
                Dense.rowTimes(x, 0, columns, n, c, y);
                System.arraycopy(y, 0, chunk.codes(), k * c, c);
                score(y, chunk.scores(), k * scoreSize());
                if (statistics.length > 0) {
                    Dense.rowTimes(x, 0, forth, n, c, z);
                    collect(z, statistics);
                }
            } else if (statistics.length > 0) {
                whitening.gather(x, statistics);
            }
        }
    }

    private void score(double[] y, double[] scores, int at) {
        for (int i = 0; i < c; i++) {
            double square = y[i] * y[i];
            scores[at + i] = square;
            scores[at + c + i] = square * square;
            scores[at + 2 * c] += square * Math.abs(y[i]);
        }
    }

    private void collect(double[] z, double[] statistics) {
        for (int i = 0; i < c; i++) {
            double drive = Dense.dot(a, i * c, z, 0, c);
            Dense.addScaled(drive * Math.abs(drive), z, 0, statistics, i * c, c);
        }
    }

    @Override
    public void take(Step step, Inputs inputs, StepSums given) {
        if (step.learn()) {
            learn(given);
        }
        if (inputs.hasPort(OrthogonalDictionaryParams.TRUTH) && inputs.has(OrthogonalDictionaryParams.TRUTH)) {
            measured = measure(inputs.reals(OrthogonalDictionaryParams.TRUTH).toArray());
        }
    }

    @Override
    public void learn(StepSums step) {
        if (white) {
            Dense.addScaled(1.0, step.statistics(), 0, sums, 0, sums.length);
            update(step.samples());
            sums = new double[statisticsSize()];
            columns = columns();
            return;
        }
        Dense.addScaled(1.0, step.statistics(), 0, sums, 0, sums.length);
        gathered += step.samples();
        if (gathered >= p.whiteningSamples()) {
            whitening.learn(sums, gathered);
            white = true;
            sums = new double[statisticsSize()];
            columns = columns();
        }
    }

    private void update(int samples) {
        updates++;
        double rho = ExactMath.pow((double) updates, -p.averaging());
        double eta = Math.min(1.0, ExactMath.pow(p.scale() / (updates + p.offset()), p.exponent()));
        for (int i = 0; i < d.length; i++) {
            d[i] += rho * (sums[i] / samples - d[i]);
        }
        double[] target = polarOf(d);
        for (int i = 0; i < a.length; i++) {
            a[i] += eta * (target[i] - a[i]);
        }
        SingularValueDecomposition parts = parts(a);
        double[] now = polarOf(parts);
        least = parts.getSingularValues()[c - 1];
        double moved = 0.0;
        for (int i = 0; i < now.length; i++) {
            moved += (now[i] - polar[i]) * (now[i] - polar[i]);
        }
        change = Math.sqrt(moved);
        System.arraycopy(now, 0, polar, 0, now.length);
    }

    private SingularValueDecomposition parts(double[] matrix) {
        double[][] rows = new double[c][c];
        for (int i = 0; i < c; i++) {
            System.arraycopy(matrix, i * c, rows[i], 0, c);
        }
        return new SingularValueDecomposition(new Array2DRowRealMatrix(rows, false));
    }

    private double[] polarOf(double[] matrix) {
        return polarOf(parts(matrix));
    }

    private double[] polarOf(SingularValueDecomposition parts) {
        RealMatrix product = parts.getU().multiply(parts.getVT());
        double[] flat = new double[c * c];
        for (int i = 0; i < c; i++) {
            System.arraycopy(product.getRow(i), 0, flat, i * c, c);
        }
        return flat;
    }

    /** A as it is, not orthogonal. */
    double[] relaxed() {
        return a.clone();
    }

    @Override
    public double[] filters() {
        return FastIca.product(polar, whitening.forth(), c, n);
    }

    @Override
    public double[] dictionary() {
        return FastIca.product(polar, whitening.back(), c, n);
    }

    /** Error 1 - (1/c) sum of the fourth powers of the cosines of all pairs, and share of atoms with a cosine above 0.95. */
    private double[] measure(double[] truth) {
        double[] atoms = dictionary();
        Dense.normaliseRows(atoms, n);
        Dense.normaliseRows(truth, n);
        double fourth = 0.0;
        int found = 0;
        for (int i = 0; i < c; i++) {
            double most = 0.0;
            for (int j = 0; j < c; j++) {
                double cosine = Math.abs(Dense.dot(atoms, i * n, truth, j * n, n));
                fourth += cosine * cosine * cosine * cosine;
                most = Math.max(most, cosine);
            }
            found += most > RECOVERED ? 1 : 0;
        }
        return new double[] {1.0 - fourth / c, found / (double) c};
    }

    static Outputs<LearnerKernel<FrankWolfe>> outputs(OrthogonalDictionaryParams p) {
        return LinearLearner.<FrankWolfe>outputs(p.plan(), p.components(), p.dimension(), "codes", "samples")
                .global(
                        "thirdMoment",
                        Kind.REALS,
                        1,
                        "mean over the samples of (1/3) sum of |code|^3",
                        k -> Reals.of(k.sums().meanScore(2 * p.components() + 1, 2 * p.components()) / 3.0))
                .global(
                        "least",
                        Kind.REALS,
                        1,
                        "least singular value of A: 1 where A is orthogonal",
                        k -> Reals.of(k.learner().least))
                .global(
                        "change",
                        Kind.REALS,
                        1,
                        "norm of the change of P in the step",
                        k -> Reals.of(k.learner().change))
                .global(
                        "error",
                        Kind.REALS,
                        1,
                        "1 - mean over atoms of the sum of cosine^4 with the true ones; not a number without them",
                        k -> Reals.of(k.learner().measured[0]))
                .global(
                        "recovered",
                        Kind.REALS,
                        1,
                        "share of atoms with |cosine| above 0.95 to a true one; not a number without them",
                        k -> Reals.of(k.learner().measured[1]));
    }

    @Override
    public void shared(State state) {
        white = state.keep("white", white);
        gathered = state.keep("gathered", gathered);
        updates = state.keep("updates", updates);
        least = state.keep("least", least);
        change = state.keep("change", change);
        state.keep("measured", measured);
        whitening.state(state);
        state.keep("a", a);
        state.keep("d", d);
        state.keep("polar", polar);
        sums = state.loading() ? new double[statisticsSize()] : sums;
        state.keep("sums", sums);
        columns = columns();
    }
}
