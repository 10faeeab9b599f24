package org.sparsecortex.neurons.readout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Tuple;

/** What one kind of read-out does with a range of its units; {@link ReadoutKernel} does the rest. */
interface Classifier {
    /** The range's proposal for the class of a code. */
    Tuple evidence(Sdr code);

    /** Learns a code with its class. */
    void learn(Sdr code, int label);

    /** A signal of this kind of read-out only. */
    default Signal read(String signal) {
        throw new IllegalArgumentException("a read-out has no signal '" + signal + "'");
    }

    default void saveShared(DataOutput out) throws IOException {}

    default void loadShared(DataInput in) throws IOException {}

    void saveUnit(int unit, DataOutput out) throws IOException;

    void loadUnit(int unit, DataInput in) throws IOException;

    /** Rebuilds what is derived from the units' state. */
    default void loaded() {}
}
