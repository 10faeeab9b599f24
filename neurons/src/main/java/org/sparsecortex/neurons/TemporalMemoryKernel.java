package org.sparsecortex.neurons;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.dendrites.SegmentStore;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.SignalCodec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * Sequence memory of mini-columns: cells that a dendritic segment predicted win their column, unpredicted columns burst.
 *
 * <pre>
 *   segment d active:   A_d &gt;= activationThreshold      matching: M_d &gt;= minThreshold
 *   column predicted:   its cells with an active segment become active and win; those segments learn
 *   column unpredicted: all its cells become active; the cell of the best matching segment wins, else the cell with the
 *                       fewest segments (equal ones by a keyed draw); that segment, or a new one, learns
 *   learning:           p += increment on previously active cells, p -= decrement on others; then synapses grow to previous
 *                       winners until maxNewSynapses of the segment's synapses were active
 *   anomaly           = columns active but not predicted / columns active
 * </pre>
 *
 * A unit is a column. A range proposes the activity of its columns and decides with the joined active and winner cells of
 * all. Best segment: largest M_d, then lowest (cell, ordinal).
 *
 * <p>Source: Hawkins and Ahmad 2016; the numbers of the defaults are htm.core's. Differs from the paper: permanences are
 * integers ({@link Permanence}); an empty input has anomaly 0.
 */
final class TemporalMemoryKernel implements Kernel {
    private final TemporalMemoryParams params;
    private final UnitRange range;
    private final int firstCell;
    private final int perColumn;
    private final SegmentStore store;
    private final KeyedRandom tieBreak;
    private final KeyedRandom growth;
    private final int increment;
    private final int decrement;
    private final int punishment;
    private final int initial;

    private Sdr previousActive;
    private Sdr previousWinners;
    private final long[] previousActiveBits;
    private double anomaly;

    private final SegmentList active = new SegmentList();
    private final SegmentList matching = new SegmentList();
    private final IntBuffer activeCells = new IntBuffer();
    private final IntBuffer winnerCells = new IntBuffer();
    private final IntBuffer learning = new IntBuffer();
    private final IntBuffer newOn = new IntBuffer();
    private final IntBuffer punished = new IntBuffer();
    private final IntBuffer candidates = new IntBuffer();

    TemporalMemoryKernel(TemporalMemoryParams params, long seed, UnitRange range) {
        this.params = params;
        this.range = range;
        perColumn = params.cellsPerColumn();
        firstCell = range.from() * perColumn;
        store = new SegmentStore(
                range.size() * perColumn,
                params.cells(),
                Permanence.of(params.connectedPermanence()),
                params.maxSegmentsPerCell(),
                params.maxSynapsesPerSegment());
        tieBreak = KeyedRandom.of(seed, "winner among equally used cells");
        growth = KeyedRandom.of(seed, "synapse growth");
        increment = Permanence.of(params.permanenceIncrement());
        decrement = Permanence.of(params.permanenceDecrement());
        punishment = Permanence.of(params.predictedSegmentDecrement());
        initial = Math.max(1, Permanence.of(params.initialPermanence()));
        previousActive = Sdr.empty(params.cells());
        previousWinners = previousActive;
        previousActiveBits = previousActive.toWords();
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Packet propose(Step step, Inputs inputs, int phase) {
        if (step.reset()) {
            remember(Sdr.empty(params.cells()), Sdr.empty(params.cells()));
        }
        Sdr columns = inputs.sdr("columns");
        activeCells.clear();
        winnerCells.clear();
        learning.clear();
        newOn.clear();
        punished.clear();
        int predicted = 0;
        int a = 0;
        int m = 0;
        int first = columns.firstAtOrAfter(range.from());
        int last = columns.firstAtOrAfter(range.to());
        for (int i = first; i < last; i++) {
            int column = columns.active(i) - range.from();
            int endCell = (column + 1) * perColumn;
            a = active.skipTo(a, column * perColumn, store);
            int bypassed = matching.skipTo(m, column * perColumn, store);
            punish(m, bypassed);
            int aEnd = active.skipTo(a, endCell, store);
            int mEnd = matching.skipTo(bypassed, endCell, store);
            if (aEnd > a) {
                predicted++;
                activatePredicted(a, aEnd);
            } else {
                burst(step, column, bypassed, mEnd);
            }
            a = aEnd;
            m = mEnd;
        }
        punish(m, matching.size());
        return Packet.of(
                Sdr.ofSorted(params.cells(), activeCells.toArray()),
                Sdr.ofSorted(params.cells(), winnerCells.toArray()),
                Ints.of(predicted, last - first));
    }

    private void punish(int from, int to) {
        for (int i = from; i < to; i++) {
            punished.add(matching.get(i));
        }
    }

    private void activatePredicted(int from, int to) {
        int previous = -1;
        for (int i = from; i < to; i++) {
            int segment = active.get(i);
            int cell = store.cellOf(segment);
            if (cell != previous) {
                activeCells.add(firstCell + cell);
                winnerCells.add(firstCell + cell);
                previous = cell;
            }
            learning.add(segment);
        }
    }

    private void burst(Step step, int column, int from, int to) {
        int cell0 = column * perColumn;
        for (int c = 0; c < perColumn; c++) {
            activeCells.add(firstCell + cell0 + c);
        }
        if (to > from) {
            int best = matching.get(from);
            for (int i = from + 1; i < to; i++) {
                int candidate = matching.get(i);
                best = store.potentialOverlap(candidate) > store.potentialOverlap(best) ? candidate : best;
            }
            winnerCells.add(firstCell + store.cellOf(best));
            learning.add(best);
        } else {
            int cell = leastUsed(step, cell0);
            winnerCells.add(firstCell + cell);
            newOn.add(cell);
        }
    }

    private int leastUsed(Step step, int cell0) {
        int fewest = Integer.MAX_VALUE;
        int count = 0;
        for (int c = cell0; c < cell0 + perColumn; c++) {
            int segments = store.segmentsOn(c);
            count = segments < fewest ? 1 : segments == fewest ? count + 1 : count;
            fewest = Math.min(fewest, segments);
        }
        int pick = count == 1 ? 0 : tieBreak.below(count, firstCell + cell0, step.index(), 0);
        for (int c = cell0; ; c++) {
            if (store.segmentsOn(c) == fewest && pick-- == 0) {
                return c;
            }
        }
    }

    /** Joins activity in column order and sums the counts into the anomaly score. */
    static Packet decide(Step step, int phase, List<Packet> proposals) {
        long predicted = 0;
        long columns = 0;
        for (Packet p : proposals) {
            predicted += p.ints(2).get(0);
            columns += p.ints(2).get(1);
        }
        double anomaly = columns == 0 ? 0.0 : (double) (columns - predicted) / columns;
        return Packet.of(Packet.joinPart(proposals, 0), Packet.joinPart(proposals, 1), Reals.of(anomaly));
    }

    @Override
    public void commit(Step step, Inputs inputs, int phase, Packet decision) {
        if (step.learn()) {
            learn(step);
        }
        anomaly = decision.reals(2).get(0);
        remember(decision.sdr(0), decision.sdr(1));
        for (int i = 0; i < active.size(); i++) {
            store.touch(active.get(i), step.index() + 1);
        }
    }

    private void learn(Step step) {
        for (int i = 0; i < learning.size(); i++) {
            int segment = learning.get(i);
            int wanted = params.maxNewSynapses() - store.potentialOverlap(segment);
            if (store.adapt(segment, previousActiveBits, increment, -decrement)) {
                growTo(segment, wanted, step);
            }
        }
        if (punishment > 0) {
            for (int i = 0; i < punished.size(); i++) {
                store.adapt(punished.get(i), previousActiveBits, -punishment, 0);
            }
        }
        if (previousWinners.cardinality() > 0) {
            for (int i = 0; i < newOn.size(); i++) {
                growTo(store.create(newOn.get(i), step.index()), params.maxNewSynapses(), step);
            }
        }
    }

    /** Grows up to {@code wanted} synapses to previous winners that the segment does not reach, chosen by keyed draws. */
    private void growTo(int segment, int wanted, Step step) {
        if (wanted <= 0) {
            return;
        }
        candidates.clear();
        for (int i = 0; i < previousWinners.cardinality(); i++) {
            int from = previousWinners.active(i);
            if (!store.reaches(segment, from)) {
                candidates.add(from);
            }
        }
        int count = Math.min(Math.min(wanted, candidates.size()), params.maxSynapsesPerSegment());
        int cell = firstCell + store.cellOf(segment);
        int ordinal = (int) store.keyOf(segment);
        for (int i = 0; i < count; i++) {
            int left = candidates.size() - i;
            int pick = left == 1 ? i : i + growth.below(left, cell, step.index(), ordinal * 65_536 + i);
            candidates.swap(i, pick);
            store.grow(segment, candidates.get(i), initial);
        }
    }

    private void remember(Sdr activeNow, Sdr winnersNow) {
        previousActive.clearBits(previousActiveBits);
        previousActive = activeNow;
        previousActive.setBits(previousActiveBits);
        previousWinners = winnersNow;
        predict();
    }

    /** Finds the active and matching segments for the next step, sorted by (cell, ordinal). */
    private void predict() {
        store.detect(previousActive);
        active.clear();
        matching.clear();
        for (int i = 0; i < store.touchedCount(); i++) {
            int segment = store.touched(i);
            if (store.potentialOverlap(segment) >= params.minThreshold()) {
                matching.add(segment, store.keyOf(segment));
            }
            if (store.connectedOverlap(segment) >= params.activationThreshold()) {
                active.add(segment, store.keyOf(segment));
            }
        }
        active.sort();
        matching.sort();
    }

    @Override
    public Signal read(String signal) {
        return switch (signal) {
            case "activeCells" -> Sdr.ofSorted(params.cells(), activeCells.toArray());
            case "winnerCells" -> Sdr.ofSorted(params.cells(), winnerCells.toArray());
            case "predictiveCells" -> predictive(1, firstCell, params.cells());
            case "predictedColumns" -> predictive(perColumn, range.from(), params.columns());
            case "anomaly" -> Reals.of(anomaly);
            case "segments" -> perColumn(false);
            case "synapses" -> perColumn(true);
            default -> throw new IllegalArgumentException("temporal memory has no signal '" + signal + "'");
        };
    }

    private Sdr predictive(int cellsPerBit, int firstBit, int size) {
        candidates.clear();
        int previous = -1;
        for (int i = 0; i < active.size(); i++) {
            int bit = store.cellOf(active.get(i)) / cellsPerBit;
            if (bit != previous) {
                candidates.add(firstBit + bit);
                previous = bit;
            }
        }
        return Sdr.ofSorted(size, candidates.toArray());
    }

    private Ints perColumn(boolean synapses) {
        int[] counts = new int[range.size()];
        for (int cell = 0; cell < range.size() * perColumn; cell++) {
            for (int i = 0; i < store.segmentsOn(cell); i++) {
                counts[cell / perColumn] += synapses ? store.synapsesOn(store.segmentOn(cell, i)) : 1;
            }
        }
        return Ints.wrap(counts);
    }

    @Override
    public void saveShared(DataOutput out) throws IOException {
        SignalCodec.write(previousActive, out);
        SignalCodec.write(previousWinners, out);
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        Arrays.fill(previousActiveBits, 0L);
        previousActive = (Sdr) SignalCodec.read(in);
        previousWinners = (Sdr) SignalCodec.read(in);
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        int cell0 = (unit - range.from()) * perColumn;
        for (int c = 0; c < perColumn; c++) {
            store.saveCell(cell0 + c, out);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        store.forget();
        int cell0 = (unit - range.from()) * perColumn;
        for (int c = 0; c < perColumn; c++) {
            store.loadCell(cell0 + c, in);
        }
    }

    @Override
    public void loaded() {
        remember(previousActive, previousWinners);
    }
}
