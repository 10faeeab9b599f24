package org.sparsecortex.sdr.kernel;

import java.util.List;

/**
 * The parameters of one population; a record whose components carry {@link org.sparsecortex.sdr.param.Param} and whose
 * compact constructor checks what ties several of them together.
 */
public interface ModelParams {
    /** Number of units, the smallest things whose state is never split. */
    int units();

    /** Inputs the population takes. */
    List<PortSpec> ports();

    /** Signals the population emits; sizes depend on the parameters only. The first is its main output. */
    List<SignalSpec> signals();

    /** What a run warns about if it ends so; each names one of {@link #signals}. */
    default List<Guard> guards() {
        return List.of();
    }

    /** Rough upper bound of the memory needed, bytes; checked before anything is allocated. */
    long estimatedBytes(BuildContext context);

    /** How much of {@link #estimatedBytes} every range holds for itself, however small it is; ranges share the rest by their units. */
    default long repeatedBytes(BuildContext context) {
        return 0;
    }

    /**
     * Binds the parameters to a place in a network.
     *
     * @throws IllegalArgumentException if an input shape does not fit, with the port and what is allowed
     */
    Model<?, ?> build(BuildContext context);
}
