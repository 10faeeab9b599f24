package org.sparsecortex.spiking;

import org.sparsecortex.sdr.param.Param;

/**
 * Spikes by chance onto every neuron of a group: for each the sum of {@code sources} Poisson processes of its own. A delay
 * would only shift what is stationary, so there is none.
 *
 * <pre>  P(n spikes onto a neuron in a step) = Poisson(n; sources rate h)  </pre>
 *
 * <p>Source: the usual Poisson process, as in Brunel 2000, doi:10.1023/A:1008925309027.
 */
public record Noise(
        @Param(doc = "name, unique in the network") String id,
        @Param(doc = "group that receives them") String to,

        @Param(doc = "sources of each neuron", def = "1", min = 0, max = 1e6)
        double sources,

        @Param(doc = "rate of each source", symbol = "nu_ext", unit = "Hz", min = 0, max = 1e7)
        double rateHz,

        @Param(doc = "weight of each spike, in the unit of the receiving model: pA, mV or nS", min = -1e6, max = 1e6)
        double weight) {
    public Noise {
        Group.checkId("id", id);
    }

    /** Expected number of spikes in a step. */
    double lambda(double stepMs) {
        return sources * rateHz * stepMs / 1000;
    }
}
