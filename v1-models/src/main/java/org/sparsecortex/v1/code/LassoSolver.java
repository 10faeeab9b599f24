package org.sparsecortex.v1.code;

/**
 * The lasso by an active set: coordinate descent guesses atoms and signs, for which the minimum is the solution of a small
 * linear system.
 *
 * <pre>  G_SS r_S = c_S - lambda sign(r_S),   rho = c - G r;   optimal if signs hold and |rho_k| &lt;= lambda for all others  </pre>
 *
 * <p>Atoms whose coefficient would change its sign leave and the system is solved again; silent atoms above lambda enter by a
 * step of coordinate descent. In the first two rounds all leave and enter at once, which could go round in circles; after that
 * one leaves at a time, where its coefficient reaches zero, and the worst one enters, so that the objective falls with every
 * move. The factor of G_SS keeps its rows before the first change; a pivot within 1e-6 of 0, of an atom nearly parallel to
 * another, is raised to 1e-6, and the system is then solved for the step that is left, which still leads down. If many atoms
 * depend on each other, a damping is added to the diagonal. Source: the system for given signs and the walk to the first crossing
 * as in feature-sign search (Lee et al. 2007), exchange of whole blocks as in principal pivoting (Portugal et al. 1994); both
 * from memory.
 */
final class LassoSolver extends CoordinateDescentSolver {
    private static final int LARGEST = 256;
    private static final int QUICK_ROUNDS = 3;
    private static final double DEPENDENT = 1e-6;
    private static final double FIRST_DAMPING = 1e-5;

    /** Cholesky factor by rows, row i from i (i + 1) / 2; the diagonal holds inverses. */
    private final double[] factor;

    private final double[] forward;
    private final double[] solution;
    private final int largest;
    private float lambda;
    /** Whether atoms leave and enter all at once. */
    private boolean isQuick;
    /** Rows of the factor that belong to the present set and signs. */
    private int valid;
    /** Added to the diagonal once the active atoms depend on each other. */
    private double damping;
    /** The first row whose pivot was raised. */
    private int raised = Integer.MAX_VALUE;

    LassoSolver(Dictionary dictionary, Solver.CoordinateDescent spec) {
        super(dictionary, spec);
        this.largest = Math.min(LARGEST, atoms);
        this.factor = new double[largest * (largest + 1) / 2];
        this.forward = new double[largest];
        this.solution = new double[largest];
    }

    @Override
    void prepare(Penalty penalty, double lambda) {
        super.prepare(penalty, lambda);
        this.lambda = (float) lambda;
    }

    @Override
    void descend(float[] c, int at) {
        if (count <= largest && iterations + 1 < spec.maxSweeps()) {
            sweepActive(); // rho is worked out afresh before anybody reads it
        } else {
            sweep();
        }
        removeSilent(0);
        valid = 0;
        damping = 0;
        isQuick = true;
        int entered = -1;
        while (iterations < spec.maxSweeps() && count <= largest) {
            isQuick &= iterations < QUICK_ROUNDS;
            boolean isSolved = solveForSigns(c, at);
            correlate(c, at);
            iterations++;
            if (!isSolved || (!isInexact() && returns(entered))) {
                break;
            }
            boolean isAtRest = distance() <= rest;
            int before = count;
            boolean isGrowing = silent > limit && (isQuick ? enterFound() : enterWorst());
            if (!isGrowing) {
                if (isAtRest) {
                    return;
                } else if (!isInexact()) {
                    break;
                }
            }
            entered = isQuick || !isGrowing ? -1 : support[before];
        }
        sweepToRest(c, at);
    }

    /** Whether the factor is that of a changed matrix, which gives a step towards the minimum for the signs, not the minimum. */
    private boolean isInexact() {
        return damping > 0 || raised < count;
    }

    /** Whether the atom that entered alone left at once: its wish was rounding, and the walk would go round in circles. */
    private boolean returns(int entered) {
        return entered >= 0 && !isIn[entered];
    }

    /**
     * The minimum for the present signs, without the atoms that cannot keep theirs: all of them at once, or one by one. If the
     * active atoms depend on each other, a step towards it by a damped matrix. False if no damping helps.
     */
    private boolean solveForSigns(float[] c, int at) {
        boolean isSolved = false;
        while (!isSolved) {
            if (!extend(c, at)) {
                damping = damping == 0 ? FIRST_DAMPING : 10 * damping;
                isQuick = false;
                valid = 0;
                if (damping > 1) {
                    return false;
                }
                continue;
            }
            if (isInexact()) {
                stepFromHere(c, at);
            } else {
                substituteBack();
            }
            if (isQuick) {
                for (int i = 0; i < count; i++) {
                    int k = support[i];
                    r[k] = solution[i] * r[k] > 0 ? (float) solution[i] : 0f;
                }
            } else {
                moveToFirstCrossing();
            }
            int before = count;
            valid = Math.min(valid, removeSilent(0));
            isSolved = count == before;
        }
        return true;
    }

    /** Moves towards the solution up to the first coefficient that would change its sign, which becomes zero. */
    private void moveToFirstCrossing() {
        double part = 1;
        int crossing = -1;
        for (int i = 0; i < count; i++) {
            double old = r[support[i]];
            if (solution[i] * old <= 0 && old / (old - solution[i]) < part) {
                part = old / (old - solution[i]);
                crossing = i;
            }
        }
        for (int i = 0; i < count; i++) {
            double old = r[support[i]];
            r[support[i]] = i == crossing ? 0f : (float) (old + part * (solution[i] - old));
        }
    }

    /** Brings the factor and the forward solution up to the present set; false if its atoms depend on each other. */
    private boolean extend(float[] c, int at) {
        raised = raised >= valid ? Integer.MAX_VALUE : raised;
        for (int i = valid; i < count; i++) {
            int k = support[i];
            float[] g = gram[k];
            int row = i * (i + 1) / 2;
            double rest = g[k] + damping;
            double right = c[at + k] - (r[k] > 0 ? lambda : -lambda);
            for (int j = 0; j < i; j++) {
                double sum = g[support[j]];
                int other = j * (j + 1) / 2;
                for (int q = 0; q < j; q++) {
                    sum -= factor[row + q] * factor[other + q];
                }
                sum *= factor[other + j];
                factor[row + j] = sum;
                rest -= sum * sum;
                right -= sum * forward[j];
            }
            if (rest < -DEPENDENT) {
                return false;
            }
            isQuick &= rest > DEPENDENT;
            raised = rest > DEPENDENT ? raised : Math.min(raised, i);
            factor[row + i] = 1 / Math.sqrt(Math.max(rest, DEPENDENT));
            forward[i] = right * factor[row + i];
        }
        valid = count;
        return true;
    }

    /**
     * Solves for the way from the present coefficients instead of the coefficients themselves. With raised pivots only this is
     * sure to lead down: (G + D) d = gradient, D &gt;= 0.
     */
    private void stepFromHere(float[] c, int at) {
        correlate(c, at);
        for (int i = 0; i < count; i++) {
            int k = support[i];
            int row = i * (i + 1) / 2;
            double right = rho[k] - (r[k] > 0 ? lambda : -lambda);
            for (int j = 0; j < i; j++) {
                right -= factor[row + j] * forward[j];
            }
            forward[i] = right * factor[row + i];
        }
        substituteBack();
        for (int i = 0; i < count; i++) {
            solution[i] += r[support[i]];
        }
        valid = 0; // forward belongs to the gradient now
    }

    private void substituteBack() {
        System.arraycopy(forward, 0, solution, 0, count);
        for (int i = count - 1; i >= 0; i--) {
            int row = i * (i + 1) / 2;
            double v = solution[i] * factor[row + i];
            solution[i] = v;
            for (int j = 0; j < i; j++) {
                solution[j] -= factor[row + j] * v;
            }
        }
    }
}
