package org.sparsecortex.spiking.cell;

import java.util.OptionalDouble;

/**
 * What the neurons of a group are: a model with its parameters, or a source of spikes.
 *
 * <p>Grid step k carries a neuron from the state at time (k - 1) h to that at k h, k = 1, 2, ... A spike of step k has the time
 * stamp k h; over a synapse of d steps it arrives in step k + d.
 */
public sealed interface NeuronModel permits LeakyNeuron, Izhikevich, PoissonSource {
    /** Unit of the weight of a synapse onto such a neuron; empty if it takes none. */
    String weightUnit();

    /** Channels of input: 0 takes none, 1 takes the sum of all weights, 2 tells positive from negative ones. */
    int channels();

    /** Voltage at which neurons start if a group does not say; NaN of a model without voltage. */
    double restMv();

    /**
     * Requires that all times of the model are whole grid steps.
     *
     * @throws IllegalArgumentException if one is not, with the nearest that are
     */
    void requireGrid(double stepMs);

    /** Leak conductance, C/tau_m, nS; NaN of a model that has none, whose dendrites so could not lift its resting potential. */
    default double leakConductanceNs() {
        return Double.NaN;
    }

    /** Whether neurons spike where their voltage reaches a threshold, which may then adapt. */
    default boolean hasThreshold() {
        return false;
    }

    /** Fresh neurons. */
    Cells cells(Place place);

    /** Rate of a source, Hz; empty for a model whose rate follows from its input. */
    default OptionalDouble rate() {
        return OptionalDouble.empty();
    }
}
