package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code linear-readout}. */
public final class LinearReadoutFamily implements ModelFamily {
    /** Called by the service loader. */
    public LinearReadoutFamily() {}

    @Override
    public String type() {
        return "linear-readout";
    }

    @Override
    public String summary() {
        return "A linear support vector classifier on codes, fitted when learning ends.";
    }

    @Override
    public String source() {
        return "Hsieh et al. 2008, A dual coordinate descent method for large-scale linear SVM";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return LinearReadoutParams.class;
    }
}
