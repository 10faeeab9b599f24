package org.sparsecortex.neurons.spiking;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code two-layer-neuron}. */
public final class TwoLayerNeuronFamily implements ModelFamily {
    /** Called by the service loader. */
    public TwoLayerNeuronFamily() {}

    @Override
    public String type() {
        return "two-layer-neuron";
    }

    @Override
    public String summary() {
        return "Neurons whose branches sum nonlinearly before the soma sums branches: rate against number and place of"
                + " synapses.";
    }

    @Override
    public String source() {
        return "Poirazi, Brannon and Mel 2003, Pyramidal neuron as two-layer neural network";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return TwoLayerNeuronParams.class;
    }
}
