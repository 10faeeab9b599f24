package org.sparsecortex.v1.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Reals;

/** Single-precision arrays: sums, streams and signals. */
final class Floats {
    private Floats() {}

    /** y += s a; rows are arrays of their own, because loops over parts of arrays are not vectorised (Java 17). */
    static void add(float s, float[] a, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += s * a[i];
        }
    }

    static void write(float[] values, DataOutput out) throws IOException {
        for (float v : values) {
            out.writeFloat(v);
        }
    }

    /** Fills {@code values} (written). */
    static void read(DataInput in, float[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
    }

    static Reals toReals(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return Reals.wrap(wide);
    }

    /** Elements from.. of a signal, rounded to single precision, into {@code target} (written). */
    static void fromReals(Reals values, int from, float[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = (float) values.get(from + i);
        }
    }
}
