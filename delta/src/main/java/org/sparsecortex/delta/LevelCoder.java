package org.sparsecortex.delta;

import org.sparsecortex.sdr.kernel.State;

/** Turns the values of a layer's units into levels and lists the levels that changed since the frame before. */
interface LevelCoder {
    /** Changes of the last frame. */
    LevelChanges events();

    /** Number of units. */
    int size();

    /** Units of a place. */
    int channels();

    /** Levels of all units. */
    float[] levels();

    /** Units compared with their level since {@link #clearCompared}. */
    long compared();

    /** Sets the count to 0. */
    void clearCompared();

    /** Forgets all levels; the next frame is rounded plainly. */
    void reset();

    /** Visits the levels. */
    void state(State state);
}
