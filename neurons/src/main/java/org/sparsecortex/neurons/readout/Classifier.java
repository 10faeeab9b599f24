package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.State;

/**
 * What one kind of read-out does with a range of its units; {@link ReadoutKernel} does the rest.
 *
 * @param <P> what speaks for the classes
 */
interface Classifier<P extends Evidence> {
    /** The proposal of a step that learns. */
    P none();

    /** The range's proposal for the class of a code. */
    P evidence(Sdr code);

    /** Learns a code with its class. */
    void learn(Sdr code, int label);

    /** Visits the state that all ranges share. */
    default void shared(State state) {}

    /** Visits the state of one unit. */
    void unit(int unit, State state);

    /** Rebuilds what is derived from the units' state. */
    default void loaded() {}
}
