package org.sparsecortex.sdr;

import java.util.Arrays;
import java.util.List;

/** Immutable vector of doubles. */
public final class Reals implements Signal {
    private final double[] values;

    private Reals(double[] values) {
        this.values = values;
    }

    /** Copies {@code values}. */
    public static Reals of(double... values) {
        return new Reals(values.clone());
    }

    /** Takes {@code values} over without a copy; the caller must not write to it again. */
    public static Reals wrap(double[] values) {
        return new Reals(values);
    }

    /** A vector of {@code size} zeros. */
    public static Reals zeros(int size) {
        return new Reals(new double[size]);
    }

    static Reals concat(List<Reals> parts) {
        int size = 0;
        for (Reals part : parts) {
            size = Math.addExact(size, part.values.length);
        }
        double[] joined = new double[size];
        int at = 0;
        for (Reals part : parts) {
            System.arraycopy(part.values, 0, joined, at, part.values.length);
            at += part.values.length;
        }
        return new Reals(joined);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Kind kind() {
        return Kind.REALS;
    }

    /** The value at {@code index}, 0 &lt;= index &lt; size. */
    public double get(int index) {
        return values[index];
    }

    /** Index of the first element that is not a number; -1 if all are numbers. */
    public int firstNaN() {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Index of the first element that is infinite, or not a number; -1 if there is none.
     *
     * @param missing whether NaN may be there, as a value that is missing
     */
    public int firstNotFinite(boolean missing) {
        for (int i = 0; i < values.length; i++) {
            boolean finite = Math.abs(values[i]) <= Double.MAX_VALUE;
            if (!finite && !(missing && Double.isNaN(values[i]))) {
                return i;
            }
        }
        return -1;
    }

    /** A fresh copy of all values. */
    public double[] toArray() {
        return values.clone();
    }

    /** Copies elements {@code from} to {@code from + length} into {@code target} (written) starting at {@code at}. */
    public void copyTo(int from, double[] target, int at, int length) {
        System.arraycopy(values, from, target, at, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reals that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Reals" + Arrays.toString(values);
    }
}
