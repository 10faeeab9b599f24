package org.sparsecortex.neurons.pooler;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code spatial-pooler}. */
public final class SpatialPoolerFamily implements ModelFamily {
    /** Called by the service loader. */
    public SpatialPoolerFamily() {}

    @Override
    public String type() {
        return "spatial-pooler";
    }

    @Override
    public String summary() {
        return "Columns that compete for an input and learn it: any input becomes an SDR of fixed sparsity.";
    }

    @Override
    public String source() {
        return "Cui, Ahmad and Hawkins 2017, The HTM spatial pooler";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return SpatialPoolerParams.class;
    }
}
