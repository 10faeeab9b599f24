package org.sparsecortex.sparsey.study;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sparsey-recall}. */
public final class RecallFamily implements ModelFamily {
    /** Called by the service loader. */
    public RecallFamily() {}

    @Override
    public String type() {
        return "sparsey-recall";
    }

    @Override
    public String summary() {
        return "Accuracy of recall against the number of random items stored in a mac, with freezing.";
    }

    @Override
    public String source() {
        return "Rinkus 2010, A cortical sparse distributed coding model; Willshaw et al. 1969 for random codes";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return RecallParams.class;
    }
}
