package org.sparsecortex.v1.code;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Iterative thresholding on the Gram matrix, its products taken over the few active atoms only.
 *
 * <pre>
 *   plain        r &lt;- T(r + g (c - G r))
 *   accelerated  r' = T(z + g (c - G z)),   z = r + b (r - r_before),   b = (s - 1) / s',   s' = (1 + sqrt(1 + 4 s^2)) / 2
 * </pre>
 *
 * <p>For g &lt;= 1/L the plain form never raises the objective, whatever the penalty. The accelerated form is meant for l1;
 * momentum is dropped whenever it points against the last step (O'Donoghue and Candes 2015). An iteration costs about
 * 2 K (active + 2) operations.
 */
final class ProximalGradientSolver extends PatchSolver {
    private final Solver.ProximalGradient spec;
    private final float[] q;
    private final float[] qBefore;
    private final float[] rBefore;
    private final float[] z;
    private final float[] u;
    private final float[] whole;
    private Prox[] stages = new Prox[0];
    private VectorProx[] coupled = new VectorProx[0];
    private float step;
    private double against;

    ProximalGradientSolver(Dictionary dictionary, Solver.ProximalGradient spec) {
        super(dictionary);
        this.spec = spec;
        this.q = new float[atoms];
        this.qBefore = new float[atoms];
        this.rBefore = new float[atoms];
        this.z = new float[atoms];
        this.u = new float[atoms];
        this.whole = new float[atoms];
    }

    @Override
    void prepare(Penalty penalty, double lambda) {
        double g = spec.step() > 0 ? spec.step() : 0.95 / Math.max(dictionary.lipschitz(), 1e-6);
        step = (float) g;
        int last = spec.continuation();
        boolean single = penalty.isSeparable();
        stages = new Prox[single ? last + 1 : 0];
        coupled = new VectorProx[single ? 0 : last + 1];
        for (int s = 0; s <= last; s++) {
            double weight = lambda * (1 << (last - s));
            if (single) {
                stages[s] = penalty.prox(weight, g);
            } else {
                coupled[s] = penalty.vectorProx(weight, g, atoms);
            }
        }
    }

    @Override
    void solve(float[] c, int at, double energy) {
        count = 0;
        iterations = 0;
        Arrays.fill(q, 0f);
        for (Prox stage : stages) {
            descend(c, at, () -> threshold(stage));
        }
        for (VectorProx stage : coupled) {
            descend(c, at, () -> threshold(stage));
        }
    }

    private void descend(float[] c, int at, DoubleSupplier threshold) {
        if (spec.accelerated()) {
            accelerated(c, at, threshold);
        } else {
            plain(c, at, threshold);
        }
    }

    private void plain(float[] c, int at, DoubleSupplier threshold) {
        float g = step;
        residual = Double.MAX_VALUE;
        for (int t = 0; t < spec.maxIterations() && residual > spec.tolerance(); t++) {
            for (int k = 0; k < atoms; k++) {
                u[k] = r[k] + g * (c[at + k] - q[k]);
            }
            residual = threshold.getAsDouble();
            product(q);
            iterations++;
        }
    }

    /** r &lt;- T(u), and the support; returns |dr| / |r|, at most 1. */
    private double threshold(Prox prox) {
        float limit = (float) prox.threshold();
        double change = 0;
        double norm = 0;
        int n = 0;
        for (int k = 0; k < atoms; k++) {
            float old = r[k];
            if (Math.abs(u[k]) > limit) {
                float v = (float) prox.apply(u[k]);
                change += (double) (v - old) * (v - old);
                norm += (double) v * v;
                r[k] = v;
                support[n++] = k;
            } else if (old != 0) {
                change += (double) old * old;
                r[k] = 0f;
            }
        }
        count = n;
        return change == 0 ? 0.0 : Math.sqrt(change / Math.max(norm, change));
    }

    /** The same where the operator couples coefficients. */
    private double threshold(VectorProx prox) {
        prox.apply(u, whole);
        double change = 0;
        double norm = 0;
        int n = 0;
        for (int k = 0; k < atoms; k++) {
            change += (double) (whole[k] - r[k]) * (whole[k] - r[k]);
            norm += (double) whole[k] * whole[k];
            r[k] = whole[k];
            if (whole[k] != 0f) {
                support[n++] = k;
            }
        }
        count = n;
        return change == 0 ? 0.0 : Math.sqrt(change / Math.max(norm, change));
    }

    private void accelerated(float[] c, int at, DoubleSupplier threshold) {
        float g = step;
        double s = 1;
        float b = 0f;
        residual = Double.MAX_VALUE;
        System.arraycopy(r, 0, rBefore, 0, atoms);
        System.arraycopy(q, 0, qBefore, 0, atoms);
        for (int t = 0; t < spec.maxIterations() && residual > spec.tolerance(); t++) {
            for (int k = 0; k < atoms; k++) {
                z[k] = r[k] + b * (r[k] - rBefore[k]);
                u[k] = z[k] + g * (c[at + k] - (q[k] + b * (q[k] - qBefore[k])));
            }
            System.arraycopy(r, 0, rBefore, 0, atoms);
            System.arraycopy(q, 0, qBefore, 0, atoms);
            residual = threshold.getAsDouble();
            product(q);
            iterations++;
            measureMomentum();
            double next = against > 0 ? 1 : (1 + Math.sqrt(1 + 4 * s * s)) / 2;
            b = against > 0 ? 0f : (float) ((s - 1) / next);
            s = next;
        }
    }

    /** (z - r) . (r - r_before): positive when the momentum led away from where the step goes. */
    private void measureMomentum() {
        double sum = 0;
        for (int k = 0; k < atoms; k++) {
            sum += (double) (z[k] - r[k]) * (r[k] - rBefore[k]);
        }
        against = sum;
    }
}
