package org.sparsecortex.sdr;

import java.util.Arrays;
import java.util.List;

/** Immutable vector of ints. */
public final class Ints implements Signal {
    private final int[] values;

    private Ints(int[] values) {
        this.values = values;
    }

    /** Copies {@code values}. */
    public static Ints of(int... values) {
        return new Ints(values.clone());
    }

    /** Takes {@code values} over without a copy; the caller must not write to it again. */
    public static Ints wrap(int[] values) {
        return new Ints(values);
    }

    /** A vector of {@code size} zeros. */
    public static Ints zeros(int size) {
        return new Ints(new int[size]);
    }

    static Ints concat(List<Ints> parts) {
        int size = 0;
        for (Ints part : parts) {
            size = Math.addExact(size, part.values.length);
        }
        int[] joined = new int[size];
        int at = 0;
        for (Ints part : parts) {
            System.arraycopy(part.values, 0, joined, at, part.values.length);
            at += part.values.length;
        }
        return new Ints(joined);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Kind kind() {
        return Kind.INTS;
    }

    /** The value at {@code index}, 0 &lt;= index &lt; size. */
    public int get(int index) {
        return values[index];
    }

    /** A fresh copy of all values. */
    public int[] toArray() {
        return values.clone();
    }

    /** Copies elements {@code from} to {@code from + length} into {@code target} (written) starting at {@code at}. */
    public void copyTo(int from, int[] target, int at, int length) {
        System.arraycopy(values, from, target, at, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ints that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Ints" + Arrays.toString(values);
    }
}
