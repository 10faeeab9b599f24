package org.sparsecortex.v1.companions;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sparsenet}. */
public final class SparsenetFamily implements ModelFamily {
    /** Called by the service loader. */
    public SparsenetFamily() {}

    @Override
    public String type() {
        return "sparsenet";
    }

    @Override
    public String summary() {
        return "Sparse coding of patches with a Cauchy-like prior, conjugate gradients and gain control.";
    }

    @Override
    public String source() {
        return "Olshausen and Field 1996 (Nature 381)";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return SparsenetParams.class;
    }
}
