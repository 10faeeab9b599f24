package org.sparsecortex.sdr.kernel;

/** A population ready to be cut into ranges: parameters, seed and input shapes are bound. Immutable. */
public interface Model {
    /** A fresh kernel for a range of the units, in its initial state. */
    Kernel kernel(UnitRange range);

    /** Rounds of propose and commit in one step, at least 1. */
    default int phases() {
        return 1;
    }

    /** The population's decision rule. */
    Reducer reducer();
}
