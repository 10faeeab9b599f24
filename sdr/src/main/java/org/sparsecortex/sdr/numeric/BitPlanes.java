package org.sparsecortex.sdr.numeric;

/** Counts as bit planes: bit p of the counts of 64 units is one word. */
public final class BitPlanes {
    private static final long[] BYTES = new long[1 << Byte.SIZE];

    static {
        for (int bits = 0; bits < BYTES.length; bits++) {
            for (int i = 0; i < Byte.SIZE; i++) {
                BYTES[bits] |= (bits >>> i & 1L) << (Byte.SIZE * i);
            }
        }
    }

    private BitPlanes() {}

    /** The eight lowest bits of a word, each in a byte of its own; shifted by p, what plane p adds to eight counts below 256. */
    public static long bytes(long bits) {
        return BYTES[(int) bits & 0xFF];
    }
}
