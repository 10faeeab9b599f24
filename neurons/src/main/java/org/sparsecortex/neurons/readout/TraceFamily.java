package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code code-trace}. */
public final class TraceFamily implements ModelFamily {
    /** Called by the service loader. */
    public TraceFamily() {}

    @Override
    public String type() {
        return "code-trace";
    }

    @Override
    public String summary() {
        return "Agreement of the present code with the one of the same number in learning: a measure of replay.";
    }

    @Override
    public String source() {
        return "Rinkus and Leveille 2017, Superposed episodic and semantic memory via sparse distributed"
                + " representation";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return TraceParams.class;
    }
}
