package org.sparsecortex.sparsey.study;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sparsey-response}. */
public final class ResponseFamily implements ModelFamily {
    /** Called by the service loader. */
    public ResponseFamily() {}

    @Override
    public String type() {
        return "sparsey-response";
    }

    @Override
    public String summary() {
        return "How familiarity and support make the likelihood to win, for one form, without weights.";
    }

    @Override
    public String source() {
        return "Rinkus 2014, Sparsey: event recognition via deep hierarchical sparse distributed codes";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return ResponseParams.class;
    }
}
