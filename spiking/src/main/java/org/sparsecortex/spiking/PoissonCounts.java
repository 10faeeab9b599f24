package org.sparsecortex.spiking;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * Numbers of events of independent Poisson processes in a grid step, one process a target.
 *
 * <pre>  P(n) = lambda^n exp(-lambda) / n!,   count of target i in step k = F^-1(u),   u of 48 random bits  </pre>
 *
 * One block of the generator serves a target for eight steps: 16 bits each look up the count in a table. The few of the
 * 65,536 cells that straddle two counts take 32 bits more. So a count is exact to 2^-48.
 */
final class PoissonCounts {
    /** Largest expected count of a step. */
    static final double MAX = 64;

    /** Steps that one block serves. */
    static final int LANES = 8;

    private static final int CELLS = 1 << 16;
    private static final byte STRADDLES = -1;

    private final double[] cumulative;
    private final byte[] table = new byte[CELLS];

    /** @param lambda expected count, 0..{@link #MAX} */
    PoissonCounts(double lambda) {
        double most = lambda + 20 + 12 * Math.sqrt(lambda);
        cumulative = new double[(int) Math.min(250, most)];
        double mass = ExactMath.exp(-lambda);
        double sum = 0;
        for (int n = 0; n < cumulative.length; n++) {
            sum += mass;
            cumulative[n] = sum;
            mass *= lambda / (n + 1);
        }
        cumulative[cumulative.length - 1] = 1;
        for (int cell = 0; cell < CELLS; cell++) {
            int low = count(cell / (double) CELLS);
            int high = count(Math.nextDown((cell + 1) / (double) CELLS));
            table[cell] = low == high ? (byte) low : STRADDLES;
        }
    }

    /** Smallest n with F(n) &gt; u. */
    private int count(double u) {
        int n = 0;
        while (cumulative[n] <= u) {
            n++;
        }
        return n;
    }

    /**
     * Adds {@code weight} times the count of each target to its sum.
     *
     * @param blocks of the targets, at the step
     * @param sums written; that of the first target is at {@code at}
     */
    void add(int weight, Blocks blocks, int[] sums, int at) {
        long[] words = blocks.words();
        int shift = blocks.shift();
        for (int i = 0; i < words.length; i++) {
            int cell = (int) (words[i] >>> shift) & (CELLS - 1);
            int count = table[cell];
            sums[at + i] += weight * (count == STRADDLES ? straddling(cell, blocks.more(i)) : count & 0xFF);
        }
    }

    private int straddling(int cell, long more) {
        return count((cell + more * 0x1.0p-32) / CELLS);
    }

    /** Random bits of consecutive targets: one block of each serves {@link #LANES} steps. */
    static final class Blocks {
        private final KeyedRandom random;
        private final int first;
        private final long[] low;
        private final long[] high;
        private long served = Long.MIN_VALUE;
        private int lane;

        /** @param first number of the first target */
        Blocks(KeyedRandom random, int first, int targets) {
            this.random = random;
            this.first = first;
            low = new long[targets];
            high = new long[targets];
        }

        /** Goes to step k. */
        Blocks at(long k) {
            lane = Math.floorMod(k, LANES);
            if (served != Math.floorDiv(k, LANES)) {
                served = Math.floorDiv(k, LANES);
                random.blocks(first, served, 0, low, high);
            }
            return this;
        }

        private long[] words() {
            return lane < LANES / 2 ? low : high;
        }

        private int shift() {
            return 16 * (lane % (LANES / 2));
        }

        private long more(int i) {
            return random.bits(first + i, served, 1 + lane) >>> 32;
        }
    }
}
