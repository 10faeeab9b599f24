package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.numeric.Steps;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Active dendrites of point neurons: segments that detect coincident spikes and then depolarise the soma for a while.
 *
 * <pre>
 *   c_s(k) = spikes that arrive at segment s in step k       n_s(k) = sum of c_s over the last windowMs/h steps, k included
 *   c_s(k) &gt; 0 and n_s(k) &gt;= threshold: the plateau of s is on in k + 1 .. k + plateauMs/h, anew if it is on
 *   I_plateau = (number of segments on) * plateauMv * C/tau_m
 * </pre>
 *
 * So one plateau lifts the resting potential by plateauMv, mV; the soma never acts on a dendrite, and its integration stays
 * exact. Synapses of projections with {@code "target": "segment"} count; each draws its segment from its key. Source: Antic et al.
 * 2010, doi:10.1002/jnr.22444, and Major, Larkum and Schiller 2013 on NMDA spikes; Hawkins and Ahmad 2016; as {@code plateau-neuron}.
 */
public record Dendrite(
        @Param(doc = "segments of each neuron", min = 1, max = 4096)
        int segments,

        @Param(doc = "spikes within the window that start a plateau", symbol = "theta", min = 1, max = 1e6)
        int threshold,

        @Param(doc = "window of coincidence, whole steps", unit = "ms", def = "5", min = 1e-4, max = 1000)
        double windowMs,

        @Param(doc = "duration of a plateau, whole steps", unit = "ms", def = "50", min = 1e-4, max = 1e5)
        double plateauMs,

        @Param(doc = "how much a plateau lifts the resting potential", symbol = "P", unit = "mV", min = 0, max = 100)
        double plateauMv) {
    /** Steps of the window. */
    public int windowSteps(double stepMs) {
        return (int) Steps.of("windowMs", windowMs, "stepMs", stepMs);
    }

    /** Steps of a plateau. */
    int plateauSteps(double stepMs) {
        return (int) Steps.of("plateauMs", plateauMs, "stepMs", stepMs);
    }

    /** Requires whole steps, at least one, and a window that can be held. */
    public void requireGrid(double stepMs) {
        Checks.inRange("windowMs in steps", windowSteps(stepMs), 1, 10_000);
        Checks.that(plateauSteps(stepMs) >= 1, "plateauMs", plateauMs, "must be at least a grid step");
    }
}
