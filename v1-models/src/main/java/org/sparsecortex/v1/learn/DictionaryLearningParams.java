package org.sparsecortex.v1.learn;

import java.util.List;
import org.sparsecortex.learning.ChunkPlan;
import org.sparsecortex.learning.LearnerModel;
import org.sparsecortex.learning.Merge;
import org.sparsecortex.learning.blas.Backend;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Guard;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.v1.code.Dictionary;
import org.sparsecortex.v1.code.Penalty;
import org.sparsecortex.v1.code.Solver;
import org.sparsecortex.v1.code.SparseCoder;

/**
 * Parameters of dictionary learning.
 *
 * <pre>  min_Phi,r  sum_p 1/2 |x_p - Phi r_p|^2 + sum_i pen(|r_pi|),   |phi_k| = 1  </pre>
 *
 * <p>One step codes its samples with the dictionary as it is and then, in learning steps, changes the dictionary. Source:
 * Rentzeperis et al. 2023, doi:10.1371/journal.pcbi.1011459; their settings are penalty cel0, lambda 0.27, atoms 1000, patch 16, samples 250, solver step 0.05,
 * tolerance 0.01, rule gradient with rate 0.005.
 *
 * <p>Differs from the paper: convergence is tested per patch in the Euclidean norm, not for the whole batch in the spectral
 * norm, and every batch changes the dictionary.
 */
@ModelType(
        name = "dictionary-learning",
        summary = "Sparse codes of image patches under any of eight penalties, and the dictionary they lead to.",
        source = "Rentzeperis, Calatroni, Perrinet and Prandi 2023, Beyond l1 sparse coding in V1")
public record DictionaryLearningParams(
        @Param(doc = "atoms of the dictionary", def = "288", symbol = "K", min = 1, max = 65536)
        int atoms,

        @Param(doc = "height and width of a patch", unit = "px", def = "12", min = 2, max = 256)
        int patch,

        @Param(doc = "patches a step", def = "250", min = 1, max = 1_000_000)
        int samples,

        @Param(doc = "patches a unit; divides the samples", def = "50", min = 1, max = 1_000_000)
        int chunk,

        @Param(doc = "what a coefficient costs", def = "{\"type\": \"cel0\"}")
        Penalty penalty,

        @Param(
                doc = "weight of the penalty, where the servo starts if there is one",
                def = "0.1",
                symbol = "lambda",
                min = 0,
                max = 1e6)
        double lambda,

        @Param(
                doc = "whether lambda is meant as in the paper, where l0 and l1/2 have no 1/2 before the error",
                def = "false")
        boolean paperConvention,

        @Param(
                doc = "mean number of active atoms that lambda is steered to in every step, learning or not; 0 keeps"
                        + " lambda",
                def = "0",
                min = 0,
                max = 65536)
        double targetActive,

        @Param(
                doc = "change of log lambda for a number of active atoms that is off by 100 %",
                def = "0.2",
                min = 0,
                max = 10)
        double servoRate,

        @Param(doc = "how codes are found", def = "{\"type\": \"proximal-gradient\"}")
        Solver solver,

        @Param(doc = "how the dictionary learns", def = "{\"type\": \"gradient\"}")
        LearningRule rule,

        @Param(
                doc = "exponent of homeostasis: choices are weighted by (usage / mean usage)^-exponent; for"
                        + " matching-pursuit",
                def = "0",
                symbol = "alpha",
                min = 0,
                max = 10)
        double homeostasis,

        @Param(doc = "weight of the newest step in the running usage of each atom", def = "0.01", min = 1e-6, max = 1)
        double usageRate,

        @Param(doc = "usage from which an atom counts as used", def = "0.0001", min = 0, max = 1)
        double usedFrom,

        @Param(
                doc = "learning steps without use after which an atom becomes the worst-coded patch; 0 never",
                unit = "steps",
                def = "0",
                min = 0,
                max = 1_000_000_000)
        int deadAfter,

        @Param(doc = "whether the error after least squares on the support is computed beside", def = "false")
        boolean debias,

        @Param(doc = "arithmetic of dense products", def = "\"java\"")
        Backend backend)
        implements ModelParams {
    /** A share of patches that moves no mean by more than about its own size. */
    private static final double UNSETTLED_FRACTION = 0.01;

    public DictionaryLearningParams {
        Dictionary.checkSize("atoms", atoms, patch * patch);
        Checks.that(samples % chunk == 0, "chunk", chunk, "must divide samples = " + samples);
        Checks.that(
                homeostasis == 0 || solver instanceof Solver.MatchingPursuit,
                "homeostasis",
                homeostasis,
                "needs the solver matching-pursuit, whose choices it weights");
        Checks.that(
                targetActive == 0 || solver.usesPenalty(),
                "targetActive",
                targetActive,
                "steers lambda, which the solver does not use; set its number of atoms");
        Checks.that(
                targetActive == 0 || penalty.usesLambda(),
                "targetActive",
                targetActive,
                "steers lambda, which the penalty does not use; set its k");
        Checks.that(
                penalty.isSeparable() || !solver.usesPenalty() || solver instanceof Solver.ProximalGradient,
                "solver",
                solver.getClass().getSimpleName(),
                "treats coefficients one by one; a penalty on groups of atoms needs proximal-gradient");
        penalty.check(atoms);
        Checks.that(targetActive == 0 || lambda > 0, "lambda", lambda, "must be positive for the servo to start from");
    }

    /** Lambda of the first step in the convention of {@link Penalty}. */
    double startLambda() {
        return paperConvention ? penalty.fromPaper(lambda) : lambda;
    }

    private int pixels() {
        return patch * patch;
    }

    ChunkPlan plan() {
        return ChunkPlan.probesInstead(samples, chunk, pixels());
    }

    @Override
    public int units() {
        return plan().units();
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                LearnerModel.samples("patches of the step, one after another, each row by row"),
                LearnerModel.probes("patches that are coded instead in steps without learning"));
    }

    @Override
    public List<SignalSpec> signals() {
        return DictionaryLearner.outputs(this).specs();
    }

    @Override
    public List<Guard> guards() {
        return List.of(Guard.above(
                DictionaryLearner.UNSETTLED,
                UNSETTLED_FRACTION,
                "codes of patches whose solver ended at its limit of iterations are not yet those of the penalty; allow the"
                        + " solver more iterations, or a larger tolerance"));
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return repeatedBytes(context) + samples * (40L * pixels() + 8L * atoms);
    }

    @Override
    public long repeatedBytes(BuildContext context) {
        long perAtom = 4L * chunk + 8L * pixels() + SparseCoder.BYTES_PER_ATOM;
        return Dictionary.bytes(atoms, pixels()) + perAtom * atoms;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        backend.open();
        return new LearnerModel<>(
                        plan(),
                        DictionaryLearner.outputs(this),
                        Merge.JOIN,
                        range -> new DictionaryLearner(this, context.seed()))
                .check(context);
    }
}
