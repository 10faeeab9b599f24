package org.sparsecortex.sparsey.study;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sparsey-similarity}. */
public final class SimilarityFamily implements ModelFamily {
    /** Called by the service loader. */
    public SimilarityFamily() {}

    @Override
    public String type() {
        return "sparsey-similarity";
    }

    @Override
    public String summary() {
        return "Intersection of codes against overlap of inputs in a mac that has stored random items.";
    }

    @Override
    public String source() {
        return "Rinkus 2010, A cortical sparse distributed coding model; Rinkus and Leveille 2017, Superposed episodic"
                + " and semantic memory";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return SimilarityParams.class;
    }
}
