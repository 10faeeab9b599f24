package org.sparsecortex.v1.companions;

import org.sparsecortex.learning.Dense;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/**
 * Samples of an orthogonal dictionary with coefficients that are normal where they are not 0.
 *
 * <pre>  y = sum_i x_i D_i,   x_i = b_i g_i,   b_i ~ Bernoulli(theta),  g_i ~ Normal(0, 1),   D: n orthonormal atoms  </pre>
 *
 * <p>Source: Spielman, Wang and Wright 2012, Exact recovery of sparsely-used dictionaries (arXiv 1206.5882).
 *
 * @param seed seed of atoms and coefficients
 * @param dimension n
 * @param probability theta
 */
public record BernoulliGaussian(long seed, int dimension, double probability) {
    public BernoulliGaussian {
        Checks.atLeast("dimension", dimension, 1);
        Checks.inRange("probability", probability, 0.0, 1.0);
    }

    /** The atoms, one after another: normal vectors made orthonormal in their order. */
    public double[] atoms() {
        int n = dimension;
        double[] atoms = Dense.gaussian(KeyedRandom.of(seed, "orthogonal atoms"), n, n);
        for (int i = 0; i < n; i++) {
            for (int twice = 0; twice < 2; twice++) { // once leaves rounding
                for (int j = 0; j < i; j++) {
                    Dense.addScaled(-Dense.dot(atoms, i * n, atoms, j * n, n), atoms, j * n, atoms, i * n, n);
                }
            }
            double norm = Math.sqrt(Dense.square(atoms, i * n, n));
            for (int k = 0; k < n; k++) {
                atoms[i * n + k] /= norm;
            }
        }
        return atoms;
    }

    /** The first {@code count} samples of a step, one after another. */
    public double[] samples(double[] atoms, long step, int count) {
        KeyedRandom on = KeyedRandom.of(seed, "active atoms");
        KeyedRandom size = KeyedRandom.of(seed, "coefficients");
        double[] all = new double[count * dimension];
        for (int s = 0; s < count; s++) {
            for (int i = 0; i < dimension; i++) {
                if (on.uniform(s, step, i) < probability) {
                    Dense.addScaled(size.gaussian(s, step, i), atoms, i * dimension, all, s * dimension, dimension);
                }
            }
        }
        return all;
    }
}
