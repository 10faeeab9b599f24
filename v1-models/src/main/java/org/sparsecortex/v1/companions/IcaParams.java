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
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Independent component analysis by FastICA with the symmetric fixed point and g = tanh, on a stream of samples.
 *
 * <pre>
 *   whitening:  C = &lt;x x^T&gt; - &lt;x&gt;&lt;x&gt;^T = E L E^T;  V = L^(-1/2) E^T of the c largest eigenvalues;  z = V (x - &lt;x&gt;)
 *   turn:       W_i &lt;- &lt;z g(W_i z)&gt; - &lt;g'(W_i z)&gt; S W_i;   W &lt;- (W S W^T)^(-1/2) W;   S = &lt;z z^T&gt;
 *   filters = W V;   dictionary = columns of E L^(1/2) S W^T
 * </pre>
 *
 * Averages run over {@code whiteningSamples}, then over {@code updateSamples} fresh samples in every turn. Until the whitening is
 * known all components are 0.
 *
 * <p>Source: Hyvarinen 1999, doi:10.1109/72.761722, equations 20 and 25 (numbers from memory). Differs from the paper:
 * each turn sees new samples instead of one fixed set, so W settles up to sampling noise, and S, the identity for a fixed set, takes up
 * that new samples are not exactly white (without it W does not settle: the step is a difference of two nearly equal numbers).
 */
@ModelType(
        name = "ica",
        summary = "Independent component analysis of patches by the symmetric fixed point of FastICA.",
        source = "Hyvarinen 1999 (IEEE Trans. Neural Networks 10(3))")
public record IcaParams(
        @Param(doc = "pixels of a patch", symbol = "n", def = "144", min = 1, max = 4096)
        int dimension,

        @Param(
                doc = "components; fewer than pixels, for patches without mean span one dimension less",
                def = "120",
                min = 1,
                max = 4096)
        int components,

        @Param(doc = "samples from which the whitening is computed", def = "20000", min = 2, max = 1_000_000_000)
        int whiteningSamples,

        @Param(doc = "samples of one turn of the fixed point", def = "10000", min = 1, max = 1_000_000_000)
        int updateSamples,

        @Param(doc = "patches in a step", def = "500", min = 1, max = 1_000_000)
        int samples,

        @Param(
                doc = "further patches in a step that are coded but not learnt from",
                def = "0",
                min = 0,
                max = 1_000_000)
        int probes,

        @Param(doc = "patches in a unit", def = "125", min = 1, max = 1_000_000)
        int chunk)
        implements ModelParams {
    public IcaParams {
        Checks.that(components <= dimension, "components", components, "must not exceed dimension = " + dimension);
        Checks.that(
                whiteningSamples > dimension,
                "whiteningSamples",
                whiteningSamples,
                "must exceed dimension = " + dimension + ", or the covariance has no full rank");
    }

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
        return FastIca.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return repeatedBytes(context) + 8L * plan().units() * dimension * dimension;
    }

    @Override
    public long repeatedBytes(BuildContext context) {
        return 8L * 12 * dimension * dimension;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        return LearnerModel.at(context, plan(), FastIca.outputs(this), range -> new FastIca(this, context.seed()));
    }
}
