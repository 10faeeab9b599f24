package org.sparsecortex.v1.code;

import java.util.Arrays;

/**
 * The locally competitive algorithm: each atom is a leaky neuron, driven by its correlation and inhibited by active ones.
 *
 * <pre>  tau du/dt = c - u - (G - I) a,   a = T_1(u)  </pre>
 *
 * <p>At rest a satisfies the fixed-point equation of coordinate descent, a = T_1(a + c - G a). Source: Rozell, Johnson,
 * Baraniuk and Olshausen 2008, equation 4, by Euler steps dt / tau = min(rate, 1.5 / L): beyond 2 / L, with L the largest
 * eigenvalue of G, they swing up without end. Changes of u are measured in units of the patch, see {@link PatchSolver#measure}.
 */
final class LcaSolver extends PatchSolver {
    private final Solver.Lca spec;
    private final float[] u;
    private final float[] q;
    private Prox prox;

    LcaSolver(Dictionary dictionary, Solver.Lca spec) {
        super(dictionary);
        this.spec = spec;
        this.u = new float[atoms];
        this.q = new float[atoms];
    }

    @Override
    void prepare(Penalty penalty, double lambda) {
        prox = penalty.prox(lambda, 1.0);
    }

    @Override
    void solve(float[] c, int at, double energy) {
        Arrays.fill(u, 0f);
        Arrays.fill(q, 0f);
        count = 0;
        float rate = (float) dictionary.stable(spec.rate());
        iterations = 0;
        residual = measure(c, at, prox.threshold(), spec.tolerance()) == 0 ? 0 : Double.MAX_VALUE;
        while (iterations < spec.maxIterations() && residual > spec.tolerance()) {
            float largest = 0;
            for (int k = 0; k < atoms; k++) {
                float change = c[at + k] - q[k] + r[k] - u[k];
                u[k] += rate * change;
                largest = Math.max(largest, Math.abs(change));
            }
            residual = largest / unit;
            threshold();
            product(q);
            iterations++;
        }
    }

    private void threshold() {
        float limit = (float) prox.threshold();
        int n = 0;
        for (int k = 0; k < atoms; k++) {
            if (Math.abs(u[k]) > limit) {
                r[k] = (float) prox.apply(u[k]);
                support[n++] = k;
            } else {
                r[k] = 0f;
            }
        }
        count = n;
    }
}
