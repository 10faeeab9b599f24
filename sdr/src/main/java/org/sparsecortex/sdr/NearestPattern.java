package org.sparsecortex.sdr;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;

/**
 * Finds among stored patterns the one nearest to a cue: the smallest number of bits that differ, the earliest stored among equals. Exact.
 *
 * <pre>  nearest(x) = argmin_i |x XOR p_i|,   groups g = 0..radius of bits b = g mod (radius + 1)  </pre>
 *
 * A pattern at distance d &lt;= radius has at least one of the radius + 1 groups of bits in common with the cue. So groups are looked up one after
 * the other in a table of their contents; after j groups every pattern not met differs in at least j bits, and the search ends once the best
 * one differs in fewer. Where none is within the radius, all are compared. Cost: for a cue at distance d about d + 1 look-ups and the comparison of
 * those patterns that share a group by chance, few if the groups are large (small radius) and the patterns not alike.
 *
 * <p>Source: the pigeonhole principle of multi-index hashing, Norouzi, Punjani and Fleet 2012, doi:10.1109/CVPR.2012.6248043. Differs from the paper: groups
 * are looked up exactly, one after the other, with as many groups as the radius needs.
 */
public final class NearestPattern {
    private static final long MIX =
            0x9E3779B97F4A7C15L; // 2^64 over the golden ratio: neighbouring contents spread over the table

    private final int size;
    private final int count;
    private final int wordCount;
    private final long[] words;
    private final long[][] masks;
    private final long[] factors;
    private final int shift;
    private final int[][] starts;
    private final int[][] ids;

    /**
     * @param patterns what is stored, all of one size
     * @param radius distance up to which the tables alone decide, 0..size - 1
     */
    public NearestPattern(List<Sdr> patterns, int radius) {
        Checks.that(!patterns.isEmpty(), "patterns", "[]", "at least one pattern is needed");
        size = patterns.get(0).size();
        Checks.inRange("radius", radius, 0, size - 1);
        count = patterns.size();
        wordCount = Sdr.wordCount(size);
        words = new long[count * wordCount];
        for (int i = 0; i < count; i++) {
            Checks.that(patterns.get(i).size() == size, "patterns", i, "has not the size of the first one, " + size);
            System.arraycopy(patterns.get(i).toWords(), 0, words, i * wordCount, wordCount);
        }
        masks = masks(radius + 1);
        factors = new long[wordCount];
        Arrays.setAll(factors, w -> MIX * (2L * w + 1));
        shift = Math.min(63, Long.numberOfLeadingZeros(2L * count));
        starts = new int[masks.length][];
        ids = new int[masks.length][];
        for (int g = 0; g < masks.length; g++) {
            fill(g);
        }
    }

    private long[][] masks(int groups) {
        long[][] all = new long[groups][wordCount];
        for (int b = 0; b < size; b++) {
            all[b % groups][b >>> 6] |= 1L << b;
        }
        return all;
    }

    /** Patterns of a group sorted by the place of its content, by counting. */
    private void fill(int group) {
        int[] first = new int[(1 << (64 - shift)) + 1];
        int[] place = new int[count];
        for (int i = 0; i < count; i++) {
            place[i] = place(words, i * wordCount, masks[group]);
            first[place[i] + 1]++;
        }
        for (int p = 1; p < first.length; p++) {
            first[p] += first[p - 1];
        }
        int[] next = first.clone();
        int[] sorted = new int[count];
        for (int i = 0; i < count; i++) {
            sorted[next[place[i]]++] = i;
        }
        starts[group] = first;
        ids[group] = sorted;
    }

    private int place(long[] x, int at, long[] mask) {
        long sum = 0;
        for (int w = 0; w < wordCount; w++) {
            sum += (x[at + w] & mask[w]) * factors[w];
        }
        sum ^= sum >>> 32;
        return (int) ((sum * MIX) >>> shift);
    }

    /**
     * Number of the nearest pattern, in the order in which they were given.
     *
     * @throws IllegalArgumentException if the cue has another size
     */
    public int find(Sdr cue) {
        Checks.that(cue.size() == size, "cue", cue.size(), "the patterns have " + size + " bits");
        long[] x = cue.toWords();
        int best = Integer.MAX_VALUE;
        int found = -1;
        for (int g = 0; g < masks.length; g++) {
            int place = place(x, 0, masks[g]);
            int[] sorted = ids[g];
            for (int k = starts[g][place]; k < starts[g][place + 1]; k++) {
                int distance = distance(x, sorted[k], best);
                if (distance < best || (distance == best && sorted[k] < found)) {
                    best = distance;
                    found = sorted[k];
                }
            }
            if (best <= g) {
                return found; // whatever was not met differs in each of the g + 1 groups
            }
        }
        return scan(x);
    }

    private int scan(long[] x) {
        int best = Integer.MAX_VALUE;
        int found = -1;
        for (int i = 0; i < count; i++) {
            int distance = distance(x, i, best);
            if (distance < best) {
                best = distance;
                found = i;
            }
        }
        return found;
    }

    /** Bits that differ, or some number above {@code most} if they are more than that. */
    private int distance(long[] x, int pattern, int most) {
        int at = pattern * wordCount;
        int distance = 0;
        for (int w = 0; w < wordCount && distance <= most; w++) {
            distance += Long.bitCount(x[w] ^ words[at + w]);
        }
        return distance;
    }
}
