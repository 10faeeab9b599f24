package org.sparsecortex.learning;

import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.Packet;

/**
 * What all ranges learn from: the merged statistics of a step, and the scores of its samples.
 *
 * @param statistics statistics of all chunks by the model's {@link Merge}; empty if no chunk had any
 * @param scores scores of all samples, one after another
 * @param totals totals of all chunks of samples, one after another
 * @param samples samples of the step
 */
public record StepSums(double[] statistics, double[] scores, double[] totals, int samples) {
    /** Mean of number {@code s} of the samples' scores, of which each sample has {@code size}. */
    public double meanScore(int size, int s) {
        return score(size, s) * size / scores.length;
    }

    /** Sum over samples, in their order, of number {@code s} of their scores, of which each sample has {@code size}. */
    public double score(int size, int s) {
        return sum(scores, size, s);
    }

    /** Sum over chunks, in their order, of number {@code i} of the totals, of which each chunk has {@code size}. */
    public double total(int size, int i) {
        return sum(totals, size, i);
    }

    private static double sum(double[] table, int size, int column) {
        double sum = 0.0;
        for (int at = column; at < table.length; at += size) {
            sum += table[at];
        }
        return sum;
    }

    /**
     * A range's part on its way to the reducer.
     *
     * @param statistics statistics of its units, one after another
     * @param lengths how many of them belong to each unit
     */
    public record Coded(Reals statistics, Ints lengths, Reals scores, Reals totals) implements Packet {}

    /** The same of the whole population, merged. */
    public record Learnt(Reals statistics, Reals scores, Reals totals) implements Packet {}
}
