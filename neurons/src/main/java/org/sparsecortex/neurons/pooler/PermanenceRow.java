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
    private static final long FULL = Permanence.ONE * EACH;

    private final int length;
    private final long[] fours;

    /** Permanences of 0. */
    PermanenceRow(int length) {
        this.length = length;
        fours = noMarks(length);
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

    /** Room for the marks of so many synapses, none of which is marked. */
    static long[] noMarks(int length) {
        return new long[(length + 3) >>> 2];
    }

    /** Marks synapse {@code s} in a row of marks: the highest bit of its place. */
    static void mark(long[] marks, int s) {
        marks[s >>> 2] |= 1L << ((s << 4) + BITS - 1);
    }

    /**
     * All lose, down to 0; the marked ones gain instead, up to 1.
     *
     * @param least permanence of a connected synapse
     * @param marks the synapses that gain, see {@link #mark}; cleared
     * @param changed written: those that were connected or are now, but not both, ascending
     * @return how many
     */
    int learn(int gain, int loss, int least, long[] marks, int[] changed) {
        step(fours, marks, gain * EACH, loss * EACH, least * EACH);
        int count = 0;
        for (int i = 0; i < fours.length; i++) {
            for (long rest = marks[i]; rest != 0; rest &= rest - 1) {
                changed[count++] = (i << 2) + (Long.numberOfTrailingZeros(rest) >>> 4);
            }
            marks[i] = 0;
        }
        return count;
    }

    /** {@link #learn}, with the changed ones left in the marks; no branch, plain enough for vector instructions. */
    private static void step(long[] fours, long[] marks, long gain, long loss, long border) {
        for (int i = 0; i < fours.length; i++) {
            long before = fours[i];
            long gains = lower(marks[i]) | marks[i];
            long less = (before | HIGH) - loss;
            long more = before + gain;
            long full = lower(((more | HIGH) - FULL) & HIGH);
            long after = (less & lower(less & HIGH) & ~gains) | (((more & ~full) | (FULL & full)) & gains);
            fours[i] = after;
            marks[i] = (((before | HIGH) - border) ^ ((after | HIGH) - border)) & HIGH;
        }
    }

    /** All bits below the highest of those places whose highest is set. */
    private static long lower(long marks) {
        return marks - (marks >>> (BITS - 1));
    }
}
