package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Leaky integrate-and-fire neuron whose voltage jumps by the weight of each spike that arrives.
 *
 * <pre>
 *   u = V - E_L:   u &lt;- u P22 + I P20 + weights that arrive in the step     (unless refractory: they are lost)
 *   u &gt;= V_th - E_L: spike, V = V_r for t_ref        P22 = exp(-h/tau_m)   P20 = -(tau_m/C) expm1(-h/tau_m)
 * </pre>
 *
 * Source: Brunel 2000, doi:10.1023/A:1008925309027, "Dynamics of sparsely connected networks of excitatory and inhibitory spiking neurons"; exact on the
 * grid as in Rotter and Diesmann 1999.
 */
@TypeName(value = "lif-delta", doc = "leaky integrate-and-fire whose voltage jumps by the weight of each spike")
public record LifDelta(
        @Param(doc = "membrane capacitance", symbol = "C", unit = "pF", def = "250", min = 1e-3, max = 1e6)
        double capacitancePf,

        @Param(
                doc = "membrane time constant; from 1e18 on there is no leak",
                symbol = "tau_m",
                unit = "ms",
                def = "20",
                min = 1e-3,
                max = 1e18)
        double tauMs,

        @Param(doc = "resting potential", symbol = "E_L", unit = "mV", def = "0", min = -1e3, max = 1e3)
        double leakMv,

        @Param(doc = "threshold", symbol = "theta", unit = "mV", def = "20", min = -1e3, max = 1e3)
        double thresholdMv,

        @Param(doc = "voltage while refractory", symbol = "V_r", unit = "mV", def = "10", min = -1e3, max = 1e3)
        double resetMv,

        @Param(doc = "refractory time, whole steps", symbol = "t_ref", unit = "ms", def = "2", min = 0, max = 1e4)
        double refractoryMs)
        implements LeakyNeuron {
    public LifDelta {
        Checks.that(resetMv < thresholdMv, "resetMv", resetMv, "must be below thresholdMv = " + thresholdMv);
    }

    @Override
    public String weightUnit() {
        return "mV";
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public double leakConductanceNs() {
        return capacitancePf / tauMs;
    }

    @Override
    public boolean hasThreshold() {
        return true;
    }

    @Override
    public Cells cells(Place place) {
        return new LifDeltaCells(this, place);
    }
}
