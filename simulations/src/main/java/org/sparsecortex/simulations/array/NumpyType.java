package org.sparsecortex.simulations.array;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Types of numbers in NumPy files, by their names without the order of bytes. */
public enum NumpyType {
    /** A truth value, 0 or 1. */
    B1(1),
    /** Signed integer of 8 bits. */
    I1(1),
    /** Unsigned integer of 8 bits. */
    U1(1),
    /** Signed integer of 16 bits. */
    I2(2),
    /** Unsigned integer of 16 bits. */
    U2(2),
    /** Signed integer of 32 bits. */
    I4(4),
    /** Unsigned integer of 32 bits. */
    U4(4),
    /** Signed integer of 64 bits. */
    I8(8),
    /** Unsigned integer of 64 bits. */
    U8(8),
    /** IEEE half precision. */
    F2(2),
    /** IEEE single precision. */
    F4(4),
    /** IEEE double precision. */
    F8(8);

    private final int bytes;

    NumpyType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of a number. */
    public int bytes() {
        return bytes;
    }

    /**
     * The type that NumPy writes as {@code <f4}, {@code |b1} and the like.
     *
     * @throws IOException if it is another one, for example of complex numbers, texts or objects
     */
    public static NumpyType of(String descr) throws IOException {
        for (NumpyType type : values()) {
            String name = type.name().toLowerCase(java.util.Locale.ROOT);
            if (descr.matches("[<>=]" + name) || (type.bytes == 1 && descr.equals("|" + name))) {
                return type;
            }
        }
        throw new IOException("it has numbers of type '" + descr + "', known are b1, i1 to i8, u1 to u8, f2, f4 and f8"
                + (descr.contains("c") ? "; take the real part or the magnitude" : "")
                + (descr.contains("O") || descr.contains("U") ? "; texts and objects are no numbers" : ""));
    }

    /** The next number. */
    public double read(ByteBuffer in) {
        return switch (this) {
            case B1 -> in.get() == 0 ? 0 : 1;
            case I1 -> in.get();
            case U1 -> in.get() & 0xFF;
            case I2 -> in.getShort();
            case U2 -> in.getShort() & 0xFFFF;
            case I4 -> in.getInt();
            case U4 -> in.getInt() & 0xFFFF_FFFFL;
            case I8 -> in.getLong();
            case U8 -> unsigned(in.getLong());
            case F2 -> half(in.getShort());
            case F4 -> in.getFloat();
            case F8 -> in.getDouble();
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
    }

    /**
     * The value of an IEEE 754 half-precision number: sign, 5 bits of exponent, 10 of fraction.
     *
     * <pre>  (-1)^s 2^(e - 15) (1 + f / 1024);   e = 0: (-1)^s 2^-14 f / 1024;   e = 31: infinite or NaN  </pre>
     */
    static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double size = exponent == 0x1F
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : exponent == 0 ? fraction * 0x1p-24 : Math.scalb(1024.0 + fraction, exponent - 25);
        return bits < 0 ? -size : size;
    }
}
