package org.sparsecortex.sdr.numeric;

import java.util.Arrays;

/** Growable row of ints that keeps its memory between steps. */
public final class IntBuffer {
    private int[] values = new int[16];
    private int size;

    /** Empties the buffer, keeping its memory. */
    public void clear() {
        size = 0;
    }

    /** Appends a value. */
    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /** Value at place i. */
    public int get(int i) {
        return values[i];
    }

    /** Number of values. */
    public int size() {
        return size;
    }

    /** Exchanges two values. */
    public void swap(int i, int j) {
        int kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }

    /** A copy of the values. */
    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
