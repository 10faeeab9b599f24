package org.sparsecortex.neurons.pooler;

import org.sparsecortex.dendrites.Permanence;

/**
 * The permanences of one column, integers of 0 .. {@link Permanence#ONE}, four to a long: sixteen bits each, of which the highest is free. With that bit set
 * a subtraction from four at once borrows from none of its neighbours, and leaves the bit where the result is not negative.
 */
final class PermanenceRow {
    private static final int BITS = 16;
    private static final long MASK = (1L << BITS) - 1;
    private static final long EACH = 0x0001_0001_0001_0001L;
    private static final long HIGH = EACH << (BITS - 1);

    private final int length;
    private final long[] fours;

    /** Permanences of 0. */
    PermanenceRow(int length) {
        this.length = length;
        fours = new long[(length + 3) >>> 2];
    }

    int length() {
        return length;
    }

    int get(int s) {
        return (int) ((fours[s >>> 2] >>> (s << 4)) & MASK);
    }

    void set(int s, int permanence) {
        int shift = s << 4;
        fours[s >>> 2] = (fours[s >>> 2] & ~(MASK << shift)) | ((long) permanence << shift);
    }

    short[] toArray() {
        short[] all = new short[length];
        for (int s = 0; s < length; s++) {
            all[s] = (short) get(s);
        }
        return all;
    }

    /**
     * Takes {@code by} from all, down to 0.
     *
     * @param least permanence of a connected synapse
     * @param lost written: those that fell below it, ascending
     * @return how many
     */
    int decay(int by, int least, int[] lost) {
        long change = by * EACH;
        long border = least * EACH;
        int count = 0;
        for (int i = 0; i < fours.length; i++) {
            long before = fours[i];
            long difference = (before | HIGH) - change;
            long positive = difference & HIGH;
            long after = difference & (positive - (positive >>> (BITS - 1)));
            fours[i] = after;
            long fell = ((before | HIGH) - border) & ~((after | HIGH) - border) & HIGH;
            for (; fell != 0; fell &= fell - 1) {
                lost[count++] = (i << 2) + (Long.numberOfTrailingZeros(fell) >>> 4);
            }
        }
        return count;
    }
}
