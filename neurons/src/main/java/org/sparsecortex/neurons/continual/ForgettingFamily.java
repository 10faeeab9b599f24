package org.sparsecortex.neurons.continual;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code forgetting}. */
public final class ForgettingFamily implements ModelFamily {
    /** Called by the service loader. */
    public ForgettingFamily() {}

    @Override
    public String type() {
        return "forgetting";
    }

    @Override
    public String summary() {
        return "Accuracy on each task after each task of a stream: retention, forgetting and their means.";
    }

    @Override
    public String source() {
        return "Lopez-Paz and Ranzato 2017 (accuracy matrix, backward transfer); Chaudhry et al. 2018 (forgetting)";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return ForgettingParams.class;
    }
}
