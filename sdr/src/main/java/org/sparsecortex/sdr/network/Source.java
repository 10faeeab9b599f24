package org.sparsecortex.sdr.network;

import java.util.List;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;

/**
 * An input of the network: a function of the step, so that a resumed run needs no position.
 *
 * <p>Implementations are safe for calls from several threads.
 */
public interface Source {
    /** Signals it offers; all of scope {@code GLOBAL}. The first is its main output. */
    List<SignalSpec> signals();

    /**
     * The value of a signal at a step.
     *
     * @throws IllegalArgumentException if there is no signal of that name
     */
    Signal read(String signal, long step);

    /** Whether a new sequence begins at {@code step}. */
    default boolean resetAt(long step) {
        return false;
    }
}
