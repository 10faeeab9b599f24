package org.sparsecortex.spiking.wiring;

import org.sparsecortex.sdr.numeric.Steps;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Keeps the sum of the weights of a projection onto each of its targets.
 *
 * <pre>  after every everyMs:  w_i &lt;- min(W_max, w_i total / sum of w_j)     over the synapses onto the target, in their order  </pre>
 *
 * A target all of whose weights are 0 keeps them. Steps without learning change nothing. Source: Diehl and Cook 2015,
 * doi:10.3389/fncom.2015.00099, whose program does it before each image; Goodhill and Barrow 1994.
 */
public record Normalisation(
        @Param(doc = "sum of the weights onto a target", min = 1e-9, max = 1e9)
        double total,

        @Param(doc = "time from one normalisation to the next, whole grid steps", unit = "ms", min = 1e-4, max = 1e9)
        double everyMs) {
    /**
     * Grid steps from one normalisation to the next.
     *
     * @throws IllegalArgumentException if they are not whole, or none
     */
    public long steps(double stepMs) {
        String name = "plasticity.normalise.everyMs";
        long steps = Steps.of(name, everyMs, "stepMs", stepMs);
        Checks.that(steps >= 1, name, everyMs, "must be at least a grid step stepMs = " + stepMs);
        return steps;
    }
}
