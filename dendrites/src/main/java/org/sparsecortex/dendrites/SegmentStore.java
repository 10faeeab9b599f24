package org.sparsecortex.dendrites;

import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.param.Checks;

/**
 * Dendritic segments of a row of cells, their synapses, and an index from each presynaptic source to the segments it reaches.
 *
 * <pre>  A_d = #{synapses of d on active sources with p &gt;= pConnected},  M_d = #{synapses of d on active sources}  </pre>
 *
 * Cost of {@link #detect}: one addition per synapse on an active source; silent segments cost nothing. Segment ids are
 * local and may be reused. What a caller may rely on for results is the key (cell, ordinal): the ordinal counts the
 * segments ever grown on that cell. No result depends on the storage order of synapses: ties among them go to the lower
 * source id. A segment has at most one synapse per source.
 *
 * <p>Memory: a synapse takes 6 bytes, 4 on its segment (source and permanence in one int) and 2 in the index ({@link FanOut});
 * one more beyond 262,144 sources; one more from 65,536 segments on, two from 16,777,216. A segment takes 26 bytes more, a
 * cell 10, a source 4, or 8 if it reaches a segment; reserves are at most an eighth.
 */
public final class SegmentStore {
    private static final int PERMANENCE_BITS = 14;
    private static final int PERMANENCE_MASK = (1 << PERMANENCE_BITS) - 1;
    private static final int LOW_SOURCE_BITS = Integer.SIZE - PERMANENCE_BITS;
    private static final int NONE = -1;

    private final int pConnected;
    private final int maxSegmentsPerCell;
    private final int maxSynapsesPerSegment;
    private final int width;
    private final int[] firstOn;
    private final char[] countOn;
    private final int[] nextOrdinal;
    private final FanOut fanOut;
    private final ListArena synapseWords;

    private int[] cellOf = new int[16];
    private int[] ordinal = new int[16];
    private int[] nextOn = new int[16];
    private int[] lastUsed = new int[16]; // low bits of the step: differences are exact for 2^31 steps
    private int[] address = new int[16];
    private char[] size = new char[16];
    private int firstFree = NONE;
    private int ids;
    private int segments;
    private long synapses;

    /**
     * An empty store.
     *
     * @param cells number of owned cells, ids 0 .. cells - 1
     * @param sources number of presynaptic sources, ids 0 .. sources - 1, at most 67,108,864
     * @param pConnected integer permanence ({@link Permanence}) from which a synapse counts as connected
     * @param maxSegmentsPerCell at this number the least recently used segment makes room, at most 65,535
     * @param maxSynapsesPerSegment at this number the weakest synapse makes room, at most 65,535
     */
    public SegmentStore(int cells, int sources, int pConnected, int maxSegmentsPerCell, int maxSynapsesPerSegment) {
        this.pConnected = pConnected;
        this.maxSegmentsPerCell = Checks.inRange("maxSegmentsPerCell", maxSegmentsPerCell, 1, 65_535);
        this.maxSynapsesPerSegment = Checks.inRange("maxSynapsesPerSegment", maxSynapsesPerSegment, 1, 65_535);
        Checks.inRange("sources", sources, 0, 1 << (LOW_SOURCE_BITS + Byte.SIZE));
        width = sources <= 1 << LOW_SOURCE_BITS ? Integer.BYTES : Integer.BYTES + 1;
        synapseWords = new ListArena(width);
        firstOn = new int[cells];
        Arrays.fill(firstOn, NONE);
        countOn = new char[cells];
        nextOrdinal = new int[cells];
        fanOut = new FanOut(sources);
    }

    /** Number of living segments. */
    public int segmentCount() {
        return segments;
    }

    /** Number of synapses. */
    public long synapseCount() {
        return synapses;
    }

    /** Memory of all arrays, bytes. */
    public long bytes() {
        long cells = (2L * Integer.BYTES + Character.BYTES) * firstOn.length;
        long perSegment = 5L * Integer.BYTES + Character.BYTES;
        return cells + perSegment * cellOf.length + synapseWords.bytes() + fanOut.bytes();
    }

    /** Number of segments on a cell. */
    public int segmentsOn(int cell) {
        return countOn[cell];
    }

    /** The i-th segment of a cell, in ascending ordinal; takes i steps. */
    public int segmentOn(int cell, int i) {
        int segment = firstOn[cell];
        for (int k = 0; k < i; k++) {
            segment = nextOn[segment];
        }
        return segment;
    }

    /** Number of synapses on all segments of a cell. */
    public int synapsesOfCell(int cell) {
        int sum = 0;
        for (int segment = firstOn[cell]; segment != NONE; segment = nextOn[segment]) {
            sum += size[segment];
        }
        return sum;
    }

    /** Cell of a segment. */
    public int cellOf(int segment) {
        return cellOf[segment];
    }

    /** Sort key of a segment: (cell, ordinal). */
    public long keyOf(int segment) {
        return ((long) cellOf[segment] << 32) | ordinal[segment];
    }

    /** Number of synapses on a segment. */
    public int synapsesOn(int segment) {
        return size[segment];
    }

    /** Marks a segment as used at {@code step}, for the choice of the least recently used. */
    public void touch(int segment, long step) {
        lastUsed[segment] = (int) step;
    }

    /** A new empty segment on {@code cell}; the least recently used one (then the lowest ordinal) goes if the cell is full. */
    public int create(int cell, long step) {
        if (countOn[cell] == maxSegmentsPerCell) {
            int oldest = firstOn[cell];
            for (int other = nextOn[oldest]; other != NONE; other = nextOn[other]) {
                oldest = lastUsed[other] - lastUsed[oldest] < 0 ? other : oldest;
            }
            destroy(oldest);
        }
        return add(cell, nextOrdinal[cell]++, step);
    }

    private int add(int cell, int itsOrdinal, long step) {
        int id = firstFree;
        if (id == NONE) {
            id = ids++;
            if (id == cellOf.length) {
                reserve(cellOf.length + (cellOf.length >> 4));
            }
        } else {
            firstFree = nextOn[id];
        }
        cellOf[id] = cell;
        ordinal[id] = itsOrdinal;
        lastUsed[id] = (int) step;
        size[id] = 0;
        nextOn[id] = NONE;
        fanOut.forget(id);
        if (countOn[cell] == 0) {
            firstOn[cell] = id;
        } else {
            nextOn[segmentOn(cell, countOn[cell] - 1)] = id;
        }
        countOn[cell]++;
        segments++;
        return id;
    }

    private void reserve(int capacity) {
        cellOf = Arrays.copyOf(cellOf, capacity);
        ordinal = Arrays.copyOf(ordinal, capacity);
        nextOn = Arrays.copyOf(nextOn, capacity);
        lastUsed = Arrays.copyOf(lastUsed, capacity);
        address = Arrays.copyOf(address, capacity);
        size = Arrays.copyOf(size, capacity);
        fanOut.reserve(capacity);
    }

    /** Removes a segment and its synapses. */
    public void destroy(int segment) {
        for (int s = size[segment] - 1; s >= 0; s--) {
            removeSynapse(segment, s);
        }
        int cell = cellOf[segment];
        if (firstOn[cell] == segment) {
            firstOn[cell] = nextOn[segment];
        } else {
            int before = firstOn[cell];
            while (nextOn[before] != segment) {
                before = nextOn[before];
            }
            nextOn[before] = nextOn[segment];
        }
        countOn[cell]--;
        nextOn[segment] = firstFree;
        firstFree = segment;
        segments--;
    }

    // A synapse is an int of the low 18 bits of its source and the permanence, then a byte of the others if there are
    // more.

    private int sourceAt(byte[] page, int at) {
        int low = ListArena.int4(page, at) >>> PERMANENCE_BITS;
        return width == Integer.BYTES ? low : low | (page[at + Integer.BYTES] & 0xFF) << LOW_SOURCE_BITS;
    }

    private void put(byte[] page, int at, int from, int permanence) {
        ListArena.int4(page, at, from << PERMANENCE_BITS | permanence);
        if (width > Integer.BYTES) {
            page[at + Integer.BYTES] = (byte) (from >>> LOW_SOURCE_BITS);
        }
    }

    private static int permanenceAt(byte[] page, int at) {
        return ListArena.int4(page, at) & PERMANENCE_MASK;
    }

    /** Whether the segment has a synapse on {@code from}. */
    public boolean reaches(int segment, int from) {
        byte[] page = synapseWords.page(address[segment]);
        int first = synapseWords.offset(address[segment]);
        for (int s = 0; s < size[segment]; s++) {
            if (sourceAt(page, first + s * width) == from) {
                return true;
            }
        }
        return false;
    }

    /** Sets (or clears) the bit of every source that the segment reaches in {@code bits} (written). */
    public void markSources(int segment, long[] bits, boolean set) {
        byte[] page = synapseWords.page(address[segment]);
        int first = synapseWords.offset(address[segment]);
        for (int s = 0; s < size[segment]; s++) {
            int from = sourceAt(page, first + s * width);
            if (set) {
                bits[from >>> 6] |= 1L << from;
            } else {
                bits[from >>> 6] &= ~(1L << from);
            }
        }
    }

    /**
     * Grows a synapse; on a full segment the weakest (then the one of the lowest source) makes room.
     *
     * @param from presynaptic source that the segment does not reach yet
     * @param initial integer permanence, 1 .. {@link Permanence#ONE}
     */
    public void grow(int segment, int from, int initial) {
        if (size[segment] == maxSynapsesPerSegment) {
            removeSynapse(segment, weakest(segment));
        }
        int at = size[segment]++;
        address[segment] = synapseWords.resize(address[segment], at, at + 1);
        put(synapseWords.page(address[segment]), synapseWords.offset(address[segment]) + at * width, from, initial);
        synapses++;
        fanOut.link(from, segment, initial >= pConnected);
    }

    /**
     * Removes up to {@code count} synapses, the weakest (then those of the lowest sources) first, but none whose source is in
     * {@code kept}.
     *
     * @param kept packed set of sources
     * @return number of removed synapses
     */
    public int dropWeakest(int segment, int count, long[] kept) {
        for (int dropped = 0; dropped < count; dropped++) {
            int weakest = weakest(segment, kept);
            if (weakest == NONE) {
                return dropped;
            }
            removeSynapse(segment, weakest);
        }
        return count;
    }

    private int weakest(int segment) {
        return weakest(segment, null);
    }

    private int weakest(int segment, long[] kept) {
        byte[] page = synapseWords.page(address[segment]);
        int first = synapseWords.offset(address[segment]);
        int weakest = NONE;
        long least = Long.MAX_VALUE;
        for (int s = 0; s < size[segment]; s++) {
            int from = sourceAt(page, first + s * width);
            long rank = (long) permanenceAt(page, first + s * width) << Integer.SIZE | from;
            if (rank < least && (kept == null || (kept[from >>> 6] >>> from & 1L) == 0)) {
                weakest = s;
                least = rank;
            }
        }
        return weakest;
    }

    private void removeSynapse(int segment, int slot) {
        byte[] page = synapseWords.page(address[segment]);
        int first = synapseWords.offset(address[segment]);
        int i = first + slot * width;
        fanOut.unlink(sourceAt(page, i), segment, permanenceAt(page, i) >= pConnected);
        int left = --size[segment];
        System.arraycopy(page, first + left * width, page, i, width);
        address[segment] = synapseWords.resize(address[segment], left + 1, left);
        synapses--;
    }

    /**
     * Changes all permanences of a segment: {@code onActive} is added where the source is active, {@code onSilent} elsewhere.
     * Synapses at or below 0 vanish; so does a segment without synapses.
     *
     * @param activeBits packed set of active sources
     * @return whether the segment still lives
     */
    public boolean adapt(int segment, long[] activeBits, int onActive, int onSilent) {
        byte[] page = synapseWords.page(address[segment]);
        int first = synapseWords.offset(address[segment]);
        for (int s = size[segment] - 1; s >= 0; s--) {
            int i = first + s * width;
            int word = ListArena.int4(page, i);
            int from = sourceAt(page, i);
            boolean active = (activeBits[from >>> 6] >>> from & 1L) != 0;
            int before = word & PERMANENCE_MASK;
            int after = Math.min(Permanence.ONE, before + (active ? onActive : onSilent));
            if (after <= 0) {
                removeSynapse(segment, s);
                page = synapseWords.page(address[segment]);
                first = synapseWords.offset(address[segment]);
            } else if (after != before) {
                ListArena.int4(page, i, word - before + after);
                if (before >= pConnected != after >= pConnected) {
                    fanOut.relink(from, segment, after >= pConnected);
                }
            }
        }
        if (size[segment] > 0) {
            return true;
        }
        destroy(segment);
        return false;
    }

    /** Counts the active synapses of every segment that an active source reaches; replaces the previous counts. */
    public void detect(Sdr active) {
        fanOut.detect(active);
    }

    /** Clears all counts, as before the first {@link #detect}. */
    public void forget() {
        fanOut.forget();
    }

    /** Number of segments with at least one active synapse in the last {@link #detect}. */
    public int touchedCount() {
        return fanOut.touchedCount();
    }

    /** The i-th of them, in no particular order. */
    public int touched(int i) {
        return fanOut.touched(i);
    }

    /** A_d of the last {@link #detect}: active connected synapses. */
    public int connectedOverlap(int segment) {
        return fanOut.connectedOverlap(segment);
    }

    /** M_d of the last {@link #detect}: active synapses, connected or not. */
    public int potentialOverlap(int segment) {
        return fanOut.potentialOverlap(segment);
    }

    /** Visits all segments of a cell in canonical order; reading replaces those it has. */
    public void cell(int cell, State state) {
        while (state.loading() && countOn[cell] > 0) {
            destroy(firstOn[cell]);
        }
        nextOrdinal[cell] = state.keep("nextOrdinal", nextOrdinal[cell]);
        int count = Checks.inRange(
                "segments of cell " + cell, state.keep("segments", (int) countOn[cell]), 0, maxSegmentsPerCell);
        int segment = firstOn[cell];
        for (int i = 0; i < count; i++) {
            int itsOrdinal = state.keep("ordinal", state.loading() ? 0 : ordinal[segment]);
            segment = state.loading() ? add(cell, itsOrdinal, 0) : segment;
            lastUsed[segment] = state.keep("lastUsed", lastUsed[segment]);
            synapses(segment, state);
            segment = nextOn[segment];
        }
    }

    private void synapses(int segment, State state) {
        int count = Checks.inRange(
                "synapses of a segment", state.keep("synapses", (int) size[segment]), 0, maxSynapsesPerSegment);
        int[] sources = new int[count];
        short[] permanences = new short[count];
        if (!state.loading()) {
            copySorted(segment, sources, permanences);
        }
        state.keep("sources", sources);
        state.keep("permanences", permanences);
        for (int s = 0; state.loading() && s < count; s++) {
            int from = Checks.inRange("synapse source", sources[s], 0, fanOut.sources() - 1);
            grow(segment, from, Checks.inRange("permanence", permanences[s], 1, Permanence.ONE));
        }
    }

    private void copySorted(int segment, int[] sources, short[] permanences) {
        byte[] page = synapseWords.page(address[segment]);
        int first = synapseWords.offset(address[segment]);
        long[] sorted = new long[sources.length];
        for (int s = 0; s < sorted.length; s++) {
            int i = first + s * width;
            sorted[s] = ((long) sourceAt(page, i) << 16) | permanenceAt(page, i);
        }
        Arrays.sort(sorted);
        for (int s = 0; s < sorted.length; s++) {
            sources[s] = (int) (sorted[s] >>> 16);
            permanences[s] = (short) sorted[s];
        }
    }
}
