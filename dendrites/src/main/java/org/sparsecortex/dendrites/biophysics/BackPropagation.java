package org.sparsecortex.dendrites.biophysics;

import org.sparsecortex.sdr.param.Param;

/**
 * A back-propagating action potential as an event: a spike of the soma opens, after a delay, a decaying conductance in a
 * dendritic compartment.
 *
 * <pre>  I_b(t) = conductance * exp(-(t - t_spike - delay) / decay) * (reversal - V(t))  </pre>
 *
 * <p>Source: an abstraction of the back-propagating spike of Larkum, Zhu and Sakmann 1999, doi:10.1038/18686; the values are not
 * fitted.
 */
public record BackPropagation(
        @Param(doc = "compartment that it reaches, by its name")
        String compartment,

        @Param(doc = "time from the spike to its arrival", unit = "ms", def = "1", min = 0, max = 100)
        double delayMs,

        @Param(doc = "conductance at arrival", unit = "nS", def = "20", min = 0, max = 1e5)
        double conductanceNs,

        @Param(doc = "decay time constant", unit = "ms", def = "2", min = 0.01, max = 1e3)
        double decayMs,

        @Param(doc = "reversal potential", unit = "mV", def = "30", min = -100, max = 200)
        double reversalMv) {}
