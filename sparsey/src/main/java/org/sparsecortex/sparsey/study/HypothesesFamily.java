package org.sparsecortex.sparsey.study;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sparsey-hypotheses}. */
public final class HypothesesFamily implements ModelFamily {
    /** Called by the service loader. */
    public HypothesesFamily() {}

    @Override
    public String type() {
        return "sparsey-hypotheses";
    }

    @Override
    public String summary() {
        return "An ambiguous frame keeps several codes alive; the next frame decides.";
    }

    @Override
    public String source() {
        return "Rinkus 2014, Sparsey: event recognition via deep hierarchical sparse distributed codes";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return HypothesesParams.class;
    }
}
