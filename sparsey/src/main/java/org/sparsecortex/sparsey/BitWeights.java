package org.sparsecortex.sparsey;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.BitPlanes;

/**
 * Weights that are 0 or 1 and never fall: one bit each, the cells of a row side by side in 64-bit words.
 *
 * <p>Sums are counted for 64 cells at a time in vertical counters: bit b of the counts of all cells of a word is one word
 * ("plane"). Eight rows at a time go through a tree of carry-save adders (Harley and Seal; Warren 2013, Hacker's Delight,
 * section 5-1), which needs seven full adders for eight words. Cost: about five word operations per active row and 64 cells.
 */
final class BitWeights extends MacWeights {
    private static final int BLOCK = 8;

    private final int words;
    private final long[] bits;
    private final long[] planes;
    private final int planeCount;
    private long set;

    BitWeights(int rows, int cells) {
        super(rows, cells);
        words = (cells + 63) >>> 6;
        bits = new long[Math.multiplyExact(rows + 1, words)]; // the last row stays empty and pads blocks
        planeCount = Math.max(4, 33 - Integer.numberOfLeadingZeros(rows + BLOCK));
        planes = new long[planeCount * words];
    }

    @Override
    void sum(ActiveRows active, long now, double[] sums) {
        if (active.weighted) {
            Arrays.fill(sums, 0, cells, 0.0);
            for (int a = 0; a < active.count; a++) {
                addRow(active.rows[a], active.factor[a], sums);
            }
            return;
        }
        int[] counts = new int[cells];
        count(active, counts);
        for (int i = 0; i < cells; i++) {
            sums[i] = counts[i];
        }
    }

    private void addRow(int row, double factor, double[] sums) {
        for (int w = 0; w < words; w++) {
            for (long rest = bits[row * words + w]; rest != 0; rest &= rest - 1) {
                sums[(w << 6) + Long.numberOfTrailingZeros(rest)] += factor;
            }
        }
    }

    /**
     * Number of active rows with weight 1, for each cell.
     *
     * @param counts written
     */
    void count(ActiveRows active, int[] counts) {
        Arrays.fill(planes, 0);
        for (int from = 0; from < active.count; from += BLOCK) {
            addBlock(active, from);
        }
        int used = 32 - Integer.numberOfLeadingZeros(active.count);
        if (used <= 8) {
            unpackBytes(used, counts);
        } else {
            unpack(used, counts);
        }
    }

    private int offset(ActiveRows active, int i) {
        return (i < active.count ? active.rows[i] : rows) * words;
    }

    private void addBlock(ActiveRows active, int from) {
        int r0 = offset(active, from);
        int r1 = offset(active, from + 1);
        int r2 = offset(active, from + 2);
        int r3 = offset(active, from + 3);
        int r4 = offset(active, from + 4);
        int r5 = offset(active, from + 5);
        int r6 = offset(active, from + 6);
        int r7 = offset(active, from + 7);
        for (int w = 0; w < words; w++) {
            long ones = planes[w];
            long twos = planes[words + w];
            long fours = planes[2 * words + w];
            long a = bits[r0 + w];
            long b = bits[r1 + w];
            long half = ones ^ a;
            long twosA = (ones & a) | (half & b);
            ones = half ^ b;
            a = bits[r2 + w];
            b = bits[r3 + w];
            half = ones ^ a;
            long twosB = (ones & a) | (half & b);
            ones = half ^ b;
            half = twos ^ twosA;
            long foursA = (twos & twosA) | (half & twosB);
            twos = half ^ twosB;
            a = bits[r4 + w];
            b = bits[r5 + w];
            half = ones ^ a;
            twosA = (ones & a) | (half & b);
            ones = half ^ b;
            a = bits[r6 + w];
            b = bits[r7 + w];
            half = ones ^ a;
            twosB = (ones & a) | (half & b);
            planes[w] = half ^ b;
            half = twos ^ twosA;
            long foursB = (twos & twosA) | (half & twosB);
            planes[words + w] = half ^ twosB;
            half = fours ^ foursA;
            long carry = (fours & foursA) | (half & foursB);
            planes[2 * words + w] = half ^ foursB;
            for (int p = 3; carry != 0; p++) {
                long before = planes[p * words + w];
                planes[p * words + w] = before ^ carry;
                carry &= before;
            }
        }
    }

    /** Counts below 256: eight cells at a time as the bytes of a word. */
    private void unpackBytes(int used, int[] counts) {
        for (int from = 0; from < cells; from += 8) {
            int w = from >>> 6;
            int shift = from & 63;
            long bytes = 0;
            for (int p = 0; p < used; p++) {
                bytes += BitPlanes.bytes(planes[p * words + w] >>> shift) << p;
            }
            int to = Math.min(8, cells - from);
            for (int b = 0; b < to; b++) {
                counts[from + b] = (int) (bytes >>> (8 * b)) & 255;
            }
        }
    }

    private void unpack(int used, int[] counts) {
        for (int i = 0; i < cells; i++) {
            int sum = 0;
            for (int p = 0; p < used; p++) {
                sum |= (int) (planes[p * words + (i >>> 6)] >>> i & 1L) << p;
            }
            counts[i] = sum;
        }
    }

    @Override
    boolean coincide(int row, int cell, long now) {
        int at = row * words + (cell >>> 6);
        long before = bits[at];
        long after = before | 1L << cell;
        bits[at] = after;
        boolean fresh = before != after;
        set += fresh ? 1 : 0;
        return fresh;
    }

    /** Sets the weights of all cells of a mask to 1; the number that were 0. */
    int coincide(int row, long[] mask) {
        int fresh = 0;
        for (int w = 0; w < words; w++) {
            long missing = mask[w] & ~bits[row * words + w];
            if (missing != 0) {
                fresh += Long.bitCount(missing);
                bits[row * words + w] |= missing;
            }
        }
        set += fresh;
        return fresh;
    }

    @Override
    double weight(int row, int cell, long now) {
        return bits[row * words + (cell >>> 6)] >>> cell & 1L;
    }

    @Override
    void makePermanent(long now) {
        // A bit never falls.
    }

    @Override
    double fill() {
        return (double) set / ((double) rows * cells);
    }

    /** Bytes that {@code rows} x {@code cells} weights take. */
    static long bytes(long rows, int cells) {
        return (rows + 1) * ((cells + 63L) >>> 6) * 8;
    }

    @Override
    void state(State state) {
        set = state.keep("weightsSet", set);
        state.keep("weights", bits, 0, rows * words);
    }
}
