package org.sparsecortex.v1.code;

import java.util.Arrays;

/**
 * Matching pursuit: takes a part of the projection on the atom with the largest weighted correlation, again and again.
 *
 * <pre>  i = argmax gain_i |rho_i|,   r_i += alpha rho_i,   rho -= alpha rho_i G_i  </pre>
 *
 * <p>Gains of homeostasis bear on the choice only, never on the coefficient (Perrinet 2010). Ties go to the lower atom.
 */
final class MatchingPursuitSolver extends PatchSolver {
    private final Solver.MatchingPursuit spec;
    private final float[] rho;
    private float[] gains;

    MatchingPursuitSolver(Dictionary dictionary, Solver.MatchingPursuit spec) {
        super(dictionary);
        this.spec = spec;
        this.rho = new float[atoms];
        this.gains = new float[atoms];
        Arrays.fill(gains, 1f);
    }

    @Override
    public void setGains(float[] gains) {
        this.gains = gains.clone();
    }

    @Override
    void prepare(Penalty penalty, double lambda) {
        // greedy choices know no penalty
    }

    @Override
    void solve(float[] c, int at, double energy) {
        System.arraycopy(c, at, rho, 0, atoms);
        count = 0;
        for (int t = 0; t < spec.choices(); t++) {
            int best = argMax();
            float part = (float) (spec.fraction() * rho[best]);
            if (part == 0) {
                break;
            }
            if (r[best] == 0) {
                support[count++] = best;
            }
            r[best] += part;
            Vectors.add(-part, gram[best], rho);
        }
        iterations = spec.choices();
        residual = 0;
        dropZeros();
    }

    /** A repeated choice can cancel a coefficient exactly. */
    private void dropZeros() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (r[support[i]] != 0) {
                support[kept++] = support[i];
            }
        }
        count = kept;
    }

    private int argMax() {
        int best = 0;
        float largest = -1f;
        for (int k = 0; k < atoms; k++) {
            float m = gains[k] * Math.abs(rho[k]);
            if (m > largest) {
                largest = m;
                best = k;
            }
        }
        return best;
    }
}
