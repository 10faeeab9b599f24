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
     * @param weights in units of the target's group
     * @param delays in grid steps
     */
    public record Link(
            KeyedRandom random,
            ConnectionRule rule,
            Ends ends,
            int firstSource,
            int firstTarget,
            Values weights,
            Values delays) {
        int weight(Drawn drawn, int k) {
            return weights.of(drawn, k, drawn.weightCell(k));
        }

        int delay(Drawn drawn, int k) {
            return delays.of(drawn, k, drawn.delayCell(k));
        }

        private boolean reaches(int target) {
            return target >= firstTarget && target < firstTarget + ends.targets();
        }
    }

    /**
     * The weights or the delays of the synapses of a projection.
     *
     * @param table one that all have, 65,536 equally likely ones, or that of every synapse, target by target
     * @param first place of the first synapse of each target, if every synapse has its own; else empty
     */
    public record Values(short[] table, int[] first) {
        /** Those that are drawn, or the same for all. */
        public static Values drawn(short... table) {
            return new Values(table, new int[0]);
        }

        private int of(Drawn drawn, int k, int cell) {
            if (first.length > 0) {
                return table[first[drawn.target()] + k];
            }
            return table.length == 1 ? table[0] : table[cell];
        }
    }

    /** How many synapses the targets before each target have, and at last how many there are. */
    public static int[] firstSynapses(ConnectionRule rule, Ends ends) {
        KeyedRandom none = KeyedRandom.of(0, "");
        Drawn drawn = new Drawn();
        int[] first = new int[ends.targets() + 1];
        for (int target = 0; target < ends.targets(); target++) {
            drawn.begin(target);
            rule.sources(none, ends, target, drawn);
            first[target + 1] = Math.addExact(first[target], drawn.size());
        }
        return first;
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
            for (short delay : link.delays.table()) {
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
                drawn.begin(target - link.firstTarget);
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
