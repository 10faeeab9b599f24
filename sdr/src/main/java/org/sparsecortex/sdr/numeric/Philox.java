package org.sparsecortex.sdr.numeric;

/**
 * Philox4x32-10: ten rounds of multiply, xor and swap that turn a 128-bit counter and a 64-bit key into 128 random bits.
 *
 * <p>Source: Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", section 4.3; multipliers
 * and Weyl constants are those of table 2 and of the Random123 distribution.
 */
final class Philox {
    private static final int M0 = 0xD2511F53;
    private static final int M1 = 0xCD9E8D57;
    private static final int W0 = 0x9E3779B9;
    private static final int W1 = 0xBB67AE85;
    private static final int ROUNDS = 10;
    private static final long LOW = 0xFFFFFFFFL;

    private Philox() {}

    /** Words 0 and 1 of the block, word 1 in the upper half. */
    static long first(int c0, int c1, int c2, int c3, long key) {
        return block(c0, c1, c2, c3, key, false);
    }

    /** Words 2 and 3 of the block, word 3 in the upper half. */
    static long second(int c0, int c1, int c2, int c3, long key) {
        return block(c0, c1, c2, c3, key, true);
    }

    /**
     * Both halves of the blocks of {@code low.length} consecutive first words. The rounds are written out once more, since compilers
     * make vector instructions only of a loop without calls.
     */
    static void blocks(int c0, int c1, int c2, int c3, long key, long[] low, long[] high) {
        for (int i = 0; i < low.length; i++) {
            int x0 = c0 + i;
            int x1 = c1;
            int x2 = c2;
            int x3 = c3;
            int k0 = (int) key;
            int k1 = (int) (key >>> 32);
            for (int round = 0; round < ROUNDS; round++) {
                long p0 = (M0 & LOW) * (x0 & LOW);
                long p1 = (M1 & LOW) * (x2 & LOW);
                x0 = (int) (p1 >>> 32) ^ x1 ^ k0;
                x2 = (int) (p0 >>> 32) ^ x3 ^ k1;
                x1 = (int) p1;
                x3 = (int) p0;
                k0 += W0;
                k1 += W1;
            }
            low[i] = ((long) x1 << 32) | (x0 & LOW);
            high[i] = ((long) x3 << 32) | (x2 & LOW);
        }
    }

    private static long block(int c0, int c1, int c2, int c3, long key, boolean upper) {
        int x0 = c0;
        int x1 = c1;
        int x2 = c2;
        int x3 = c3;
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = (M0 & LOW) * (x0 & LOW);
            long p1 = (M1 & LOW) * (x2 & LOW);
            int y0 = (int) (p1 >>> 32) ^ x1 ^ k0;
            int y2 = (int) (p0 >>> 32) ^ x3 ^ k1;
            x1 = (int) p1;
            x3 = (int) p0;
            x0 = y0;
            x2 = y2;
            k0 += W0;
            k1 += W1;
        }
        return upper ? ((long) x3 << 32) | (x2 & LOW) : ((long) x1 << 32) | (x0 & LOW);
    }
}
