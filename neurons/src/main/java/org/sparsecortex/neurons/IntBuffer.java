package org.sparsecortex.neurons;

import java.util.Arrays;

/** Growable row of ints that keeps its memory between steps. */
final class IntBuffer {
    private int[] values = new int[16];
    private int size;

    void clear() {
        size = 0;
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int get(int i) {
        return values[i];
    }

    int size() {
        return size;
    }

    void swap(int i, int j) {
        int kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
