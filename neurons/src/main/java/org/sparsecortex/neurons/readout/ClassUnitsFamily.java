package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code class-units}. */
public final class ClassUnitsFamily implements ModelFamily {
    /** Called by the service loader. */
    public ClassUnitsFamily() {}

    @Override
    public String type() {
        return "class-units";
    }

    @Override
    public String summary() {
        return "One unit a class with Hebbian weights from the bits of a code.";
    }

    @Override
    public String source() {
        return "Rinkus 2014, Sparsey: event recognition via deep hierarchical sparse distributed codes";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return ClassUnitsParams.class;
    }
}
