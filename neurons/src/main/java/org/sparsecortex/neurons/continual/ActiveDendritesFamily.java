package org.sparsecortex.neurons.continual;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code active-dendrites}. */
public final class ActiveDendritesFamily implements ModelFamily {
    /** Called by the service loader. */
    public ActiveDendritesFamily() {}

    @Override
    public String type() {
        return "active-dendrites";
    }

    @Override
    public String summary() {
        return "A classifier whose units are gated by context through dendritic segments, with sparse weights and"
                + " activity, trained by gradients.";
    }

    @Override
    public String source() {
        return "Iyer, Grewal, Velu, Souza, Forest and Ahmad 2021, Avoiding catastrophe";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return ActiveDendritesParams.class;
    }
}
