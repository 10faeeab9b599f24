package org.sparsecortex.v1.code;

/**
 * Cyclic coordinate descent within a set of active atoms that grows until no silent atom wants to become active.
 *
 * <pre>  r_j &lt;- T_1(rho_j + r_j),   rho = c - G r     (unit atoms, step 1)  </pre>
 *
 * <p>The most correlated atoms enter first: those above half of what the largest correlation exceeds the threshold by, then a
 * quarter, then all. At step 1 CEL0 and l0 have the same rule, the hard threshold at sqrt(2 lambda). Every change brings rho
 * of all K atoms up to date by one row of G, 2 K operations, which the compiler vectorises.
 */
class CoordinateDescentSolver extends PatchSolver {
    private static final int STAGES = 3;

    final Solver.CoordinateDescent spec;
    final float[] rho;
    final boolean[] isIn;
    /** Silent atoms whose |rho| exceeds this want to become active. */
    float limit;

    private final int[] candidate;
    private Prox prox;

    CoordinateDescentSolver(Dictionary dictionary, Solver.CoordinateDescent spec) {
        super(dictionary);
        this.spec = spec;
        this.rho = new float[atoms];
        this.isIn = new boolean[atoms];
        this.candidate = new int[atoms + 1];
    }

    @Override
    void prepare(Penalty penalty, double lambda) {
        prox = penalty.prox(lambda, 1.0);
        limit = (float) (prox.threshold() + spec.tolerance());
    }

    @Override
    void solve(float[] c, int at, double energy) {
        System.arraycopy(c, at, rho, 0, atoms);
        count = 0;
        iterations = 0;
        residual = 0;
        enterByStages();
        descend(c, at);
        for (int i = 0; i < count; i++) {
            isIn[support[i]] = false;
        }
    }

    /**
     * Goes on from the atoms that entered.
     *
     * @param c correlations of all patches
     * @param at where this patch's start
     */
    void descend(float[] c, int at) {
        sweepToRest();
    }

    /** Sweeps until nothing moves and no atom wants to enter, or the number of sweeps is used up. */
    final void sweepToRest() {
        do {
            double change = Double.MAX_VALUE;
            while (iterations < spec.maxSweeps() && change >= spec.tolerance()) {
                change = sweep();
            }
            removeSilent(0);
        } while (enter() && iterations < spec.maxSweeps());
    }

    private void enterByStages() {
        int found = 0;
        for (int k = 0; k < atoms; k++) {
            candidate[found] = k;
            found += Math.abs(rho[k]) > limit ? 1 : 0;
        }
        float cut = 0;
        for (int i = 0; i < found; i++) {
            cut = Math.max(cut, Math.abs(rho[candidate[i]]));
        }
        for (int stage = 1; stage <= STAGES && found > 0; stage++) {
            cut = stage == STAGES ? limit : (cut + limit) / 2;
            for (int i = 0; i < found; i++) {
                int k = candidate[i];
                if (Math.abs(rho[k]) > cut && !isIn[k]) {
                    add(k);
                }
            }
        }
    }

    private void add(int k) {
        isIn[k] = true;
        support[count++] = k;
        step(k);
    }

    /** Lets the silent atoms in that want to become active; false if there is none. {@link #residual}: by how much. */
    final boolean enter() {
        float threshold = (float) prox.threshold();
        int before = count;
        residual = 0;
        for (int k = 0; k < atoms; k++) {
            float m = Math.abs(rho[k]);
            if (m > threshold && !isIn[k]) {
                residual = Math.max(residual, m - threshold);
                if (m > limit) {
                    add(k);
                }
            }
        }
        return count > before;
    }

    /** Lets the one in that wants to become active most; false if there is none. */
    final boolean enterWorst() {
        int worst = -1;
        float largest = limit;
        for (int k = 0; k < atoms; k++) {
            if (Math.abs(rho[k]) > largest && !isIn[k]) {
                largest = Math.abs(rho[k]);
                worst = k;
            }
        }
        if (worst >= 0) {
            add(worst);
        }
        return worst >= 0;
    }

    /** One pass over the active set; returns the largest change. */
    final double sweep() {
        iterations++;
        float largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, step(support[i]));
        }
        return largest;
    }

    private float step(int k) {
        float u = rho[k] + r[k];
        float v = Math.abs(u) > (float) prox.threshold() ? (float) prox.apply(u) : 0f;
        float change = v - r[k];
        if (change != 0) {
            r[k] = v;
            Vectors.add(-change, gram[k], rho);
        }
        return Math.abs(change);
    }

    /** Takes silent atoms out of the set from place {@code from} on; returns the first place whose atom is another now. */
    final int removeSilent(int from) {
        int kept = from;
        int same = count;
        for (int i = from; i < count; i++) {
            int k = support[i];
            if (r[k] != 0) {
                support[kept++] = k;
            } else {
                isIn[k] = false;
                same = Math.min(same, i);
            }
        }
        count = kept;
        return same;
    }
}
