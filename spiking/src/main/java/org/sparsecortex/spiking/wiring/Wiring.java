package org.sparsecortex.spiking.wiring;

import java.util.List;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.spiking.wiring.ConnectionRule.Ends;

/**
 * All projections of a network, from which any range of targets builds its synapses. Immutable, and shared by all ranges.
 */
public final class Wiring {
    private final List<Link> links;
    private final int sources;
    private final int shortest;
    private final int longest;

    /**
     * One projection, with its tables.
     *
     * @param random randomness of (seed, name of the projection)
     * @param rule who is connected
     * @param ends sources and targets
     * @param firstSource number of the first source in the network
     * @param firstTarget number of the first target in the network
     * @param weights 65,536 equally likely weights in units of the target's group, or one that all have
     * @param delays 65,536 equally likely delays in grid steps, or one that all have
     */
    public record Link(
            KeyedRandom random,
            ConnectionRule rule,
            Ends ends,
            int firstSource,
            int firstTarget,
            short[] weights,
            short[] delays) {
        int weight(Drawn drawn, int k) {
            return weights.length == 1 ? weights[0] : weights[drawn.weightCell(k)];
        }

        int delay(Drawn drawn, int k) {
            return delays.length == 1 ? delays[0] : delays[drawn.delayCell(k)];
        }

        private boolean reaches(int target) {
            return target >= firstTarget && target < firstTarget + ends.targets();
        }
    }

    /**
     * @param links all projections
     * @param sources number of sources: neurons of the network, then those outside
     */
    public Wiring(List<Link> links, int sources) {
        this.links = List.copyOf(links);
        this.sources = sources;
        int low = Integer.MAX_VALUE;
        int high = 0;
        for (Link link : links) {
            for (short delay : link.delays) {
                low = Math.min(low, delay);
                high = Math.max(high, delay);
            }
        }
        shortest = links.isEmpty() ? 1 : low;
        longest = links.isEmpty() ? 1 : high;
    }

    /** Number of sources. */
    public int sources() {
        return sources;
    }

    /** Shortest delay of any synapse, grid steps. */
    public int shortest() {
        return shortest;
    }

    /** Longest delay of any synapse, grid steps. */
    public int longest() {
        return longest;
    }

    /** Visits every synapse onto a target, projection by projection. */
    void synapses(int target, Drawn drawn, Visitor visitor) {
        for (Link link : links) {
            if (link.reaches(target)) {
                drawn.clear();
                link.rule.sources(link.random, link.ends, target - link.firstTarget, drawn);
                visitor.visit(link, drawn);
            }
        }
    }

    /** What is done with the synapses of one target from one projection. */
    @FunctionalInterface
    interface Visitor {
        void visit(Link link, Drawn drawn);
    }
}
