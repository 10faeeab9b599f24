package org.sparsecortex.v1.companions;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sailnet}. */
public final class SailnetFamily implements ModelFamily {
    /** Called by the service loader. */
    public SailnetFamily() {}

    @Override
    public String type() {
        return "sailnet";
    }

    @Override
    public String summary() {
        return "Spiking network that learns a sparse code of patches with local rules.";
    }

    @Override
    public String source() {
        return "Zylberberg, Murphy and DeWeese 2011 (PLoS Comput Biol 7(10) e1002250)";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return SailnetParams.class;
    }
}
