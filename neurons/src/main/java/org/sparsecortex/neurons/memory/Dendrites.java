package org.sparsecortex.neurons.memory;

import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.dendrites.SegmentStore;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * One kind of dendrite (basal or apical) of the cells of a range: its segments, what they see in a step, and how they learn.
 */
final class Dendrites {
    final SegmentStore store;
    final SegmentList active = new SegmentList();
    final SegmentList matching = new SegmentList();

    private final SegmentList detected = new SegmentList();
    private final TemporalMemoryParams params;
    private final int firstCell;
    private final Growth growth;
    private final int increment;
    private final int decrement;
    private final int punishment;
    private final long[] seenBits;
    private Sdr seen;
    private Sdr mayGrowTo;

    Dendrites(TemporalMemoryParams params, KeyedRandom random, int firstCell, int cells, int sources) {
        this.params = params;
        this.firstCell = firstCell;
        int initial = Math.max(1, Permanence.of(params.initialPermanence()));
        growth = new Growth(random, initial, params.maxSynapsesPerSegment(), sources);
        store = new SegmentStore(
                cells,
                sources,
                Permanence.of(params.connectedPermanence()),
                params.maxSegmentsPerCell(),
                params.maxSynapsesPerSegment());
        increment = Permanence.of(params.permanenceIncrement());
        decrement = Permanence.of(params.permanenceDecrement());
        punishment = Permanence.of(params.predictedSegmentDecrement());
        seen = Sdr.empty(sources);
        mayGrowTo = seen;
        seenBits = seen.toWords();
    }

    /** Visits the segments of a cell of the range; reading forgets what was seen. */
    void cell(int cell, State state) {
        if (state.loading()) {
            forget();
        }
        store.cell(cell, state);
    }

    private void forget() {
        store.forget();
        clearSeen();
        seen = Sdr.empty(seen.size());
        mayGrowTo = seen;
        active.clear();
        matching.clear();
    }

    /** Clears whole words: they hold no other bits. */
    private void clearSeen() {
        for (int i = 0; i < seen.cardinality(); i++) {
            seenBits[seen.active(i) >>> 6] = 0;
        }
    }

    /**
     * Finds the active and matching segments under an input, sorted by (cell, ordinal).
     *
     * @param input active sources
     * @param growthSources sources to which new synapses may grow
     * @param easedCells packed set of cells of the range whose segments need {@code easedThreshold} only; null for none
     */
    void see(Sdr input, Sdr growthSources, long[] easedCells, int easedThreshold) {
        clearSeen();
        seen = input;
        seen.setBits(seenBits);
        mayGrowTo = growthSources;
        store.detect(input);
        int least = easedCells == null ? params.minThreshold() : Math.min(params.minThreshold(), easedThreshold);
        detected.clear();
        for (int i = 0; i < store.touchedCount(); i++) {
            int segment = store.touched(i);
            if (store.potentialOverlap(segment) >= least) {
                detected.add(segment, store.keyOf(segment));
            }
        }
        detected.sort();
        active.clear();
        matching.clear();
        for (int i = 0; i < detected.size(); i++) {
            int segment = detected.get(i);
            if (store.potentialOverlap(segment) >= params.minThreshold()) {
                matching.add(detected, i);
            }
            int connected = store.connectedOverlap(segment);
            if (connected >= params.activationThreshold()
                    || (easedCells != null && connected >= easedThreshold && contains(easedCells, detected.cell(i)))) {
                active.add(detected, i);
            }
        }
    }

    static boolean contains(long[] bits, int i) {
        return (bits[i >>> 6] >>> i & 1L) != 0;
    }

    /** The best matching one of matching segments [from, to): largest M_d, then lowest (cell, ordinal). */
    int best(int from, int to) {
        int best = matching.get(from);
        for (int i = from + 1; i < to; i++) {
            int candidate = matching.get(i);
            best = store.potentialOverlap(candidate) > store.potentialOverlap(best) ? candidate : best;
        }
        return best;
    }

    /** Synapses of a cell, or its segments. */
    int count(int cell, boolean synapses) {
        return synapses ? store.synapsesOfCell(cell) : store.segmentsOn(cell);
    }

    /** Marks the active segments as used. */
    void touch(Step step) {
        for (int i = 0; i < active.size(); i++) {
            store.touch(active.get(i), step.index());
        }
    }

    /** Rewards synapses on active sources, weakens others, and grows until maxNewSynapses of them were active. */
    void learn(int segment, Step step) {
        int wanted = params.maxNewSynapses() - store.potentialOverlap(segment);
        if (store.adapt(segment, seenBits, increment, -decrement)) {
            growTo(segment, wanted, step);
        }
    }

    /** Weakens the synapses that wrongly foretold activity. */
    void punish(int segment) {
        if (punishment > 0) {
            store.adapt(segment, seenBits, -punishment, 0);
        }
    }

    /** Grows a segment on a cell of the range, if there is anything to grow to. */
    void growNew(int cell, Step step) {
        if (mayGrowTo.cardinality() > 0) {
            growTo(store.create(cell, step.index()), params.maxNewSynapses(), step);
        }
    }

    private void growTo(int segment, int wanted, Step step) {
        growth.grow(store, segment, mayGrowTo, wanted, firstCell + store.cellOf(segment), step.index());
    }
}
