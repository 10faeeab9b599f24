package org.sparsecortex.learning;

import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;

/**
 * The arithmetic of a model that codes samples with shared parameters and learns from sums over samples.
 *
 * <pre>
 *   E(chunk, parameters) -&gt; codes, scores, statistics               {@link #code}
 *   sums = statistics of all chunks, merged in unit order           {@link Merge}
 *   M(parameters, sums) -&gt; parameters                               {@link #learn}
 * </pre>
 *
 * <p>{@link LearnerModel} gives every range of chunks its own learner. All of them take the same sums and therefore stay equal:
 * results do not depend on how chunks are spread over ranges.
 */
public interface Learner {
    /** Numbers in the code of a sample. */
    default int codeSize() {
        return 0;
    }

    /** Numbers that describe how well a sample was coded, for example its squared error. */
    default int scoreSize() {
        return 0;
    }

    /** Numbers that describe a chunk as a whole. */
    default int totalSize() {
        return 0;
    }

    /** Codes a chunk with the present parameters and changes none of them; the arrays of the chunk are written. */
    void code(Chunk chunk);

    /**
     * Takes the sums of a step, learning or not; by default {@link #learn}s if the step learns.
     *
     * @param step the step; {@code learn} is false where the port {@code training} forbids it
     */
    default void take(Step step, Inputs inputs, StepSums sums) {
        if (step.learn()) {
            learn(sums);
        }
    }

    /** Changes the parameters. */
    void learn(StepSums sums);

    /** Visits all parameters and what else all ranges share. */
    void shared(State state);

    /** Visits what the learner holds for one unit; nothing by default. */
    default void unit(int unit, State state) {}

    /** Makes the rest of the state follow from parts that came from another program; nothing by default. */
    default void imported() {}

    /** Called after all state is loaded, to rebuild what is derived from it. */
    default void loaded() {}
}
