package org.sparsecortex.spiking;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * Numbers of events of independent Poisson processes in a grid step, one process a target.
 *
 * <pre>  P(n) = lambda^n exp(-lambda) / n!,   count of target i in step k = F^-1(u),   u of 48 random bits  </pre>
 *
 * One block of the generator serves a target for four steps: 16 bits each look up the count in a table. The few of the
 * 65,536 cells that straddle two counts take 32 bits more. So a count is exact to 2^-48.
 */
final class PoissonCounts {
    /** Largest expected count of a step. */
    static final double MAX = 64;

    /** Steps that one block serves. */
    static final int LANES = 4;

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

    /** The block that serves a target in step k. */
    static long block(KeyedRandom random, int target, long k) {
        return random.bits(target, Math.floorDiv(k, LANES), 0);
    }

    /** Count of a target in step k, by the block that serves it. */
    int count(KeyedRandom random, int target, long k, long block) {
        int lane = Math.floorMod(k, LANES);
        int cell = (int) (block >>> (16 * lane)) & (CELLS - 1);
        byte count = table[cell];
        if (count != STRADDLES) {
            return count & 0xFF;
        }
        long more = random.bits(target, Math.floorDiv(k, LANES), 1 + lane) >>> 32;
        return count((cell + more * 0x1.0p-32) / CELLS);
    }
}
