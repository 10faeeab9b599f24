package org.sparsecortex.dendrites.biophysics;

import java.util.Arrays;

/**
 * Up to {@link #CELLS} cells of one model side by side: a step in which nothing happens to them, as loops over cells that become vector
 * instructions. Each sum is the one of {@link CellModel}, in its order, so the bits are the same.
 *
 * <p>A step reads the present arrays and writes the next ones; {@link #swap} makes those the present ones.
 */
final class CellBlock {
    /** Arrays of a block of cells with two compartments fill the first-level cache. */
    static final int CELLS = 256;

    final int size;
    /** By compartment, then by cell; gating variables by gate, then by cell. */
    double[][] v;

    double[][] vNext;
    private double[][] rise;
    private double[][] riseNext;
    private double[][] decay;
    private double[][] decayNext;
    private double[] back;
    private double[] backNext;
    final double[][] peak;
    final double[][] aboveMs;
    final double[][] onsetMs;
    /** Currents switched on by the drive of each cell, pA. */
    final double[][] injected;

    /** Whether a cell may have ended the last step above the plateau level, by compartment. */
    final boolean[] wasAbove;

    private final CellModel model;

    /** Arrays that no step keeps; all blocks of a population share them. */
    static final class Scratch {
        private final double[][] conductance;
        private final double[][] drive;
        private final double[][] diagonal;
        private final double[][] mid;
        private final double[][] gate;
        private final double[] backMid = new double[CELLS];
        private final double[] open = new double[CELLS];

        Scratch(CellModel model) {
            int compartments = model.params().compartments().size();
            conductance = new double[compartments][CELLS];
            drive = new double[compartments][CELLS];
            diagonal = new double[compartments][CELLS];
            mid = new double[compartments][CELLS];
            gate = new double[model.gateCount()][CELLS];
        }
    }

    CellBlock(CellModel model, int size) {
        this.model = model;
        this.size = size;
        int compartments = model.params().compartments().size();
        v = new double[compartments][size];
        vNext = new double[compartments][size];
        rise = new double[model.gateCount()][size];
        riseNext = new double[model.gateCount()][size];
        decay = new double[model.gateCount()][size];
        decayNext = new double[model.gateCount()][size];
        back = new double[size];
        backNext = new double[size];
        peak = new double[compartments][size];
        aboveMs = new double[compartments][size];
        onsetMs = new double[compartments][size];
        injected = new double[compartments][size];
        wasAbove = new boolean[compartments];
        Arrays.fill(wasAbove, true);
    }

    /** Opens a conductance of a cell. */
    void receive(int i, int gate, double step) {
        rise[gate][i] += step;
        decay[gate][i] += step;
    }

    /** Copies a cell from the present arrays to {@code s} (written). */
    void load(int i, CellState s) {
        for (int c = 0; c < v.length; c++) {
            s.v[c] = v[c][i];
            s.peak[c] = peak[c][i];
            s.aboveMs[c] = aboveMs[c][i];
            s.onsetMs[c] = onsetMs[c][i];
        }
        for (int g = 0; g < rise.length; g++) {
            s.rise[g] = rise[g][i];
            s.decay[g] = decay[g][i];
        }
        s.backPropagation = back[i];
    }

    /** Copies a cell to the present arrays. */
    void store(int i, CellState s) {
        swap();
        storeNext(i, s);
        swap();
    }

    /** Copies a cell to the next arrays. */
    void storeNext(int i, CellState s) {
        for (int c = 0; c < v.length; c++) {
            vNext[c][i] = s.v[c];
            peak[c][i] = s.peak[c];
            aboveMs[c][i] = s.aboveMs[c];
            onsetMs[c][i] = s.onsetMs[c];
        }
        for (int g = 0; g < rise.length; g++) {
            riseNext[g][i] = s.rise[g];
            decayNext[g][i] = s.decay[g];
        }
        backNext[i] = s.backPropagation;
    }

    void swap() {
        double[][] keptV = v;
        v = vNext;
        vNext = keptV;
        double[][] keptRise = rise;
        rise = riseNext;
        riseNext = keptRise;
        double[][] keptDecay = decay;
        decay = decayNext;
        decayNext = keptDecay;
        double[] keptBack = back;
        back = backNext;
        backNext = keptBack;
    }

    /**
     * A step of every cell as if nothing happened to it, into the next arrays.
     *
     * @param somaPa further currents into the somas
     * @param at position of the first cell in them
     */
    void integrate(double h, double[] somaPa, int at, Scratch scratch) {
        model.prepareDecay(h);
        boolean blocked = false;
        for (int g = 0; g < rise.length; g++) {
            double halfRise = model.halfRise(g);
            double halfDecay = model.halfDecay(g);
            gate(rise[g], halfRise, riseNext[g], decay[g], halfDecay, decayNext[g], scratch.gate[g], size);
            blocked |= model.gateReceptor(g).magnesiumMm() > 0;
        }
        if (model.backAt() >= 0) {
            fade(back, model.halfBack(), scratch.backMid, size);
            fade(scratch.backMid, model.halfBack(), backNext, size);
        }
        solve(h, v, somaPa, at, scratch);
        if (blocked) {
            solve(h, scratch.mid, somaPa, at, scratch);
        }
        for (int c = 0; c < v.length; c++) {
            reflect(scratch.mid[c], v[c], vNext[c], size);
        }
    }

    /** Voltages in the middle of the step, with the conductances that voltages {@code seen} leave open. */
    private void solve(double h, double[][] seen, double[] somaPa, int at, Scratch scratch) {
        for (int c = 0; c < v.length; c++) {
            Arrays.fill(scratch.conductance[c], 0, size, 0.0);
            System.arraycopy(injected[c], 0, scratch.drive[c], 0, size);
        }
        addFrom(somaPa, at, scratch.drive[0], size);
        for (int g = 0; g < rise.length; g++) {
            Receptor receptor = model.gateReceptor(g);
            int c = model.gateCompartment(g);
            double[] conductance = scratch.gate[g];
            if (receptor.magnesiumMm() > 0) {
                MagnesiumBlock.open(receptor.magnesiumMm(), seen[c], conductance, scratch.open, size);
                conductance = scratch.open;
            }
            add(conductance, receptor.reversalMv(), scratch.conductance[c], scratch.drive[c], size);
        }
        if (model.backAt() >= 0) {
            BackPropagation all = model.params().backPropagation().orElseThrow();
            int c = model.backAt();
            scale(scratch.backMid, all.conductanceNs(), scratch.open, size);
            add(scratch.open, all.reversalMv(), scratch.conductance[c], scratch.drive[c], size);
        }
        model.cable().midpoint(h, v, scratch.conductance, scratch.drive, scratch.diagonal, scratch.mid, size);
    }

    private static void fade(double[] from, double factor, double[] to, int size) {
        for (int i = 0; i < size; i++) {
            to[i] = CellModel.decayed(from[i], factor);
        }
    }

    /** A whole step of the two variables of a gate, and its conductance half-way. */
    private static void gate(
            double[] rise,
            double halfRise,
            double[] riseNext,
            double[] decay,
            double halfDecay,
            double[] decayNext,
            double[] conductance,
            int size) {
        for (int i = 0; i < size; i++) {
            double risen = CellModel.decayed(rise[i], halfRise);
            double decayed = CellModel.decayed(decay[i], halfDecay);
            conductance[i] = decayed - risen;
            riseNext[i] = CellModel.decayed(risen, halfRise);
            decayNext[i] = CellModel.decayed(decayed, halfDecay);
        }
    }

    private static void scale(double[] a, double factor, double[] to, int size) {
        for (int i = 0; i < size; i++) {
            to[i] = a[i] * factor;
        }
    }

    private static void addFrom(double[] from, int at, double[] to, int size) {
        for (int i = 0; i < size; i++) {
            to[i] += from[at + i];
        }
    }

    private static void add(double[] g, double reversal, double[] conductance, double[] drive, int size) {
        for (int i = 0; i < size; i++) {
            conductance[i] += g[i];
            drive[i] += g[i] * reversal;
        }
    }

    private static void reflect(double[] mid, double[] v, double[] to, int size) {
        for (int i = 0; i < size; i++) {
            to[i] = 2.0 * mid[i] - v[i];
        }
    }
}
