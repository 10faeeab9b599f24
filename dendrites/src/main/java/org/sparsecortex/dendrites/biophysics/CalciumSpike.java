package org.sparsecortex.dendrites.biophysics;

import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * A calcium plateau as an event: once the compartment reaches the threshold, a fixed conductance is open for a fixed time.
 *
 * <pre>  I_Ca(t) = conductance * (reversal - V(t))  for t0 &lt;= t &lt; t0 + duration,  V(t0) = threshold  </pre>
 *
 * Source: an abstraction of the dendritic calcium spike of Larkum, Zhu and Sakmann 1999, doi:10.1038/18686; the values are from memory of its time
 * scale, not fitted.
 */
public record CalciumSpike(
        @Param(doc = "voltage that starts it", unit = "mV", def = "-35", min = -90, max = 40)
        double thresholdMv,

        @Param(doc = "conductance while it lasts", unit = "nS", def = "25", min = 0, max = 1e5)
        double conductanceNs,

        @Param(doc = "how long it lasts", unit = "ms", def = "30", min = 0.1, max = 1e4)
        double durationMs,

        @Param(doc = "reversal potential", unit = "mV", def = "50", min = -100, max = 200)
        double reversalMv,

        @Param(doc = "pause before the next can start", unit = "ms", def = "50", min = 0, max = 1e5)
        double refractoryMs) {
    public CalciumSpike {
        Checks.positive("durationMs", durationMs);
    }
}
