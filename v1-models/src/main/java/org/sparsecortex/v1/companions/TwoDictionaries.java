package org.sparsecortex.v1.companions;

import org.sparsecortex.learning.Dense;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/**
 * Samples that vary most in two directions and whose class depends on two others, and on a covariate.
 *
 * <pre>
 *   x = strong (g_1 Q_1 + g_2 Q_2) + weak (g_3 Q_3 + g_4 Q_4) + noise e,   g, e, x' ~ Normal(0, 1),   Q: orthonormal
 *   P(y = 1) = 1 / (1 + exp(-(3 g_3 - 3 g_4 + 2 x')))
 * </pre>
 *
 * @param seed seed of directions and samples
 * @param dimension numbers in a sample
 * @param strong standard deviation along the directions that say nothing of the class
 * @param weak the same along those that do
 * @param noise standard deviation of each number's noise
 */
public record TwoDictionaries(long seed, int dimension, double strong, double weak, double noise) {
    private static final int DIRECTIONS = 4;
    private static final double SLOPE = 3.0;
    private static final double COVARIATE_SLOPE = 2.0;

    public TwoDictionaries {
        Checks.atLeast("dimension", dimension, DIRECTIONS);
    }

    /** Samples of one draw, one after another, and what belongs to each of them. */
    public record Drawn(double[] samples, int[] labels, double[] covariates) {}

    /** All directions, one after another: the two strong ones, the two that tell the class, others. */
    public double[] directions() {
        return new BernoulliGaussian(seed, dimension, 0).atoms();
    }

    /**
     * Draws.
     *
     * @param purpose what for: other words, other samples
     * @param draw number of the draw
     */
    public Drawn draw(double[] directions, String purpose, long draw, int count) {
        KeyedRandom strengths = KeyedRandom.of(seed, purpose + " strengths");
        KeyedRandom noises = KeyedRandom.of(seed, purpose + " noise");
        KeyedRandom classes = KeyedRandom.of(seed, purpose + " classes");
        Drawn drawn = new Drawn(new double[count * dimension], new int[count], new double[count]);
        for (int s = 0; s < count; s++) {
            double odds = 0.0;
            for (int i = 0; i < DIRECTIONS; i++) {
                double g = strengths.gaussian(s, draw, i);
                double size = i < 2 ? strong : weak;
                Dense.addScaled(g * size, directions, i * dimension, drawn.samples, s * dimension, dimension);
                odds += i < 2 ? 0.0 : i == 2 ? SLOPE * g : -SLOPE * g;
            }
            for (int i = 0; i < dimension; i++) {
                drawn.samples[s * dimension + i] += noise * noises.gaussian(s, draw, i);
            }
            drawn.covariates[s] = strengths.gaussian(s, draw, DIRECTIONS);
            odds += COVARIATE_SLOPE * drawn.covariates[s];
            drawn.labels[s] = classes.uniform(s, draw, 0) < ExactMath.sigmoid(odds) ? 1 : 0;
        }
        return drawn;
    }

    /** The unit vectors that tell the class, one after another. */
    public double[] truth(double[] directions) {
        double[] truth = new double[2 * dimension];
        System.arraycopy(directions, 2 * dimension, truth, 0, truth.length);
        return truth;
    }
}
