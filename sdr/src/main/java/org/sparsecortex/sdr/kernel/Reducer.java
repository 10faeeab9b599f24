package org.sparsecortex.sdr.kernel;

import java.util.List;

/** Pure function from the proposals of all ranges, in unit order, to the population's decision. */
@FunctionalInterface
public interface Reducer {
    /** The decision of one phase. The proposals are in ascending order of their ranges. */
    Packet reduce(Step step, int phase, List<Packet> proposals);

    /** Decides nothing; for models whose units do not compete. */
    static Reducer none() {
        return (step, phase, proposals) -> Packet.EMPTY;
    }

    /** Joins each part of the proposals in unit order. */
    static Reducer joinAll() {
        return (step, phase, proposals) -> {
            Packet first = proposals.get(0);
            if (proposals.size() == 1) {
                return first;
            }
            org.sparsecortex.sdr.Signal[] parts = new org.sparsecortex.sdr.Signal[first.size()];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = Packet.joinPart(proposals, i);
            }
            return Packet.of(parts);
        };
    }
}
