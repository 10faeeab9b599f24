package org.sparsecortex.v1.companions;

import org.sparsecortex.learning.ChunkPlan;
import org.sparsecortex.learning.Learner;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Outputs;

/** A learner whose codes are products with filters; they and the dictionary that undoes them are matrices. */
interface LinearLearner extends Learner {
    /** Rows that give the code of a sample. */
    double[] filters();

    /** Basis functions, one after another, whose sum gives the sample. */
    double[] dictionary();

    /**
     * The signals that all have. Scores begin with the square of each number of a code, then come their fourth powers.
     *
     * @param codes what a code consists of
     * @param samples what is coded
     */
    static <L extends LinearLearner> Outputs<LearnerKernel<L>> outputs(
            ChunkPlan plan, int components, int dimension, String codes, String samples) {
        int size = components * dimension;
        return LearnerKernel.<L>codes(plan, components, codes + " of the " + samples)
                .global(
                        "filters",
                        Kind.REALS,
                        size,
                        "rows that give the " + codes + ", one after another",
                        k -> Reals.wrap(k.learner().filters()))
                .over(components, dimension)
                .global(
                        "dictionary",
                        Kind.REALS,
                        size,
                        "basis functions whose sum gives one of the " + samples,
                        k -> Reals.wrap(k.learner().dictionary()))
                .over(components, dimension)
                .global(
                        "kurtosis",
                        Kind.REALS,
                        1,
                        "mean excess kurtosis of the " + codes + " in the step",
                        k -> Reals.of(kurtosis(k.sums(), k.learner().scoreSize(), components)));
    }

    private static double kurtosis(StepSums step, int scores, int components) {
        double sum = 0.0;
        for (int i = 0; i < components; i++) {
            double second = step.meanScore(scores, i);
            sum += second == 0.0 ? 0.0 : step.meanScore(scores, components + i) / (second * second) - 3.0;
        }
        return sum / components;
    }
}
