package org.sparsecortex.sparsey.study;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sparsey-belief}. */
public final class BeliefFamily implements ModelFamily {
    /** Called by the service loader. */
    public BeliefFamily() {}

    @Override
    public String type() {
        return "sparsey-belief";
    }

    @Override
    public String summary() {
        return "Intersection of a mixed probe's code with the codes of all stored items.";
    }

    @Override
    public String source() {
        return "Rinkus and Leveille 2017, Superposed episodic and semantic memory via sparse distributed"
                + " representation";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return BeliefParams.class;
    }
}
