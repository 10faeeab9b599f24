package org.sparsecortex.neurons.anomaly;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code adaptive-encoder}. */
public final class AdaptiveEncoderFamily implements ModelFamily {
    /** Called by the service loader. */
    public AdaptiveEncoderFamily() {}

    @Override
    public String type() {
        return "adaptive-encoder";
    }

    @Override
    public String summary() {
        return "A scalar as bits whose resolution follows the values seen so far.";
    }

    @Override
    public String source() {
        return "Purdy 2016, Encoding data for HTM systems (arXiv 1602.05925); the adaptation is our own";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return AdaptiveEncoderParams.class;
    }
}
