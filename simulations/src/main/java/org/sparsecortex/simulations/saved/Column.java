package org.sparsecortex.simulations.saved;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbers that all units keep under one name, unit after unit, and how many each keeps. */
final class Column {
    private static final int CHUNK = 1 << 16; // divisible by every size of a number

    private static final int UNEVEN = -1;

    private final NumberType type;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] chunk = new byte[64];
    private int used;
    private long numbers;
    private long before;
    private int[] counts = new int[16];
    private int units;
    private int row;

    Column(NumberType type) {
        this.type = type;
    }

    NumberType type() {
        return type;
    }

    /** Numbers of all units. */
    long numbers() {
        return numbers;
    }

    /** Says that {@code length} numbers come that were kept together. */
    Column together(int length) {
        row = numbers == 0 || row == length ? length : UNEVEN;
        return this;
    }

    /** The shape of {@code count} numbers: rows of those that were kept together if these are equally many, else one axis. */
    List<Long> shape(long count) {
        return row > 1 && count > row ? List.of(count / row, (long) row) : List.of(count);
    }

    /** Appends a number, given as its bits. */
    void put(long bits) {
        if (used == chunk.length) {
            if (used == CHUNK) {
                full.add(chunk);
                chunk = new byte[CHUNK];
                used = 0;
            } else {
                chunk = Arrays.copyOf(chunk, Math.min(CHUNK, 4 * used));
            }
        }
        for (int i = 0; i < type.bytes(); i++) {
            chunk[used++] = (byte) (bits >>> (8 * i));
        }
        numbers++;
    }

    /** Ends the unit of that index; units that were not ended have kept nothing. */
    void endUnit(int unit) {
        if (unit >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(2 * counts.length, unit + 1));
        }
        counts[unit] = Math.toIntExact(numbers - before);
        before = numbers;
        units = unit + 1;
    }

    /** Numbers of each of {@code all} units. */
    int[] counts(int all) {
        return Arrays.copyOf(Arrays.copyOf(counts, units), all);
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] bytes : full) {
            out.write(bytes);
        }
        out.write(chunk, 0, used);
    }
}
