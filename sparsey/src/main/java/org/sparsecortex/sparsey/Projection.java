package org.sparsecortex.sparsey;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sparsey.rule.Decay;
import org.sparsecortex.sparsey.rule.Plasticity;
import org.sparsecortex.sparsey.rule.Powers;

/** The weights of one mac on one kind of input, with the supports they give and the state of their freezing. */
final class Projection {
    final MacWeights weights;
    /** Normalised sum to the power of the exponent, by cell. */
    final double[] support;

    private final AfferentParams afferent;
    private final Plasticity plasticity;
    private final int cellsPerModule;
    private final int ownRow;
    private final SupportTables.PerKind tables;
    private final int[] counts;
    private final double[] sums;
    private final int[] setOfRow;
    private final int[] setOfCell;
    private final long[] mask;
    private boolean frozen;

    Projection(MacParams params, AfferentParams afferent, int rows, int ownRow, SupportTables.PerKind tables) {
        this.afferent = afferent;
        this.plasticity = params.plasticity();
        this.cellsPerModule = params.cellsPerModule();
        this.ownRow = ownRow;
        this.tables = tables;
        int cells = params.codeBits();
        boolean bits = plasticity.decay() instanceof Decay.None;
        weights = bits ? new BitWeights(rows, cells) : new AgedWeights(rows, cells, plasticity.decay());
        support = new double[cells];
        counts = new int[bits ? cells : 0];
        sums = new double[cells];
        setOfRow = new int[plasticity.freezeScope() == Plasticity.Scope.SOURCE ? rows : 0];
        setOfCell = new int[plasticity.freezeScope() == Plasticity.Scope.CELL ? cells : 0];
        mask = new long[(cells + 63) >>> 6];
    }

    boolean frozen() {
        return frozen;
    }

    /** Works out {@link #support}, (min(1, sum / S))^exponent. */
    void update(ActiveRows active, long now) {
        int s = active.reachable();
        if (weights instanceof BitWeights bits && !active.weighted) {
            bits.count(active, counts);
            double[] table = tables.bySum(s);
            for (int i = 0; i < support.length; i++) {
                support[i] = table[Math.min(counts[i], s)];
            }
            return;
        }
        weights.sum(active, now, sums);
        int norm = afferent.normaliser() > 0 ? afferent.normaliser() : s;
        for (int i = 0; i < support.length; i++) {
            support[i] = afferent.support(sums[i], norm);
        }
    }

    /** Replaces the exponent of {@link #support} by another, for input that comes alone. */
    void changeExponent(double exponent) {
        double ratio = exponent / afferent.exponent();
        for (int i = 0; i < support.length; i++) {
            support[i] = Powers.of(support[i], ratio);
        }
    }

    /** Single-trial learning: each active input and each winner coincide. */
    void learn(ActiveRows active, int[] winners, long now) {
        if (frozen) {
            return;
        }
        boolean whole = weights instanceof BitWeights && setOfCell.length == 0;
        if (whole) {
            fillMask(winners);
        }
        for (int a = 0; a < active.count; a++) {
            int row = active.rows[a];
            if (setOfRow.length > 0 && setOfRow[row] >= plasticity.freezeFraction() * weights.cells) {
                continue;
            }
            int ownModule = ownModule(row);
            int fresh = whole ? learnBits(row, ownModule, winners) : learnPairs(row, ownModule, winners, now);
            if (setOfRow.length > 0) {
                setOfRow[row] += fresh;
            }
        }
        boolean full = plasticity.freezeScope() == Plasticity.Scope.MAC
                && plasticity.freezeFraction() < 1
                && weights.fill() >= plasticity.freezeFraction();
        if (full) {
            frozen = true;
            weights.makePermanent(now);
        }
    }

    private int ownModule(int row) {
        boolean own = ownRow >= 0 && row >= ownRow && row < ownRow + weights.cells;
        return own ? (row - ownRow) / cellsPerModule : -1;
    }

    private void fillMask(int[] winners) {
        Arrays.fill(mask, 0);
        for (int q = 0; q < winners.length; q++) {
            int cell = q * cellsPerModule + winners[q];
            mask[cell >>> 6] |= 1L << cell;
        }
    }

    private int learnBits(int row, int ownModule, int[] winners) {
        BitWeights bits = (BitWeights) weights;
        if (ownModule < 0) {
            return bits.coincide(row, mask);
        }
        int cell = ownModule * cellsPerModule + winners[ownModule];
        mask[cell >>> 6] &= ~(1L << cell);
        int fresh = bits.coincide(row, mask);
        mask[cell >>> 6] |= 1L << cell;
        return fresh;
    }

    private int learnPairs(int row, int ownModule, int[] winners, long now) {
        int fresh = 0;
        for (int q = 0; q < winners.length; q++) {
            int cell = q * cellsPerModule + winners[q];
            boolean full = setOfCell.length > 0 && setOfCell[cell] >= plasticity.freezeFraction() * weights.rows;
            if (q != ownModule && !full && weights.coincide(row, cell, now)) {
                fresh++;
                if (setOfCell.length > 0) {
                    setOfCell[cell]++;
                }
            }
        }
        return fresh;
    }

    /** Number of winners on which an input of weight above 0 acts. */
    int votes(int row, int[] winners, long now) {
        int votes = 0;
        for (int q = 0; q < winners.length; q++) {
            votes += weights.weight(row, q * cellsPerModule + winners[q], now) > 0 ? 1 : 0;
        }
        return votes;
    }

    void state(State state) {
        frozen = state.keep("frozen", frozen);
        state.keep("setOfSource", setOfRow);
        state.keep("setOfCell", setOfCell);
        weights.state(state);
    }
}
