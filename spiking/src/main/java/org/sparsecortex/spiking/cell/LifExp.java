package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Leaky integrate-and-fire neuron with exponential synaptic currents, integrated exactly on the grid.
 *
 * <pre>
 *   C dV/dt = -(C/tau_m) (V - E_L) + I_ex + I_in + I,   tau_s dI_s/dt = -I_s + tau_s sum of w delta(t - t_spike)
 *   V &gt;= V_th: spike, V = V_r for t_ref
 *
 *   u = V - E_L:   u &lt;- u P22 + I_ex P21_ex + I_in P21_in + I P20      (unless refractory)
 *                  I_s &lt;- I_s P11_s + weights that arrive
 *   P11 = exp(-h/tau_s)   P22 = exp(-h/tau_m)   P20 = -(tau_m/C) expm1(-h/tau_m)
 *   P21 = tau_s tau_m / (C (tau_m - tau_s)) exp(-h/tau_m) (-expm1(h (1/tau_m - 1/tau_s)));  h exp(-h/tau_m) / C if equal
 * </pre>
 *
 * Of nearly equal time constants 1/tau_m - 1/tau_s is taken as (tau_s - tau_m) / (tau_m tau_s), which loses no digits.
 * What arrives in step k acts on V from k + 1 on. After a spike of step k, V is held in k + 1 .. k + t_ref/h; currents go on.
 * Negative weights have tau_in; with equal time constants both share one current. Source: Rotter and Diesmann 1999, doi:10.1007/s004220050570, "Exact
 * digital simulation of time-invariant linear systems"; order of operations and defaults as iaf_psc_exp of NEST.
 */
@TypeName(value = "lif-exp", doc = "leaky integrate-and-fire with exponential synaptic currents, exact on the grid")
public record LifExp(
        @Param(doc = "membrane capacitance", symbol = "C", unit = "pF", def = "250", min = 1e-3, max = 1e6)
        double capacitancePf,

        @Param(doc = "membrane time constant", symbol = "tau_m", unit = "ms", def = "10", min = 1e-3, max = 1e5)
        double tauMs,

        @Param(
                doc = "time constant of positive weights",
                symbol = "tau_ex",
                unit = "ms",
                def = "2",
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

        @Param(doc = "resting potential", symbol = "E_L", unit = "mV", def = "-70", min = -1e3, max = 1e3)
        double leakMv,

        @Param(doc = "threshold", symbol = "V_th", unit = "mV", def = "-55", min = -1e3, max = 1e3)
        double thresholdMv,

        @Param(doc = "voltage while refractory", symbol = "V_r", unit = "mV", def = "-70", min = -1e3, max = 1e3)
        double resetMv,

        @Param(doc = "refractory time, whole steps", symbol = "t_ref", unit = "ms", def = "2", min = 0, max = 1e4)
        double refractoryMs)
        implements LeakyNeuron {
    /** Distance of time constants, relative to tau_m, below which their reciprocals are not subtracted. */
    private static final double NEAR = 1e-3;

    public LifExp {
        Checks.that(resetMv < thresholdMv, "resetMv", resetMv, "must be below thresholdMv = " + thresholdMv);
    }

    /** What a current of 1 pA at the start of a step of h ms adds to V at its end, mV/pA. */
    public double p21(double tauSynMs, double h) {
        double decay = ExactMath.exp(-h / tauMs);
        if (tauSynMs == tauMs) {
            return h * decay / capacitancePf;
        }
        boolean isNear = Math.abs(tauMs - tauSynMs) < NEAR * tauMs;
        double rate = isNear ? (tauSynMs - tauMs) / (tauMs * tauSynMs) : 1 / tauMs - 1 / tauSynMs;
        return tauSynMs * tauMs / (capacitancePf * (tauMs - tauSynMs)) * decay * -ExactMath.expm1(h * rate);
    }

    /** What a constant current of 1 pA adds to V in a step, mV/pA. */
    double p20(double h) {
        return -(tauMs / capacitancePf) * ExactMath.expm1(-h / tauMs);
    }

    /**
     * The current that makes a postsynaptic potential of 1 mV.
     *
     * <pre>  peak at t* = tau_m ln(1 + d) / d, d = (tau_m - tau_s) / tau_s (at tau_m if equal), of height tau_s / C exp(-t* / tau_m)  </pre>
     */
    public double paPerMv() {
        double d = (tauMs - tauExMs) / tauExMs;
        double peak = d == 0 ? 1 : ExactMath.log1p(d) / d;
        return capacitancePf / tauExMs * ExactMath.exp(peak);
    }

    @Override
    public String weightUnit() {
        return "pA";
    }

    @Override
    public int channels() {
        return tauExMs == tauInMs ? 1 : 2;
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
        return channels() == 1 ? new LifExpCells.One(this, place) : new LifExpCells.Two(this, place);
    }
}
