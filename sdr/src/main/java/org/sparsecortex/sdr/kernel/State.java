package org.sparsecortex.sdr.kernel;

import java.io.DataInput;
import java.io.DataOutput;
import org.sparsecortex.sdr.Signal;

/**
 * Visits the state of a kernel, to write or to read it, so that a kernel names every part of its state once.
 *
 * <pre>
 *   public void unit(int unit, State state) {
 *       int i = unit - range.from();
 *       trials[i] = state.keep("trials", trials[i]);
 *       state.keep("weights", weights[i]);
 *   }
 * </pre>
 *
 * Each {@code keep} of a value returns the one to go on with: its argument while state is written, the stored one while it is
 * read. Arrays are read in place. Names are those of a saved model's arrays; the binary form of checkpoints is the bare
 * values in their order, big-endian. Failures of the stream are {@link java.io.UncheckedIOException}.
 */
public interface State {
    /** A visitor that writes. */
    static State writer(DataOutput out) {
        return new StateWriter(out);
    }

    /** A visitor that reads what {@link #writer} wrote. */
    static State reader(DataInput in) {
        return new StateReader(in);
    }

    /** The same visitor for one part of several that keep equal names: {@code NAME} becomes {@code PART.NAME}. */
    default State part(String part) {
        return new PartOfState(this, part + ".");
    }

    /** Whether state is read, not written. */
    boolean loading();

    /** A number of 32 bits. */
    int keep(String name, int value);

    /** A number of 64 bits. */
    long keep(String name, long value);

    /** A double. */
    double keep(String name, double value);

    /** A float. */
    float keep(String name, float value);

    /** A truth value. */
    boolean keep(String name, boolean value);

    /** A signal; while reading, {@code value} may be null. */
    <S extends Signal> S keep(String name, S value);

    /** The elements [from, to) of an array. */
    void keep(String name, double[] values, int from, int to);

    /** The elements [from, to) of an array. */
    void keep(String name, float[] values, int from, int to);

    /** The elements [from, to) of an array. */
    void keep(String name, int[] values, int from, int to);

    /** The elements [from, to) of an array. */
    void keep(String name, long[] values, int from, int to);

    /** The elements [from, to) of an array. */
    void keep(String name, short[] values, int from, int to);

    /** The elements [from, to) of an array. */
    void keep(String name, byte[] values, int from, int to);

    /** A whole array, whose length is known. */
    default void keep(String name, double[] values) {
        keep(name, values, 0, values.length);
    }

    /** A whole array, whose length is known. */
    default void keep(String name, float[] values) {
        keep(name, values, 0, values.length);
    }

    /** A whole array, whose length is known. */
    default void keep(String name, int[] values) {
        keep(name, values, 0, values.length);
    }

    /** A whole array, whose length is known. */
    default void keep(String name, long[] values) {
        keep(name, values, 0, values.length);
    }

    /** A whole array, whose length is known. */
    default void keep(String name, short[] values) {
        keep(name, values, 0, values.length);
    }

    /** A whole array, whose length is known. */
    default void keep(String name, byte[] values) {
        keep(name, values, 0, values.length);
    }
}
