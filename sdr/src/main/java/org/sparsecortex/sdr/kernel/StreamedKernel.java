package org.sparsecortex.sdr.kernel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Kernel that writes and reads its state in two places, with no {@link State} yet. Goes when the last of them has one. */
public interface StreamedKernel<P extends Packet, D extends Packet> extends Kernel<P, D> {
    /** Writes the state that all ranges share. */
    default void saveShared(DataOutput out) throws IOException {}

    /** Reads what {@link #saveShared} wrote. */
    default void loadShared(DataInput in) throws IOException {}

    /** Writes the whole state of one owned unit. */
    void saveUnit(int unit, DataOutput out) throws IOException;

    /** Reads what {@link #saveUnit} wrote. */
    void loadUnit(int unit, DataInput in) throws IOException;

    @Override
    default void shared(State state) {
        try {
            if (state instanceof StateReader reader) {
                loadShared(reader.in());
            } else {
                saveShared(((StateWriter) state).out());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("shared state", e);
        }
    }

    @Override
    default void unit(int unit, State state) {
        try {
            if (state instanceof StateReader reader) {
                loadUnit(unit, reader.in());
            } else {
                saveUnit(unit, ((StateWriter) state).out());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("state of unit " + unit, e);
        }
    }
}
