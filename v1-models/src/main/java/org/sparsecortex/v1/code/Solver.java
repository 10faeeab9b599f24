package org.sparsecortex.v1.code;

import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * How a sparse code is found.
 *
 * <pre>
 *   proximal-gradient    r &lt;- T(r + g Phi^T (x - Phi r)),  T: threshold of the penalty at step g (ISTA; with momentum FISTA)
 *   coordinate-descent   r_i &lt;- T(r_i + phi_i . (x - Phi r)) for one atom after another, within an active set that grows
 *   lca                  u &lt;- u + rate (Phi^T x - u - (Phi^T Phi - 1) r),  r = T(u)
 *   omp                  the atom that correlates most with the residual joins; least squares on all chosen
 *   matching-pursuit     r_i += phi_i . residual for that atom alone
 * </pre>
 *
 * x: patch; Phi: dictionary with atoms phi_i of norm 1; r: code; u: membrane potentials. Source: Beck and Teboulle 2009, doi:10.1137/080716542;
 * Rozell et al. 2008, doi:10.1162/neco.2008.03-07-486; Mallat and Zhang 1993; Pati, Rezaiifar and Krishnaprasad 1993 (all from memory).
 */
public sealed interface Solver {
    /** A solver for the atoms of a dictionary and one penalty, with its own work space, for one thread. */
    PatchSolver bind(Dictionary dictionary, Penalty penalty);

    /** Whether a code with this {@link Codes#residual} is as near to a fixed point as was asked for; greedy codes always are. */
    default boolean settles(double residual) {
        return true;
    }

    /** Whether the code depends on a penalty and its lambda; greedy solvers have none. */
    default boolean usesPenalty() {
        return true;
    }

    /** Iterative thresholding, accelerated or not. */
    @TypeName(value = "proximal-gradient", doc = "iterative thresholding (ISTA), or FISTA when accelerated")
    record ProximalGradient(
            @Param(
                    doc = "whether steps carry momentum (Beck and Teboulle 2009, with gradient restart); for l1",
                    def = "false")
            boolean accelerated,

            @Param(
                    doc = "step size; 0 takes 0.95 / L of the dictionary",
                    def = "0",
                    symbol = "eta_r",
                    min = 0,
                    max = 10)
            double step,

            @Param(
                    doc = "stops when |dr| <= tolerance |r|, checked per patch; 0 runs all iterations",
                    def = "0.001",
                    min = 0,
                    max = 1)
            double tolerance,

            @Param(doc = "iterations at most", def = "300", min = 1, max = 1_000_000)
            int maxIterations,

            @Param(
                    doc = "warm starts from larger lambdas, each stage at 1/2 of the one before; 0 starts from nothing",
                    def = "0",
                    min = 0,
                    max = 20)
            int continuation)
            implements Solver {
        @Override
        public PatchSolver bind(Dictionary dictionary, Penalty penalty) {
            return new ProximalGradientSolver(dictionary, this);
        }

        @Override
        public boolean settles(double distance) {
            return tolerance == 0 || distance <= tolerance;
        }
    }

    /** Coordinate descent. */
    @TypeName(
            value = "coordinate-descent",
            doc = "cyclic coordinate descent on the Gram matrix; for l1 with exact steps on the active set")
    record CoordinateDescent(
            @Param(
                    doc = "stops when no coefficient moves, and no silent one wants to, by more than this part of the"
                            + " threshold",
                    def = "1e-5",
                    min = 1e-6,
                    max = 1)
            double tolerance,

            @Param(doc = "sweeps over the active set at most", def = "2000", min = 1, max = 1_000_000)
            int maxSweeps)
            implements Solver {
        @Override
        public PatchSolver bind(Dictionary dictionary, Penalty penalty) {
            return penalty instanceof Penalty.L1
                    ? new LassoSolver(dictionary, this)
                    : new CoordinateDescentSolver(dictionary, this);
        }

        @Override
        public boolean settles(double distance) {
            return distance <= tolerance;
        }
    }

    /** Orthogonal matching pursuit. */
    @TypeName(value = "omp", doc = "orthogonal matching pursuit on the Gram matrix (Batch-OMP)")
    record Omp(
            @Param(doc = "active atoms", def = "8", symbol = "k", min = 1, max = 4096)
            int active,

            @Param(
                    doc = "stops when the residual energy falls below this fraction of the patch's",
                    def = "0",
                    min = 0,
                    max = 1)
            double residual)
            implements Solver {
        @Override
        public PatchSolver bind(Dictionary dictionary, Penalty penalty) {
            return new OmpSolver(dictionary, this);
        }

        @Override
        public boolean usesPenalty() {
            return false;
        }
    }

    /** Matching pursuit. */
    @TypeName(value = "matching-pursuit", doc = "matching pursuit, whose choices can be balanced by homeostasis")
    record MatchingPursuit(
            @Param(doc = "choices, of which some may repeat", def = "8", symbol = "k", min = 1, max = 4096)
            int choices,

            @Param(
                    doc = "part of the projection that is taken at each choice",
                    def = "1",
                    symbol = "alpha",
                    min = 0.01,
                    max = 1)
            double fraction)
            implements Solver {
        @Override
        public PatchSolver bind(Dictionary dictionary, Penalty penalty) {
            return new MatchingPursuitSolver(dictionary, this);
        }

        @Override
        public boolean usesPenalty() {
            return false;
        }
    }

    /** Locally competitive algorithm. */
    @TypeName(
            value = "lca",
            doc = "locally competitive algorithm: leaky neurons that inhibit each other (Rozell et al. 2008)")
    record Lca(
            @Param(
                    doc =
                            "Euler step over membrane time constant, dt / tau; at most 1.5 / L of the dictionary is taken",
                    def = "0.1",
                    min = 1e-6,
                    max = 1)
            double rate,

            @Param(
                    doc = "stops when no membrane potential changes by more than this part of the threshold times the"
                            + " rate; 0 runs all steps",
                    def = "1e-4",
                    min = 0,
                    max = 1)
            double tolerance,

            @Param(doc = "Euler steps at most", def = "1000", min = 1, max = 1_000_000)
            int maxIterations)
            implements Solver {
        @Override
        public PatchSolver bind(Dictionary dictionary, Penalty penalty) {
            return new LcaSolver(dictionary, this);
        }

        @Override
        public boolean settles(double distance) {
            return tolerance == 0 || distance <= tolerance;
        }
    }
}
