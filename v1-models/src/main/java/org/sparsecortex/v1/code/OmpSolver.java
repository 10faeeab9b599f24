package org.sparsecortex.v1.code;

import java.util.Arrays;

/**
 * Orthogonal matching pursuit: adds the atom most correlated with the residual and refits all chosen ones.
 *
 * <pre>
 *   D_n = G_bb - sum_j&lt;n u_j[b]^2 / D_j           b = b_n, the n-th choice
 *   u_n = G_b - sum_j&lt;n (u_j[b] / D_j) u_j        correlations of what the choices before do not explain of it
 *   z_n = rho[b] / D_n,   rho &lt;- rho - z_n u_n    rho: correlations of the residual
 *   r_n = z_n - sum_j&gt;n (u_n[b_j] / D_n) r_j      coefficients, after the last choice
 * </pre>
 *
 * <p>That is G_SS = L D L^T with L_jn = u_n[b_j] / D_n: what Batch-OMP (Rubinstein, Zibulevsky and Elad 2008, algorithm 1) solves anew for
 * all coefficients after each choice is solved once. Ties go to the lower atom. An atom that depends linearly on the chosen ones ends the
 * pursuit.
 */
final class OmpSolver extends PatchSolver {
    private static final double DEPENDENT = 1e-6;

    private final Solver.Omp spec;
    private final float[] rho;
    private final int most;
    /** u, a row a choice. */
    private final float[][] parts;
    /** 0, 1, 2, ...: the rows of {@link #parts}. */
    private final int[] rows;
    /** u_j[b] / D_j of the newest choice. */
    private final float[] factors;

    private final double[] rest;
    private final double[] along;

    OmpSolver(Dictionary dictionary, Solver.Omp spec) {
        super(dictionary);
        this.spec = spec;
        this.most = Math.min(Math.min(spec.active(), atoms), dictionary.pixels());
        this.rho = new float[atoms];
        this.parts = new float[most][atoms];
        this.rows = new int[most];
        Arrays.setAll(rows, n -> n);
        this.factors = new float[most];
        this.rest = new double[most];
        this.along = new double[most];
    }

    @Override
    void prepare(Penalty penalty, double lambda) {
        // greedy choices know no penalty
    }

    @Override
    boolean usesEnergy() {
        return true;
    }

    @Override
    void solve(float[] c, int at, double energy) {
        System.arraycopy(c, at, rho, 0, atoms);
        count = 0;
        double left = energy;
        while (left > spec.residual() * energy) {
            int best = argMax();
            double correlation = rho[best];
            if (correlation == 0 || !project(best)) {
                break;
            }
            double z = correlation / rest[count];
            along[count] = z;
            support[count] = best;
            left -= correlation * z;
            if (count + 1 == most) {
                count++;
                break;
            }
            explain(best, (float) z);
            count++;
        }
        fit();
        iterations = count;
        residual = 0;
    }

    private int argMax() {
        int best = 0;
        float largest = -1f;
        for (int k = 0; k < atoms; k++) {
            float m = Math.abs(rho[k]);
            if (m > largest) {
                largest = m;
                best = k;
            }
        }
        return best;
    }

    /** Splits an atom into what the chosen ones explain and the rest, D; false if nothing is left. */
    private boolean project(int atom) {
        double d = gram[atom][atom];
        for (int j = 0; j < count; j++) {
            double u = parts[j][atom];
            double factor = u / rest[j];
            factors[j] = (float) factor;
            d -= u * factor;
        }
        rest[count] = d;
        return d > DEPENDENT;
    }

    /** Takes what the newest choice explains out of the correlations; those of the chosen ones are exactly 0. */
    private void explain(int atom, float z) {
        float[] u = parts[count];
        System.arraycopy(gram[atom], 0, u, 0, atoms);
        Vectors.addRows(-1f, factors, rows, count, parts, u);
        Vectors.add(-z, u, rho);
        for (int j = 0; j <= count; j++) {
            rho[support[j]] = 0f;
        }
    }

    private void fit() {
        for (int n = count - 1; n >= 0; n--) {
            float[] u = parts[n];
            double sum = 0;
            for (int j = n + 1; j < count; j++) {
                sum += u[support[j]] * (double) r[support[j]];
            }
            r[support[n]] = (float) (along[n] - sum / rest[n]);
        }
    }
}
