package org.sparsecortex.spiking;

import java.util.Optional;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.spiking.wiring.ConnectionRule;
import org.sparsecortex.spiking.wiring.Distribution;

/**
 * Synapses onto the dendritic segments of a group, which count spikes and so have no weight. Each draws its segment; its name is part
 * of the key of all that is random in it.
 *
 * <pre>  arrives at segment s in step k: number of its synapses j whose source spiked in step k - d_j  </pre>
 *
 * d_j: delay of synapse j. Source: Hawkins and Ahmad 2016, doi:10.3389/fncir.2016.00023; what follows from the number:
 * {@link org.sparsecortex.spiking.cell.Dendrite}.
 */
public record SegmentProjection(
        @Param(doc = "name, unique in the network") String id,

        @Param(doc = "group or source of the spikes") String from,

        @Param(doc = "group with a dendrite that receives them")
        String to,

        @Param(doc = "who is connected to whom") ConnectionRule rule,

        @Param(
                doc = "delays, rounded to whole steps; a draw below one step is drawn again",
                symbol = "d",
                unit = "ms",
                def = "{\"type\": \"constant\", \"value\": 1.5}")
        Distribution delayMs) {
    public SegmentProjection {
        Group.checkId("id", id);
    }

    /** As a projection whose weights say nothing. */
    Projection plain() {
        return new Projection(
                id, from, to, rule, new Distribution.Constant(1), delayMs, Optional.empty(), Optional.empty());
    }
}
