package org.sparsecortex.v1.companions;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.learning.Learner;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;

/** The learner of {@link SupervisedDictionaryParams}. */
final class SupervisedDictionary implements Learner {
    private static final int LOSS = 0;
    private static final int RIGHT = 1;
    private static final int ERROR = 2;
    private static final int SQUARE = 3;
    private static final int SCORES = 4;

    private final SupervisedDictionaryParams p;
    private final int n;
    private final int q; // covariates and the constant
    private final double[] readout;
    private final double[] offset;
    private final double[] basis; // orthonormal rows
    private final double[] scale; // singular values of [c A  X]
    private double objective = Double.NaN;
    private final double[] measured = {Double.NaN, Double.NaN, Double.NaN};

    SupervisedDictionary(SupervisedDictionaryParams params) {
        p = params;
        n = p.dimension();
        q = p.covariates() + 1;
        readout = new double[n];
        offset = new double[q];
        basis = new double[p.atoms() * n];
        scale = new double[p.atoms()];
    }

    /** The code, then the log-odds of class 1. */
    @Override
    public int codeSize() {
        return p.atoms() + 1;
    }

    @Override
    public int scoreSize() {
        return SCORES;
    }

    private int statisticsSize() {
        return n * n + q * q + n + q;
    }

    @Override
    public void code(Chunk chunk) {
        double[] x = new double[n];
        double[] beside = new double[q];
        Ints labels = chunk.inputs().ints(SupervisedDictionaryParams.LABELS);
        double[] statistics = chunk.learns() ? chunk.statistics(statisticsSize()) : new double[0];
        for (int k = 0; k < chunk.count(); k++) {
            chunk.sample(k, x);
            covariates(chunk.inputs(), SupervisedDictionaryParams.COVARIATES, chunk.first() + k, beside);
            int label = label(labels, chunk.first() + k);
            double odds = odds(x, beside);
            chunk.codes()[k * codeSize() + p.atoms()] = odds;
            score(x, odds, label, chunk.scores(), k * SCORES, chunk.codes(), k * codeSize());
            if (statistics.length > 0) {
                gather(x, beside, ExactMath.sigmoid(odds) - label, statistics);
            }
        }
    }

    private static int label(Ints labels, int i) {
        int label = labels.get(i);
        Checks.inRange("labels[" + i + "]", label, 0, 1);
        return label;
    }

    private void covariates(Inputs inputs, String port, int i, double[] beside) {
        beside[0] = 1.0;
        if (q > 1) {
            inputs.reals(port).copyTo(i * (q - 1), beside, 1, q - 1);
        }
    }

    private double odds(double[] x, double[] beside) {
        return Dense.dot(readout, 0, x, 0, n) + Dense.dot(offset, 0, beside, 0, q);
    }

    private void score(double[] x, double odds, int label, double[] scores, int at, double[] codes, int code) {
        double square = Dense.square(x, 0, n);
        double explained = 0.0;
        for (int r = 0; r < p.atoms(); r++) {
            double along = Dense.dot(basis, r * n, x, 0, n);
            explained += along * along;
            codes[code + r] = scale[r] == 0.0 ? 0.0 : along / Math.sqrt(scale[r]);
        }
        scores[at + LOSS] = Math.max(odds, 0.0) - label * odds + ExactMath.log1p(ExactMath.exp(-Math.abs(odds)));
        scores[at + RIGHT] = odds > 0.0 == (label == 1) ? 1.0 : 0.0;
        scores[at + ERROR] = Math.max(0.0, square - explained); // rounding may leave less than nothing
        scores[at + SQUARE] = square;
    }

    /** X X^T, the products of covariates, X (P - y), (1, x')(P - y). */
    private void gather(double[] x, double[] beside, double surprise, double[] statistics) {
        for (int i = 0; i < n; i++) {
            Dense.addScaled(x[i], x, 0, statistics, i * n, n);
        }
        int at = n * n;
        for (int i = 0; i < q; i++) {
            Dense.addScaled(beside[i], beside, 0, statistics, at, q);
            at += q;
        }
        Dense.addScaled(surprise, x, 0, statistics, at, n);
        Dense.addScaled(surprise, beside, 0, statistics, at + n, q);
    }

    @Override
    public void take(Step step, Inputs inputs, StepSums sums) {
        objective = sums.score(SCORES, LOSS)
                + p.errorWeight() * sums.score(SCORES, ERROR)
                + p.decay() * Dense.square(readout, 0, n);
        if (step.learn()) {
            learn(sums);
        }
        if (inputs.hasPort(SupervisedDictionaryParams.TESTS) && inputs.has(SupervisedDictionaryParams.TESTS)) {
            test(inputs);
        }
        if (inputs.hasPort(SupervisedDictionaryParams.TRUTH) && inputs.has(SupervisedDictionaryParams.TRUTH)) {
            measured[2] = share(inputs.reals(SupervisedDictionaryParams.TRUTH).toArray());
        }
    }

    @Override
    public void learn(StepSums step) {
        double[] sums = step.statistics();
        double[][] products = square(sums, 0, n);
        int at = n * n + q * q;
        double stiffness = largest(products) / 4.0 + 2.0 * p.decay();
        double offsetStiffness = largest(square(sums, n * n, q)) / 4.0;
        if (stiffness == 0.0) {
            return; // samples of zeros say nothing
        }
        for (int i = 0; i < n; i++) {
            readout[i] -= (sums[at + i] + 2.0 * p.decay() * readout[i]) / stiffness;
        }
        for (int i = 0; i < q; i++) {
            offset[i] -= sums[at + n + i] / (2.0 * offsetStiffness);
        }
        double weight = stiffness / (2.0 * p.errorWeight());
        for (int i = 0; i < n; i++) {
            Dense.addScaled(weight * readout[i], readout, 0, products[i], 0, n);
        }
        project(new EigenDecomposition(new Array2DRowRealMatrix(products, false)));
    }

    /** The first eigenvectors, each with the sign with which it speaks for class 1; the read-out within their span. */
    private void project(EigenDecomposition eigen) {
        double[] inside = new double[n];
        for (int r = 0; r < p.atoms(); r++) {
            double[] direction = eigen.getEigenvector(r).toArray();
            double along = Dense.dot(direction, 0, readout, 0, n);
            Arrays.fill(basis, r * n, r * n + n, 0.0);
            Dense.addScaled(along < 0.0 ? -1.0 : 1.0, direction, 0, basis, r * n, n);
            scale[r] = Math.sqrt(Math.max(0.0, eigen.getRealEigenvalue(r)));
            Dense.addScaled(along, direction, 0, inside, 0, n);
        }
        System.arraycopy(inside, 0, readout, 0, n);
    }

    private static double[][] square(double[] sums, int from, int n) {
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOfRange(sums, from + i * n, from + (i + 1) * n);
        }
        return rows;
    }

    private static double largest(double[][] symmetric) {
        return new EigenDecomposition(new Array2DRowRealMatrix(symmetric)).getRealEigenvalue(0);
    }

    private void test(Inputs inputs) {
        Reals tests = inputs.reals(SupervisedDictionaryParams.TESTS);
        Ints labels = inputs.ints(SupervisedDictionaryParams.TEST_LABELS);
        double[] x = new double[n];
        double[] beside = new double[q];
        double[] scores = new double[SCORES];
        double[] code = new double[p.atoms()];
        double[] sums = new double[SCORES];
        for (int k = 0; k < labels.size(); k++) {
            tests.copyTo(k * n, x, 0, n);
            covariates(inputs, SupervisedDictionaryParams.TEST_COVARIATES, k, beside);
            score(x, odds(x, beside), label(labels, k), scores, 0, code, 0);
            Dense.addScaled(1.0, scores, 0, sums, 0, SCORES);
        }
        measured[0] = sums[RIGHT] / labels.size();
        measured[1] = sums[SQUARE] == 0.0 ? 0.0 : sums[ERROR] / sums[SQUARE];
    }

    /** Share of unit vectors that lies in the span of the dictionary, mean over them. */
    private double share(double[] directions) {
        double sum = 0.0;
        for (int from = 0; from < directions.length; from += n) {
            for (int r = 0; r < p.atoms(); r++) {
                double cosine = Dense.dot(basis, r * n, directions, from, n);
                sum += cosine * cosine;
            }
        }
        return sum * n / directions.length;
    }

    /** A: what the log-odds gain from each number of a sample. */
    double[] readout() {
        return readout.clone();
    }

    /** gamma, the constant first. */
    double[] offset() {
        return offset.clone();
    }

    double objective() {
        return objective;
    }

    private double[] dictionary() {
        double[] fields = new double[basis.length];
        for (int r = 0; r < p.atoms(); r++) {
            Dense.addScaled(Math.sqrt(scale[r]), basis, r * n, fields, r * n, n);
        }
        return fields;
    }

    private double[] weights() {
        double[] beta = new double[p.atoms()];
        for (int r = 0; r < beta.length; r++) {
            beta[r] = scale[r] == 0.0 ? 0.0 : Dense.dot(basis, r * n, readout, 0, n) / Math.sqrt(scale[r]);
        }
        return beta;
    }

    static Outputs<LearnerKernel<SupervisedDictionary>> outputs(SupervisedDictionaryParams p) {
        Outputs<LearnerKernel<SupervisedDictionary>> all = LearnerKernel.codes(
                p.plan(), p.atoms() + 1, "coefficients of the samples, each followed by its log-odds of class 1");
        all.global(
                        "dictionary",
                        Kind.REALS,
                        p.atoms() * p.dimension(),
                        "fields one after another, each with the sign that speaks for class 1, after the step",
                        k -> Reals.wrap(k.learner().dictionary()))
                .over(p.atoms(), p.dimension());
        all.global(
                "weights",
                Kind.REALS,
                p.atoms(),
                "what the log-odds gain from the product of the sample with each field",
                k -> Reals.wrap(k.learner().weights()));
        all.global(
                "readout",
                Kind.REALS,
                p.dimension(),
                "what they gain from each number of a sample",
                k -> Reals.wrap(k.learner().readout()));
        all.global(
                "offset",
                Kind.REALS,
                p.covariates() + 1,
                "their constant, then the weights of the covariates",
                k -> Reals.wrap(k.learner().offset()));
        all.global(
                "objective",
                Kind.REALS,
                1,
                "what is minimised, over the samples of the step before the update",
                k -> Reals.of(k.learner().objective));
        all.global(
                "accuracy",
                Kind.REALS,
                1,
                "share of the samples that are told right, before the update",
                k -> Reals.of(mean(k, RIGHT)));
        all.global(
                "testAccuracy",
                Kind.REALS,
                1,
                "the same of the tests, after it; not a number without them",
                k -> Reals.of(k.learner().measured[0]));
        all.global(
                "testError",
                Kind.REALS,
                1,
                "squared error of the tests' reconstruction over their square; not a number without them",
                k -> Reals.of(k.learner().measured[1]));
        all.global(
                "truthShare",
                Kind.REALS,
                1,
                "squared norm of the true directions in the span of the dictionary, mean; not a number without them",
                k -> Reals.of(k.learner().measured[2]));
        return all;
    }

    private static double mean(LearnerKernel<SupervisedDictionary> kernel, int s) {
        return kernel.sums().scores().length == 0 ? 0.0 : kernel.sums().meanScore(SCORES, s);
    }

    @Override
    public void shared(State state) {
        state.keep("readout", readout);
        state.keep("offset", offset);
        state.keep("basis", basis);
        state.keep("scale", scale);
        objective = state.keep("objective", objective);
        state.keep("measured", measured);
    }
}
