package org.sparsecortex.neurons.memory;

import org.sparsecortex.dendrites.SegmentStore;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.IntBuffer;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Grows synapses to sources that a segment does not reach yet, chosen by keyed draws without replacement. */
public final class Growth {
    private static final int DRAWS_PER_SEGMENT = 65_536;

    private final KeyedRandom random;
    private final int initial;
    private final int maxSynapses;
    private final long[] reachedBits;
    private final IntBuffer candidates = new IntBuffer();

    /**
     * Growth for segments of one population.
     *
     * @param initial first permanence of a synapse, in its integer steps
     * @param sources number of cells that a synapse may come from
     */
    public Growth(KeyedRandom random, int initial, int maxSynapses, int sources) {
        this.random = random;
        this.initial = initial;
        this.maxSynapses = maxSynapses;
        reachedBits = new long[Sdr.wordCount(sources)];
    }

    /**
     * Grows up to {@code wanted} synapses.
     *
     * @param cell global id of the segment's cell, which keys the draws together with the ordinal and the step
     */
    public void grow(SegmentStore store, int segment, Sdr sources, int wanted, int cell, long step) {
        if (wanted <= 0) {
            return;
        }
        candidates.clear();
        store.markSources(segment, reachedBits, true);
        for (int i = 0; i < sources.cardinality(); i++) {
            int from = sources.active(i);
            if (!Dendrites.contains(reachedBits, from)) {
                candidates.add(from);
            }
        }
        store.markSources(segment, reachedBits, false);
        int count = Math.min(Math.min(wanted, candidates.size()), maxSynapses);
        count = Math.min(count, makeRoom(store, segment, sources, count));
        int ordinal = (int) store.keyOf(segment);
        for (int i = 0; i < count; i++) {
            int left = candidates.size() - i;
            int pick = left == 1 ? i : i + random.below(left, cell, step, ordinal * DRAWS_PER_SEGMENT + i);
            candidates.swap(i, pick);
            store.grow(segment, candidates.get(i), initial);
        }
    }

    /** Room for new synapses: the weakest ones to other sources go, so that new synapses never drive out each other. */
    private int makeRoom(SegmentStore store, int segment, Sdr sources, int wanted) {
        int room = maxSynapses - store.synapsesOn(segment);
        if (room < wanted) {
            sources.setBits(reachedBits);
            room += store.dropWeakest(segment, wanted - room, reachedBits);
            sources.clearBits(reachedBits);
        }
        return room;
    }
}
