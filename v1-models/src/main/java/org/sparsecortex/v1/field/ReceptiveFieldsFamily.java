package org.sparsecortex.v1.field;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** Analysis of receptive fields. */
public final class ReceptiveFieldsFamily implements ModelFamily {
    @Override
    public String type() {
        return "receptive-fields";
    }

    @Override
    public String summary() {
        return "Gabor fits, Ringach's nx and ny, circular variance and types of the fields of a dictionary.";
    }

    @Override
    public String source() {
        return "Ringach 2002, Spatial structure and symmetry of simple-cell receptive fields; Ringach et al. 2002";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return ReceptiveFieldsParams.class;
    }
}
