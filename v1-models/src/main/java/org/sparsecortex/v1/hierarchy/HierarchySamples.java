package org.sparsecortex.v1.hierarchy;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/**
 * Samples of a two-level tree of features: P parents with C children each, every child orthogonal to its own parent.
 *
 * <pre>  x = sum over active parents p of ( m_p D_p + sum over active children c of p of m_c D_c )  </pre>
 *
 * D: unit vectors in R^d; m: log-normal magnitudes of mean 1 and the given variance, m = exp(s g - s^2 / 2) with s^2 = log(1 +
 * variance), all independent. A child can be active only if its parent is. The children of a parent have pairwise correlation
 * rho: D_c = orthogonal part of sqrt(rho) b_p + sqrt(1 - rho) g_c with unit b_p and g_c.
 *
 * <p>Source: own design after the text of arXiv 2506.03093, whose parameters of the synthetic experiment could not be read; the
 * variance is the knob that a reviewer of that paper asked for.
 *
 * @param seed seed of features and samples
 * @param shape sizes and probabilities
 */
public record HierarchySamples(long seed, Shape shape) {
    /**
     * Sizes and probabilities of the tree.
     *
     * @param dimension d, numbers in a sample
     * @param parents P
     * @param children C, children of each parent
     * @param activeParents parents in each sample
     * @param childProbability probability that a child of an active parent is active
     * @param siblingCorrelation rho, 0..1
     * @param magnitudeVariance variance of every magnitude, whose mean is 1
     */
    public record Shape(
            int dimension,
            int parents,
            int children,
            int activeParents,
            double childProbability,
            double siblingCorrelation,
            double magnitudeVariance) {
        public Shape {
            Checks.inRange("activeParents", activeParents, 1, parents);
            Checks.atLeast("dimension", dimension, 2);
        }

        /** Number of features of both levels. */
        public int atoms() {
            return parents * (1 + children);
        }
    }

    /** All features as rows: the parents, then the children of the first parent, of the second, and so on. */
    public double[] atoms() {
        int d = shape.dimension();
        int parents = shape.parents();
        double[] atoms = new double[shape.atoms() * d];
        KeyedRandom own = KeyedRandom.of(seed, "feature");
        KeyedRandom common = KeyedRandom.of(seed, "common part of siblings");
        for (int p = 0; p < parents; p++) {
            System.arraycopy(unit(own, p), 0, atoms, p * d, d);
        }
        for (int c = 0; c < parents * shape.children(); c++) {
            int p = c / shape.children();
            double[] shared = unit(common, p);
            double[] single = unit(own, parents + c);
            double[] child = new double[d];
            double along = 0.0;
            for (int i = 0; i < d; i++) {
                child[i] = Math.sqrt(shape.siblingCorrelation()) * shared[i]
                        + Math.sqrt(1.0 - shape.siblingCorrelation()) * single[i];
                along += child[i] * atoms[p * d + i];
            }
            for (int i = 0; i < d; i++) {
                child[i] -= along * atoms[p * d + i];
            }
            System.arraycopy(normalised(child), 0, atoms, (parents + c) * d, d);
        }
        return atoms;
    }

    private double[] unit(KeyedRandom random, int id) {
        double[] x = new double[shape.dimension()];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.gaussian(id, 0, i);
        }
        return normalised(x);
    }

    private static double[] normalised(double[] x) {
        double norm = 0.0;
        for (double v : x) {
            norm += v * v;
        }
        norm = Math.sqrt(norm);
        for (int i = 0; i < x.length; i++) {
            x[i] /= norm;
        }
        return x;
    }

    /** The magnitudes of all features in one sample, 0 where a feature is not active. */
    public double[] magnitudes(long step, int sample) {
        KeyedRandom choice = KeyedRandom.of(seed, "active features");
        KeyedRandom size = KeyedRandom.of(seed, "magnitudes");
        int parents = shape.parents();
        double[] m = new double[shape.atoms()];
        for (int p : choice.sample(parents, shape.activeParents(), sample, step, 0)) {
            m[p] = magnitude(size, sample, step, p);
            for (int c = 0; c < shape.children(); c++) {
                int id = parents + p * shape.children() + c;
                if (choice.bernoulli(shape.childProbability(), sample, step, parents + id)) {
                    m[id] = magnitude(size, sample, step, id);
                }
            }
        }
        return m;
    }

    private double magnitude(KeyedRandom random, int sample, long step, int id) {
        double s2 = ExactMath.log1p(shape.magnitudeVariance());
        return ExactMath.exp(Math.sqrt(s2) * random.gaussian(sample, step, id) - s2 / 2.0);
    }

    /** {@code count} samples of a step, one after another. */
    public double[] samples(double[] atoms, long step, int count) {
        int d = shape.dimension();
        double[] all = new double[count * d];
        for (int s = 0; s < count; s++) {
            double[] m = magnitudes(step, s);
            for (int id = 0; id < m.length; id++) {
                for (int i = 0; m[id] != 0.0 && i < d; i++) {
                    all[s * d + i] += m[id] * atoms[id * d + i];
                }
            }
        }
        return all;
    }
}
