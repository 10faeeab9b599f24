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

/** A sparse autoencoder whose encoder is unrolled matching pursuit, or one of the usual one-layer encoders as baseline. */
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
        Encoder encoder,

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
    public enum Encoder {
        /** Repeatedly the atom that correlates best with the residual. */
        MATCHING_PURSUIT,
        /** The k largest positive correlations at once. */
        TOP_K,
        /** All positive correlations, under an l1 penalty. */
        RELU
    }

    public AutoencoderParams {
        Checks.that(encoder != Encoder.TOP_K || active <= atoms, "active", active, "must not exceed atoms = " + atoms);
        Checks.that(
                !isSigned || encoder == Encoder.MATCHING_PURSUIT,
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
        return 8L * (plan().units() + 6L) * (2L * atoms + 1) * dimension;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        return LearnerModel.at(
                context, plan(), Autoencoder.outputs(this), range -> new Autoencoder(this, context.seed()));
    }
}
