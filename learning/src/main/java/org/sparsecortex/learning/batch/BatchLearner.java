package org.sparsecortex.learning.batch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Signal;

/**
 * The arithmetic of a model that codes samples with shared parameters and learns from sums over samples.
 *
 * <p>{@link BatchModel} gives every range of chunks its own learner. All of them see the same sums, added in the order of the
 * chunks, and therefore stay equal: results do not depend on how chunks are spread over ranges.
 */
public interface BatchLearner {
    /** Numbers in the code of a sample. */
    int codeSize();

    /** Numbers that describe how well a sample was coded, for example its squared error. */
    int scoreSize();

    /** Numbers that a chunk contributes to learning. */
    int statisticsSize();

    /**
     * Codes a chunk with the present parameters and changes none of them.
     *
     * @param samples the step's samples, one after another
     * @param first first sample of the chunk
     * @param count samples in the chunk
     * @param codes written; the codes of the chunk from position 0, all zero before
     * @param scores written; the scores of the chunk from position 0, all zero before
     * @param statistics written; sums over the chunk, all zero before; empty when nothing is learnt
     */
    void code(double[] samples, int first, int count, double[] codes, double[] scores, double[] statistics);

    /**
     * Changes the parameters.
     *
     * @param statistics sums over all samples of the step
     * @param samples number of samples
     */
    void learn(double[] statistics, int samples);

    /**
     * A signal that all ranges share.
     *
     * @param scores the scores of all samples of the step, one after another
     * @throws IllegalArgumentException if there is no signal of that name
     */
    Signal read(String signal, double[] scores);

    /** Writes all parameters. */
    void save(DataOutput out) throws IOException;

    /** Reads what {@link #save} wrote. */
    void load(DataInput in) throws IOException;
}
