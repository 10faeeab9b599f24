package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.param.Param;

/**
 * A threshold that rises with every spike of the neuron, so that none spikes much more than the others in the long run.
 *
 * <pre>  V &gt;= V_th + theta: spike, theta &lt;- theta + step        tau theta' = -theta between spikes        theta = 0 at the start  </pre>
 *
 * It is part of what the network learns: {@code learn: false} of a phase holds theta, and a new sequence keeps it. Source: Zhang and
 * Linden 2003, doi:10.1038/nrn1248, for the mechanism; Diehl and Cook 2015, doi:10.3389/fncom.2015.00099, for the form.
 */
public record AdaptiveThreshold(
        @Param(doc = "what a spike adds to the threshold", unit = "mV", def = "0.05", min = 0, max = 1e3)
        double stepMv,

        @Param(doc = "time constant of the way back", symbol = "tau", unit = "ms", def = "1e7", min = 1, max = 1e12)
        double decayMs) {}
