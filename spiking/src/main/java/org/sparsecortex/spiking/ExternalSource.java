package org.sparsecortex.spiking;

import org.sparsecortex.sdr.param.Param;

/**
 * Neurons outside of the network, whose spikes come in at a port of the same name: an SDR of one bit a neuron, all of which
 * spike in the first grid step of the batch, or of batchSteps bits a neuron as another network of the same batch emits them; or a code
 * from which they are drawn, see {@link SourceCoding}.
 *
 * <pre>  bit i batchSteps + lag set: neuron i spikes in grid step lag + 1 of the batch  </pre>
 *
 * Source: our own.
 */
public record ExternalSource(
        @Param(doc = "name, of the port too, unique in the network")
        String id,

        @Param(doc = "number of neurons", min = 1, max = 1 << 26)
        int neurons,

        @Param(doc = "what the signal at the port says about their spikes", def = "{\"type\": \"spikes\"}")
        SourceCoding coding) {
    public ExternalSource {
        Group.checkId("id", id);
    }
}
