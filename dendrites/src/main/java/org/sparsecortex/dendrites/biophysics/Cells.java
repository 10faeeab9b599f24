package org.sparsecortex.dendrites.biophysics;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;

/**
 * Advances cells of one model together. Those to which nothing happens in a step (no event of their drive, no threshold, no
 * refractoriness, no calcium plateau) take it side by side in {@link CellBlock}, each other one by itself in {@link CellModel#advance}. Which
 * way a cell goes depends on its own state alone and both ways give the same bits, so its results do not depend on its company.
 *
 * <p>One instance holds scratch arrays: use it from one thread.
 */
public final class Cells {
    private final CellModel model;
    private final CellDrive[] drive;
    private final CellState[] state;
    /** Until when nothing happens to a cell that is known beforehand, ms. */
    private final double[] quietUntil;

    private final CellBlock[] blocks;
    /** The smallest of a block's. */
    private final double[] blockQuietUntil;

    private final CellBlock.Scratch scratch;
    private final int compartments;
    private final double[] currents;
    private final double[] thresholds;
    /** Which cells of a block go side by side in the present step. */
    private final boolean[] quiet = new boolean[CellBlock.CELLS];

    /**
     * Cells at rest.
     *
     * @param drive what is done to each
     */
    public Cells(CellModel model, CellDrive[] drive) {
        this.model = model;
        this.drive = drive.clone();
        int n = drive.length;
        compartments = model.params().compartments().size();
        currents = new double[compartments];
        thresholds = thresholds(model.params());
        scratch = new CellBlock.Scratch(model);
        quietUntil = new double[n];
        Arrays.fill(quietUntil, Double.NEGATIVE_INFINITY);
        state = new CellState[n];
        blocks = new CellBlock[(n + CellBlock.CELLS - 1) / CellBlock.CELLS];
        blockQuietUntil = new double[blocks.length];
        Arrays.fill(blockQuietUntil, Double.NEGATIVE_INFINITY);
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = new CellBlock(model, Math.min(CellBlock.CELLS, n - b * CellBlock.CELLS));
        }
        for (int i = 0; i < n; i++) {
            state[i] = model.rest();
            block(i).store(place(i), state[i]);
        }
    }

    /** Voltage of each compartment at which something happens; infinite where nothing does. */
    private static double[] thresholds(CellParams params) {
        double[] all = params.compartments().stream()
                .mapToDouble(c -> c.calcium().map(CalciumSpike::thresholdMv).orElse(Double.POSITIVE_INFINITY))
                .toArray();
        all[0] = params.thresholdMv();
        return all;
    }

    private CellBlock block(int i) {
        return blocks[i / CellBlock.CELLS];
    }

    private static int place(int i) {
        return i % CellBlock.CELLS;
    }

    /** Number of cells. */
    public int size() {
        return state.length;
    }

    /** Voltage of a compartment of a cell, mV. */
    public double vMv(int cell, int compartment) {
        return block(cell).v[compartment][place(cell)];
    }

    /** Everything about a cell; valid until it is advanced. */
    public CellState cell(int i) {
        block(i).load(place(i), state[i]);
        return state[i];
    }

    /**
     * Opens a synaptic conductance of a cell now.
     *
     * @param peakNs its peak; events add up
     */
    public void receive(int cell, int compartment, int receptor, double peakNs) {
        block(cell).receive(place(cell), model.gate(compartment, receptor), model.step(receptor, peakNs));
    }

    /**
     * Advances every cell; events at {@code fromMs} act, those at {@code toMs} do not.
     *
     * @param somaPa further current into each soma throughout the step, pA
     * @param spiked written; whether each cell spiked
     * @return a cell whose voltage is no longer a number; -1 if there is none
     */
    public int advance(double fromMs, double toMs, double[] somaPa, boolean[] spiked) {
        Arrays.fill(spiked, false);
        int lost = -1;
        for (int b = 0; b < blocks.length; b++) {
            CellBlock block = blocks[b];
            int first = b * CellBlock.CELLS;
            block.integrate(toMs - fromMs, somaPa, first, scratch);
            boolean all = toMs <= blockQuietUntil[b] && isBelow(block);
            if (!all) {
                findQuiet(block, first, toMs);
                blockQuietUntil[b] = Double.POSITIVE_INFINITY;
                for (int i = 0; i < block.size; i++) {
                    if (!quiet[i]) {
                        spiked[first + i] = alone(block, first + i, i, fromMs, toMs, somaPa[first + i]);
                        lost = Double.isNaN(block.vNext[0][i]) ? first + i : lost;
                    }
                    blockQuietUntil[b] = Math.min(blockQuietUntil[b], quietUntil[first + i]);
                }
            }
            for (int c = 0; c < compartments; c++) {
                measure(block, c, fromMs, toMs, all);
            }
            block.swap();
        }
        return lost;
    }

    /** Whether every voltage ended below its threshold; one that is not a number is not. */
    private boolean isBelow(CellBlock block) {
        boolean below = true;
        for (int c = 0; c < compartments && below; c++) {
            if (thresholds[c] < Double.POSITIVE_INFINITY) {
                below = !anyFrom(block.vNext[c], thresholds[c], block.size);
            }
        }
        return below;
    }

    /** Whether one of the first {@code size} values is not below a level. */
    private static boolean anyFrom(double[] v, double level, int size) {
        for (int i = 0; i < size; i++) {
            if (!(v[i] < level)) {
                return true;
            }
        }
        return false;
    }

    /** Finds the cells to which nothing happened; a voltage that is not a number is no quiet one. */
    private void findQuiet(CellBlock block, int first, double toMs) {
        for (int i = 0; i < block.size; i++) {
            quiet[i] = toMs <= quietUntil[first + i];
            for (int c = 0; c < compartments; c++) {
                quiet[i] &= thresholds[c] == Double.POSITIVE_INFINITY || block.vNext[c][i] < thresholds[c];
            }
        }
    }

    private boolean alone(CellBlock block, int cell, int at, double fromMs, double toMs, double somaPa) {
        CellState s = state[cell];
        quietUntil[cell] = Double.NEGATIVE_INFINITY;
        block.load(at, s);
        boolean spiked = model.advance(s, fromMs, toMs, drive[cell], somaPa) > 0;
        block.storeNext(at, s);
        CellDrive given = drive[cell];
        int next = given.firstEventAt(toMs);
        if (s.isPlain(toMs)) {
            double until = Math.min(given.nextEdge(toMs), s.nextChange(toMs));
            quietUntil[cell] = next < given.eventCount()
                    ? Math.min(until, given.event(next).atMs())
                    : until;
        }
        Arrays.fill(currents, 0.0);
        given.addCurrents(toMs, currents);
        for (int c = 0; c < compartments; c++) {
            block.injected[c][at] = currents[c];
        }
        return spiked;
    }

    private void measure(CellBlock block, int c, double fromMs, double toMs, boolean all) {
        double[] before = block.v[c];
        double[] after = block.vNext[c];
        double level = model.plateauMv();
        if (all) {
            raise(after, block.peak[c], block.size);
            boolean above = anyFrom(after, level, block.size);
            if (!above && !block.wasAbove[c]) {
                return;
            }
            block.wasAbove[c] = above;
        } else {
            block.wasAbove[c] = true; // looked at again in the next step
        }
        for (int i = 0; i < block.size; i++) {
            if (!all && quiet[i]) {
                block.peak[c][i] = Math.max(block.peak[c][i], after[i]);
            }
            if (all || quiet[i]) { // the others were measured where they were advanced
                Plateau.measure(
                        before[i], after[i], level, fromMs, toMs - fromMs, block.aboveMs[c], block.onsetMs[c], i);
            }
        }
    }

    private static void raise(double[] v, double[] peak, int size) {
        for (int i = 0; i < size; i++) {
            peak[i] = Math.max(peak[i], v[i]);
        }
    }

    /** Visits everything about a cell. */
    public void state(int cell, State visitor) {
        CellState s = cell(cell);
        s.state(visitor);
        block(cell).store(place(cell), s);
        quietUntil[cell] = Double.NEGATIVE_INFINITY;
        blockQuietUntil[cell / CellBlock.CELLS] = Double.NEGATIVE_INFINITY;
        Arrays.fill(block(cell).wasAbove, true);
    }
}
