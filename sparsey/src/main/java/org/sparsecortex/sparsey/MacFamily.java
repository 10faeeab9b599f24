package org.sparsecortex.sparsey;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sparsey}. */
public final class MacFamily implements ModelFamily {
    /** Called by the service loader. */
    public MacFamily() {}

    @Override
    public String type() {
        return "sparsey";
    }

    @Override
    public String summary() {
        return "A region of macs that store each input in one trial as a sparse code, similar inputs as similar codes.";
    }

    @Override
    public String source() {
        return "Rinkus 2010, A cortical sparse distributed coding model; Rinkus 2014, Sparsey: event recognition via"
                + " deep hierarchical sparse distributed codes";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return MacParams.class;
    }
}
