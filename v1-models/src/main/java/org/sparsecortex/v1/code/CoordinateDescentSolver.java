package org.sparsecortex.v1.code;

/**
 * Cyclic coordinate descent within a set of active atoms that grows until no silent atom wants to become active.
 *
 * <pre>  r_j &lt;- T_1(rho_j + r_j),   rho = c - G r     (unit atoms, step 1)  </pre>
 *
 * <p>Rest is a change of at most tolerance times {@link PatchSolver#measure the unit} of the patch, so that the scale of the data
 * does not matter. The most correlated atoms enter first: those above half of what the largest correlation exceeds the threshold by, then a
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

    /** Distance that counts as rest; sweeps go on to half of it, so that rounding does not undo what they found. */
    double rest;

    /** Largest |rho| of a silent atom at the last {@link #distance}, at least the threshold. */
    float silent;

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
    }

    @Override
    void solve(float[] c, int at, double energy) {
        System.arraycopy(c, at, rho, 0, atoms);
        count = 0;
        iterations = 0;
        residual = 0;
        measure(c, at, prox.threshold(), spec.tolerance());
        rest = spec.tolerance() * unit;
        limit = (float) (prox.threshold() + rest / 2);
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
        sweepToRest(c, at);
    }

    /**
     * Sweeps until nothing moves and no atom wants to enter, by correlations that are worked out afresh, or the number of sweeps
     * is used up.
     */
    final void sweepToRest(float[] c, int at) {
        boolean isAtRest;
        do {
            double change = Double.MAX_VALUE;
            while (iterations < spec.maxSweeps() && change > rest / 2) {
                change = sweep();
            }
            removeSilent(0);
            if (iterations >= spec.maxSweeps() || !enter()) {
                correlate(c, at);
                isAtRest = distance() <= rest;
            } else {
                isAtRest = false;
            }
        } while (!isAtRest && iterations < spec.maxSweeps());
    }

    /** rho = c - G r. */
    final void correlate(float[] c, int at) {
        System.arraycopy(c, at, rho, 0, atoms);
        for (int i = 0; i < count; i++) {
            Vectors.add(-r[support[i]], gram[support[i]], rho);
        }
    }

    /**
     * How far an active coefficient is from its minimum and a silent one beyond the threshold, at most; {@link #residual} is the
     * same in units. A coefficient that is large against the correlations raises {@link #rest}, as its rounding reaches rho.
     */
    final double distance() {
        float threshold = (float) prox.threshold();
        float largest = 0;
        silent = threshold;
        for (int k = 0; k < atoms; k++) {
            float m = Math.abs(rho[k]);
            if (m > silent && !isIn[k]) {
                silent = m;
            }
        }
        float beyond = silent - threshold;
        for (int i = 0; i < count; i++) {
            int k = support[i];
            float u = rho[k] + r[k];
            float v = Math.abs(u) > threshold ? (float) prox.apply(u) : 0f;
            beyond = Math.max(beyond, Math.abs(v - r[k]));
            largest = Math.max(largest, Math.abs(r[k]));
        }
        if (ROUNDING * largest > rest) {
            rest = ROUNDING * largest;
            unit = rest / spec.tolerance();
            limit = (float) (prox.threshold() + rest / 2);
        }
        residual = unit > 0 ? beyond / unit : 0.0;
        return beyond;
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

    /** Lets the silent atoms in that want to become active; false if there is none. */
    final boolean enter() {
        int before = count;
        for (int k = 0; k < atoms; k++) {
            if (Math.abs(rho[k]) > limit && !isIn[k]) {
                add(k);
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
