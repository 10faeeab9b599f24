package org.sparsecortex.v1.code;

import java.util.Arrays;

/**
 * Finds the code of one patch after another, on the Gram matrix: a patch enters only by c = Phi^T x and |x|^2.
 *
 * <p>Owns its work space, so nothing is allocated per patch, and follows the dictionary as it changes. Not safe for several
 * threads.
 */
public abstract class PatchSolver {
    /** Relative error of a correlation in single precision: 8 units in the last place. */
    static final double ROUNDING = 0x1p-20;

    final int atoms;
    final Dictionary dictionary;
    /** Rows of the Gram matrix. */
    final float[][] gram;
    /** Coefficients by atom; all zero between patches. */
    final float[] r;
    /** Active atoms. */
    final int[] support;

    int count;
    int iterations;
    /** Distance from a fixed point in units of {@link #unit}. */
    double residual;
    /** What tolerances of the patch are fractions of. */
    double unit;

    PatchSolver(Dictionary dictionary) {
        this.dictionary = dictionary;
        this.atoms = dictionary.count();
        this.gram = dictionary.gram();
        this.r = new float[atoms];
        this.support = new int[atoms];
    }

    /** Called before a batch whose patches share a lambda. */
    abstract void prepare(Penalty penalty, double lambda);

    /**
     * Fills {@link #r}, {@link #support} (in any order), {@link #count}, {@link #iterations} and {@link #residual}.
     *
     * @param c correlations of all patches
     * @param at where this patch's K correlations start
     * @param energy |x|^2, or 0 unless {@link #usesEnergy}
     */
    abstract void solve(float[] c, int at, double energy);

    /** Whether {@link #solve} reads the energy of the patch. */
    boolean usesEnergy() {
        return false;
    }

    /** Gains by which choices of matching pursuit are weighted; other solvers refuse them. */
    public void setGains(float[] gains) {
        throw new IllegalArgumentException("homeostasis needs the solver matching-pursuit");
    }

    /** Codes one patch and appends it to {@code out}. */
    public final void solve(float[] c, int at, double energy, Codes out) {
        solve(c, at, energy);
        Arrays.sort(support, 0, count);
        out.add(support, count, r, false, iterations, residual);
        for (int i = 0; i < count; i++) {
            r[support[i]] = 0f;
        }
    }

    /**
     * Sets {@link #unit}, so that multiplying data and threshold by any number multiplies all coefficients by it and changes
     * nothing else.
     *
     * <pre>  unit = max(min(threshold, max |c|), 2^-20 max |c| / tolerance)  </pre>
     *
     * A violation of eps lambda in the conditions of the lasso is a relative duality gap of about eps. Single precision cannot
     * tell violations below 2^-20 of the largest correlation from rounding. Without a threshold max |c| is the unit.
     *
     * @param tolerance in units; 0 has no floor
     * @return the largest |c|
     */
    final double measure(float[] c, int at, double threshold, double tolerance) {
        float largest = 0;
        for (int k = 0; k < atoms; k++) {
            float m = Math.abs(c[at + k]);
            if (m > largest) { // rarely taken, and so cheaper than Math.max
                largest = m;
            }
        }
        unit = unit(largest, threshold, tolerance);
        return largest;
    }

    /** The unit of a patch whose largest correlation is known; see {@link #measure}. */
    static double unit(double largest, double threshold, double tolerance) {
        double unit = threshold > 0 ? Math.min(threshold, largest) : largest;
        return tolerance > 0 ? Math.max(unit, ROUNDING * largest / tolerance) : unit;
    }

    /** q = G r over the support. */
    final void product(float[] q) {
        Arrays.fill(q, 0f);
        Vectors.addRows(1f, r, support, count, gram, q);
    }
}
