package org.sparsecortex.sdr.encode;

import org.sparsecortex.sdr.Sdr;

/** A pure function from one or more numbers to an SDR; near values share bits. Immutable. */
public interface Encoder {
    /** Number of bits, n. */
    int size();

    /** Number of values it takes at once. */
    default int fields() {
        return 1;
    }

    /**
     * Reads the text of a field, as it stands in a CSV cell.
     *
     * @throws IllegalArgumentException if the text is no value of that field; the message says what is expected
     */
    default double parse(int field, String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
    }

    /**
     * The SDR of the given values; a NaN stands for a missing value and gives no active bit.
     *
     * @throws IllegalArgumentException if the number of values is not {@link #fields()} or a value cannot be encoded
     */
    Sdr encode(double... values);
}
