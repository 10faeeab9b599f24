package org.sparsecortex.sdr;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;

/**
 * Sparse distributed representation: a binary vector of {@code size} bits stored as its sorted active indices.
 *
 * <p>Immutable and safe to share between threads. Membership tests are binary searches; code that asks often packs the
 * bits once with {@link #toWords}. Operations on two or more SDRs are in {@link SdrOps}.
 */
public final class Sdr implements Signal {
    private static final int[] NONE = {};

    private final int size;
    private final int[] active;

    private Sdr(int size, int[] active) {
        this.size = size;
        this.active = active;
    }

    /**
     * An SDR with the given active indices, in any order.
     *
     * @throws IllegalArgumentException if size &lt; 0, an index is outside [0, size) or occurs twice
     */
    public static Sdr of(int size, int... indices) {
        int[] sorted = indices.clone();
        Arrays.sort(sorted);
        return ofSorted(size, sorted);
    }

    /**
     * Takes over strictly ascending indices without a copy; the caller must not write to the array again.
     *
     * @throws IllegalArgumentException if size &lt; 0, an index is outside [0, size) or they do not strictly ascend
     */
    public static Sdr ofSorted(int size, int[] ascending) {
        Checks.atLeast("sdr.size", size, 0);
        int previous = -1;
        for (int index : ascending) {
            if (index <= previous || index >= size) {
                throw new IllegalArgumentException("active index " + index + " after " + previous
                        + " is not strictly ascending within 0.." + (size - 1));
            }
            previous = index;
        }
        return new Sdr(size, ascending);
    }

    /** The SDR of {@code size} bits without an active one. */
    public static Sdr empty(int size) {
        Checks.atLeast("sdr.size", size, 0);
        return new Sdr(size, NONE);
    }

    /**
     * Unpacks 64-bit words, bit i of the SDR being bit (i mod 64) of word i / 64.
     *
     * @throws IllegalArgumentException if words is not of length ceil(size / 64) or a bit at or beyond size is set
     */
    public static Sdr fromWords(int size, long[] words) {
        Checks.equal("words.length", words.length, wordCount(size));
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        int[] indices = new int[count];
        int at = 0;
        for (int w = 0; w < words.length; w++) {
            for (long rest = words[w]; rest != 0; rest &= rest - 1) {
                indices[at++] = (w << 6) + Long.numberOfTrailingZeros(rest);
            }
        }
        return ofSorted(size, indices);
    }

    /** The SDR of a row of flags. */
    public static Sdr fromFlags(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        int[] indices = new int[count];
        int at = 0;
        for (int i = 0; i < flags.length; i++) {
            if (flags[i]) {
                indices[at++] = i;
            }
        }
        return new Sdr(flags.length, indices);
    }

    /** Number of 64-bit words that hold {@code size} bits. */
    public static int wordCount(int size) {
        return (size + 63) >>> 6;
    }

    /** Joins SDRs of one size whose bits follow each other. */
    static Sdr joinFragments(List<Sdr> fragments) {
        int size = fragments.get(0).size;
        int count = 0;
        int last = -1;
        for (Sdr fragment : fragments) {
            Checks.equal("fragment.size", fragment.size, size);
            int length = fragment.active.length;
            if (length > 0) {
                Checks.atLeast("first active index of a fragment", fragment.active[0], last + 1);
                last = fragment.active[length - 1];
            }
            count += length;
        }
        int[] joined = new int[count];
        int at = 0;
        for (Sdr fragment : fragments) {
            System.arraycopy(fragment.active, 0, joined, at, fragment.active.length);
            at += fragment.active.length;
        }
        return new Sdr(size, joined);
    }

    static Sdr concat(List<Sdr> parts) {
        int size = 0;
        int count = 0;
        for (Sdr part : parts) {
            size = Math.addExact(size, part.size);
            count += part.active.length;
        }
        int[] joined = new int[count];
        int at = 0;
        int offset = 0;
        for (Sdr part : parts) {
            for (int index : part.active) {
                joined[at++] = offset + index;
            }
            offset += part.size;
        }
        return new Sdr(size, joined);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Kind kind() {
        return Kind.SDR;
    }

    /** Number of active bits, w. */
    public int cardinality() {
        return active.length;
    }

    /** Fraction of active bits, w / n; 0 for an SDR of size 0. */
    public double sparsity() {
        return size == 0 ? 0.0 : (double) active.length / size;
    }

    /** The i-th smallest active index, 0 &lt;= i &lt; {@link #cardinality()}. */
    public int active(int i) {
        return active[i];
    }

    /** Whether bit {@code index} is active; binary search. */
    public boolean contains(int index) {
        return Arrays.binarySearch(active, index) >= 0;
    }

    /** Position of the first active index that is &gt;= {@code index}; {@link #cardinality()} if there is none. */
    public int firstAtOrAfter(int index) {
        int found = Arrays.binarySearch(active, index);
        return found >= 0 ? found : -found - 1;
    }

    /** The active bits within [from, to), as an SDR of the same size. */
    public Sdr within(int from, int to) {
        int first = firstAtOrAfter(from);
        int last = firstAtOrAfter(to);
        return first == 0 && last == active.length ? this : new Sdr(size, Arrays.copyOfRange(active, first, last));
    }

    /** A fresh copy of the ascending active indices. */
    public int[] toArray() {
        return active.clone();
    }

    /** A fresh packed form: bit i in bit (i mod 64) of word i / 64. */
    public long[] toWords() {
        long[] words = new long[wordCount(size)];
        setBits(words);
        return words;
    }

    /** Sets this SDR's bits in {@code words} (written); other bits stay. */
    public void setBits(long[] words) {
        Checks.atLeast("words.length", words.length, wordCount(size));
        for (int i = 0; i < active.length; ) {
            int w = active[i] >>> 6;
            long word = words[w];
            for (; i < active.length && active[i] >>> 6 == w; i++) {
                word |= 1L << active[i];
            }
            words[w] = word;
        }
    }

    /** Clears this SDR's bits in {@code words} (written); other bits stay. */
    public void clearBits(long[] words) {
        Checks.atLeast("words.length", words.length, wordCount(size));
        for (int index : active) {
            words[index >>> 6] &= ~(1L << index);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sdr that && size == that.size && Arrays.equals(active, that.active);
    }

    @Override
    public int hashCode() {
        return 31 * size + Arrays.hashCode(active);
    }

    @Override
    public String toString() {
        return "Sdr(" + size + ")" + Arrays.toString(active);
    }
}
