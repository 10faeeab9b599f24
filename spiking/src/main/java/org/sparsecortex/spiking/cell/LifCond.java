package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Leaky integrate-and-fire neuron whose synapses are conductances that decay exponentially.
 *
 * <pre>
 *   C dV/dt = g_L (E_L - V) + g_ex (E_ex - V) + g_in (E_in - V) + I,   tau_s dg_s/dt = -g_s + tau_s sum of |w| delta(t - t_spike)
 *   V &gt;= V_th: spike, V = V_r for t_ref
 * </pre>
 *
 * V by the classical Runge-Kutta method of fourth order over the grid step, between whose ends the conductances decay exactly;
 * its error is 1e-8 mV at h = 0.1 ms, where that of the exponential Euler method is 2e-2 mV. Stable while h g / C &lt; 2.7, that is up to a
 * total of 5,400 nS at 200 pF and 0.1 ms. What arrives in step k acts on V from k + 1 on; negative weights are inhibitory. The
 * spike times themselves are on the grid. Source: Brette et al. 2007, doi:10.1007/s10827-007-0038-6, "Simulation of networks of spiking neurons", appendix,
 * benchmark 1 (COBA); order of operations as iaf_cond_exp of NEST.
 */
@TypeName(value = "lif-cond", doc = "leaky integrate-and-fire with synaptic conductances that decay exponentially")
public record LifCond(
        @Param(doc = "membrane capacitance", symbol = "C", unit = "pF", def = "200", min = 1e-3, max = 1e6)
        double capacitancePf,

        @Param(doc = "leak conductance", symbol = "g_L", unit = "nS", def = "10", min = 1e-6, max = 1e6)
        double leakNs,

        @Param(doc = "resting potential", symbol = "E_L", unit = "mV", def = "-60", min = -1e3, max = 1e3)
        double leakMv,

        @Param(doc = "reversal of positive weights", symbol = "E_ex", unit = "mV", def = "0", min = -1e3, max = 1e3)
        double reversalExMv,

        @Param(doc = "reversal of negative weights", symbol = "E_in", unit = "mV", def = "-80", min = -1e3, max = 1e3)
        double reversalInMv,

        @Param(
                doc = "time constant of positive weights",
                symbol = "tau_ex",
                unit = "ms",
                def = "5",
                min = 1e-3,
                max = 1e5)
        double tauExMs,

        @Param(
                doc = "time constant of negative weights",
                symbol = "tau_in",
                unit = "ms",
                def = "10",
                min = 1e-3,
                max = 1e5)
        double tauInMs,

        @Param(doc = "threshold", symbol = "V_th", unit = "mV", def = "-50", min = -1e3, max = 1e3)
        double thresholdMv,

        @Param(doc = "voltage while refractory", symbol = "V_r", unit = "mV", def = "-60", min = -1e3, max = 1e3)
        double resetMv,

        @Param(doc = "refractory time, whole steps", symbol = "t_ref", unit = "ms", def = "5", min = 0, max = 1e4)
        double refractoryMs)
        implements LeakyNeuron {
    public LifCond {
        Checks.that(resetMv < thresholdMv, "resetMv", resetMv, "must be below thresholdMv = " + thresholdMv);
    }

    @Override
    public String weightUnit() {
        return "nS";
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public double leakConductanceNs() {
        return leakNs;
    }

    @Override
    public boolean hasThreshold() {
        return true;
    }

    @Override
    public Cells cells(Place place) {
        return new LifCondCells(this, place);
    }
}
