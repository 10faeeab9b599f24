package org.sparsecortex.spiking;

import org.sparsecortex.sdr.param.Param;

/**
 * Neurons outside of the network, whose spikes come in at a port of the same name: an SDR of one bit a neuron, all of which
 * spike in the first grid step of the batch, or of batchSteps bits a neuron as another network of the same batch emits them.
 *
 * <pre>  bit i batchSteps + lag set: neuron i spikes in grid step lag + 1 of the batch  </pre>
 *
 * Source: our own.
 */
public record ExternalSource(
        @Param(doc = "name, of the port too, unique in the network")
        String id,

        @Param(doc = "number of neurons", min = 1, max = 1 << 26)
        int neurons) {
    public ExternalSource {
        Group.checkId("id", id);
    }
}
