package org.sparsecortex.v1.hierarchy;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sparse-autoencoder}. */
public final class AutoencoderFamily implements ModelFamily {
    /** Called by the service loader. */
    public AutoencoderFamily() {}

    @Override
    public String type() {
        return "sparse-autoencoder";
    }

    @Override
    public String summary() {
        return "Sparse autoencoder with a matching-pursuit, top-k or relu encoder, trained by its exact gradient.";
    }

    @Override
    public String source() {
        return "Costa et al. 2025 (arXiv 2506.03093)";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return AutoencoderParams.class;
    }
}
