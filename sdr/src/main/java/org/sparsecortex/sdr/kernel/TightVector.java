package org.sparsecortex.sdr.kernel;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.param.Checks;

/**
 * The short form of vectors in messages; every bit of every element comes back.
 *
 * <p>Doubles: two bits each, four elements a byte from the lowest bits, say what the element is; then come the elements.
 *
 * <pre>  0  +0.0                            no byte
 *   1  0 &lt; v &lt; 2^16, whole             2 bytes
 *   2  exactly a float                 4 bytes
 *   3  any                             8 bytes            </pre>
 *
 * Integers: differences to the element before (0 before the first), 0, -1, 1, -2, ... as 0, 1, 2, 3, ..., in groups of 7 bits as
 * {@link SignalCodec#writeSize} writes them; ascending ids of a dense list take a byte each.
 */
final class TightVector {
    private static final int ZERO = 0;
    private static final int SHORT = 1;
    private static final int FLOAT = 2;
    private static final int DOUBLE = 3;
    private static final int[] BYTES = {0, Short.BYTES, Float.BYTES, Double.BYTES};
    private static final int TAG_BITS = 2;
    private static final int TAGS = Byte.SIZE / TAG_BITS;
    private static final int TAG = 3;
    private static final int GROUP = 7;
    private static final int LONGEST = 32;

    private TightVector() {}

    /** Bytes that {@link #write(Reals, DataOutput)} takes. */
    static long length(Reals vector) {
        long bytes = tagBytes(vector.size());
        for (int i = 0; i < vector.size(); i++) {
            bytes += BYTES[tag(vector.get(i))];
        }
        return bytes;
    }

    private static int tagBytes(int size) {
        return (int) (((long) size + TAGS - 1) / TAGS);
    }

    private static int tag(double value) {
        long bits = Double.doubleToRawLongBits(value);
        if (bits == 0) {
            return ZERO;
        }
        if (value > 0 && value <= Character.MAX_VALUE && value == (char) value) {
            return SHORT;
        }
        // of numbers only: a conversion may change the bits of what is none
        return value == (float) value && Double.doubleToRawLongBits((float) value) == bits ? FLOAT : DOUBLE;
    }

    /** Writes the elements of a vector. */
    static void write(Reals vector, DataOutput out) throws IOException {
        byte[] tags = new byte[tagBytes(vector.size())];
        for (int i = 0; i < vector.size(); i++) {
            tags[i / TAGS] |= (byte) (tag(vector.get(i)) << (i % TAGS * TAG_BITS));
        }
        out.write(tags);
        for (int i = 0; i < vector.size(); i++) {
            double value = vector.get(i);
            switch ((tags[i / TAGS] >> (i % TAGS * TAG_BITS)) & TAG) {
                case SHORT -> out.writeShort((char) value);
                case FLOAT -> out.writeFloat((float) value);
                case DOUBLE -> out.writeLong(Double.doubleToRawLongBits(value));
                default -> {} // a zero is said by its tag
            }
        }
    }

    /**
     * Reads the elements of a vector.
     *
     * @throws IOException if the stream ends early
     * @throws IllegalArgumentException if they need more bytes than are there
     */
    static Reals readReals(int size, DataInputStream in) throws IOException {
        Checks.inRange("bytes that say what the elements are", tagBytes(size), 0, in.available());
        byte[] tags = in.readNBytes(tagBytes(size));
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch ((tags[i / TAGS] >> (i % TAGS * TAG_BITS)) & TAG) {
                case SHORT -> in.readUnsignedShort();
                case FLOAT -> in.readFloat();
                case DOUBLE -> Double.longBitsToDouble(in.readLong());
                default -> 0.0;
            };
        }
        return Reals.wrap(values);
    }

    /** Bytes that {@link #write(Ints, DataOutput)} takes. */
    static long length(Ints vector) {
        long bytes = 0;
        for (int i = 0, before = 0; i < vector.size(); before = vector.get(i++)) {
            int bits = LONGEST - Integer.numberOfLeadingZeros(folded(vector.get(i) - before) | 1);
            bytes += (bits + GROUP - 1) / GROUP;
        }
        return bytes;
    }

    /** 0, -1, 1, -2, ... as 0, 1, 2, 3, ..., all 2^32 of them. */
    private static int folded(int difference) {
        return difference << 1 ^ difference >> (LONGEST - 1);
    }

    /** Writes the elements of a vector. */
    static void write(Ints vector, DataOutput out) throws IOException {
        for (int i = 0, before = 0; i < vector.size(); before = vector.get(i++)) {
            SignalCodec.writeSize(folded(vector.get(i) - before), out);
        }
    }

    /**
     * Reads the elements of a vector.
     *
     * @throws IOException if the stream ends early
     * @throws IllegalArgumentException if one is no number of 32 bits
     */
    static Ints readInts(int size, DataInputStream in) throws IOException {
        int[] values = new int[Checks.inRange("ints.size", size, 0, in.available())];
        for (int i = 0, before = 0; i < size; before = values[i++]) {
            int folded = (int) SignalCodec.readNumber(in, 0xffff_ffffL);
            values[i] = before + (folded >>> 1 ^ -(folded & 1));
        }
        return Ints.wrap(values);
    }
}
