package org.sparsecortex.neurons.delta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.neurons.train.Volume;

/** A linear layer that keeps its sums over time. */
interface EventLayer {
    /** Shape of the sums; they are emitted place by place. */
    Volume shape();

    /** Adds the changes of input levels that a coder lists. */
    void receive(EventCoder events);

    /** Codes all units whose sums may have changed since the last call. */
    void emit(EventCoder coder);

    /** All sums are 0 again and all units count as touched. */
    void reset();

    /** Factor from sums to values. */
    float scale();

    /** Sum of a unit, on the grid. */
    float sum(int unit);

    /** Values of all units into {@code out} (written). */
    default void read(float[] bias, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = sum(i) * scale() + bias[i];
        }
    }

    /** Multiply-accumulates done since the last reset of the count. */
    long macs();

    /** Writes the sums. */
    void save(DataOutput out) throws IOException;

    /** Reads what {@link #save} wrote; nothing counts as touched. */
    void load(DataInput in) throws IOException;

    /** Sets the count to 0. */
    void clearMacs();
}
