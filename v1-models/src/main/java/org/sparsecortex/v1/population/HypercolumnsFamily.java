package org.sparsecortex.v1.population;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** A sheet of hypercolumns. */
public final class HypercolumnsFamily implements ModelFamily {
    @Override
    public String type() {
        return "hypercolumns";
    }

    @Override
    public String summary() {
        return "A grid of hypercolumns that code the patches of a frame with one dictionary, as coefficients and as an"
                + " SDR.";
    }

    @Override
    public String source() {
        return "Rentzeperis, Calatroni, Perrinet and Prandi 2023, Beyond l1 sparse coding in V1; laid out on a grid"
                + " here";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return HypercolumnsParams.class;
    }
}
