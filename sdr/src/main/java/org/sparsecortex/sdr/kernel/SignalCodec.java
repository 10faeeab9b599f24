package org.sparsecortex.sdr.kernel;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.ParameterException;

/**
 * The binary forms of signals: a plain one for checkpoints, a packed one for messages between machines.
 *
 * <p>Plain, big-endian: kind (1 byte), size (4), then for an SDR the count (4) and the ascending indices (4 each), for vectors
 * the elements (8 or 4 each).
 *
 * <p>Packed: kind (1 byte), size (7 bits a byte, lowest first, the highest bit set where more follow), then for an SDR the count
 * and
 *
 * <pre>  a bitmap of ceil(size / 8) bytes           if 8 count &gt; size
 *   the gaps i_0, i_k - i_(k-1) - 1, as sizes   otherwise                    </pre>
 *
 * and for vectors the elements as above or, with a kind that is higher by 3, in the form of {@link TightVector}, whichever is
 * shorter. A count of 40 in 2048 bits takes 44 to 84 bytes instead of 169. Kinds that are higher by 6 are those of {@link SignalDeltas}.
 */
public final class SignalCodec {
    /** Added to the kind of a vector in its short form. */
    private static final int TIGHT = Signal.Kind.values().length;

    /** Kinds of packed forms. */
    static final int FORMS = 2 * TIGHT;

    private SignalCodec() {}

    /** Writes {@code signal} to {@code out}. */
    public static void write(Signal signal, DataOutput out) throws IOException {
        out.writeByte(signal.kind().ordinal());
        out.writeInt(signal.size());
        if (signal instanceof Sdr sdr) {
            out.writeInt(sdr.cardinality());
            for (int i = 0; i < sdr.cardinality(); i++) {
                out.writeInt(sdr.active(i));
            }
        } else {
            writeElements(signal, out);
        }
    }

    private static void writeElements(Signal vector, DataOutput out) throws IOException {
        if (vector instanceof Reals reals) {
            for (int i = 0; i < reals.size(); i++) {
                out.writeLong(Double.doubleToRawLongBits(reals.get(i))); // writeDouble makes one NaN of all
            }
        } else if (vector instanceof Ints ints) {
            for (int i = 0; i < ints.size(); i++) {
                out.writeInt(ints.get(i));
            }
        }
    }

    /**
     * Reads one signal.
     *
     * @throws IOException if the stream ends early
     * @throws IllegalArgumentException if the bytes are no signal
     */
    public static Signal read(DataInput in) throws IOException {
        int kind = in.readByte();
        Checks.inRange("signal.kind", kind, 0, Signal.Kind.values().length - 1);
        int size = Checks.atLeast("signal.size", in.readInt(), 0);
        return switch (Signal.Kind.values()[kind]) {
            case SDR -> readSdr(size, in);
            case REALS -> readReals(size, in);
            case INTS -> readInts(size, in);
        };
    }

    private static Sdr readSdr(int size, DataInput in) throws IOException {
        int[] active = new int[Checks.inRange("sdr.cardinality", in.readInt(), 0, size)];
        for (int i = 0; i < active.length; i++) {
            active[i] = in.readInt();
        }
        return Sdr.ofSorted(size, active);
    }

    private static Reals readReals(int size, DataInput in) throws IOException {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = in.readDouble();
        }
        return Reals.wrap(values);
    }

    private static Ints readInts(int size, DataInput in) throws IOException {
        int[] values = new int[size];
        for (int i = 0; i < size; i++) {
            values[i] = in.readInt();
        }
        return Ints.wrap(values);
    }

    /** Writes the packed form of {@code signal} to {@code out}. */
    public static void writePacked(Signal signal, DataOutput out) throws IOException {
        boolean tight = isTight(signal);
        out.writeByte(signal.kind().ordinal() + (tight ? TIGHT : 0));
        writeSize(signal.size(), out);
        if (tight && signal instanceof Reals reals) {
            TightVector.write(reals, out);
        } else if (tight && signal instanceof Ints ints) {
            TightVector.write(ints, out);
        } else if (signal instanceof Sdr sdr) {
            writeBits(sdr, out);
        } else {
            writeElements(signal, out);
        }
    }

    /** Writes the count and the bits of an SDR whose size the reader knows. */
    static void writeBits(Sdr sdr, DataOutput out) throws IOException {
        writeSize(sdr.cardinality(), out);
        if (isBitmap(sdr.size(), sdr.cardinality())) {
            out.write(bitmap(sdr));
        } else {
            for (int i = 0, next = 0; i < sdr.cardinality(); i++) {
                writeSize(sdr.active(i) - next, out);
                next = sdr.active(i) + 1;
            }
        }
    }

    /** Bytes that {@link #writePacked} takes. */
    static long packedLength(Signal signal) {
        long head = 1L + sizeLength(signal.size());
        if (signal instanceof Reals reals) {
            return head + Math.min(TightVector.length(reals), (long) Double.BYTES * reals.size());
        } else if (signal instanceof Ints ints) {
            return head + Math.min(TightVector.length(ints), (long) Integer.BYTES * ints.size());
        }
        return head + bitsLength((Sdr) signal);
    }

    /** Bytes that {@link #writeBits} takes. */
    static long bitsLength(Sdr sdr) {
        long bytes = sizeLength(sdr.cardinality());
        if (isBitmap(sdr.size(), sdr.cardinality())) {
            return bytes + bytes(sdr.size());
        }
        for (int i = 0, next = 0; i < sdr.cardinality(); i++) {
            bytes += sizeLength(sdr.active(i) - next);
            next = sdr.active(i) + 1;
        }
        return bytes;
    }

    private static boolean isTight(Signal signal) {
        return (signal instanceof Reals reals && TightVector.length(reals) < (long) Double.BYTES * reals.size())
                || (signal instanceof Ints ints && TightVector.length(ints) < (long) Integer.BYTES * ints.size());
    }

    /**
     * Reads the packed form of one signal; takes no more memory than the bytes that are there can fill.
     *
     * @throws IOException if the stream ends early
     * @throws IllegalArgumentException if the bytes are no signal
     */
    public static Signal readPacked(DataInputStream in) throws IOException {
        return readPacked(in.readByte(), in);
    }

    /** As the other, of which the first byte has been read. */
    static Signal readPacked(int form, DataInputStream in) throws IOException {
        Checks.inRange("signal.kind", form, 0, FORMS - 1);
        int size = readSize(in);
        boolean tight = form >= TIGHT;
        Signal.Kind kind = Signal.Kind.values()[form % TIGHT];
        Checks.that(!tight || kind != Signal.Kind.SDR, "signal.kind", form, "is no form of bits");
        return switch (kind) {
            case SDR -> readBits(size, in);
            case REALS ->
                tight ? TightVector.readReals(size, in) : readReals(there("reals.size", size, Double.BYTES, in), in);
            case INTS ->
                tight ? TightVector.readInts(size, in) : readInts(there("ints.size", size, Integer.BYTES, in), in);
        };
    }

    private static boolean isBitmap(int size, int count) {
        return (long) Byte.SIZE * count > size;
    }

    private static byte[] bitmap(Sdr sdr) {
        byte[] bits = new byte[bytes(sdr.size())];
        for (int i = 0; i < sdr.cardinality(); i++) {
            bits[sdr.active(i) / Byte.SIZE] |= (byte) (1 << (sdr.active(i) % Byte.SIZE));
        }
        return bits;
    }

    private static int bytes(int bits) {
        return (int) (((long) bits + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** Reads what {@link #writeBits} wrote. */
    static Sdr readBits(int size, DataInputStream in) throws IOException {
        int count = Checks.inRange("sdr.cardinality", readSize(in), 0, size);
        if (isBitmap(size, count)) {
            byte[] bits = in.readNBytes(there("sdr.bytes", bytes(size), 1, in));
            int[] active = new int[count];
            int found = 0;
            for (int i = 0; i < size; i++) {
                if (((bits[i / Byte.SIZE] >> (i % Byte.SIZE)) & 1) != 0) {
                    Checks.that(found < count, "sdr.cardinality", count, "is less than the bits that are set");
                    active[found++] = i;
                }
            }
            Checks.equal("bits that are set", found, count);
            return Sdr.ofSorted(size, active);
        }
        int[] active = new int[there("sdr.cardinality", count, 1, in)];
        long next = 0;
        for (int i = 0; i < count; i++) {
            next += readSize(in);
            active[i] = (int) Checks.inRange("sdr.index", next, 0L, size - 1L);
            next++;
        }
        return Sdr.ofSorted(size, active);
    }

    /** The count, if that many elements of some bytes can follow. */
    private static int there(String what, int count, int each, DataInputStream in) throws IOException {
        Checks.that(
                (long) count * each <= in.available(),
                what,
                count,
                "is more than the " + in.available() + " bytes that follow can hold");
        return count;
    }

    /** Bytes that {@link #writeSize} takes. */
    static int sizeLength(int value) {
        return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 6) / 7);
    }

    /** Writes a number of at least 0 in groups of 7 bits, the lowest first. */
    public static void writeSize(int value, DataOutput out) throws IOException {
        int left = value;
        while ((left & ~0x7f) != 0) {
            out.writeByte((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.writeByte(left);
    }

    /**
     * Reads a number that {@link #writeSize} wrote.
     *
     * @throws IllegalArgumentException if it is none of 0 .. 2^31 - 1
     */
    public static int readSize(DataInputStream in) throws IOException {
        return (int) readNumber(in, Integer.MAX_VALUE);
    }

    /** Reads a number of 0 .. {@code most} &lt; 2^35 in groups of 7 bits. */
    static long readNumber(DataInputStream in, long most) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int group = in.readByte();
            value |= (long) (group & 0x7f) << shift;
            if (group >= 0) {
                return Checks.inRange("size", value, 0L, most);
            }
        }
        throw new ParameterException("size", "five bytes and more", "must be a number below 2^31");
    }
}
