package org.sparsecortex.neurons.memory;

import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.IntBuffer;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * The columns of a range: {@link TemporalMemoryParams} has the formulas. A range proposes the activity of its columns and
 * decides with the joined active and winner cells of all.
 */
final class TemporalMemoryKernel implements Kernel<TemporalMemoryKernel.Activity, TemporalMemoryKernel.Decision> {
    /**
     * What a range proposes.
     *
     * @param active its active cells
     * @param winners those of them that learn
     * @param counts its predicted active columns, its active columns, and the columns it expected
     */
    record Activity(Sdr active, Sdr winners, Ints counts) implements Packet {}

    /** Active and winner cells of all columns, the anomaly score, and the number of columns that were expected. */
    record Decision(Sdr active, Sdr winners, Reals anomaly, Ints expectedCount) implements Packet {}

    private final TemporalMemoryParams params;
    private final Outputs<TemporalMemoryKernel> outputs;
    private final UnitRange range;
    private final int firstCell;
    private final int perColumn;
    private final Dendrites basal;
    private final ApicalFeedback apical;
    private final boolean external;
    private final int externalBits;
    private final KeyedRandom tieBreak;

    private Sdr previousActive;
    private Sdr previousWinners;
    private boolean looksAhead;
    private Step unlearnt; // null if nothing is left to learn
    private Reals anomaly = Reals.of(0.0);
    private Ints expectedCount = Ints.of(0);

    private final IntBuffer activeCells = new IntBuffer();
    private final IntBuffer winnerCells = new IntBuffer();
    private final IntBuffer expectedCells = new IntBuffer();
    private final IntBuffer learning = new IntBuffer();
    private final IntBuffer newOn = new IntBuffer();
    private final IntBuffer punished = new IntBuffer();

    TemporalMemoryKernel(TemporalMemoryParams params, BuildContext context, UnitRange range) {
        this.params = params;
        outputs = outputs(params);
        this.range = range;
        perColumn = params.cellsPerColumn();
        firstCell = range.from() * perColumn;
        external = context.has("basal");
        externalBits = external ? context.inputSize("basal") : 0;
        int cells = range.size() * perColumn;
        KeyedRandom growth = KeyedRandom.of(context.seed(), "synapse growth");
        basal = new Dendrites(params, growth, firstCell, cells, params.ownSources() + externalBits);
        if (context.has("apical")) {
            KeyedRandom apicalGrowth = KeyedRandom.of(context.seed(), "apical synapse growth");
            apical = new ApicalFeedback(params, apicalGrowth, firstCell, cells, context.inputSize("apical"));
        } else {
            apical = null;
        }
        tieBreak = KeyedRandom.of(context.seed(), "winner among equally used cells");
        previousActive = Sdr.empty(params.cells());
        previousWinners = previousActive;
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Activity propose(Step step, Inputs inputs, int round) {
        if (step.reset()) {
            remember(Sdr.empty(params.cells()), Sdr.empty(params.cells()));
        }
        predict(inputs);
        unlearnt = step;
        return activate(step, inputs.sdr("columns"));
    }

    private void remember(Sdr activeNow, Sdr winnersNow) {
        previousActive = activeNow;
        previousWinners = winnersNow;
        looksAhead = false;
    }

    /** What the segments say about this step, before its columns become active. */
    private void predict(Inputs inputs) {
        if (apical != null) {
            apical.see(inputs.sdr("apical"));
        }
        if (!looksAhead || external || apical != null) {
            Sdr side = external ? inputs.sdr("basal") : Sdr.empty(0);
            boolean eased = apical != null && params.reducedBasalThreshold() > 0;
            basal.see(
                    context(previousActive, side),
                    context(previousWinners, side),
                    eased ? apical.namedCells() : null,
                    params.reducedBasalThreshold());
        }
        looksAhead = false;
    }

    private Sdr context(Sdr own, Sdr side) {
        if (!params.recurrent()) {
            return side;
        }
        return external ? (Sdr) Signal.concat(List.of(own, side)) : own;
    }

    private Activity activate(Step step, Sdr columns) {
        activeCells.clear();
        winnerCells.clear();
        expectedCells.clear();
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
            a = basal.active.skipTo(a, column * perColumn);
            int bypassed = basal.matching.skipTo(m, column * perColumn);
            punish(m, bypassed);
            int aEnd = basal.active.skipTo(a, endCell);
            int mEnd = basal.matching.skipTo(bypassed, endCell);
            if (aEnd > a) {
                predicted++;
                activatePredicted(a, aEnd);
            } else {
                burst(step, column, bypassed, mEnd);
            }
            a = aEnd;
            m = mEnd;
        }
        punish(m, basal.matching.size());
        Sdr active = Sdr.ofSorted(params.cells(), activeCells.toArray());
        // Winners are active, so equally many are the same: predicted steps make one SDR, not two.
        Sdr winners =
                winnerCells.size() == activeCells.size() ? active : Sdr.ofSorted(params.cells(), winnerCells.toArray());
        return new Activity(active, winners, Ints.of(predicted, last - first, expectedColumns()));
    }

    private int expectedColumns() {
        int count = 0;
        int previous = -1;
        for (int i = 0; i < basal.active.size(); i++) {
            int column = basal.active.cell(i) / perColumn;
            count += column != previous ? 1 : 0;
            previous = column;
        }
        return count;
    }

    private void punish(int from, int to) {
        for (int i = from; i < to; i++) {
            punished.add(basal.matching.get(i));
        }
    }

    private void activatePredicted(int from, int to) {
        boolean apicalOnly = prefersApical(from, to);
        int previous = -1;
        for (int i = from; i < to; i++) {
            int cell = basal.active.cell(i);
            if (apicalOnly && !apical.names(cell)) {
                continue;
            }
            if (cell != previous) {
                activeCells.add(firstCell + cell);
                winnerCells.add(firstCell + cell);
                previous = cell;
            }
            learning.add(basal.active.get(i));
        }
    }

    /** Whether any cell of the active basal segments [from, to), all of one column, has an active apical segment. */
    private boolean prefersApical(int from, int to) {
        boolean prefers = false;
        for (int i = from; apical != null && i < to; i++) {
            prefers |= apical.names(basal.active.cell(i));
        }
        return prefers;
    }

    private void burst(Step step, int column, int from, int to) {
        int cell0 = column * perColumn;
        for (int c = 0; c < perColumn; c++) {
            activeCells.add(firstCell + cell0 + c);
        }
        if (to > from) {
            int best = basal.best(from, to);
            winnerCells.add(firstCell + basal.store.cellOf(best));
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
            int segments = basal.store.segmentsOn(c);
            count = segments < fewest ? 1 : segments == fewest ? count + 1 : count;
            fewest = Math.min(fewest, segments);
        }
        int pick = count == 1 ? 0 : tieBreak.below(count, firstCell + cell0, step.index(), 0);
        for (int c = cell0; ; c++) {
            if (basal.store.segmentsOn(c) == fewest && pick-- == 0) {
                return c;
            }
        }
    }

    /** Learns: segments change by the activity of their own columns alone, whatever the others propose. */
    @Override
    public void workAhead() {
        Step step = unlearnt;
        unlearnt = null;
        if (step == null) {
            return;
        }
        expect();
        if (step.learn()) {
            basal.touch(step);
            if (apical != null) {
                apical.dendrites.touch(step);
            }
            learn(step);
        }
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Decision decision) {
        workAhead();
        anomaly = decision.anomaly();
        expectedCount = decision.expectedCount();
        remember(decision.active(), decision.winners());
    }

    /** Notes which cells were expected in this step, before learning changes the segments. */
    private void expect() {
        int a = 0;
        while (a < basal.active.size()) {
            int column = basal.active.cell(a) / perColumn;
            int end = basal.active.skipTo(a, (column + 1) * perColumn);
            expectColumn(a, end);
            a = end;
        }
    }

    private void expectColumn(int from, int to) {
        boolean apicalOnly = prefersApical(from, to);
        int previous = -1;
        for (int i = from; i < to; i++) {
            int cell = basal.active.cell(i);
            if (cell != previous && (!apicalOnly || apical.names(cell))) {
                expectedCells.add(firstCell + cell);
            }
            previous = cell;
        }
    }

    private void learn(Step step) {
        for (int i = 0; i < learning.size(); i++) {
            basal.learn(learning.get(i), step);
        }
        for (int i = 0; i < punished.size(); i++) {
            basal.punish(punished.get(i));
        }
        for (int i = 0; i < newOn.size(); i++) {
            basal.growNew(newOn.get(i), step);
        }
        if (apical != null) {
            apical.learn(step, winnerCells, firstCell);
        }
    }

    /** What the own cells alone say about the next step; without more context it is also the next step's prediction. */
    private void lookAhead() {
        if (!looksAhead) {
            Sdr none = Sdr.empty(externalBits);
            basal.see(context(previousActive, none), context(previousWinners, none), null, 0);
            looksAhead = true;
        }
    }

    static Outputs<TemporalMemoryKernel> outputs(TemporalMemoryParams p) {
        int cells = p.cells();
        int columns = p.columns();
        return new Outputs<TemporalMemoryKernel>()
                .perUnit("activeCells", Kind.SDR, cells, "active cells", k -> k.own(k.previousActive))
                .over(columns, p.cellsPerColumn())
                .perUnit("winnerCells", Kind.SDR, cells, "cells that learn", k -> k.own(k.previousWinners))
                .over(columns, p.cellsPerColumn())
                .perUnit(
                        "expectedCells",
                        Kind.SDR,
                        cells,
                        "cells predicted for this step, from all of its context",
                        k -> Sdr.ofSorted(cells, k.expectedCells.toArray()))
                .over(columns, p.cellsPerColumn())
                .perUnit(
                        "predictiveCells",
                        Kind.SDR,
                        cells,
                        "cells with an active segment: next step's prediction from own cells",
                        k -> k.predictive(1, k.firstCell, cells))
                .over(columns, p.cellsPerColumn())
                .perUnit(
                        "predictedColumns",
                        Kind.SDR,
                        columns,
                        "columns with a predictive cell: next step's prediction from own cells",
                        k -> k.predictive(k.perColumn, k.range.from(), columns))
                .global(
                        "anomaly",
                        Kind.REALS,
                        1,
                        "fraction of active columns that were not predicted, 0..1",
                        k -> k.anomaly)
                .global(
                        "expectedCount",
                        Kind.INTS,
                        1,
                        "number of columns that were expected for this step",
                        k -> k.expectedCount)
                .perUnit("segments", Kind.INTS, columns, "segments of each column", k -> k.perColumn(false))
                .perUnit("synapses", Kind.INTS, columns, "synapses of each column", k -> k.perColumn(true));
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    /** The range's part; without a copy if the range is all. */
    private Sdr own(Sdr cells) {
        return cells.within(firstCell, firstCell + range.size() * perColumn);
    }

    private Sdr predictive(int cellsPerBit, int firstBit, int size) {
        lookAhead();
        IntBuffer bits = new IntBuffer();
        int previous = -1;
        for (int i = 0; i < basal.active.size(); i++) {
            int bit = basal.active.cell(i) / cellsPerBit;
            if (bit != previous) {
                bits.add(firstBit + bit);
                previous = bit;
            }
        }
        return Sdr.ofSorted(size, bits.toArray());
    }

    private Ints perColumn(boolean synapses) {
        int[] counts = new int[range.size()];
        for (int cell = 0; cell < range.size() * perColumn; cell++) {
            counts[cell / perColumn] += basal.count(cell, synapses);
            counts[cell / perColumn] += apical == null ? 0 : apical.dendrites.count(cell, synapses);
        }
        return Ints.wrap(counts);
    }

    @Override
    public void shared(State state) {
        remember(state.keep("activeCells", previousActive), state.keep("winnerCells", previousWinners));
    }

    @Override
    public void unit(int unit, State state) {
        int cell0 = (unit - range.from()) * perColumn;
        for (int c = cell0; c < cell0 + perColumn; c++) {
            basal.cell(c, state);
            if (apical != null) {
                apical.dendrites.cell(c, state);
            }
        }
    }
}
