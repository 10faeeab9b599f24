package org.sparsecortex.v1.code;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** Costs and thresholds of penalties. */
public final class PenaltyCurveFamily implements ModelFamily {
    @Override
    public String type() {
        return "penalty-curve";
    }

    @Override
    public String summary() {
        return "Cost and thresholding rule of a sparse-coding penalty over a range of coefficients.";
    }

    @Override
    public String source() {
        return "Rentzeperis, Calatroni, Perrinet and Prandi 2023, Beyond l1 sparse coding in V1, figure 1";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return PenaltyCurveParams.class;
    }
}
