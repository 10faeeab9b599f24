package org.sparsecortex.sdr.network;

import java.util.List;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Step;

/** Receives the watched signals of each step, in step order and on one thread at a time. */
@FunctionalInterface
public interface StepObserver {
    /** The values of the watched endpoints, in the order in which they were given to the runner. */
    void onStep(Step step, List<Signal> values);
}
