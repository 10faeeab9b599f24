package org.sparsecortex.sdr.network;

import java.util.List;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Step;

/** Receives the watched signals of each step, in step order and on one thread at a time. */
@FunctionalInterface
public interface StepObserver {
    /**
     * Takes a step.
     *
     * @param values of the watched endpoints, in the order of the runner's {@link Watch}; asking for one that is not wanted in
     *     this step is an error
     */
    void onStep(Step step, List<Signal> values);
}
