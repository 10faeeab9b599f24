package org.sparsecortex.neurons.spiking;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code compartment-neuron}. */
public final class CompartmentNeuronFamily implements ModelFamily {
    /** Called by the service loader. */
    public CompartmentNeuronFamily() {}

    @Override
    public String type() {
        return "compartment-neuron";
    }

    @Override
    public String summary() {
        return "Integrate-and-fire neurons of several compartments with NMDA spikes, calcium plateaus and"
                + " back-propagation.";
    }

    @Override
    public String source() {
        return "Jahr and Stevens 1990; Schiller, Major, Koester and Schiller 2000; Larkum, Zhu and Sakmann 1999";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return CompartmentNeuronParams.class;
    }
}
