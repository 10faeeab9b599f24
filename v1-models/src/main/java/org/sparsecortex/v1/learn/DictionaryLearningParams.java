package org.sparsecortex.v1.learn;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.learning.blas.Backend;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.v1.code.Penalty;
import org.sparsecortex.v1.code.Solver;

/**
 * Parameters of dictionary learning.
 *
 * <pre>  min_Phi,r  sum_p 1/2 |x_p - Phi r_p|^2 + sum_i pen(|r_pi|),   |phi_k| = 1  </pre>
 *
 * <p>One step codes one batch with the dictionary as it is and then, in learning steps, changes the dictionary. Source:
 * Rentzeperis et al. 2023; their settings are penalty cel0, lambda 0.27, atoms 1000, patch 16, batch 250, solver step 0.05,
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
        int batch,

        @Param(doc = "patches a unit; divides the batch", def = "50", min = 1, max = 1_000_000)
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
                doc = "mean number of active units that lambda is steered to in every step, learning or not; 0 keeps"
                        + " lambda",
                def = "0",
                min = 0,
                max = 65536)
        double targetActive,

        @Param(
                doc = "change of log lambda for a number of active units that is off by 100 %",
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

        @Param(doc = "weight of the newest batch in the running usage of each atom", def = "0.01", min = 1e-6, max = 1)
        double usageRate,

        @Param(doc = "usage from which an atom counts as used", def = "0.0001", min = 0, max = 1)
        double usedFrom,

        @Param(
                doc = "learning batches without use after which an atom becomes the worst-coded patch; 0 never",
                unit = "batches",
                def = "0",
                min = 0,
                max = 1_000_000_000)
        int deadAfter,

        @Param(doc = "whether the error after least squares on the support is computed beside", def = "false")
        boolean debias,

        @Param(doc = "arithmetic of dense products", def = "\"java\"")
        Backend backend)
        implements ModelParams {
    public DictionaryLearningParams {
        Checks.that(batch % chunk == 0, "chunk", chunk, "must divide batch = " + batch);
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
        Checks.that(targetActive == 0 || lambda > 0, "lambda", lambda, "must be positive for the servo to start from");
    }

    /** Lambda of the first step in the convention of {@link Penalty}. */
    double startLambda() {
        return paperConvention ? penalty.fromPaper(lambda) : lambda;
    }

    private int pixels() {
        return patch * patch;
    }

    @Override
    public int units() {
        return batch / chunk;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("patches", Kind.REALS, true, "batch of patches, one after another, each row by row"),
                new PortSpec("test", Kind.REALS, false, "batch that is coded instead in steps without learning"));
    }

    @Override
    public List<SignalSpec> signals() {
        List<SignalSpec> all = new ArrayList<>();
        all.add(SignalSpec.perUnit("code", Kind.REALS, batch * atoms, "coefficients, K a patch"));
        all.add(SignalSpec.global(
                "dictionary", Kind.REALS, atoms * pixels(), "atoms one after another, after the step"));
        all.add(SignalSpec.global("reconstruction", Kind.REALS, batch * pixels(), "Phi r of all patches"));
        all.add(SignalSpec.global(
                "usage", Kind.REALS, atoms, "running fraction of patches in which an atom is active"));
        all.add(SignalSpec.global("activePerPatch", Kind.INTS, batch, "active units of each patch"));
        scalar(all, "mse", "mean squared error a pixel");
        scalar(all, "debiasedMse", "the same after least squares on the support; 0 unless debias is on");
        scalar(all, "activeUnits", "mean number of active units a patch");
        scalar(all, "activeUnitsSd", "standard deviation of that number over patches");
        scalar(all, "snrDb", "signal-to-noise ratio of the reconstruction, dB");
        scalar(all, "psnrDb", "peak signal-to-noise ratio, dB");
        scalar(all, "ssim", "structural similarity, one window a patch");
        scalar(all, "lambda", "weight of the penalty in this step");
        scalar(all, "trevesRolls", "population sparseness A of Treves and Rolls, small is sparse");
        scalar(all, "vinjeGallant", "population sparseness S of Vinje and Gallant, 1 is sparse");
        scalar(all, "kurtosis", "excess kurtosis of all coefficients");
        scalar(all, "usageEntropy", "entropy of the usage over its maximum");
        scalar(all, "usedAtoms", "atoms whose running usage reaches usedFrom");
        scalar(all, "coherence", "largest |phi_i . phi_j|");
        scalar(all, "iterations", "mean iterations of the solver a patch");
        scalar(all, "solverResidual", "mean distance from a fixed point, in the solver's own measure");
        scalar(
                all,
                "dualityGap",
                "mean relative duality gap of the first patch of each unit; 0 unless the penalty is l1");
        return all;
    }

    private static void scalar(List<SignalSpec> all, String name, String doc) {
        all.add(SignalSpec.global(name, Kind.REALS, 1, doc));
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        long square = (long) atoms * atoms;
        return 4L * (3L * atoms * pixels() + 2 * square + (long) chunk * atoms) + 40L * batch * pixels();
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        for (String port : List.of("patches", "test")) {
            if (context.has(port)) {
                Checks.equal(
                        port + " = batch " + batch + " x patch " + patch + "^2, whose size",
                        context.inputSize(port),
                        (long) batch * pixels());
            }
        }
        backend.open();
        return new Model<Tuple, Tuple>() {
            @Override
            public Kernel<Tuple, Tuple> kernel(UnitRange range) {
                return new DictionaryLearningKernel(DictionaryLearningParams.this, context.seed(), range);
            }

            @Override
            public Reducer<Tuple, Tuple> reducer() {
                return Tuple.joinAll();
            }
        };
    }
}
