package org.sparsecortex.neurons.spiking;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code plateau-neuron}. */
public final class PlateauNeuronFamily implements ModelFamily {
    /** Called by the service loader. */
    public PlateauNeuronFamily() {}

    @Override
    public String type() {
        return "plateau-neuron";
    }

    @Override
    public String summary() {
        return "Leaky integrate-and-fire neurons, integrated exactly, whose dendritic segments answer coincident input"
                + " with a plateau.";
    }

    @Override
    public String source() {
        return "Lapicque 1907 (integrate and fire); Antic et al. 2010 and Hawkins and Ahmad 2016 (plateaus as"
                + " predictions)";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return PlateauNeuronParams.class;
    }
}
