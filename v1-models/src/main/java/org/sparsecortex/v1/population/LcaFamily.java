package org.sparsecortex.v1.population;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** Competing neurons. */
public final class LcaFamily implements ModelFamily {
    @Override
    public String type() {
        return "lca";
    }

    @Override
    public String summary() {
        return "Leaky neurons with lateral inhibition that settle on the sparse code of a patch; a unit is a neuron.";
    }

    @Override
    public String source() {
        return "Rozell, Johnson, Baraniuk and Olshausen 2008, Sparse coding via thresholding and local competition";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return LcaParams.class;
    }
}
