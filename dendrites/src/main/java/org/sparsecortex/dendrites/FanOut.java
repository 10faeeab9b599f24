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

    // What is known of a source lies side by side, because a source that is active is looked up once in a step.
    private static final int ADDRESS = 0;
    private static final int SIZE = 1;
    private static final int CONNECTED_SIZE = 2;
    private static final int HEAD = 3;

    private final IntArena lists = new IntArena();
    private final int[] heads;
    private int[] activity = new int[16];
    private int[] touched = new int[16];
    private int touchedCount;
    private int[] gathered = new int[16];

    /** Written only, so that the reads it comes from are not optimised away. */
    private int lastFetched;

    FanOut(int sources) {
        heads = new int[Math.multiplyExact(sources, HEAD)];
    }

    int sources() {
        return heads.length / HEAD;
    }

    long bytes() {
        return lists.bytes()
                + Integer.BYTES * ((long) heads.length + activity.length + touched.length + gathered.length);
    }

    /** Makes room for the counts of segments 0 .. segments - 1. */
    void reserve(int segments) {
        activity = Arrays.copyOf(activity, segments);
    }

    void link(int from, int segment, boolean connected) {
        int head = HEAD * from;
        int count = heads[head + SIZE]++;
        int address = lists.resize(heads[head + ADDRESS], count, count + 1);
        heads[head + ADDRESS] = address;
        int[] page = lists.page(address);
        int first = lists.offset(address);
        page[first + count] = segment;
        if (connected) {
            int border = first + heads[head + CONNECTED_SIZE]++;
            page[first + count] = page[border];
            page[border] = segment;
        }
    }

    void unlink(int from, int segment, boolean connected) {
        int head = HEAD * from;
        int[] page = lists.page(heads[head + ADDRESS]);
        int first = lists.offset(heads[head + ADDRESS]);
        int at = position(from, segment, connected);
        if (connected) {
            int border = first + --heads[head + CONNECTED_SIZE];
            page[at] = page[border];
            at = border;
        }
        int left = --heads[head + SIZE];
        page[at] = page[first + left];
        heads[head + ADDRESS] = lists.resize(heads[head + ADDRESS], left + 1, left);
    }

    /** Moves an entry over the border after its synapse became connected, or ceased to be. */
    void relink(int from, int segment, boolean connected) {
        int head = HEAD * from;
        int[] page = lists.page(heads[head + ADDRESS]);
        int at = position(from, segment, !connected);
        int joined = connected ? heads[head + CONNECTED_SIZE]++ : --heads[head + CONNECTED_SIZE];
        int border = lists.offset(heads[head + ADDRESS]) + joined;
        page[at] = page[border];
        page[border] = segment;
    }

    private int position(int from, int segment, boolean connected) {
        int head = HEAD * from;
        int[] page = lists.page(heads[head + ADDRESS]);
        int at = lists.offset(heads[head + ADDRESS]) + (connected ? 0 : heads[head + CONNECTED_SIZE]);
        while (page[at] != segment) {
            at++;
        }
        return at;
    }

    /**
     * Counts the active synapses of every segment that an active source reaches; replaces the previous counts.
     *
     * <p>Almost all of its time is waiting for memory, so it goes through the sources three times: for their heads, for the
     * first entry of each list, and to count. The reads of the first two passes do not depend on each other and overlap.
     */
    void detect(Sdr active) {
        forget();
        int end = gatherHeads(active);
        int fetched = 0;
        for (int i = 0; i < end; i += HEAD) {
            fetched ^= lists.page(gathered[i + ADDRESS])[lists.offset(gathered[i + ADDRESS])];
        }
        lastFetched = fetched;
        int noted = 0;
        for (int i = 0; i < end; i += HEAD) {
            int[] page = lists.page(gathered[i + ADDRESS]);
            int first = lists.offset(gathered[i + ADDRESS]);
            int border = first + gathered[i + CONNECTED_SIZE];
            noted = count(page, first, border, BOTH, noted);
            noted = count(page, border, first + gathered[i + SIZE], 1, noted);
        }
        touchedCount = noted;
    }

    /** Copies the heads of the active sources that reach a segment, makes room to note these; returns where the copy ends. */
    private int gatherHeads(Sdr active) {
        int sources = active.cardinality();
        if (gathered.length < sources * HEAD) {
            gathered = new int[sources * HEAD];
        }
        int end = 0;
        int entries = 0;
        for (int i = 0; i < sources; i++) {
            int head = HEAD * active.active(i);
            int count = heads[head + SIZE];
            gathered[end + ADDRESS] = heads[head + ADDRESS];
            gathered[end + SIZE] = count;
            gathered[end + CONNECTED_SIZE] = heads[head + CONNECTED_SIZE];
            entries += count;
            end += count == 0 ? 0 : HEAD;
        }
        if (touched.length <= entries) {
            touched = new int[entries + (entries >> 1) + 1];
        }
        return end;
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
