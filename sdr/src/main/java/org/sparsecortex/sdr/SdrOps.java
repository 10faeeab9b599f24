package org.sparsecortex.sdr;

import java.util.Arrays;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/** Operations on pairs of SDRs in sparse form; each is a merge of two ascending index lists, O(wA + wB). */
public final class SdrOps {
    private SdrOps() {}

    /**
     * Number of bits active in both, overlap(a, b) = a . b.
     *
     * @throws IllegalArgumentException if the sizes differ
     */
    public static int overlap(Sdr a, Sdr b) {
        Checks.equal("b.size", b.size(), a.size());
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < a.cardinality() && j < b.cardinality()) {
            int x = a.active(i);
            int y = b.active(j);
            count += x == y ? 1 : 0;
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }
        return count;
    }

    /** Bits active in both. */
    public static Sdr intersection(Sdr a, Sdr b) {
        return merge(a, b, false, true, false);
    }

    /** Bits active in at least one. */
    public static Sdr union(Sdr a, Sdr b) {
        return merge(a, b, true, true, true);
    }

    /** Bits active in {@code a} but not in {@code b}. */
    public static Sdr difference(Sdr a, Sdr b) {
        return merge(a, b, true, false, false);
    }

    /** Bits active in one of them and not in the other. */
    public static Sdr symmetricDifference(Sdr a, Sdr b) {
        return merge(a, b, true, false, true);
    }

    private static Sdr merge(Sdr a, Sdr b, boolean onlyA, boolean both, boolean onlyB) {
        Checks.equal("b.size", b.size(), a.size());
        int[] merged = new int[a.cardinality() + b.cardinality()];
        int at = 0;
        int i = 0;
        int j = 0;
        while (i < a.cardinality() || j < b.cardinality()) {
            int x = i < a.cardinality() ? a.active(i) : Integer.MAX_VALUE;
            int y = j < b.cardinality() ? b.active(j) : Integer.MAX_VALUE;
            boolean keep = x == y ? both : x < y ? onlyA : onlyB;
            if (keep) {
                merged[at++] = Math.min(x, y);
            }
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }
        return Sdr.ofSorted(a.size(), Arrays.copyOf(merged, at));
    }

    /**
     * A keyed subset of {@code count} of the active bits.
     *
     * @throws IllegalArgumentException unless 0 &lt;= count &lt;= cardinality
     */
    public static Sdr subsample(Sdr sdr, int count, KeyedRandom random, int unit, long step) {
        int[] chosen = random.sample(sdr.cardinality(), count, unit, step, 0);
        for (int i = 0; i < count; i++) {
            chosen[i] = sdr.active(chosen[i]);
        }
        return Sdr.ofSorted(sdr.size(), chosen);
    }

    /**
     * Moves exactly {@code moved} of the active bits, keyed, to bits that were not active.
     *
     * @throws IllegalArgumentException if there are fewer active or inactive bits than {@code moved}
     */
    public static Sdr addNoise(Sdr sdr, int moved, KeyedRandom random, int unit, long step) {
        int active = sdr.cardinality();
        int[] kept = random.sample(active, active - Checks.inRange("moved", moved, 0, active), unit, step, 0);
        int[] gaps = random.sample(sdr.size() - active, moved, unit, step, active);
        int[] bits = new int[active];
        int at = 0;
        for (int k : kept) {
            bits[at++] = sdr.active(k);
        }
        int i = 0;
        for (int gap : gaps) { // the gap-th inactive bit is gap + (number of active bits before it)
            while (i < active && sdr.active(i) - i <= gap) {
                i++;
            }
            bits[at++] = gap + i;
        }
        return Sdr.of(sdr.size(), bits);
    }
}
