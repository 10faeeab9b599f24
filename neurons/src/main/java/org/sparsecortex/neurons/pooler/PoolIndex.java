package org.sparsecortex.neurons.pooler;

/** Where active inputs stand in the pool of a column, found 64 inputs at a time. */
final class PoolIndex {
    private final int firstWord;
    private final long[] bits;

    /** @param pool inputs, ascending */
    PoolIndex(int[] pool) {
        int last = pool.length - 1;
        firstWord = pool.length == 0 ? 0 : pool[0] >>> 6;
        bits = new long[pool.length == 0 ? 0 : (pool[last] >>> 6) - firstWord + 1];
        for (int input : pool) {
            bits[(input >>> 6) - firstWord] |= 1L << input;
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
        for (int w = 0; w < bits.length; w++) {
            long here = bits[w];
            for (long found = here & active[firstWord + w]; found != 0; found &= found - 1) {
                long lower = (found & -found) - 1;
                places[count++] = before + Long.bitCount(here & lower);
            }
            before += Long.bitCount(here);
        }
        return count;
    }
}
