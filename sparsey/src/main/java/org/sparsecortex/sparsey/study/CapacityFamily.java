package org.sparsecortex.sparsey.study;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sparsey-capacity}. */
public final class CapacityFamily implements ModelFamily {
    /** Called by the service loader. */
    public CapacityFamily() {}

    @Override
    public String type() {
        return "sparsey-capacity";
    }

    @Override
    public String summary() {
        return "How many sequences macs of several sizes hold, and how many bits a synapse.";
    }

    @Override
    public String source() {
        return "Rinkus 2014, Sparsey: event recognition via deep hierarchical sparse distributed codes; studies 1 to 3";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return CapacityParams.class;
    }
}
