package org.sparsecortex.sdr.numeric;

import java.util.Arrays;
import java.util.HashSet;
import java.util.function.IntPredicate;
import org.sparsecortex.sdr.param.Checks;

/**
 * Randomness as a function: the same (seed, purpose, unit, step, draw) gives the same bits on every machine, in every
 * partition and in every order of calls.
 *
 * <pre>  bits = Philox4x32-10(counter = (unit, draw, step), key = mix(seed, purpose))  </pre>
 *
 * unit: id of the neuron, mac, patch, ...; step: simulation step, or 0 for set-up; draw: running number of the value
 * within (unit, step). Purposes are named by text, for instance {@code "population l4: permanences"}, so that adding one
 * never moves another. The object holds the key only; it has no state and is safe to share.
 *
 * <p>Source of the generator: Salmon et al. 2011. Bounded integers: Lemire 2019 (arXiv 1805.10941), unbiased by rejection;
 * a rejected word is drawn again under a key moved by a Weyl constant, so no other draw is used up.
 */
public final class KeyedRandom {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    /** A bitmap of so many bits a chosen number is faster than a set of numbers. */
    private static final long BITS_A_CHOICE = 1024;

    private final long key;

    private KeyedRandom(long key) {
        this.key = key;
    }

    /** The generator of one purpose under {@code seed}. */
    public static KeyedRandom of(long seed, String purpose) {
        return new KeyedRandom(deriveSeed(seed, purpose));
    }

    /** One draw without an object at hand; equals {@code of(seed, purpose).bits(unit, step, draw)}. */
    public static long at(long seed, String purpose, int unit, long step, int draw) {
        return of(seed, purpose).bits(unit, step, draw);
    }

    /** A seed for a named part, a function of the seed and the name only. */
    public static long deriveSeed(long seed, String name) {
        long hash = mix(seed + GOLDEN);
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash ^ (name.charAt(i) + GOLDEN * (i + 1)));
        }
        return hash;
    }

    /** 64 random bits. */
    public long bits(int unit, long step, int draw) {
        return Philox.first(unit, draw, (int) step, (int) (step >>> 32), key);
    }

    /**
     * 128 random bits for each of some consecutive units: what {@link #bits} gives, and 64 bits more.
     *
     * @param low written; its length is the number of units
     * @param high written
     */
    public void blocks(int firstUnit, long step, int draw, long[] low, long[] high) {
        Philox.blocks(firstUnit, draw, (int) step, (int) (step >>> 32), key, low, high);
    }

    /** Uniform on [0, 1), a multiple of 2^-53. */
    public double uniform(int unit, long step, int draw) {
        return (bits(unit, step, draw) >>> 11) * UNIT;
    }

    /** True with probability {@code p}, 0 &lt;= p &lt;= 1. */
    public boolean bernoulli(double p, int unit, long step, int draw) {
        return uniform(unit, step, draw) < p;
    }

    /**
     * Uniform on 0 .. bound - 1, exactly.
     *
     * @throws IllegalArgumentException if bound &lt; 1
     */
    public int below(int bound, int unit, long step, int draw) {
        Checks.atLeast("bound", bound, 1);
        long threshold = (1L << 32) % bound;
        long attemptKey = key;
        while (true) {
            long word = Philox.first(unit, draw, (int) step, (int) (step >>> 32), attemptKey) & 0xFFFFFFFFL;
            long product = word * bound;
            if ((product & 0xFFFFFFFFL) >= threshold) {
                return (int) (product >>> 32);
            }
            attemptKey += GOLDEN;
        }
    }

    /** Standard normal by Box and Muller 1958; uses both halves of one block and {@link ExactMath}. */
    public double gaussian(int unit, long step, int draw) {
        int low = (int) step;
        int high = (int) (step >>> 32);
        double u = ((Philox.first(unit, draw, low, high, key) >>> 11) + 1) * UNIT;
        double v = (Philox.second(unit, draw, low, high, key) >>> 11) * UNIT;
        return Math.sqrt(-2.0 * ExactMath.log(u)) * ExactMath.cos(2.0 * Math.PI * v);
    }

    /**
     * A uniformly chosen subset of {@code count} of the numbers 0 .. n - 1, ascending, by Floyd's method. Uses the draws
     * firstDraw .. firstDraw + count - 1.
     *
     * @throws IllegalArgumentException unless 0 &lt;= count &lt;= n
     */
    public int[] sample(int n, int count, int unit, long step, int firstDraw) {
        Checks.inRange("count", count, 0, n);
        IntPredicate choose = n <= BITS_A_CHOICE * count ? bitmap(n) : new HashSet<Integer>()::add;
        int[] subset = new int[count];
        for (int i = 0; i < count; i++) {
            int j = n - count + i;
            int candidate = below(j + 1, unit, step, firstDraw + i);
            boolean isFree = choose.test(candidate) || !choose.test(j); // j, which is above all so far, always is
            subset[i] = isFree ? candidate : j;
        }
        Arrays.sort(subset);
        return subset;
    }

    /** Chooses one of the numbers 0 .. n - 1, unless it has been chosen. */
    private static IntPredicate bitmap(int n) {
        long[] words = new long[(n + Long.SIZE - 1) / Long.SIZE];
        return x -> {
            long before = words[x >>> 6];
            words[x >>> 6] = before | 1L << x;
            return words[x >>> 6] != before;
        };
    }

    /** A uniformly chosen order of 0 .. n - 1, by Fisher and Yates. Uses n draws from {@code firstDraw}. */
    public int[] permutation(int n, int unit, long step, int firstDraw) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i + 1, unit, step, firstDraw + i);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The finaliser of MurmurHash3 in Stafford's variant 13, as in SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
