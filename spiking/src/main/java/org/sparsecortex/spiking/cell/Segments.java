package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.kernel.State;

/** Active segments of some neurons: spikes that arrive at them make a current into the soma, which never acts on them. */
public interface Segments {
    /** Current into neuron i in the coming step, pA. */
    double pa(int i);

    /** Number of segments of neuron i that are on a plateau. */
    int plateaus(int i);

    /**
     * Goes through step k, after which the current is that of k + 1.
     *
     * @param counts spikes that arrive at each segment, neuron by neuron
     */
    void step(long k, int[] counts);

    /** Forgets all. */
    void reset();

    /** Visits the segments of neuron i. */
    void cell(int i, State state);
}
