package org.sparsecortex.neurons.spiking;

import java.util.Map;
import org.sparsecortex.sdr.param.Param;

/**
 * Synapses of each neuron on one compartment, with sources drawn at random from the port {@code spikes}.
 *
 * <pre>  I(t) = sum over synapses and spikes of g(t - t_spike - delay) B(V) (E - V)  </pre>
 *
 * g, B, E: {@link org.sparsecortex.dendrites.biophysics.Receptor}. Source: Jahr and Stevens 1990, doi:10.1523/JNEUROSCI.10-09-03178.1990, for the block by magnesium.
 */
public record SynapseGroup(
        @Param(doc = "compartment, by its name") String compartment,

        @Param(doc = "synapses of a neuron", def = "100", min = 1, max = 1_000_000)
        int synapses,

        @Param(doc = "peak conductance of a synapse by receptor, in nS", def = "{\"ampa\":0.2,\"nmda\":1}", unit = "nS")
        Map<String, Double> weightsNs) {}
