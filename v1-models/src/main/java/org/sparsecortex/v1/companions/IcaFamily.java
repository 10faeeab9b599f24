package org.sparsecortex.v1.companions;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code ica}. */
public final class IcaFamily implements ModelFamily {
    /** Called by the service loader. */
    public IcaFamily() {}

    @Override
    public String type() {
        return "ica";
    }

    @Override
    public String summary() {
        return "Independent component analysis of patches by the symmetric fixed point of FastICA.";
    }

    @Override
    public String source() {
        return "Hyvarinen 1999 (IEEE Trans. Neural Networks 10(3))";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return IcaParams.class;
    }
}
