package org.sparsecortex.dendrites;

import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;

/**
 * Index from each presynaptic source to the segments it reaches, those with a connected synapse first, and the counts of
 * active synapses that it gives: four bytes a synapse.
 */
final class FanOut {
    private static final int CONNECTED = 1 << 16;
    private static final int BOTH = CONNECTED + 1;

    private final IntArena lists = new IntArena();
    private final int[] address;
    private final int[] size;
    private final int[] connectedSize;
    private int[] activity = new int[16];
    private int[] touched = new int[16];
    private int touchedCount;

    FanOut(int sources) {
        address = new int[sources];
        size = new int[sources];
        connectedSize = new int[sources];
    }

    int sources() {
        return size.length;
    }

    long bytes() {
        return lists.bytes() + Integer.BYTES * (3L * size.length + activity.length + touched.length);
    }

    /** Makes room for the counts of segments 0 .. segments - 1. */
    void reserve(int segments) {
        activity = Arrays.copyOf(activity, segments);
    }

    void link(int from, int segment, boolean connected) {
        int count = size[from];
        address[from] = lists.resize(address[from], count, count + 1);
        int[] page = lists.page(address[from]);
        int first = lists.offset(address[from]);
        page[first + count] = segment;
        size[from] = count + 1;
        if (connected) {
            int border = first + connectedSize[from]++;
            page[first + count] = page[border];
            page[border] = segment;
        }
    }

    void unlink(int from, int segment, boolean connected) {
        int[] page = lists.page(address[from]);
        int first = lists.offset(address[from]);
        int at = position(from, segment, connected);
        if (connected) {
            int border = first + --connectedSize[from];
            page[at] = page[border];
            at = border;
        }
        int left = size[from] - 1;
        page[at] = page[first + left];
        address[from] = lists.resize(address[from], left + 1, left);
        size[from] = left;
    }

    /** Moves an entry over the border after its synapse became connected, or ceased to be. */
    void relink(int from, int segment, boolean connected) {
        int[] page = lists.page(address[from]);
        int at = position(from, segment, !connected);
        int border = lists.offset(address[from]) + (connected ? connectedSize[from]++ : --connectedSize[from]);
        page[at] = page[border];
        page[border] = segment;
    }

    private int position(int from, int segment, boolean connected) {
        int[] page = lists.page(address[from]);
        int at = lists.offset(address[from]) + (connected ? 0 : connectedSize[from]);
        while (page[at] != segment) {
            at++;
        }
        return at;
    }

    /** Counts the active synapses of every segment that an active source reaches; replaces the previous counts. */
    void detect(Sdr active) {
        forget();
        for (int i = 0; i < active.cardinality(); i++) {
            int from = active.active(i);
            int count = size[from];
            if (count == 0) {
                continue;
            }
            if (touched.length <= touchedCount + count) {
                touched = Arrays.copyOf(
                        touched, Math.max(touched.length + (touched.length >> 1), touchedCount + count + 1));
            }
            int[] page = lists.page(address[from]);
            int first = lists.offset(address[from]);
            int border = first + connectedSize[from];
            touchedCount = count(page, first, border, BOTH, touchedCount);
            touchedCount = count(page, border, first + count, 1, touchedCount);
        }
    }

    /** Adds {@code amount} to the segments listed in page[first .. last), and notes those that had no count; no branch. */
    private int count(int[] page, int first, int last, int amount, int noted) {
        int[] counts = activity;
        int[] list = touched;
        int at = noted;
        for (int e = first; e < last; e++) {
            int segment = page[e];
            int before = counts[segment];
            list[at] = segment;
            at += before == 0 ? 1 : 0;
            counts[segment] = before + amount;
        }
        return at;
    }

    void forget() {
        for (int i = 0; i < touchedCount; i++) {
            activity[touched[i]] = 0;
        }
        touchedCount = 0;
    }

    /** Forgets the count of a segment whose id is used again. */
    void forget(int segment) {
        activity[segment] = 0;
    }

    int touchedCount() {
        return touchedCount;
    }

    int touched(int i) {
        return touched[i];
    }

    int connectedOverlap(int segment) {
        return activity[segment] >>> 16;
    }

    int potentialOverlap(int segment) {
        return activity[segment] & 0xFFFF;
    }
}
