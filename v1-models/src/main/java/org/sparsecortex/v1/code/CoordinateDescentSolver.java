package org.sparsecortex.v1.code;

import java.util.Arrays;

/**
 * Cyclic coordinate descent within a small working set of atoms that grows until no silent atom wants to become active.
 *
 * <pre>  r_j &lt;- T_1(rho_j + r_j),   rho = c - G r     (unit atoms, step 1)  </pre>
 *
 * <p>Sweeps run on the working set's own Gram matrix and, between full sweeps of the set, on its active atoms only; rho over
 * all K atoms is brought up to date once a round. For l1, full sweeps alternate with exact steps on the active atoms. At step 1 CEL0 and l0 have the same rule, the hard threshold at
 * sqrt(2 lambda). Source: working sets as in Massias et al. 2018 and Bertrand et al. 2022, without extrapolation.
 */
final class CoordinateDescentSolver extends PatchSolver {
    private static final int FIRST = 16;
    private static final int LARGEST_JUMP = 64;
    private static final int MAX_JUMPS = 16;
    private static final double DEPENDENT = 1e-6;

    private final Solver.CoordinateDescent spec;
    private final float[] rho;
    private final float[] counted;
    private final int[] set;
    private final boolean[] inSet;
    private final int[] candidate;
    private float[] sub = new float[64 * 64];
    private float[] local = new float[64];
    private float[] want = new float[64];
    private int stride = 64;
    private int size;
    private Prox prox;
    private double slope = -1;
    private final int[] active = new int[LARGEST_JUMP];
    private final double[] delta = new double[LARGEST_JUMP];
    private final double[] factor = new double[LARGEST_JUMP * LARGEST_JUMP];

    CoordinateDescentSolver(Dictionary dictionary, Solver.CoordinateDescent spec) {
        super(dictionary);
        this.spec = spec;
        this.rho = new float[atoms];
        this.counted = new float[atoms];
        this.set = new int[atoms];
        this.inSet = new boolean[atoms];
        this.candidate = new int[atoms];
    }

    @Override
    void prepare(Penalty penalty, double lambda) {
        prox = penalty.prox(lambda, 1.0);
        slope = penalty instanceof Penalty.L1 ? lambda : -1;
    }

    @Override
    void solve(float[] c, int at, double energy) {
        System.arraycopy(c, at, rho, 0, atoms);
        size = 0;
        iterations = 0;
        residual = 0;
        float limit = (float) (prox.threshold() + spec.tolerance());
        while (grow(limit) && iterations < spec.maxSweeps()) {
            sweepToRest();
            updateRho();
        }
        count = 0;
        for (int w = 0; w < size; w++) {
            int k = set[w];
            inSet[k] = false;
            counted[k] = 0f;
            if (r[k] != 0) {
                support[count++] = k;
            }
        }
        // rounding of single precision can leave an atom a little above the limit
        for (int k = 0; k < atoms; k++) {
            residual = r[k] == 0 ? Math.max(residual, Math.abs(rho[k]) - prox.threshold()) : residual;
        }
    }

    /** Adds the atoms that want to become active most, at most as many as there are; false if there is none. */
    private boolean grow(float limit) {
        int found = 0;
        float largest = 0;
        for (int k = 0; k < atoms; k++) {
            float m = Math.abs(rho[k]);
            if (m > limit && !inSet[k]) {
                candidate[found++] = k;
                largest = Math.max(largest, m);
            }
        }
        if (found == 0) {
            return false;
        }
        int room = Math.max(FIRST, size);
        float cut = limit;
        while (countAbove(found, cut) > room) {
            cut = (float) (0.7 * cut + 0.3 * largest);
        }
        int before = size;
        for (int i = 0; i < found; i++) {
            if (Math.abs(rho[candidate[i]]) > cut) {
                set[size++] = candidate[i];
                inSet[candidate[i]] = true;
            }
        }
        if (size == before) {
            return addFirst(largest, found);
        }
        gather(before);
        return true;
    }

    private boolean addFirst(float largest, int found) {
        for (int i = 0; i < found; i++) {
            if (Math.abs(rho[candidate[i]]) == largest) {
                set[size++] = candidate[i];
                inSet[candidate[i]] = true;
                gather(size - 1);
                return true;
            }
        }
        return false;
    }

    private int countAbove(int found, float cut) {
        int above = 0;
        for (int i = 0; i < found; i++) {
            above += Math.abs(rho[candidate[i]]) > cut ? 1 : 0;
        }
        return above;
    }

    /** Extends the set's Gram matrix by rows and columns from {@code before} on. */
    private void gather(int before) {
        if (size > stride) {
            int wider = Math.max(2 * stride, size);
            float[] moved = new float[wider * wider];
            for (int w = 0; w < before; w++) {
                System.arraycopy(sub, w * stride, moved, w * wider, before);
            }
            sub = moved;
            stride = wider;
            local = new float[wider];
            want = Arrays.copyOf(want, wider);
        }
        for (int w = before; w < size; w++) {
            int row = set[w] * atoms;
            for (int v = 0; v <= w; v++) {
                float g = gram[row + set[v]];
                sub[w * stride + v] = g;
                sub[v * stride + w] = g;
            }
        }
    }

    private void sweepToRest() {
        for (int w = 0; w < size; w++) {
            want[w] = rho[set[w]];
            local[w] = r[set[w]];
        }
        while (iterations < spec.maxSweeps()) {
            if (sweep(false) < spec.tolerance()) {
                break;
            }
            if (slope >= 0) {
                jump();
            }
            double change = spec.tolerance();
            while (iterations < spec.maxSweeps() && change >= spec.tolerance()) {
                change = sweep(true);
            }
        }
        for (int w = 0; w < size; w++) {
            r[set[w]] = local[w];
        }
    }

    /**
     * For l1: moves to the minimiser among codes with the present signs, G_AA delta = rho_A - lambda sign(r_A), or up to the
     * first coefficient that would change its sign, which becomes zero; then again without it. Never raises the objective.
     */
    private void jump() {
        for (int round = 0; round < MAX_JUMPS; round++) {
            int m = 0;
            for (int w = 0; w < size; w++) {
                if (local[w] != 0 && m < LARGEST_JUMP) {
                    active[m++] = w;
                }
            }
            if (m == 0 || m == LARGEST_JUMP || !solveJump(m)) {
                return;
            }
            double part = 1;
            int crossing = -1;
            for (int i = 0; i < m; i++) {
                double old = local[active[i]];
                if ((old + delta[i]) * old <= 0 && -old / delta[i] < part) {
                    part = -old / delta[i];
                    crossing = active[i];
                }
            }
            move(m, part, crossing);
            iterations++;
            if (crossing < 0) {
                return;
            }
        }
    }

    private void move(int m, double part, int crossing) {
        for (int i = 0; i < m; i++) {
            int w = active[i];
            float v = w == crossing ? 0f : (float) (local[w] + part * delta[i]);
            float change = v - local[w];
            if (change != 0) {
                local[w] = v;
                Vectors.add(-change, sub, w * stride, want, size);
            }
        }
    }

    /** Solves for {@link #delta} by Cholesky's method; false if the active atoms depend on each other. */
    private boolean solveJump(int m) {
        for (int i = 0; i < m; i++) {
            int row = active[i] * stride;
            for (int j = 0; j <= i; j++) {
                double sum = sub[row + active[j]];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * m + k] * factor[j * m + k];
                }
                if (i == j && sum <= DEPENDENT) {
                    return false;
                }
                factor[i * m + j] = i == j ? Math.sqrt(sum) : sum / factor[j * m + j];
            }
            double sum = want[active[i]] - Math.copySign(slope, local[active[i]]);
            for (int k = 0; k < i; k++) {
                sum -= factor[i * m + k] * delta[k];
            }
            delta[i] = sum / factor[i * m + i];
        }
        for (int i = m - 1; i >= 0; i--) {
            double sum = delta[i];
            for (int k = i + 1; k < m; k++) {
                sum -= factor[k * m + i] * delta[k];
            }
            delta[i] = sum / factor[i * m + i];
        }
        return true;
    }

    /** One pass over the set or its active atoms; returns the largest change. */
    private double sweep(boolean activeOnly) {
        iterations++;
        float limit = (float) prox.threshold();
        float largest = 0;
        for (int w = 0; w < size; w++) {
            float old = local[w];
            if (activeOnly && old == 0) {
                continue;
            }
            float u = want[w] + old;
            float v = Math.abs(u) > limit ? (float) prox.apply(u) : 0f;
            float delta = v - old;
            if (delta != 0) {
                local[w] = v;
                Vectors.add(-delta, sub, w * stride, want, size);
                largest = Math.max(largest, Math.abs(delta));
            }
        }
        return largest;
    }

    private void updateRho() {
        for (int w = 0; w < size; w++) {
            int k = set[w];
            float delta = r[k] - counted[k];
            if (delta != 0) {
                Vectors.add(-delta, gram, k * atoms, rho, atoms);
                counted[k] = r[k];
            }
        }
    }
}
