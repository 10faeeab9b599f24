package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.param.Param;

/**
 * Active dendrites of point neurons whose synapses are NMDA receptors: a segment is a compartment of its own that turns the
 * receptors on by its own voltage, and so has spikes and plateaus that nobody put there.
 *
 * <pre>
 *   tau_d v' = (E_L - v) + a s B(v) (E - v),   s' = -s / tau_N + (spikes that arrive),   E = 0 mV
 *   B(v) = 1 / (1 + [Mg] / 3.57 mM exp(-0.062 v / mV))        I_soma = kappa C/tau_m (sum of v - E_L over the segments)
 * </pre>
 *
 * A segment at v lifts the soma's resting potential by kappa (v - E_L), and feels nothing of the soma, whose integration so stays exact.
 * v by the classical Runge-Kutta method over the grid step, s exactly; its error at h = 0.1 ms is below 1e-6 mV. A segment whose s and
 * v - E_L are below 1e-9 is at rest. It is on a plateau while v is above -40 mV. Sources: Jahr and Stevens 1990,
 * doi:10.1523/JNEUROSCI.10-09-03178.1990; Major, Larkum and Schiller 2013, doi:10.1146/annurev-neuro-062111-150343. Differs from
 * {@code compartment-neuron}: the soma's voltage does not reach the dendrite.
 */
public record NmdaDendrite(
        @Param(doc = "segments of each neuron", min = 1, max = 4096)
        int segments,

        @Param(doc = "conductance of a spike's open receptors by the segment's leak", symbol = "a", min = 0, max = 100)
        double strength,

        @Param(doc = "part of a segment's depolarisation that reaches the soma", symbol = "kappa", min = 0, max = 10)
        double coupling,

        @Param(doc = "resting potential of the segments", symbol = "E_L", unit = "mV", def = "-70", min = -200, max = 0)
        double leakMv,

        @Param(
                doc = "membrane time constant of a segment",
                symbol = "tau_d",
                unit = "ms",
                def = "10",
                min = 1,
                max = 1e4)
        double tauMs,

        @Param(doc = "time constant of the receptors", symbol = "tau_N", unit = "ms", def = "50", min = 1, max = 1e4)
        double receptorMs,

        @Param(doc = "magnesium outside", symbol = "[Mg]", unit = "mM", def = "1", min = 0, max = 100)
        double magnesiumMm) {}
