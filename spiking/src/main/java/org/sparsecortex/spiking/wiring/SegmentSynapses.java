package org.sparsecortex.spiking.wiring;

/**
 * Synapses onto the dendritic segments of a range of targets, which count the spikes that arrive. Each draws its segment from the
 * random bits that a synapse onto a soma takes for its weight. Sorted by (source, delay), 4 bytes each.
 */
public final class SegmentSynapses {
    private final int shortest;
    private final int longest;
    private final int delays;
    private final int[] starts;
    private final int[] segment;

    /**
     * @param wiring one projection
     * @param segments segments of each target
     * @param from first target
     * @param to target after the last one
     */
    public SegmentSynapses(Wiring wiring, int segments, int from, int to) {
        shortest = wiring.shortest();
        longest = wiring.longest();
        delays = longest - shortest + 1;
        starts = new int[Math.addExact(Math.multiplyExact(wiring.sources(), delays), 1)];
        Drawn drawn = new Drawn();
        for (int t = from; t < to; t++) {
            wiring.synapses(t, drawn, (link, found) -> {
                for (int k = 0; k < found.size(); k++) {
                    starts[row(link, found, k) + 1]++;
                }
            });
        }
        for (int row = 1; row < starts.length; row++) {
            starts[row] = Math.addExact(starts[row], starts[row - 1]);
        }
        segment = new int[starts[starts.length - 1]];
        int[] place = starts.clone();
        for (int t = from; t < to; t++) {
            int first = (t - from) * segments;
            wiring.synapses(t, drawn, (link, found) -> {
                for (int k = 0; k < found.size(); k++) {
                    segment[place[row(link, found, k)]++] = first + ((found.weightCell(k) * segments) >>> 16);
                }
            });
        }
    }

    private int row(Wiring.Link link, Drawn found, int k) {
        return (link.firstSource() + found.source(k)) * delays + link.delay(found, k) - shortest;
    }

    /**
     * Counts what arrives in step k at each segment.
     *
     * @param counts written; one of each segment, target by target
     */
    public void count(SpikeHistory history, long k, int[] counts) {
        for (int delay = shortest; delay <= longest && k - delay > 0; delay++) {
            int[] sources = history.sources(k - delay);
            for (int i = 0; i < history.count(k - delay); i++) {
                int row = sources[i] * delays + delay - shortest;
                for (int s = starts[row]; s < starts[row + 1]; s++) {
                    counts[segment[s]]++;
                }
            }
        }
    }

    /** Adds the number of synapses onto each target. */
    public void addIndegrees(int segments, int[] counts) {
        for (int s : segment) {
            counts[s / segments]++;
        }
    }
}
