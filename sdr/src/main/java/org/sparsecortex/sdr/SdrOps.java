package org.sparsecortex.sdr;

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
}
