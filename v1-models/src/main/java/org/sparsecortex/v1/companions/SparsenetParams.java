package org.sparsecortex.v1.companions;

import java.util.List;
import org.sparsecortex.learning.ChunkPlan;
import org.sparsecortex.learning.LearnerModel;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Guard;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Param;

/**
 * Sparse coding after Olshausen and Field: Cauchy-like prior, conjugate gradients, Hebbian learning, gain control.
 *
 * <pre>
 *   E(s) = |x - A s|^2 / (2 noiseVariance) + beta sum_i log(1 + (s_i / sigma)^2)          minimised over s, from s = 0
 *   A &lt;- A + eta mean[(x - A s) s^T];   v_i &lt;- (1 - r) v_i + r mean s_i^2;   gain_i &lt;- gain_i (v_i / goal)^alpha;   |A_i| = gain_i
 * </pre>
 *
 * Inference is by conjugate gradients (Polak and Ribiere, restarted when the direction does not descend). The length of a step
 * along p is -g p / (|A p|^2 / noiseVariance + sum_i 2 beta p_i^2 / (sigma^2 + s_i^2)): the quadratic in the denominator lies above E
 * because log(1 + s^2 / sigma^2) is concave in s^2, so every step lowers E without a search.
 *
 * <p>Source: Olshausen and Field 1996, doi:10.1038/381607a0; constants of the released program sparsenet (repository zayd/sparsenet). Differs
 * from the paper: the step length (there a line search); the tolerance refers to the energy at zero; and the default rate starts at 1, not
 * 5. Where images have no variance the basis N obeys dN = -eta N &lt;s s^T&gt;, which grows as soon as eta times the largest eigenvalue of
 * &lt;s s^T&gt; exceeds 2: at 5 half of the fields turned into one checkerboard.
 */
@ModelType(
        name = "sparsenet",
        summary = "Sparse coding of patches with a Cauchy-like prior, conjugate gradients and gain control.",
        source = "Olshausen and Field 1996 (Nature 381)")
public record SparsenetParams(
        @Param(doc = "pixels of a patch", symbol = "n", def = "144", min = 1, max = 1_000_000)
        int dimension,

        @Param(doc = "basis functions", symbol = "K", def = "192", min = 1, max = 1_000_000)
        int atoms,

        @Param(doc = "variance of the noise", symbol = "sigma_N^2", def = "0.01", min = 1e-12, max = 1e6)
        double noiseVariance,

        @Param(doc = "weight of the prior", symbol = "beta", def = "2.2", min = 0, max = 1e6)
        double priorWeight,

        @Param(doc = "scale of the prior", symbol = "sigma", def = "0.316", min = 1e-9, max = 1e6)
        double priorScale,

        @Param(
                doc = "inference ends when a step lowers the energy by less than this share of the energy at zero",
                def = "0.0001",
                min = 0,
                max = 1)
        double tolerance,

        @Param(doc = "most steps of inference", def = "60", min = 1, max = 100_000)
        int iterations,

        @Param(doc = "learning rate at the start", symbol = "eta", def = "1", min = 0, max = 1e6)
        double firstRate,

        @Param(doc = "learning rate at the end", def = "0.5", min = 0, max = 1e6)
        double lastRate,

        @Param(doc = "steps over which the rate falls linearly", def = "1000", min = 1, max = 1_000_000_000)
        int rateSteps,

        @Param(doc = "variance that the gain control wants of each coefficient", def = "0.1", min = 1e-12, max = 1e6)
        double goalVariance,

        @Param(doc = "rate at which the variances are tracked", def = "0.001", min = 0, max = 1)
        double varianceRate,

        @Param(
                doc = "exponent of the gain control; 0 keeps unit norm",
                symbol = "alpha",
                def = "0.02",
                min = 0,
                max = 1)
        double gainExponent,

        @Param(doc = "patches in a step", def = "100", min = 1, max = 1_000_000)
        int samples,

        @Param(
                doc = "further patches in a step that are coded but not learnt from",
                def = "0",
                min = 0,
                max = 1_000_000)
        int probes,

        @Param(doc = "patches in a unit", def = "25", min = 1, max = 1_000_000)
        int chunk)
        implements ModelParams {
    /** A share of patches that moves no mean by more than about its own size. */
    private static final double UNSETTLED_FRACTION = 0.01;

    ChunkPlan plan() {
        return new ChunkPlan(samples, probes, chunk, dimension);
    }

    @Override
    public int units() {
        return plan().units();
    }

    @Override
    public List<PortSpec> ports() {
        return LearnerModel.ports("patches");
    }

    @Override
    public List<SignalSpec> signals() {
        return Sparsenet.outputs(this).specs();
    }

    @Override
    public List<Guard> guards() {
        return List.of(Guard.above(
                Sparsenet.UNSETTLED,
                UNSETTLED_FRACTION,
                "codes of patches whose inference ended at its limit of steps are not yet those of the prior; allow more"
                        + " iterations, or a larger tolerance"));
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return repeatedBytes(context) + 8L * plan().units() * atoms * dimension;
    }

    @Override
    public long repeatedBytes(BuildContext context) {
        return 8L * 3 * atoms * dimension;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        return LearnerModel.at(context, plan(), Sparsenet.outputs(this), range -> new Sparsenet(this, context.seed()));
    }
}
