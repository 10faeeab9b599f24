package org.sparsecortex.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.spiking.wiring.SpikeHistory;
import org.sparsecortex.spiking.wiring.Synapses;
import org.sparsecortex.spiking.wiring.Wiring;

/** Weights that arrive at the neurons of a range in each grid step of a batch: one row of whole numbers a step. */
final class ArrivingWeights {
    private final int shortest;
    private final int longest;
    private final int size;
    private final List<Synapses> stores = new ArrayList<>();
    private final int from;
    private final int[] all;
    private final int[] negative;
    private boolean isClear = true;

    /** @param apart whether negative weights are summed apart */
    ArrivingWeights(Wiring wiring, UnitRange range, int batch, boolean apart) {
        shortest = wiring.shortest();
        longest = wiring.longest();
        size = range.size();
        from = range.from();
        for (int at = range.from(); at < range.to(); at += Synapses.MAX_TARGETS) {
            stores.add(new Synapses(wiring, at, Math.min(range.to(), at + Synapses.MAX_TARGETS)));
        }
        all = new int[Math.multiplyExact(size, batch)];
        negative = apart ? new int[all.length] : null;
    }

    /** Sets all sums to 0. */
    void clear() {
        if (!isClear) {
            Arrays.fill(all, 0);
            if (negative != null) {
                Arrays.fill(negative, 0);
            }
            isClear = true;
        }
    }

    /** Adds what arrives in step k from spikes of the steps after {@code after} up to {@code upTo}. */
    void add(SpikeHistory history, long k, int lag, long after, long upTo) {
        int nearest = (int) Math.max(shortest, k - upTo);
        long farthest = Math.min(longest, k - 1 - Math.max(after, 0));
        boolean isQuiet = true;
        for (int delay = nearest; delay <= farthest; delay++) {
            int count = history.count(k - delay);
            if (count > 0) {
                isQuiet = false;
                for (Synapses store : stores) {
                    store.note(history.sources(k - delay), count, delay);
                }
            }
        }
        if (!isQuiet) {
            isClear = false;
            for (Synapses store : stores) {
                store.deliverNoted(all, negative, lag * size + store.from() - from);
            }
        }
    }

    /** The sums that a weight goes to, for writing. */
    int[] rowOf(int weight) {
        isClear = false;
        return negative == null || weight >= 0 ? all : negative;
    }

    /** Row of sums of each step of the batch, {@link #at} its start. */
    int[] all() {
        return all;
    }

    /** As {@link #all}, of negative weights; null if they are in there. */
    int[] negative() {
        return negative;
    }

    /** Where the sums of a step begin. */
    int at(int lag) {
        return lag * size;
    }

    int[] indegrees() {
        int[] joined = new int[size];
        for (Synapses store : stores) {
            int[] part = store.indegrees();
            System.arraycopy(part, 0, joined, store.from() - from, part.length);
        }
        return joined;
    }
}
