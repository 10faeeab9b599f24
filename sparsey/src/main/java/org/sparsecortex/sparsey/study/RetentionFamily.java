package org.sparsecortex.sparsey.study;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sparsey-retention}. */
public final class RetentionFamily implements ModelFamily {
    /** Called by the service loader. */
    public RetentionFamily() {}

    @Override
    public String type() {
        return "sparsey-retention";
    }

    @Override
    public String summary() {
        return "Recall against age under laws of decay, for items shown once and items that come back.";
    }

    @Override
    public String source() {
        return "Rinkus 2014, Sparsey: event recognition via deep hierarchical sparse distributed codes";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return RetentionParams.class;
    }
}
