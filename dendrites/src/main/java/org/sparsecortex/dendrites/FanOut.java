package org.sparsecortex.dendrites;

import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;

/**
 * Index from each presynaptic source to the segments it reaches, those with a connected synapse first, and the counts of
 * active synapses that it gives. An entry, the id of a segment, takes two bytes up to 65,536 segments, three up to
 * 16,777,216, else four.
 */
final class FanOut {
    private static final int CONNECTED = 1 << 16;
    private static final int BOTH = CONNECTED + 1;
    private static final int NARROW = 2;

    // What is known of a source lies side by side, because a source that is active is looked up once in a step.
    private static final int ADDRESS = 0;
    private static final int SIZE = 1;
    private static final int CONNECTED_SIZE = 2;
    private static final int HEAD = 3;

    private ListArena lists = new ListArena(NARROW);
    private int width = NARROW;
    private final int[] heads;
    private final long[] reachingBits;
    private int[] activity = new int[16];
    private int[] touched = new int[16];
    private int touchedCount;
    private int[] gathered = new int[16];

    /** Written only, so that the reads it comes from are not optimised away. */
    private int lastFetched;

    FanOut(int sources) {
        heads = new int[Math.multiplyExact(sources, HEAD)];
        reachingBits = new long[Sdr.wordCount(sources)];
    }

    int sources() {
        return heads.length / HEAD;
    }

    long bytes() {
        return lists.bytes()
                + Long.BYTES * (long) reachingBits.length
                + Integer.BYTES * ((long) heads.length + activity.length + touched.length + gathered.length);
    }

    /** Makes room for segments 0 .. segments - 1. */
    void reserve(int segments) {
        activity = Arrays.copyOf(activity, segments);
        while (segments > 1L << (Byte.SIZE * width)) {
            widen();
        }
    }

    /** Copies all lists into one of wider entries. */
    private void widen() {
        ListArena narrow = lists;
        int before = width++;
        lists = new ListArena(width);
        for (int head = 0; head < heads.length; head += HEAD) {
            int size = heads[head + SIZE];
            if (size > 0) {
                byte[] from = narrow.page(heads[head + ADDRESS]);
                int at = narrow.offset(heads[head + ADDRESS]);
                int address = lists.resize(0, 0, size);
                byte[] to = lists.page(address);
                int first = lists.offset(address);
                for (int e = 0; e < size; e++) {
                    put(to, first + e * width, entry(from, at + e * before, before));
                }
                heads[head + ADDRESS] = address;
            }
        }
    }

    private static int entry(byte[] page, int at, int width) {
        return switch (width) {
            case 2 -> ListArena.int2(page, at);
            case 3 -> ListArena.int2(page, at) | (page[at + 2] & 0xFF) << 16;
            default -> ListArena.int4(page, at);
        };
    }

    private void put(byte[] page, int at, int segment) {
        if (width == 4) {
            ListArena.int4(page, at, segment);
            return;
        }
        ListArena.int2(page, at, segment);
        if (width == 3) {
            page[at + 2] = (byte) (segment >>> 16);
        }
    }

    private void copy(byte[] page, int from, int to) {
        put(page, to, entry(page, from, width));
    }

    void link(int from, int segment, boolean connected) {
        int head = HEAD * from;
        int count = heads[head + SIZE]++;
        if (count == 0) {
            reachingBits[from >>> 6] |= 1L << from;
        }
        int address = lists.resize(heads[head + ADDRESS], count, count + 1);
        heads[head + ADDRESS] = address;
        byte[] page = lists.page(address);
        int first = lists.offset(address);
        int at = first + count * width;
        if (connected) {
            int border = first + width * heads[head + CONNECTED_SIZE]++;
            copy(page, border, at);
            at = border;
        }
        put(page, at, segment);
    }

    void unlink(int from, int segment, boolean connected) {
        int head = HEAD * from;
        byte[] page = lists.page(heads[head + ADDRESS]);
        int first = lists.offset(heads[head + ADDRESS]);
        int at = position(from, segment, connected);
        if (connected) {
            int border = first + width * --heads[head + CONNECTED_SIZE];
            copy(page, border, at);
            at = border;
        }
        int left = --heads[head + SIZE];
        copy(page, first + left * width, at);
        heads[head + ADDRESS] = lists.resize(heads[head + ADDRESS], left + 1, left);
        if (left == 0) {
            reachingBits[from >>> 6] &= ~(1L << from);
        }
    }

    /** Moves an entry over the border after its synapse became connected, or ceased to be. */
    void relink(int from, int segment, boolean connected) {
        int head = HEAD * from;
        byte[] page = lists.page(heads[head + ADDRESS]);
        int at = position(from, segment, !connected);
        int joined = connected ? heads[head + CONNECTED_SIZE]++ : --heads[head + CONNECTED_SIZE];
        int border = lists.offset(heads[head + ADDRESS]) + joined * width;
        copy(page, border, at);
        put(page, border, segment);
    }

    private int position(int from, int segment, boolean connected) {
        int head = HEAD * from;
        byte[] page = lists.page(heads[head + ADDRESS]);
        int at = lists.offset(heads[head + ADDRESS]) + (connected ? 0 : width * heads[head + CONNECTED_SIZE]);
        while (entry(page, at, width) != segment) {
            at += width;
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
            byte[] page = lists.page(gathered[i + ADDRESS]);
            int first = lists.offset(gathered[i + ADDRESS]);
            int border = first + width * gathered[i + CONNECTED_SIZE];
            int last = first + width * gathered[i + SIZE];
            if (width == NARROW) {
                noted = countNarrow(page, first, border, BOTH, noted);
                noted = countNarrow(page, border, last, 1, noted);
            } else {
                noted = countWide(page, first, border, BOTH, noted);
                noted = countWide(page, border, last, 1, noted);
            }
        }
        touchedCount = noted;
    }

    /**
     * Copies the heads of the active sources that reach a segment, makes room to note these; returns where the copy ends. Of a
     * source that reaches none only a bit is read: bursts of cells without synapses cost next to nothing.
     */
    private int gatherHeads(Sdr active) {
        int sources = active.cardinality();
        int end = 0;
        int entries = 0;
        for (int i = 0; i < sources; i++) {
            int from = active.active(i);
            if ((reachingBits[from >>> 6] >>> from & 1L) == 0) {
                continue;
            }
            if (gathered.length < end + HEAD) {
                gathered = Arrays.copyOf(gathered, end + (end >> 1) + HEAD);
            }
            int head = HEAD * from;
            gathered[end + ADDRESS] = heads[head + ADDRESS];
            gathered[end + SIZE] = heads[head + SIZE];
            gathered[end + CONNECTED_SIZE] = heads[head + CONNECTED_SIZE];
            entries += heads[head + SIZE];
            end += HEAD;
        }
        if (touched.length <= entries) {
            touched = new int[entries + (entries >> 1) + 1];
        }
        return end;
    }

    /** Adds {@code amount} to the segments listed in page[first .. last), and notes those that had no count; no branch. */
    private int countNarrow(byte[] page, int first, int last, int amount, int noted) {
        int[] counts = activity;
        int[] list = touched;
        int at = noted;
        for (int e = first; e < last; e += NARROW) {
            int segment = ListArena.int2(page, e);
            int before = counts[segment];
            list[at] = segment;
            at += before == 0 ? 1 : 0;
            counts[segment] = before + amount;
        }
        return at;
    }

    private int countWide(byte[] page, int first, int last, int amount, int noted) {
        int[] counts = activity;
        int[] list = touched;
        int step = width;
        int at = noted;
        for (int e = first; e < last; e += step) {
            int segment = entry(page, e, step);
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
