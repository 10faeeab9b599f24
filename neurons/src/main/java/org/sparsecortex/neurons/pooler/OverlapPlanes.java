package org.sparsecortex.neurons.pooler;

import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.BitPlanes;

/**
 * Overlaps of all columns at once: which columns each input bit reaches is a row of bits, and rows are added in binary, one
 * bit plane per binary digit, 64 columns an operation.
 *
 * <p>With pools of limited reach a row only spans the columns that can reach its input. Memory: one bit per input and column
 * in reach.
 */
final class OverlapPlanes {
    /** The bits of 1.0. */
    private static final long ONE = Double.doubleToRawLongBits(1.0);

    private final int words;
    private final int[] firstWord;
    private final int[] start;
    private final long[] rows;
    private final long[] carry;
    private long[][] planes = {};
    private int used;

    /**
     * No connection yet.
     *
     * @param columns number of columns
     * @param lowest lowest column in reach of each input; above {@code highest} if there is none
     * @param highest highest column in reach of each input
     */
    OverlapPlanes(int columns, int[] lowest, int[] highest) {
        words = (columns + 63) >>> 6;
        firstWord = new int[lowest.length];
        start = new int[lowest.length + 1];
        for (int i = 0; i < lowest.length; i++) {
            firstWord[i] = lowest[i] > highest[i] ? 0 : lowest[i] >>> 6;
            int length = lowest[i] > highest[i] ? 0 : (highest[i] >>> 6) - firstWord[i] + 1;
            start[i + 1] = Math.addExact(start[i], length);
        }
        rows = new long[start[lowest.length]];
        carry = new long[words];
    }

    /** No connection yet, with room for those within the pools of the columns. */
    static OverlapPlanes over(int[][] pools, int inputs) {
        int[] lowest = new int[inputs];
        int[] highest = new int[inputs];
        Arrays.fill(lowest, Integer.MAX_VALUE);
        Arrays.fill(highest, -1);
        for (int j = 0; j < pools.length; j++) {
            for (int input : pools[j]) {
                lowest[input] = Math.min(lowest[input], j);
                highest[input] = j;
            }
        }
        return new OverlapPlanes(pools.length, lowest, highest);
    }

    /**
     * Most bytes of the rows of all inputs.
     *
     * @param radius reach of a pool around its column, 0 for all inputs
     */
    static long bytes(Sheet inputs, Sheet columns, int radius) {
        long all = Sdr.wordCount(columns.size());
        if (radius == 0) {
            return Long.BYTES * all * inputs.size();
        }
        // Along the rows of sheets, or the places of lines: a row of bits spans whole rows of columns, and all of them
        // where it wraps.
        boolean sheets = inputs.rows() > 1;
        int length = sheets ? inputs.rows() : inputs.width();
        int places = inputs.size() / length;
        int columnsAlong = sheets ? columns.rows() : columns.width();
        long span = Math.min(length, 2L * radius + 1);
        long reached = (span * columnsAlong / length + 2) * (columns.size() / columnsAlong);
        long some = Math.min(all, reached / Long.SIZE + 2);
        long wrapped = inputs.wraps() ? span : 0;
        return Long.BYTES * places * (wrapped * all + (length - wrapped) * some);
    }

    /** Connects an input and a column, or disconnects them. */
    void flip(int input, int column) {
        rows[start[input] + (column >>> 6) - firstWord[input]] ^= 1L << column;
    }

    /** Bytes that the rows take. */
    long rowBytes() {
        return (long) Long.BYTES * rows.length;
    }

    /** Forgets all overlaps and prepares for up to {@code inputs} active inputs. */
    void clear(int inputs) {
        int digits = 32 - Integer.numberOfLeadingZeros(inputs);
        if (digits > planes.length) {
            int known = planes.length;
            planes = Arrays.copyOf(planes, digits);
            for (int p = known; p < digits; p++) {
                planes[p] = new long[words];
            }
        }
        used = digits;
        for (int p = 0; p < used; p++) {
            Arrays.fill(planes[p], 0L);
        }
    }

    /** Adds one to the overlap of every column connected to {@code input}, the {@code count}-th input since the last clear. */
    void add(int input, int count) {
        int from = start[input];
        int length = start[input + 1] - from;
        int first = firstWord[input];
        System.arraycopy(rows, from, carry, 0, length);
        int digits = 32 - Integer.numberOfLeadingZeros(count);
        for (int p = 0; p < digits; p++) {
            ripple(planes[p], first, carry, length);
        }
    }

    private static void ripple(long[] plane, int first, long[] carry, int length) {
        for (int w = 0; w < length; w++) {
            long sum = plane[first + w];
            long c = carry[w];
            plane[first + w] = sum ^ c;
            carry[w] = sum & c;
        }
    }

    /** Overlap of one column. */
    int overlap(int column) {
        int overlap = 0;
        for (int p = 0; p < used; p++) {
            overlap |= (int) (planes[p][column >>> 6] >>> column & 1L) << p;
        }
        return overlap;
    }

    /** Overlaps of all columns into {@code overlaps} (written). */
    void overlaps(int[] overlaps) {
        Arrays.fill(overlaps, 0);
        for (int p = 0; p < used; p += Byte.SIZE) {
            addDigits(p, Math.min(used, p + Byte.SIZE), overlaps);
        }
    }

    /** Writes 1 for every column that has any overlap, 0 for the others. */
    void anyOverlap(double[] any) {
        Arrays.fill(carry, 0L);
        for (int p = 0; p < used; p++) {
            for (int w = 0; w < words; w++) {
                carry[w] |= planes[p][w];
            }
        }
        for (int j = 0; j < any.length; j++) {
            any[j] = Double.longBitsToDouble(-(carry[j >>> 6] >>> j & 1L) & ONE);
        }
    }

    /** Adds up to eight binary digits, for eight columns at once. */
    private void addDigits(int from, int to, int[] overlaps) {
        for (int j = 0; j < overlaps.length; j += Byte.SIZE) {
            long eight = 0;
            for (int p = from; p < to; p++) {
                eight |= BitPlanes.bytes(planes[p][j >>> 6] >>> j) << (p - from);
            }
            int end = Math.min(overlaps.length, j + Byte.SIZE);
            for (int i = j; i < end; i++) {
                overlaps[i] |= (int) (eight & 0xFF) << from;
                eight >>>= Byte.SIZE;
            }
        }
    }

    /**
     * The {@code k} columns of largest overlap, equal ones by lower id, as bits of {@code best} (written): digit by digit from
     * the highest, columns with the digit set go before all others.
     */
    void best(int k, int columns, long[] best) {
        Arrays.fill(best, 0L);
        long[] rest = carry;
        Arrays.fill(rest, -1L);
        if ((columns & 63) != 0) {
            rest[words - 1] = (1L << columns) - 1;
        }
        int wanted = Math.min(k, columns);
        for (int p = used - 1; p >= 0 && wanted > 0; p--) {
            int having = 0;
            for (int w = 0; w < words; w++) {
                having += Long.bitCount(rest[w] & planes[p][w]);
            }
            for (int w = 0; w < words; w++) {
                long with = rest[w] & planes[p][w];
                best[w] |= having <= wanted ? with : 0L;
                rest[w] = having <= wanted ? rest[w] & ~with : with;
            }
            wanted -= having <= wanted ? having : 0;
        }
        for (int w = 0; w < words && wanted > 0; w++) {
            while (rest[w] != 0 && wanted > 0) {
                best[w] |= rest[w] & -rest[w];
                rest[w] &= rest[w] - 1;
                wanted--;
            }
        }
    }
}
