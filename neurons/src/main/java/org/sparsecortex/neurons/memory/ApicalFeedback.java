package org.sparsecortex.neurons.memory;

import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.numeric.IntBuffer;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** The apical dendrites of the cells of a range: which cells feedback names, and how winners learn it. */
final class ApicalFeedback {
    final Dendrites dendrites;

    private final long[] namedCells;
    private final IntBuffer learning = new IntBuffer();
    private final IntBuffer newOn = new IntBuffer();

    ApicalFeedback(TemporalMemoryParams params, KeyedRandom random, int firstCell, int cells, int sources) {
        dendrites = new Dendrites(params, random, firstCell, cells, sources);
        namedCells = new long[Sdr.wordCount(cells)];
    }

    void see(Sdr feedback) {
        dendrites.see(feedback, feedback, null, 0);
        Arrays.fill(namedCells, 0L);
        for (int i = 0; i < dendrites.active.size(); i++) {
            int cell = dendrites.active.cell(i);
            namedCells[cell >>> 6] |= 1L << cell;
        }
    }

    /** Packed set of the cells of the range that have an active apical segment. */
    long[] namedCells() {
        return namedCells;
    }

    boolean names(int cell) {
        return Dendrites.contains(namedCells, cell);
    }

    /** Each winner learns on its active apical segments, else on the best matching one, else on a new one. */
    void learn(Step step, IntBuffer winnerCells, int firstCell) {
        int a = 0;
        int m = 0;
        newOn.clear();
        for (int i = 0; i < winnerCells.size(); i++) {
            int cell = winnerCells.get(i) - firstCell;
            a = dendrites.active.skipTo(a, cell);
            m = dendrites.matching.skipTo(m, cell);
            int aEnd = dendrites.active.skipTo(a, cell + 1);
            int mEnd = dendrites.matching.skipTo(m, cell + 1);
            learning.clear();
            for (int k = a; k < aEnd; k++) {
                learning.add(dendrites.active.get(k));
            }
            if (a == aEnd && m < mEnd) {
                learning.add(dendrites.best(m, mEnd));
            }
            if (learning.size() == 0) {
                newOn.add(cell);
            }
            a = aEnd;
            m = mEnd;
            for (int k = 0; k < learning.size(); k++) {
                dendrites.learn(learning.get(k), step);
            }
        }
        for (int i = 0; i < newOn.size(); i++) {
            dendrites.growNew(newOn.get(i), step);
        }
    }
}
