package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.numeric.Steps;

/** Integrate-and-fire neurons: they rest at the reversal of their leak, and are refractory for whole grid steps after a spike. */
public sealed interface LeakyNeuron extends NeuronModel permits LifExp, LifAlpha, LifDelta, LifCond, AdEx {
    /** Resting potential E_L, mV. */
    double leakMv();

    /** Refractory time t_ref, ms. */
    double refractoryMs();

    @Override
    default double restMv() {
        return leakMv();
    }

    @Override
    default void requireGrid(double stepMs) {
        Steps.of("refractoryMs", refractoryMs(), "stepMs", stepMs);
    }
}
