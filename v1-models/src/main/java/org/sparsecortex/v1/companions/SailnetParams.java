package org.sparsecortex.v1.companions;

import java.util.List;
import org.sparsecortex.learning.ChunkPlan;
import org.sparsecortex.learning.LearnerModel;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Param;

/**
 * SAILnet: leaky integrate-and-fire neurons with sparse and independent local learning.
 *
 * <pre>
 *   u_i &lt;- (1 - eta) u_i + eta (Q_i x - sum_j W_ij a_j);   a_i = [u_i &gt;= theta_i];   y_i += a_i;   u_i &lt;- 0 after a spike
 *   dW_ij = alpha (&lt;y_i y_j&gt; - p^2), W_ij &gt;= 0, W_ii = 0;   dQ_i = beta (&lt;y_i x&gt; - &lt;y_i^2&gt; Q_i);   dtheta_i = gamma (&lt;y_i&gt; - p)
 * </pre>
 *
 * x: patch with mean 0 and variance 1; a: spikes of the time step before; y: spike counts; averages over the patches of a step. The
 * rules need only what is known at a synapse (correlation, Oja, homeostasis).
 *
 * <p>Source: Zylberberg, Murphy and DeWeese 2011, doi:10.1371/journal.pcbi.1002250; equations and constants as in the author's program
 * (repository jzlab/SAILnet). Differs from the paper: patches without contrast are skipped by a
 * variance of 0, in the program by chance.
 */
@ModelType(
        name = "sailnet",
        summary = "Spiking network that learns a sparse code of patches with local rules.",
        source = "Zylberberg, Murphy and DeWeese 2011 (PLoS Comput Biol 7(10) e1002250)")
public record SailnetParams(
        @Param(doc = "pixels of a patch", symbol = "N", def = "144", min = 1, max = 1_000_000)
        int dimension,

        @Param(doc = "neurons", symbol = "M", def = "144", min = 1, max = 100_000)
        int neurons,

        @Param(doc = "spikes that a neuron should fire per patch", symbol = "p", def = "0.05", min = 0, max = 100)
        double targetRate,

        @Param(doc = "learning rate of the inhibition", symbol = "alpha", def = "1", min = 0, max = 1e6)
        double inhibitionRate,

        @Param(doc = "learning rate of the fields", symbol = "beta", def = "0.01", min = 0, max = 1e6)
        double fieldRate,

        @Param(doc = "learning rate of the thresholds", symbol = "gamma", def = "0.1", min = 0, max = 1e6)
        double thresholdRate,

        @Param(doc = "threshold of every neuron at the start", symbol = "theta", def = "2", min = 0, max = 1e6)
        double firstThreshold,

        @Param(doc = "time steps for which a patch is shown", def = "50", min = 1, max = 100_000)
        int duration,

        @Param(doc = "time step over membrane time constant", symbol = "eta", def = "0.1", min = 1e-6, max = 1)
        double timeStep,

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
        return Sailnet.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return repeatedBytes(context) + 8L * plan().units() * neurons * ((long) dimension + neurons);
    }

    @Override
    public long repeatedBytes(BuildContext context) {
        return 8L * 3 * neurons * ((long) dimension + neurons);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        return LearnerModel.at(context, plan(), Sailnet.outputs(this), range -> new Sailnet(this, context.seed()));
    }
}
