package org.sparsecortex.sdr.encode;

import org.sparsecortex.sdr.Sdr;

/** A pure function from one or more numbers to an SDR; near values share bits. Immutable. */
public interface Encoder {
    /** What stands in the cells of a value. */
    enum Cell {
        /** A number, whatever its decimal mark is. */
        NUMBER,
        /** A time, as seconds since 1970. */
        TIME,
        /** A name, which only the encoder can read. */
        NAME
    }

    /** Number of bits, n. */
    int size();

    /** Number of values it takes at once. */
    default int fields() {
        return 1;
    }

    /** Number of columns of a table from whose rows the values come, at most {@link #fields}. */
    default int columns() {
        return (int) java.util.stream.IntStream.range(0, fields())
                .filter(f -> !previous(f))
                .count();
    }

    /** Whether a value is that of the row before, in the column of the value that stands before it. */
    default boolean previous(int field) {
        return false;
    }

    /** What stands in the cells of a field. */
    default Cell cell(int field) {
        return Cell.NUMBER;
    }

    /**
     * Reads the text of a field, as it stands in a CSV cell.
     *
     * @throws IllegalArgumentException if the text is no value of that field; the message says what is expected
     */
    default double parse(int field, String text) {
        return DecimalText.parse(text);
    }

    /**
     * The SDR of the given values; a NaN stands for a missing value and gives no active bit.
     *
     * @throws IllegalArgumentException if the number of values is not {@link #fields()} or a value cannot be encoded
     */
    Sdr encode(double... values);
}
