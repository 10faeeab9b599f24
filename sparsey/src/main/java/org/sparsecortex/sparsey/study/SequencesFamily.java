package org.sparsecortex.sparsey.study;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sparsey-sequences}. */
public final class SequencesFamily implements ModelFamily {
    /** Called by the service loader. */
    public SequencesFamily() {}

    @Override
    public String type() {
        return "sparsey-sequences";
    }

    @Override
    public String summary() {
        return "Recall of sequences stored in one trial, with noise, at other speeds, with and without back-off.";
    }

    @Override
    public String source() {
        return "Rinkus 2014, Sparsey: event recognition via deep hierarchical sparse distributed codes";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return SequencesParams.class;
    }
}
