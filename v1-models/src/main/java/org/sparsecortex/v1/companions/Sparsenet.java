package org.sparsecortex.v1.companions;

import java.util.Arrays;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.learning.Learner;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * The learner of {@link SparsenetParams}.
 */
final class Sparsenet implements Learner {
    private static final int SCORES = 6; // squared error, squared patch, sum s^2, sum s^4, iterations, not settled

    /** Name of the signal that {@link SparsenetParams#guards} watches. */
    static final String UNSETTLED = "unsettled";

    private final SparsenetParams p;
    private final int n;
    private final int atoms;
    private final double[] dictionary;
    private final double[] variance;
    private final double[] gain;
    private long learnt;
    private double[] columns;

    /** Whether the last inference ended before its limit. */
    private boolean isSettled;

    Sparsenet(SparsenetParams params, long seed) {
        p = params;
        n = params.dimension();
        atoms = params.atoms();
        dictionary = Dense.gaussian(KeyedRandom.of(seed, "initial basis"), atoms, n);
        Dense.normaliseRows(dictionary, n);
        variance = new double[atoms];
        gain = new double[atoms];
        Arrays.fill(variance, p.goalVariance());
        Arrays.fill(gain, 1.0);
        columns = Dense.transpose(dictionary, atoms, n);
    }

    @Override
    public int codeSize() {
        return atoms;
    }

    @Override
    public int scoreSize() {
        return SCORES;
    }

    @Override
    public void code(Chunk chunk) {
        double[] s = new double[atoms];
        double[] residual = new double[n];
        double[] scores = chunk.scores();
        double[] statistics = chunk.learns() ? chunk.statistics(atoms * n + atoms) : new double[0];
        for (int k = 0; k < chunk.count(); k++) {
            chunk.sample(k, residual);
            int at = k * SCORES;
            scores[at + 1] = Dense.square(residual, 0, n);
            scores[at + 4] = infer(residual, s);
            scores[at + 5] = isSettled || p.tolerance() == 0 ? 0 : 1;
            scores[at] = Dense.square(residual, 0, n);
            System.arraycopy(s, 0, chunk.codes(), k * atoms, atoms);
            for (int i = 0; i < atoms; i++) {
                double square = s[i] * s[i];
                scores[at + 2] += square;
                scores[at + 3] += square * square;
                if (statistics.length > 0) {
                    Dense.addScaled(s[i], residual, 0, statistics, i * n, n);
                    statistics[atoms * n + i] += square;
                }
            }
        }
    }

    /**
     * Minimises the energy.
     *
     * @param residual the patch; written: the patch minus its reconstruction
     * @param s written; the coefficients
     * @return number of steps; {@link #isSettled} says whether they ended at the tolerance
     */
    int infer(double[] residual, double[] s) {
        Arrays.fill(s, 0.0);
        double atZero = Dense.square(residual, 0, n) / (2.0 * p.noiseVariance());
        double[] gradient = new double[atoms];
        double[] before = new double[atoms];
        double[] direction = new double[atoms];
        double[] image = new double[n];
        double square = 0.0;
        for (int step = 1; step <= p.iterations(); step++) {
            double mixed = 0.0;
            System.arraycopy(gradient, 0, before, 0, atoms);
            gradient(residual, s, gradient);
            double squareNow = 0.0;
            for (int i = 0; i < atoms; i++) {
                squareNow += gradient[i] * gradient[i];
                mixed += gradient[i] * before[i];
            }
            double share = square == 0.0 ? 0.0 : Math.max(0.0, (squareNow - mixed) / square);
            square = squareNow;
            double slope = turn(direction, gradient, share);
            if (slope >= 0.0) {
                slope = turn(direction, gradient, 0.0);
            }
            Dense.rowTimes(direction, 0, dictionary, atoms, n, image);
            double bend = Dense.square(image, 0, n) / p.noiseVariance();
            for (int i = 0; i < atoms; i++) {
                bend += 2.0
                        * p.priorWeight()
                        * direction[i]
                        * direction[i]
                        / (p.priorScale() * p.priorScale() + s[i] * s[i]);
            }
            double length = bend == 0.0 ? 0.0 : -slope / bend;
            Dense.addScaled(length, direction, 0, s, 0, atoms);
            Dense.addScaled(-length, image, 0, residual, 0, n);
            isSettled = 0.5 * length * -slope <= p.tolerance() * atZero;
            if (isSettled) {
                return step;
            }
        }
        return p.iterations();
    }

    private void gradient(double[] residual, double[] s, double[] gradient) {
        Dense.rowTimes(residual, 0, columns, n, atoms, gradient);
        for (int i = 0; i < atoms; i++) {
            gradient[i] = -gradient[i] / p.noiseVariance()
                    + 2.0 * p.priorWeight() * s[i] / (p.priorScale() * p.priorScale() + s[i] * s[i]);
        }
    }

    /** direction = share * direction - gradient (written); returns the slope along it. */
    private static double turn(double[] direction, double[] gradient, double share) {
        double slope = 0.0;
        for (int i = 0; i < direction.length; i++) {
            direction[i] = share * direction[i] - gradient[i];
            slope += direction[i] * gradient[i];
        }
        return slope;
    }

    /** E of a patch and its coefficients. */
    double energy(double[] patch, double[] s) {
        double[] image = new double[n];
        Dense.rowTimes(s, 0, dictionary, atoms, n, image);
        Dense.addScaled(-1.0, patch, 0, image, 0, n);
        double energy = Dense.square(image, 0, n) / (2.0 * p.noiseVariance());
        for (double v : s) {
            energy += p.priorWeight() * ExactMath.log1p(v * v / (p.priorScale() * p.priorScale()));
        }
        return energy;
    }

    @Override
    public void learn(StepSums sums) {
        double[] statistics = sums.statistics();
        int samples = sums.samples();
        double done = Math.min(1.0, (double) learnt++ / p.rateSteps());
        double rate = p.firstRate() + (p.lastRate() - p.firstRate()) * done;
        Dense.addScaled(rate / samples, statistics, 0, dictionary, 0, atoms * n);
        Dense.normaliseRows(dictionary, n);
        for (int i = 0; i < atoms; i++) {
            double now = statistics[atoms * n + i] / samples;
            variance[i] = (1.0 - p.varianceRate()) * variance[i] + p.varianceRate() * now;
            gain[i] *= ExactMath.pow(variance[i] / p.goalVariance(), p.gainExponent());
            for (int j = 0; j < n; j++) {
                dictionary[i * n + j] *= gain[i];
            }
        }
        columns = Dense.transpose(dictionary, atoms, n);
    }

    static Outputs<LearnerKernel<Sparsenet>> outputs(SparsenetParams p) {
        return LearnerKernel.<Sparsenet>codes(p.plan(), p.atoms(), "coefficients of the patches")
                .global(
                        "dictionary",
                        Kind.REALS,
                        p.atoms() * p.dimension(),
                        "basis functions, one after another",
                        k -> Reals.of(k.learner().dictionary))
                .over(p.atoms(), p.dimension())
                .global("mse", Kind.REALS, 1, "mean squared error per pixel", k -> Reals.of(error(k) / p.dimension()))
                .global("snrDb", Kind.REALS, 1, "signal-to-noise ratio, dB", k -> Reals.of(snrDb(k)))
                .global(
                        "kurtosis",
                        Kind.REALS,
                        1,
                        "excess kurtosis of all coefficients of the step",
                        k -> Reals.of(k.learner().kurtosis(k.sums())))
                .global(
                        "iterations",
                        Kind.REALS,
                        1,
                        "mean number of steps of inference",
                        k -> Reals.of(k.sums().meanScore(SCORES, 4)))
                .global(
                        UNSETTLED,
                        Kind.REALS,
                        1,
                        "fraction of the patches whose inference met its limit of steps before its tolerance",
                        k -> Reals.of(k.sums().meanScore(SCORES, 5)));
    }

    private static double error(LearnerKernel<Sparsenet> kernel) {
        return kernel.sums().meanScore(SCORES, 0);
    }

    private static double snrDb(LearnerKernel<Sparsenet> kernel) {
        return 10.0
                / ExactMath.log(10.0)
                * ExactMath.log(kernel.sums().meanScore(SCORES, 1) / Math.max(error(kernel), Double.MIN_NORMAL));
    }

    private double kurtosis(StepSums sums) {
        double second = sums.meanScore(SCORES, 2) / atoms;
        double fourth = sums.meanScore(SCORES, 3) / atoms;
        return second == 0.0 ? 0.0 : fourth / (second * second) - 3.0;
    }

    @Override
    public void shared(State state) {
        state.keep("dictionary", dictionary);
        state.keep("variance", variance);
        state.keep("gain", gain);
        learnt = state.keep("learnt", learnt);
        columns = Dense.transpose(dictionary, atoms, n);
    }
}
