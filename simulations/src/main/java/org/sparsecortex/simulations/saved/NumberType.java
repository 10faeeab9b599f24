package org.sparsecortex.simulations.saved;

/** Kinds of numbers in the arrays of a saved model, little-endian, by their names in NumPy. */
enum NumberType {
    BOOL("|b1", 1),
    INT8("|i1", 1),
    UINT8("|u1", 1),
    INT16("<i2", 2),
    INT32("<i4", 4),
    INT64("<i8", 8),
    FLOAT32("<f4", 4),
    FLOAT64("<f8", 8);

    private final String descr;
    private final int bytes;

    NumberType(String descr, int bytes) {
        this.descr = descr;
        this.bytes = bytes;
    }

    /** As NumPy's {@code dtype.str}. */
    String descr() {
        return descr;
    }

    /** Bytes of one number. */
    int bytes() {
        return bytes;
    }
}
