package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Izhikevich's neuron: a quadratic voltage and a recovery variable.
 *
 * <pre>
 *   dv/dt = 0.04 v^2 + 5 v + 140 - u + I,   du/dt = a (b v - u)          v &gt;= 30: spike, v = c, u += d
 *
 *   euler: v and u from the v and u at the start of the step; weights that arrive in it are added to v
 *   paper: v in two half steps, then u with the new v; weights that arrive in a step are a current over it
 * </pre>
 *
 * v in mV, t in ms; I as a current in pA into 1 pF. At first u = b v. The two schemes differ grossly, because the steps are coarse
 * for the upstroke: regular spiking at I = 10 spikes at 4, 31, 79, 141, 195 ms by the paper's scheme with its step of 1 ms (the
 * paper's script counts one later), at 3.4, 27.1, 72.2, 117.3, 162.4 by Euler with 0.1 ms, and at 3.130, 26.235, 71.069, 115.884, 160.699
 * with 0.001 ms. So a scenario names its scheme. Source: Izhikevich 2003, doi:10.1109/TNN.2003.820440, "Simple model of spiking neurons".
 */
@TypeName(value = "izhikevich", doc = "Izhikevich's neuron, a quadratic voltage and a recovery variable")
public record Izhikevich(
        @Param(doc = "rate of recovery", symbol = "a", unit = "1/ms", def = "0.02", min = 0, max = 100)
        double a,

        @Param(doc = "sensitivity of recovery to voltage", symbol = "b", def = "0.2", min = -100, max = 100)
        double b,

        @Param(doc = "voltage after a spike", symbol = "c", unit = "mV", def = "-65", min = -1e3, max = 1e3)
        double resetMv,

        @Param(doc = "recovery after a spike", symbol = "d", unit = "mV/ms", def = "8", min = -1e3, max = 1e3)
        double jump,

        @Param(doc = "how a step is computed") Scheme scheme)
        implements NeuronModel {
    static final double PEAK = 30;

    /** How a step is computed. */
    public enum Scheme {
        /** v in two half steps, then u. */
        PAPER,
        /** Both from the start of the step. */
        EULER
    }

    public Izhikevich {
        Checks.that(resetMv < PEAK, "resetMv", resetMv, "must be below the peak, " + PEAK);
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
    public double restMv() {
        return -65;
    }

    @Override
    public void requireGrid(double stepMs) {
        Checks.that(
                stepMs <= 1,
                "scheme",
                scheme,
                "needs a grid step of at most 1 ms, not stepMs = " + stepMs + ": both schemes would blow up");
    }

    @Override
    public Cells cells(Place place) {
        return new IzhikevichCells(this, place);
    }
}
