package org.sparsecortex.dendrites.twolayer;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code branch-capacity}. */
public final class BranchCapacityFamily implements ModelFamily {
    /** Called by the service loader. */
    public BranchCapacityFamily() {}

    @Override
    public String type() {
        return "branch-capacity";
    }

    @Override
    public String summary() {
        return "Storage capacity of a neuron whose synapses lie on a number of nonlinear branches, against a linear"
                + " neuron.";
    }

    @Override
    public String source() {
        return "Poirazi and Mel 2001, Impact of active dendrites and structural plasticity on the memory capacity of"
                + " neural tissue";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return BranchCapacityParams.class;
    }
}
