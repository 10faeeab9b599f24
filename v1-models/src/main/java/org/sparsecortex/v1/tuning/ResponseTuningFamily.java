package org.sparsecortex.v1.tuning;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code response-tuning}. */
public final class ResponseTuningFamily implements ModelFamily {
    /** Called by the service loader. */
    public ResponseTuningFamily() {}

    @Override
    public String type() {
        return "response-tuning";
    }

    @Override
    public String summary() {
        return "Orientation tuning of model neurons from their responses to drifting gratings.";
    }

    @Override
    public String source() {
        return "Ringach, Shapley and Hawken 2002 (J. Neurosci. 22(13)) for the circular variance";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return ResponseTuningParams.class;
    }
}
