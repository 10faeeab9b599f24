package org.sparsecortex.dendrites.biophysics;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Kinetics of a synaptic conductance and its block by magnesium.
 *
 * <pre>
 *   g(t) = w N (exp(-t/decay) - exp(-t/rise)),  N so that the peak is w       I = g(t) B(V) (reversal - V)
 *   B(V) = 1 / (1 + [Mg] / 3.57 mM * exp(-0.062 V / mV)),  [Mg] in mM;  B = 1 for [Mg] = 0
 * </pre>
 *
 * Source of B: Jahr and Stevens 1990, doi:10.1523/JNEUROSCI.10-09-03178.1990.
 */
public record Receptor(
        @Param(doc = "name used by synapses, for example nmda")
        String name,

        @Param(doc = "rise time constant", unit = "ms", min = 0.01, max = 1e3)
        double riseMs,

        @Param(doc = "decay time constant, longer than the rise", unit = "ms", min = 0.01, max = 1e4)
        double decayMs,

        @Param(doc = "reversal potential", unit = "mV", def = "0", min = -150, max = 200)
        double reversalMv,

        @Param(doc = "magnesium concentration; 0 for no block", unit = "mM", def = "0", min = 0, max = 100)
        double magnesiumMm) {
    public Receptor {
        Checks.that(riseMs < decayMs, "riseMs", riseMs, "must be shorter than decayMs = " + decayMs);
    }

    /** Fraction of the conductance that magnesium leaves open at a voltage. */
    public double open(double vMv) {
        return open(vMv, 1.0);
    }

    /** Likewise of a conductance: g B(V). */
    double open(double vMv, double conductance) {
        return MagnesiumBlock.open(magnesiumMm, vMv, conductance);
    }

    /** N: one over the peak of exp(-t/decay) - exp(-t/rise). */
    double normalisation() {
        double peakMs = riseMs * decayMs / (decayMs - riseMs) * ExactMath.log(decayMs / riseMs);
        return 1.0 / (ExactMath.exp(-peakMs / decayMs) - ExactMath.exp(-peakMs / riseMs));
    }
}
