package org.sparsecortex.spiking;

import java.util.Optional;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.spiking.wiring.ConnectionRule;
import org.sparsecortex.spiking.wiring.Distribution;

/**
 * Synapses onto the dendritic segments of a group, which count spikes and so have no weight. Each draws its segment; its name is part
 * of the key of all that is random in it.
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
