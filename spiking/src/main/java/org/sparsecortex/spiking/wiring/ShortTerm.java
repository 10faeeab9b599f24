package org.sparsecortex.spiking.wiring;

import org.sparsecortex.sdr.param.Param;

/**
 * Short-term plasticity: synapses that tire and that are facilitated, the same for all synapses of a source.
 *
 * <pre>
 *   at a spike that comes D after the one before:
 *     x &lt;- 1 - (1 - x) exp(-D/tau_rec)      resources that have recovered, 0..1, at first 1
 *     u &lt;- u exp(-D/tau_fac),   u &lt;- u + U (1 - u)      share of them that a spike uses, at first 0; without tau_fac U
 *     the spike's weight is w u x,   x &lt;- x - u x
 * </pre>
 *
 * w u x is rounded to whole units of weight, synapse by synapse. Source: Tsodyks, Pawelzik and Markram 1998, doi:10.1162/089976698300017502, "Neural networks with
 * dynamic synapses"; Markram, Wang and Tsodyks 1998.
 */
public record ShortTerm(
        @Param(doc = "share of the resources that the first spike uses", symbol = "U", min = 0, max = 1)
        double utilisation,

        @Param(doc = "time constant of recovery", symbol = "tau_rec", unit = "ms", min = 1e-3, max = 1e6)
        double recoveryMs,

        @Param(
                doc = "time constant of facilitation; 0 for none",
                symbol = "tau_fac",
                unit = "ms",
                def = "0",
                min = 0,
                max = 1e6)
        double facilitationMs) {}
