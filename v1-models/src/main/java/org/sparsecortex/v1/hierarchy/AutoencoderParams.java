package org.sparsecortex.v1.hierarchy;

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
 * Sparse autoencoder with unit-norm decoder atoms D_i and encoder rows W_i, trained on the squared error by its exact gradient.
 *
 * <pre>
 *   matching pursuit:  r_0 = x - b;  i_t = argmax_i s(W_i r_{t-1});  v_t = W_{i_t} r_{t-1};  z_{i_t} += v_t;  r_t = r_{t-1} - v_t D_{i_t}
 *   top-k:             z = the k largest positive W_i (x - b)          relu:  z_i = max(0, W_i (x - b)), penalty lambda sum z
 *   loss = |x - b - sum_i z_i D_i|^2
 * </pre>
 *
 * s(v) = max(v, 0), or |v| if signed. The pursuit stops when no atom has s &gt; 0. Each chosen atom is orthogonal to the residual
 * that it leaves, hence "conditionally orthogonal"; with tied weights |r_t| never grows. The gradient of the pursuit runs back
 * through all rounds: with g_k = 2 r_k, for t = k .. 1: dD -= v_t g_t, dW -= (g_t D) r_{t-1}, g_{t-1} = g_t - (g_t D) W; db = -g_0.
 *
 * <p>Source: Costa et al. 2025 (arXiv 2506.03093); equations as in the repositories overcomplete and MOSS. Differs from the paper: weights
 * are tied by default, because with free encoders the residual can grow; there is no atom dropout and no revival of dead atoms.
 */
@ModelType(
        name = "sparse-autoencoder",
        summary = "Sparse autoencoder with a matching-pursuit, top-k or relu encoder, trained by its exact gradient.",
        source = "Costa et al. 2025 (arXiv 2506.03093)")
public record AutoencoderParams(
        @Param(doc = "numbers in a sample", symbol = "d", def = "64", min = 1, max = 1_000_000)
        int dimension,

        @Param(doc = "atoms of the dictionary", symbol = "p", def = "128", min = 1, max = 1_000_000)
        int atoms,

        @Param(doc = "how a sample is encoded", def = "\"matching-pursuit\"")
        Encoding encoder,

        @Param(doc = "rounds of the pursuit, or active atoms of top-k", symbol = "k", def = "8", min = 1, max = 10_000)
        int active,

        @Param(
                doc = "the pursuit ends early when the squared residual is at most this share of the squared sample",
                def = "0",
                min = 0,
                max = 1)
        double tolerance,

        @Param(
                doc = "whether the pursuit also takes atoms with negative correlation, as whitened images need",
                def = "false")
        boolean isSigned,

        @Param(doc = "whether encoder and decoder share their weights", def = "true")
        boolean tied,

        @Param(doc = "weight of the l1 penalty of the relu encoder", symbol = "lambda", def = "0.1", min = 0, max = 1e6)
        double penalty,

        @Param(doc = "learning rate of Adam", def = "0.001", min = 0, max = 10)
        double learningRate,

        @Param(doc = "whether an offset is subtracted from the samples and learnt", symbol = "b", def = "false")
        boolean offset,

        @Param(doc = "samples in a step", def = "200", min = 1, max = 1_000_000)
        int samples,

        @Param(
                doc = "further samples in a step that are coded but not learnt from",
                def = "0",
                min = 0,
                max = 1_000_000)
        int probes,

        @Param(doc = "samples in a unit", def = "50", min = 1, max = 1_000_000)
        int chunk)
        implements ModelParams {
    /** How a sample is encoded. */
    public enum Encoding {
        /** Repeatedly the atom that correlates best with the residual. */
        MATCHING_PURSUIT,
        /** The k largest positive correlations at once. */
        TOP_K,
        /** All positive correlations, under an l1 penalty. */
        RELU
    }

    public AutoencoderParams {
        Checks.that(encoder != Encoding.TOP_K || active <= atoms, "active", active, "must not exceed atoms = " + atoms);
        Checks.that(
                !isSigned || encoder == Encoding.MATCHING_PURSUIT,
                "isSigned",
                true,
                "only the matching-pursuit encoder has signed codes");
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
        return LearnerModel.ports("samples");
    }

    @Override
    public List<SignalSpec> signals() {
        return Autoencoder.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return repeatedBytes(context) + 8L * plan().units() * (2L * atoms + 1) * dimension;
    }

    @Override
    public long repeatedBytes(BuildContext context) {
        return 8L * 6 * (2L * atoms + 1) * dimension;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        return LearnerModel.at(
                context, plan(), Autoencoder.outputs(this), range -> new Autoencoder(this, context.seed()));
    }
}
