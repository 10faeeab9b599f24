package org.sparsecortex.runtime;

import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;

/**
 * One step of one population with all its inputs.
 *
 * <p>Messages carry several firings or their results at once, because handing a message to another thread costs as much as a
 * step of a small model; but none waits for more than {@link #TOGETHER} others or longer than {@link #PATIENCE_NANOS}.
 */
record Firing(Step step, Inputs inputs) {
    /** Steps in one message at most. */
    static final int TOGETHER = 64;

    /** How long a finished step waits for the next one before it is reported, in ns. */
    static final long PATIENCE_NANOS = 500_000;
}
