package org.sparsecortex.v1.tuning;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code field-tuning}. */
public final class FieldTuningFamily implements ModelFamily {
    /** Called by the service loader. */
    public FieldTuningFamily() {}

    @Override
    public String type() {
        return "field-tuning";
    }

    @Override
    public String summary() {
        return "Orientation tuning, circular variance, selectivity and shapes of receptive fields.";
    }

    @Override
    public String source() {
        return "Ringach, Shapley and Hawken 2002 (J. Neurosci. 22(13)) for the circular variance";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return FieldTuningParams.class;
    }
}
