package org.sparsecortex.sdr.kernel;

import java.util.List;

/**
 * Pure function from the proposals of all ranges, in unit order, to the population's decision.
 *
 * @param <P> what ranges propose
 * @param <D> what the population decides
 */
@FunctionalInterface
public interface Reducer<P extends Packet, D extends Packet> {
    /** The decision of one round. The proposals are in ascending order of their ranges. */
    D reduce(Step step, int round, List<P> proposals);

    /** Whether there is anything to decide; else no range needs to know what the others propose. */
    default boolean decides() {
        return true;
    }

    /** Decides nothing; for models whose units do not compete. */
    static <P extends Packet> Reducer<P, Packet.Nothing> none() {
        return new Reducer<>() {
            @Override
            public Packet.Nothing reduce(Step step, int round, List<P> proposals) {
                return Packet.NOTHING;
            }

            @Override
            public boolean decides() {
                return false;
            }
        };
    }

    /** Joins each component of the proposals in unit order. */
    static <P extends Packet> Reducer<P, P> joinAll() {
        return (step, round, proposals) -> Packets.join(proposals);
    }
}
