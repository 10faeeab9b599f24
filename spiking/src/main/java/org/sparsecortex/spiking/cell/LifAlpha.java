package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Leaky integrate-and-fire neuron with alpha-shaped synaptic currents, integrated exactly on the grid.
 *
 * <pre>
 *   C dV/dt = -(C/tau_m) (V - E_L) + I_ex + I_in + I,   I_s(t) = w (e/tau_s) t exp(-t/tau_s) after a spike, with its peak w at tau_s
 *   V &gt;= V_th: spike, V = V_r for t_ref
 *
 *   u = V - E_L:   u   &lt;- u P22 + sum over s of (D_s P31_s + I_s P32_s) + I P20      (unless refractory)
 *                  I_s &lt;- (I_s + h D_s) P11_s      D_s &lt;- D_s P11_s + (e/tau_s) weights that arrive
 *   P11 = exp(-h/tau_s)   P22 = exp(-h/tau_m)   P20 = -(tau_m/C) expm1(-h/tau_m)   P32 = P21 of lif-exp
 *   P31 = exp(-h/tau_m)/C (1 - exp(-b h) (1 + b h))/b^2,   b = 1/tau_s - 1/tau_m;   a series in b h where that is small
 * </pre>
 *
 * What arrives in step k acts on V from k + 1 on. Source: Rotter and Diesmann 1999, doi:10.1007/s004220050570; order of operations and defaults as
 * iaf_psc_alpha of NEST.
 */
@TypeName(value = "lif-alpha", doc = "leaky integrate-and-fire with alpha-shaped synaptic currents, exact on the grid")
public record LifAlpha(
        @Param(doc = "membrane capacitance", symbol = "C", unit = "pF", def = "250", min = 1e-3, max = 1e6)
        double capacitancePf,

        @Param(doc = "membrane time constant", symbol = "tau_m", unit = "ms", def = "10", min = 1e-3, max = 1e5)
        double tauMs,

        @Param(
                doc = "time of the peak of positive weights",
                symbol = "tau_ex",
                unit = "ms",
                def = "2",
                min = 1e-3,
                max = 1e5)
        double tauExMs,

        @Param(
                doc = "time of the peak of negative weights",
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
    private static final double SMALL = 1e-3;

    public LifAlpha {
        Checks.that(resetMv < thresholdMv, "resetMv", resetMv, "must be below thresholdMv = " + thresholdMv);
    }

    /** What a rise of 1 pA/ms at the start of a step of h ms adds to V at its end, mV ms/pA. */
    double p31(double tauSynMs, double h) {
        double b = 1 / tauSynMs - 1 / tauMs;
        double x = b * h;
        double factor = Math.abs(x) < SMALL
                ? h * h * (1.0 / 2 - x * (1.0 / 3 - x * (1.0 / 8 - x * (1.0 / 30 - x / 144))))
                : (1 - ExactMath.exp(-x) * (1 + x)) / (b * b);
        return ExactMath.exp(-h / tauMs) / capacitancePf * factor;
    }

    /** What a current of 1 pA at the start of a step of h ms adds to V at its end, mV/pA. */
    double p32(double tauSynMs, double h) {
        return exponential().p21(tauSynMs, h);
    }

    /** What a constant current of 1 pA adds to V in a step, mV/pA. */
    double p20(double h) {
        return exponential().p20(h);
    }

    private LifExp exponential() {
        return new LifExp(capacitancePf, tauMs, tauExMs, tauInMs, leakMv, thresholdMv, resetMv, refractoryMs);
    }

    @Override
    public String weightUnit() {
        return "pA";
    }

    @Override
    public int channels() {
        return 2;
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
        return new LifAlphaCells(this, place);
    }
}
