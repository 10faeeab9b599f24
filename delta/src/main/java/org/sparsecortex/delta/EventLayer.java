package org.sparsecortex.delta;

import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.sdr.kernel.State;

/** A linear layer that keeps its sums over time. */
interface EventLayer {
    /** Adds the changes of input levels to the sums. */
    void receive(LevelChanges events);

    /** The coder of the sums by the rule of the layer that follows, which {@link #emit} runs. */
    LevelCoder code(DeltaLayer next);

    /** Codes all units whose sums may have changed since the last call. */
    void emit();

    /** No event has been received; all units count as touched. */
    void reset();

    /** Values of all units into {@code out} (written). */
    void read(float[] out);

    /** Multiply-accumulates done since the last reset of the count. */
    long macs();

    /** Visits the sums; after loading nothing counts as touched. */
    void state(State state);

    /** Sets the count to 0. */
    void clearMacs();
}
