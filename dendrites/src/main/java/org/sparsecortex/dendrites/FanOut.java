package org.sparsecortex.dendrites;

import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;

/**
 * Index from each presynaptic source to the segments it reaches, those with a connected synapse first, and the counts of
 * active synapses that it gives. An entry, the id of a segment, takes two bytes below 65,536 segments, three below
 * 16,777,216, else four.
 *
 * <p>A list begins with two entries of its own: the number of segments and the number of connected ones. So a source takes
 * four bytes, and those of many sources fit a cache.
 */
final class FanOut {
    private static final int CONNECTED = 1 << 16;
    private static final int BOTH = CONNECTED + 1;
    private static final int NARROW = 2;

    /** Entries of a list before its segments. */
    private static final int HEADER = 2;

    /** Ints noted of an active source: address, size, connected size. */
    private static final int NOTE = 3;

    private final int[] addresses;
    private final long[] reachingBits;
    private ListArena lists = new ListArena(NARROW);
    private int width = NARROW;
    private int[] activity = new int[16];
    private int[] touched = new int[16];
    private int touchedCount;
    private int[] notes = new int[16];

    FanOut(int sources) {
        addresses = new int[sources];
        reachingBits = new long[Sdr.wordCount(sources)];
    }

    int sources() {
        return addresses.length;
    }

    long bytes() {
        return lists.bytes()
                + Long.BYTES * (long) reachingBits.length
                + Integer.BYTES * ((long) addresses.length + activity.length + touched.length + notes.length);
    }

    /** Makes room for segments 0 .. segments - 1; a list of them all counts them in an entry. */
    void reserve(int segments) {
        activity = Arrays.copyOf(activity, segments);
        while (segments >= 1L << (Byte.SIZE * width)) {
            widen();
        }
    }

    /** Copies all lists into one of wider entries. */
    private void widen() {
        ListArena narrow = lists;
        int before = width++;
        lists = new ListArena(width);
        for (int source = 0; source < addresses.length; source++) {
            if (reaches(source)) {
                byte[] from = narrow.page(addresses[source]);
                int at = narrow.offset(addresses[source]);
                int entries = HEADER + entry(from, at, before);
                int address = lists.resize(0, 0, entries);
                byte[] to = lists.page(address);
                int first = lists.offset(address);
                for (int e = 0; e < entries; e++) {
                    put(to, first + e * width, entry(from, at + e * before, before));
                }
                addresses[source] = address;
            }
        }
    }

    private boolean reaches(int source) {
        return (reachingBits[source >>> 6] >>> source & 1L) != 0;
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
        int count = 0;
        int joined = 0;
        if (reaches(from)) {
            byte[] old = lists.page(addresses[from]);
            count = entry(old, lists.offset(addresses[from]), width);
            joined = entry(old, lists.offset(addresses[from]) + width, width);
        }
        reachingBits[from >>> 6] |= 1L << from;
        addresses[from] = lists.resize(addresses[from], count == 0 ? 0 : HEADER + count, HEADER + count + 1);
        byte[] page = lists.page(addresses[from]);
        int list = lists.offset(addresses[from]);
        int at = list + width * (HEADER + count);
        if (connected) {
            int border = list + width * (HEADER + joined++);
            copy(page, border, at);
            at = border;
        }
        put(page, list, count + 1);
        put(page, list + width, joined);
        put(page, at, segment);
    }

    void unlink(int from, int segment, boolean connected) {
        byte[] page = lists.page(addresses[from]);
        int list = lists.offset(addresses[from]);
        int count = entry(page, list, width);
        int joined = entry(page, list + width, width);
        int at = position(page, list, segment, connected ? 0 : joined);
        if (connected) {
            int border = list + width * (HEADER + --joined);
            copy(page, border, at);
            at = border;
        }
        copy(page, list + width * (HEADER + count - 1), at);
        put(page, list, count - 1);
        put(page, list + width, joined);
        addresses[from] = lists.resize(addresses[from], HEADER + count, count == 1 ? 0 : HEADER + count - 1);
        if (count == 1) {
            reachingBits[from >>> 6] &= ~(1L << from);
        }
    }

    /** Moves an entry over the border after its synapse became connected, or ceased to be. */
    void relink(int from, int segment, boolean connected) {
        byte[] page = lists.page(addresses[from]);
        int list = lists.offset(addresses[from]);
        int joined = entry(page, list + width, width);
        int at = position(page, list, segment, connected ? joined : 0);
        int border = list + width * (HEADER + (connected ? joined : joined - 1));
        copy(page, border, at);
        put(page, border, segment);
        put(page, list + width, connected ? joined + 1 : joined - 1);
    }

    /** Where a segment stands in a list, from the {@code skipped}-th on. */
    private int position(byte[] page, int list, int segment, int skipped) {
        int at = list + width * (HEADER + skipped);
        while (entry(page, at, width) != segment) {
            at += width;
        }
        return at;
    }

    /**
     * Counts the active synapses of every segment that an active source reaches; replaces the previous counts.
     *
     * <p>Almost all of its time is waiting for memory, so it goes through the sources three times: for the addresses of their
     * lists, for the heads of these, and to count. The reads of the first two passes do not depend on each other and overlap.
     */
    void detect(Sdr active) {
        forget();
        int end = noteAddresses(active);
        int entries = 0;
        for (int i = 0; i < end; i += NOTE) {
            byte[] page = lists.page(notes[i]);
            int list = lists.offset(notes[i]);
            notes[i + 1] = entry(page, list, width);
            notes[i + 2] = entry(page, list + width, width);
            entries += notes[i + 1];
        }
        if (touched.length <= entries) {
            touched = new int[entries + (entries >> 1) + 1];
        }
        int noted = 0;
        for (int i = 0; i < end; i += NOTE) {
            byte[] page = lists.page(notes[i]);
            int first = lists.offset(notes[i]) + width * HEADER;
            int last = first + width * notes[i + 1];
            int border = first + width * notes[i + 2];
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
     * Notes the list of each active source that reaches a segment; returns where the notes end. Sources are taken 64 at once:
     * bursts of cells without synapses cost next to nothing.
     */
    private int noteAddresses(Sdr active) {
        int sources = active.cardinality();
        int end = 0;
        for (int i = 0; i < sources; ) {
            int w = active.active(i) >>> 6;
            long here = 0;
            for (; i < sources && active.active(i) >>> 6 == w; i++) {
                here |= 1L << active.active(i);
            }
            if (notes.length < end + NOTE * Long.SIZE) {
                notes = Arrays.copyOf(notes, end + (end >> 1) + NOTE * Long.SIZE);
            }
            for (long rest = here & reachingBits[w]; rest != 0; rest &= rest - 1) {
                notes[end] = addresses[(w << 6) + Long.numberOfTrailingZeros(rest)];
                end += NOTE;
            }
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
