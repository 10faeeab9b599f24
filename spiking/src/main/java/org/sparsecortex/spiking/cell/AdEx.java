package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Adaptive exponential integrate-and-fire neuron with synaptic conductances that decay exponentially.
 *
 * <pre>
 *   C dV/dt = -g_L (V - E_L) + g_L Delta_T exp((V - V_T)/Delta_T) - w + g_ex (E_ex - V) + g_in (E_in - V) + I
 *   tau_w dw/dt = a (V - E_L) - w          V &gt;= V_peak: spike, w += b, V = V_r for t_ref
 * </pre>
 *
 * V and w by the classical Runge-Kutta method of fourth order over parts of the grid step ({@code substeps}), V taken as at most
 * V_peak in the derivative; conductances decay exactly. While refractory V is held and w goes on. What arrives in step k acts from
 * k + 1 on; negative weights are inhibitory. The upstroke takes less than a step, so the grid delays spikes: at 800 pA from rest the
 * first one is at 17.8 ms with h = 0.1 ms, 17.73 with 0.01 and 17.720 with 0.001. Source: Brette and Gerstner 2005, doi:10.1152/jn.00686.2005, "Adaptive
 * exponential integrate-and-fire model as an effective description of neuronal activity"; defaults as aeif_cond_exp of NEST.
 */
@TypeName(value = "adex", doc = "adaptive exponential integrate-and-fire with synaptic conductances")
public record AdEx(
        @Param(doc = "membrane capacitance", symbol = "C", unit = "pF", def = "281", min = 1e-3, max = 1e6)
        double capacitancePf,

        @Param(doc = "leak conductance", symbol = "g_L", unit = "nS", def = "30", min = 1e-6, max = 1e6)
        double leakNs,

        @Param(doc = "resting potential", symbol = "E_L", unit = "mV", def = "-70.6", min = -1e3, max = 1e3)
        double leakMv,

        @Param(doc = "voltage at which spikes begin", symbol = "V_T", unit = "mV", def = "-50.4", min = -1e3, max = 1e3)
        double thresholdMv,

        @Param(doc = "width of the beginning", symbol = "Delta_T", unit = "mV", def = "2", min = 1e-2, max = 100)
        double slopeMv,

        @Param(doc = "time constant of adaptation", symbol = "tau_w", unit = "ms", def = "144", min = 1e-2, max = 1e6)
        double tauWMs,

        @Param(doc = "adaptation to voltage", symbol = "a", unit = "nS", def = "4", min = -1e4, max = 1e4)
        double couplingNs,

        @Param(doc = "adaptation to a spike", symbol = "b", unit = "pA", def = "80.5", min = -1e5, max = 1e5)
        double jumpPa,

        @Param(doc = "voltage that counts as a spike", symbol = "V_peak", unit = "mV", def = "0", min = -1e3, max = 1e3)
        double peakMv,

        @Param(doc = "voltage after a spike", symbol = "V_r", unit = "mV", def = "-70.6", min = -1e3, max = 1e3)
        double resetMv,

        @Param(doc = "refractory time, whole steps", symbol = "t_ref", unit = "ms", def = "0", min = 0, max = 1e4)
        double refractoryMs,

        @Param(doc = "reversal of positive weights", symbol = "E_ex", unit = "mV", def = "0", min = -1e3, max = 1e3)
        double reversalExMv,

        @Param(doc = "reversal of negative weights", symbol = "E_in", unit = "mV", def = "-85", min = -1e3, max = 1e3)
        double reversalInMv,

        @Param(
                doc = "time constant of positive weights",
                symbol = "tau_ex",
                unit = "ms",
                def = "0.2",
                min = 1e-3,
                max = 1e5)
        double tauExMs,

        @Param(
                doc = "time constant of negative weights",
                symbol = "tau_in",
                unit = "ms",
                def = "2",
                min = 1e-3,
                max = 1e5)
        double tauInMs,

        @Param(doc = "equal parts of a grid step that are integrated one by one", def = "1", min = 1, max = 1000)
        int substeps)
        implements LeakyNeuron {
    public AdEx {
        Checks.that(resetMv < peakMv, "resetMv", resetMv, "must be below peakMv = " + peakMv);
        Checks.that(
                (peakMv - thresholdMv) / slopeMv <= 100,
                "peakMv",
                peakMv,
                "is more than 100 slopeMv above thresholdMv: exp(" + (peakMv - thresholdMv) / slopeMv
                        + ") would not be a current; take at most " + (thresholdMv + 100 * slopeMv));
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
    public Cells cells(Place place) {
        return new AdExCells(this, place);
    }
}
