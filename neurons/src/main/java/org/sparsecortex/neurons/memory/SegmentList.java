package org.sparsecortex.neurons.memory;

import java.util.Arrays;

/** Segments sorted by their key (cell, ordinal); keeps its memory between steps. */
final class SegmentList {
    private long[] keys = new long[64];
    private int[] segments = new int[64];
    private int size;

    void clear() {
        size = 0;
    }

    void add(int segment, long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            segments = Arrays.copyOf(segments, 2 * size);
        }
        keys[size] = key;
        segments[size++] = segment;
    }

    /** Adds element {@code i} of another list. */
    void add(SegmentList other, int i) {
        add(other.segments[i], other.keys[i]);
    }

    int size() {
        return size;
    }

    int get(int i) {
        return segments[i];
    }

    /** Cell of the i-th segment. */
    int cell(int i) {
        return (int) (keys[i] >>> 32);
    }

    /** First position from {@code from} on whose cell is at least {@code cell}. */
    int skipTo(int from, int cell) {
        int i = from;
        while (i < size && cell(i) < cell) {
            i++;
        }
        return i;
    }

    /** Sorts by key; shell sort with Ciura's gaps, because lists are short and two arrays move together. */
    void sort() {
        for (int gap : new int[] {701, 301, 132, 57, 23, 10, 4, 1}) {
            for (int i = gap; i < size; i++) {
                long key = keys[i];
                int segment = segments[i];
                int j = i;
                for (; j >= gap && keys[j - gap] > key; j -= gap) {
                    keys[j] = keys[j - gap];
                    segments[j] = segments[j - gap];
                }
                keys[j] = key;
                segments[j] = segment;
            }
        }
    }
}
