package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code nearest-code}. */
public final class NearestCodeFamily implements ModelFamily {
    /** Called by the service loader. */
    public NearestCodeFamily() {}

    @Override
    public String type() {
        return "nearest-code";
    }

    @Override
    public String summary() {
        return "The class of the most similar stored code: 1 nearest neighbour.";
    }

    @Override
    public String source() {
        return "Cover and Hart 1967, Nearest neighbor pattern classification";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return NearestCodeParams.class;
    }
}
