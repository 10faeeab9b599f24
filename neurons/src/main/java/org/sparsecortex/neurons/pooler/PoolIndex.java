package org.sparsecortex.neurons.pooler;

import java.util.Arrays;

/** Where active inputs stand in the pool of a column, found 64 inputs at a time; takes room for the words with inputs of the pool alone. */
final class PoolIndex {
    /** Bytes of a word with its number. */
    static final int WORD_BYTES = Integer.BYTES + Long.BYTES;

    private final int[] words;
    private final long[] bits;

    /** @param pool inputs, ascending */
    PoolIndex(int[] pool) {
        words = Arrays.stream(pool).map(input -> input >>> 6).distinct().toArray();
        bits = new long[words.length];
        int w = 0;
        for (int input : pool) {
            w += words[w] == input >>> 6 ? 0 : 1;
            bits[w] |= 1L << input;
        }
    }

    /**
     * The places of the active inputs.
     *
     * @param active a bit an input
     * @param places written, ascending
     * @return how many
     */
    int places(long[] active, int[] places) {
        int count = 0;
        int before = 0;
        for (int w = 0; w < words.length; w++) {
            long here = bits[w];
            for (long found = here & active[words[w]]; found != 0; found &= found - 1) {
                long lower = (found & -found) - 1;
                places[count++] = before + Long.bitCount(here & lower);
            }
            before += Long.bitCount(here);
        }
        return count;
    }
}
