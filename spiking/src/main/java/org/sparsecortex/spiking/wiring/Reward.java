package org.sparsecortex.spiking.wiring;

import java.util.List;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Learning by reward: pairs of spikes leave a trace of eligibility at their synapse, which turns into a change of its weight while
 * there is dopamine.
 *
 * <pre>
 *   r = sum of gains_i * (value i at the port), held for a step     r_mean' = (r - r_mean) / baselineMs     R = r - r_mean;  R = r for baselineMs 0
 *   d' = (R - d) / dopamineMs;  d = R for dopamineMs 0             c' = -c / eligibilityMs + (changes that pairs would make)
 *   w' = c d  per second, integrated in closed form;  w in [0, W_max], cut when a pair or a spike comes
 * </pre>
 *
 * A spike carries the weight of the time when it left its source. While learning is off d counts as 0, and pairs leave no trace.
 * Sources: Izhikevich 2007, doi:10.1093/cercor/bhl152; Fremaux and Gerstner 2016, doi:10.3389/fncir.2015.00085. Differs from the former: dopamine
 * follows the reward with unit gain, and a baseline makes it the error of an expectation.
 */
public record Reward(
        @Param(doc = "name of the port of numbers; several projections may share it")
        String port,

        @Param(doc = "gain of each number at the port", def = "[1]", min = -1e6, max = 1e6)
        List<Double> gains,

        @Param(doc = "time constant of eligibility", symbol = "tau_c", unit = "ms", def = "1000", min = 0.1, max = 1e6)
        double eligibilityMs,

        @Param(
                doc = "time constant with which dopamine follows the reward; 0 for at once",
                symbol = "tau_d",
                unit = "ms",
                def = "200",
                min = 0,
                max = 1e6)
        double dopamineMs,

        @Param(
                doc = "time constant of the mean that is taken from the reward; 0 takes nothing",
                unit = "ms",
                def = "0",
                min = 0,
                max = 1e7)
        double baselineMs) {
    public Reward {
        Checks.that(!gains.isEmpty(), "gains", gains, "at least one is needed, one for each number at the port");
        Checks.that(dopamineMs == 0 || dopamineMs >= 0.1, "dopamineMs", dopamineMs, "must be 0 or at least 0.1 ms");
        Checks.that(baselineMs == 0 || baselineMs >= 0.1, "baselineMs", baselineMs, "must be 0 or at least 0.1 ms");
    }

    /** Reward of the numbers at the port. */
    double of(double[] values) {
        double r = 0;
        for (int i = 0; i < values.length; i++) {
            r += gains.get(i) * values[i];
        }
        return r;
    }
}
