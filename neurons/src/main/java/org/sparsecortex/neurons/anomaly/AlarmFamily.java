package org.sparsecortex.neurons.anomaly;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code alarm}. */
public final class AlarmFamily implements ModelFamily {
    /** Called by the service loader. */
    public AlarmFamily() {}

    @Override
    public String type() {
        return "alarm";
    }

    @Override
    public String summary() {
        return "One alarm per event: a score rises above the recent ones or is held back.";
    }

    @Override
    public String source() {
        return "our own; an absolute and relative refractory period as of a neuron";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return AlarmParams.class;
    }
}
