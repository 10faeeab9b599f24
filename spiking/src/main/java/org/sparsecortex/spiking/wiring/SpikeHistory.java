package org.sparsecortex.spiking.wiring;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;

/** Who spiked in each of the last grid steps: as many as the longest delay needs. Equal in all ranges. */
public final class SpikeHistory {
    private final int[][] spikes;
    private final int[] counts;

    /** @param steps how many steps are remembered, at least; the next power of two is */
    public SpikeHistory(int steps) {
        int length = Integer.highestOneBit(Math.max(1, 2 * steps - 1));
        spikes = new int[length][4];
        counts = new int[length];
    }

    /** Number of places. */
    int slots() {
        return spikes.length;
    }

    /** Number of spikes in a place. */
    int countOfSlot(int slot) {
        return counts[slot];
    }

    /** The place of a step. */
    int slot(long step) {
        return (int) step & spikes.length - 1;
    }

    /** Forgets all spikes. */
    public void clear() {
        Arrays.fill(counts, 0);
    }

    /** Forgets what a step's place held. */
    public void begin(long step) {
        counts[slot(step)] = 0;
    }

    /** Adds a spike of a step. */
    public void add(long step, int source) {
        int slot = slot(step);
        if (counts[slot] == spikes[slot].length) {
            spikes[slot] = Arrays.copyOf(spikes[slot], 2 * counts[slot]);
        }
        spikes[slot][counts[slot]++] = source;
    }

    /** Number of spikes of a step. */
    public int count(long step) {
        return counts[slot(step)];
    }

    /** Sources of the spikes of a step; the first {@link #count} are valid. Not to be written. */
    public int[] sources(long step) {
        return spikes[slot(step)];
    }

    /** Visits all of it. */
    public void state(State state) {
        for (int slot = 0; slot < spikes.length; slot++) {
            counts[slot] = state.keep("spikeCount", counts[slot]);
            if (spikes[slot].length < counts[slot]) {
                spikes[slot] = new int[counts[slot]];
            }
            state.keep("spikes", spikes[slot], 0, counts[slot]);
        }
    }
}
