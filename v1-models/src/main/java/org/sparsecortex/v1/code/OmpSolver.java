package org.sparsecortex.v1.code;

/**
 * Orthogonal matching pursuit: adds the atom most correlated with the residual and refits all chosen ones.
 *
 * <pre>  r_S = G_SS^-1 c_S,   rho = c - G r  </pre>
 *
 * <p>G_SS = L L^T is extended by one row a choice (Batch-OMP, Rubinstein, Zibulevsky and Elad 2008, algorithm 1). Ties go to
 * the lower atom. An atom that depends linearly on the chosen ones ends the pursuit.
 */
final class OmpSolver extends PatchSolver {
    private static final double DEPENDENT = 1e-6;

    private final Solver.Omp spec;
    private final float[] rho;
    private final double[] cholesky;
    private final double[] forward;
    private final double[] solution;
    private final int most;

    OmpSolver(Dictionary dictionary, Solver.Omp spec) {
        super(dictionary);
        this.spec = spec;
        this.most = Math.min(Math.min(spec.active(), atoms), dictionary.pixels());
        this.rho = new float[atoms];
        this.cholesky = new double[most * most];
        this.forward = new double[most];
        this.solution = new double[most];
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
        while (count < most && left > spec.residual() * energy) {
            int best = argMax();
            if (Math.abs(rho[best]) == 0 || !extend(best)) {
                break;
            }
            double explained = fit(c, at);
            left = energy - explained;
            System.arraycopy(c, at, rho, 0, atoms);
            for (int i = 0; i < count; i++) {
                r[support[i]] = (float) solution[i];
            }
            Vectors.addRows(-1f, r, support, count, gram, rho);
        }
        iterations = count;
        residual = 0;
    }

    private int argMax() {
        int best = 0;
        float largest = -1f;
        for (int k = 0; k < atoms; k++) {
            float m = Math.abs(rho[k]);
            if (m > largest && r[k] == 0) {
                largest = m;
                best = k;
            }
        }
        return best;
    }

    /** Adds a row to the Cholesky factor; false if the atom depends on the chosen ones. */
    private boolean extend(int atom) {
        int row = count * most;
        double rest = gram[atom][atom];
        for (int i = 0; i < count; i++) {
            double sum = gram[atom][support[i]];
            for (int j = 0; j < i; j++) {
                sum -= cholesky[i * most + j] * cholesky[row + j];
            }
            cholesky[row + i] = sum / cholesky[i * most + i];
            rest -= cholesky[row + i] * cholesky[row + i];
        }
        if (rest <= DEPENDENT) {
            return false;
        }
        cholesky[row + count] = Math.sqrt(rest);
        support[count++] = atom;
        return true;
    }

    /** Solves L L^T r = c on the support; returns the energy that the fit explains. */
    private double fit(float[] c, int at) {
        double explained = 0;
        int last = count - 1;
        for (int i = last; i < count; i++) {
            double sum = c[at + support[i]];
            for (int j = 0; j < i; j++) {
                sum -= cholesky[i * most + j] * forward[j];
            }
            forward[i] = sum / cholesky[i * most + i];
        }
        for (int i = 0; i < count; i++) {
            explained += forward[i] * forward[i];
        }
        for (int i = last; i >= 0; i--) {
            double sum = forward[i];
            for (int j = i + 1; j < count; j++) {
                sum -= cholesky[j * most + i] * solution[j];
            }
            solution[i] = sum / cholesky[i * most + i];
        }
        return explained;
    }
}
