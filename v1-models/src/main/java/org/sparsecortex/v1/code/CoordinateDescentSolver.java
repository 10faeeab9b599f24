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

    /** The atom with {@link #silent}, if that is above the threshold. */
    private int worst;

    /** No silent atom before this one wanted to become active at the last {@link #distance}. */
    private int first;

    /** Atoms that want to become active at first. */
    private final int[] candidate;

    private int candidates;
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
        enterByStages(findCandidates(c, at));
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
        Vectors.addRows(-1f, r, support, count, gram, rho);
    }

    /**
     * How far an active coefficient is from its minimum and a silent one beyond the threshold, at most; {@link #residual} is the
     * same in units. A coefficient that is large against the correlations raises {@link #rest}, as its rounding reaches rho.
     */
    final double distance() {
        findSilent();
        float threshold = (float) prox.threshold();
        float largest = 0;
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

    /** Sets {@link #silent}, {@link #worst} and {@link #first}. */
    private void findSilent() {
        float largest = (float) prox.threshold();
        float wish = limit;
        int at = -1;
        int from = atoms;
        for (int k = 0; k < atoms; k++) {
            float m = Math.abs(rho[k]);
            if (m > largest && !isIn[k]) {
                from = m > wish && from == atoms ? k : from;
                largest = m;
                at = k;
            }
        }
        silent = largest;
        worst = at;
        first = from;
    }

    /**
     * Finds the {@link #candidate atoms} and the scale of a patch: {@link #unit}, {@link #rest} and {@link #limit}. Nearly always the
     * unit is the threshold, and one pass does both.
     *
     * @return the largest |rho| of a candidate
     */
    private float findCandidates(float[] c, int at) {
        double threshold = prox.threshold();
        float usual = (float) (threshold + spec.tolerance() * threshold / 2);
        int found = 0;
        for (int k = 0; k < atoms; k++) {
            candidate[found] = k;
            found += Math.abs(rho[k]) > usual ? 1 : 0;
        }
        float largest = 0;
        for (int i = 0; i < found; i++) {
            float m = Math.abs(rho[candidate[i]]);
            largest = m > largest ? m : largest;
        }
        if (found == 0) {
            measure(c, at, threshold, spec.tolerance()); // no atom wants to become active, whatever the unit is
        } else {
            unit = unit(largest, threshold, spec.tolerance());
        }
        rest = spec.tolerance() * unit;
        limit = (float) (threshold + rest / 2);
        candidates = found;
        if (limit > usual) {
            candidates = 0;
            for (int i = 0; i < found; i++) {
                candidate[candidates] = candidate[i];
                candidates += Math.abs(rho[candidate[i]]) > limit ? 1 : 0;
            }
        }
        return largest;
    }

    private void enterByStages(float largest) {
        float cut = largest;
        for (int stage = 1; stage <= STAGES && candidates > 0; stage++) {
            cut = stage == STAGES ? limit : (cut + limit) / 2;
            for (int i = 0; i < candidates; i++) {
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
        return enter(0);
    }

    /** As {@link #enter} with what the last {@link #distance} found, since when nothing has changed. */
    final boolean enterFound() {
        return enter(first);
    }

    private boolean enter(int from) {
        int before = count;
        for (int k = from; k < atoms; k++) {
            if (Math.abs(rho[k]) > limit && !isIn[k]) {
                add(k);
            }
        }
        return count > before;
    }

    /** Lets the one in that wanted to become active most at the last {@link #distance}; false if there was none. */
    final boolean enterWorst() {
        boolean isThere = silent > limit;
        if (isThere) {
            add(worst);
        }
        return isThere;
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

    /** As {@link #sweep}, but brings rho of the active atoms alone up to date. */
    final void sweepActive() {
        iterations++;
        for (int i = 0; i < count; i++) {
            int k = support[i];
            float change = move(k);
            if (change != 0) {
                float[] g = gram[k];
                for (int j = 0; j < count; j++) {
                    rho[support[j]] -= change * g[support[j]];
                }
            }
        }
    }

    private float step(int k) {
        float change = move(k);
        if (change != 0) {
            Vectors.add(-change, gram[k], rho);
        }
        return Math.abs(change);
    }

    /** Takes a coefficient to its minimum; returns the change. */
    private float move(int k) {
        float u = rho[k] + r[k];
        float v = Math.abs(u) > (float) prox.threshold() ? (float) prox.apply(u) : 0f;
        float change = v - r[k];
        if (change != 0) {
            r[k] = v;
        }
        return change;
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
