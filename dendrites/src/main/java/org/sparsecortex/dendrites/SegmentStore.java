package org.sparsecortex.dendrites;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;
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
 */
public final class SegmentStore {
    private static final int CONNECTED = 1 << 16;
    private static final int BOTH = CONNECTED + 1;
    private static final int[] NONE = {};

    private final int pConnected;
    private final int maxSegmentsPerCell;
    private final int maxSynapsesPerSegment;
    private final int[][] cellSegments;
    private final int[] cellCount;
    private final int[] nextOrdinal;
    private final int[][] fanout;
    private final int[] fanoutSize;
    private final int[] fanoutConnected;

    private int[] cellOf = new int[16];
    private int[] ordinal = new int[16];
    private long[] lastUsed = new long[16];
    private int[][] source = new int[16][];
    private short[][] permanence = new short[16][];
    private int[] size = new int[16];
    private int[] activity = new int[16];
    private int[] free = new int[16];
    private int freeCount;
    private int segments;
    private long synapses;
    private int[] touched = new int[16];
    private int touchedCount;

    /**
     * An empty store.
     *
     * @param cells number of owned cells, ids 0 .. cells - 1
     * @param sources number of presynaptic sources, ids 0 .. sources - 1
     * @param pConnected integer permanence ({@link Permanence}) from which a synapse counts as connected
     * @param maxSegmentsPerCell at this number the least recently used segment makes room
     * @param maxSynapsesPerSegment at this number the weakest synapse makes room, at most 65,535
     */
    public SegmentStore(int cells, int sources, int pConnected, int maxSegmentsPerCell, int maxSynapsesPerSegment) {
        this.pConnected = pConnected;
        this.maxSegmentsPerCell = Checks.atLeast("maxSegmentsPerCell", maxSegmentsPerCell, 1);
        this.maxSynapsesPerSegment = Checks.inRange("maxSynapsesPerSegment", maxSynapsesPerSegment, 1, 65_535);
        cellSegments = new int[cells][];
        Arrays.fill(cellSegments, NONE);
        cellCount = new int[cells];
        nextOrdinal = new int[cells];
        fanout = new int[sources][];
        Arrays.fill(fanout, NONE);
        fanoutSize = new int[sources];
        fanoutConnected = new int[sources];
    }

    /** Number of living segments. */
    public int segmentCount() {
        return segments;
    }

    /** Number of synapses. */
    public long synapseCount() {
        return synapses;
    }

    /** Number of segments on a cell. */
    public int segmentsOn(int cell) {
        return cellCount[cell];
    }

    /** The i-th segment of a cell, in ascending ordinal. */
    public int segmentOn(int cell, int i) {
        return cellSegments[cell][i];
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
        lastUsed[segment] = step;
    }

    /** A new empty segment on {@code cell}; the least recently used one (then the lowest ordinal) goes if the cell is full. */
    public int create(int cell, long step) {
        if (cellCount[cell] == maxSegmentsPerCell) {
            int oldest = cellSegments[cell][0];
            for (int i = 1; i < cellCount[cell]; i++) {
                int candidate = cellSegments[cell][i];
                oldest = lastUsed[candidate] < lastUsed[oldest] ? candidate : oldest;
            }
            destroy(oldest);
        }
        return add(cell, nextOrdinal[cell]++, step);
    }

    private int add(int cell, int itsOrdinal, long step) {
        int id = freeCount > 0 ? free[--freeCount] : segments;
        if (id >= cellOf.length) {
            reserve(2 * cellOf.length);
        }
        cellOf[id] = cell;
        ordinal[id] = itsOrdinal;
        lastUsed[id] = step;
        size[id] = 0;
        activity[id] = 0;
        if (source[id] == null) {
            source[id] = new int[8];
            permanence[id] = new short[8];
        }
        if (cellCount[cell] == cellSegments[cell].length) {
            cellSegments[cell] = Arrays.copyOf(cellSegments[cell], Math.max(2, 2 * cellCount[cell]));
        }
        cellSegments[cell][cellCount[cell]++] = id;
        segments++;
        return id;
    }

    private void reserve(int capacity) {
        cellOf = Arrays.copyOf(cellOf, capacity);
        ordinal = Arrays.copyOf(ordinal, capacity);
        lastUsed = Arrays.copyOf(lastUsed, capacity);
        source = Arrays.copyOf(source, capacity);
        permanence = Arrays.copyOf(permanence, capacity);
        size = Arrays.copyOf(size, capacity);
        activity = Arrays.copyOf(activity, capacity);
    }

    /** Removes a segment and its synapses. */
    public void destroy(int segment) {
        for (int s = size[segment] - 1; s >= 0; s--) {
            removeSynapse(segment, s);
        }
        int cell = cellOf[segment];
        int[] list = cellSegments[cell];
        int at = 0;
        while (list[at] != segment) {
            at++;
        }
        System.arraycopy(list, at + 1, list, at, --cellCount[cell] - at);
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = segment;
        segments--;
    }

    /** Whether the segment has a synapse on {@code from}. */
    public boolean reaches(int segment, int from) {
        int[] list = source[segment];
        for (int s = 0; s < size[segment]; s++) {
            if (list[s] == from) {
                return true;
            }
        }
        return false;
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
        if (at == source[segment].length) {
            int capacity = Math.min(maxSynapsesPerSegment, at + (at >> 1) + 4);
            source[segment] = Arrays.copyOf(source[segment], capacity);
            permanence[segment] = Arrays.copyOf(permanence[segment], capacity);
        }
        source[segment][at] = from;
        permanence[segment][at] = (short) initial;
        synapses++;
        link(from, segment, initial >= pConnected);
    }

    private int weakest(int segment) {
        int weakest = 0;
        for (int s = 1; s < size[segment]; s++) {
            int difference = permanence[segment][s] - permanence[segment][weakest];
            if (difference < 0 || (difference == 0 && source[segment][s] < source[segment][weakest])) {
                weakest = s;
            }
        }
        return weakest;
    }

    private void removeSynapse(int segment, int slot) {
        unlink(source[segment][slot], segment, permanence[segment][slot] >= pConnected);
        int last = --size[segment];
        source[segment][slot] = source[segment][last];
        permanence[segment][slot] = permanence[segment][last];
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
        int[] sources = source[segment];
        short[] permanences = permanence[segment];
        for (int s = size[segment] - 1; s >= 0; s--) {
            int from = sources[s];
            boolean active = (activeBits[from >>> 6] >>> from & 1L) != 0;
            int before = permanences[s];
            int after = Math.min(Permanence.ONE, before + (active ? onActive : onSilent));
            if (after <= 0) {
                removeSynapse(segment, s);
            } else if (after != before) {
                permanences[s] = (short) after;
                if (before >= pConnected != after >= pConnected) {
                    relink(from, segment, after >= pConnected);
                }
            }
        }
        if (size[segment] > 0) {
            return true;
        }
        destroy(segment);
        return false;
    }

    // The index: fanout[from] lists segments, those with a connected synapse first.

    private void link(int from, int segment, boolean connected) {
        int count = fanoutSize[from];
        if (count == fanout[from].length) {
            fanout[from] = Arrays.copyOf(fanout[from], Math.max(4, count + (count >> 1)));
        }
        int[] list = fanout[from];
        list[count] = segment;
        fanoutSize[from] = count + 1;
        if (connected) {
            int border = fanoutConnected[from]++;
            list[count] = list[border];
            list[border] = segment;
        }
    }

    private void unlink(int from, int segment, boolean connected) {
        int[] list = fanout[from];
        int at = position(from, segment, connected);
        if (connected) {
            int border = --fanoutConnected[from];
            list[at] = list[border];
            at = border;
        }
        list[at] = list[--fanoutSize[from]];
    }

    private void relink(int from, int segment, boolean connected) {
        int[] list = fanout[from];
        int at = position(from, segment, !connected);
        int border = connected ? fanoutConnected[from]++ : --fanoutConnected[from];
        list[at] = list[border];
        list[border] = segment;
    }

    private int position(int from, int segment, boolean connected) {
        int[] list = fanout[from];
        int at = connected ? 0 : fanoutConnected[from];
        while (list[at] != segment) {
            at++;
        }
        return at;
    }

    /** Counts the active synapses of every segment that an active source reaches; replaces the previous counts. */
    public void detect(Sdr active) {
        forget();
        for (int i = 0; i < active.cardinality(); i++) {
            int from = active.active(i);
            int[] list = fanout[from];
            int count = fanoutSize[from];
            int border = fanoutConnected[from];
            if (touched.length < touchedCount + count) {
                touched = Arrays.copyOf(touched, Math.max(2 * touched.length, touchedCount + count));
            }
            for (int e = 0; e < count; e++) {
                int segment = list[e];
                int before = activity[segment];
                if (before == 0) {
                    touched[touchedCount++] = segment;
                }
                activity[segment] = before + (e < border ? BOTH : 1);
            }
        }
    }

    /** Clears all counts, as before the first {@link #detect}. */
    public void forget() {
        for (int i = 0; i < touchedCount; i++) {
            activity[touched[i]] = 0;
        }
        touchedCount = 0;
    }

    /** Number of segments with at least one active synapse in the last {@link #detect}. */
    public int touchedCount() {
        return touchedCount;
    }

    /** The i-th of them, in no particular order. */
    public int touched(int i) {
        return touched[i];
    }

    /** A_d of the last {@link #detect}: active connected synapses. */
    public int connectedOverlap(int segment) {
        return activity[segment] >>> 16;
    }

    /** M_d of the last {@link #detect}: active synapses, connected or not. */
    public int potentialOverlap(int segment) {
        return activity[segment] & 0xFFFF;
    }

    /** Writes all segments of a cell in canonical order. */
    public void saveCell(int cell, DataOutput out) throws IOException {
        out.writeInt(nextOrdinal[cell]);
        out.writeInt(cellCount[cell]);
        for (int i = 0; i < cellCount[cell]; i++) {
            int segment = cellSegments[cell][i];
            out.writeInt(ordinal[segment]);
            out.writeLong(lastUsed[segment]);
            out.writeInt(size[segment]);
            long[] sorted = new long[size[segment]];
            for (int s = 0; s < sorted.length; s++) {
                sorted[s] = ((long) source[segment][s] << 16) | permanence[segment][s];
            }
            Arrays.sort(sorted);
            for (long synapse : sorted) {
                out.writeInt((int) (synapse >>> 16));
                out.writeShort((short) synapse);
            }
        }
    }

    /** Replaces all segments of a cell by what {@link #saveCell} wrote. */
    public void loadCell(int cell, DataInput in) throws IOException {
        while (cellCount[cell] > 0) {
            destroy(cellSegments[cell][cellCount[cell] - 1]);
        }
        nextOrdinal[cell] = in.readInt();
        int count = Checks.inRange("segments of cell " + cell, in.readInt(), 0, maxSegmentsPerCell);
        for (int i = 0; i < count; i++) {
            int segment = add(cell, in.readInt(), 0);
            lastUsed[segment] = in.readLong();
            int synapsesHere = Checks.inRange("synapses of a segment", in.readInt(), 0, maxSynapsesPerSegment);
            for (int s = 0; s < synapsesHere; s++) {
                int from = Checks.inRange("synapse source", in.readInt(), 0, fanout.length - 1);
                grow(segment, from, Checks.inRange("permanence", in.readShort(), 1, Permanence.ONE));
            }
        }
    }
}
