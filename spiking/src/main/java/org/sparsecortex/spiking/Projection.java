package org.sparsecortex.spiking;

import java.util.Optional;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.spiking.wiring.ConnectionRule;
import org.sparsecortex.spiking.wiring.Distribution;
import org.sparsecortex.spiking.wiring.PairRule;
import org.sparsecortex.spiking.wiring.ShortTerm;

/**
 * Synapses from one group, or from a source outside, onto another. Its name is part of the key of all that is random in it.
 *
 * <pre>  arrives at neuron i in step k: sum of w_j over its synapses j whose source spiked in step k - d_j  </pre>
 *
 * w_j, d_j: weight and delay of synapse j. Source: Rotter and Diesmann 1999, doi:10.1007/s004220050570, for delays on the
 * grid; who is joined with whom: {@link org.sparsecortex.spiking.wiring.ConnectionRule}.
 */
public record Projection(
        @Param(doc = "name, unique in the network") String id,

        @Param(doc = "group or source of the spikes") String from,

        @Param(doc = "group that receives them") String to,
        @Param(doc = "who is connected to whom") ConnectionRule rule,

        @Param(
                doc =
                        "weights, in the unit of the receiving model: pA, mV or nS; all of one sign, a draw of the other sign"
                                + " is drawn again",
                symbol = "J")
        Distribution weight,

        @Param(
                doc = "delays, rounded to whole steps; a draw below one step is drawn again",
                symbol = "d",
                unit = "ms",
                def = "{\"type\": \"constant\", \"value\": 1.5}")
        Distribution delayMs,

        @Param(doc = "short-term plasticity; null for none", def = "null")
        Optional<ShortTerm> shortTerm,

        @Param(doc = "plasticity by the times of spikes; null for none", def = "null")
        Optional<PairRule> plasticity) {
    public Projection {
        Group.checkId("id", id);
    }

    /** Whether its synapses stay as they are. */
    boolean isStatic() {
        return shortTerm.isEmpty() && plasticity.isEmpty();
    }

    /** Whether its weights are positive. */
    boolean isPositive() {
        return weight.expected() > 0;
    }

    /** Largest magnitude of a weight. */
    double largestWeight() {
        double drawn = Math.max(Math.abs(weight.lowest()), Math.abs(weight.highest()));
        return plasticity.map(rule -> Math.max(drawn, rule.maxWeight())).orElse(drawn);
    }
}
