package org.sparsecortex.learning;

import java.util.List;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;

/** One unit's samples in one step, and the arrays into which a {@link Learner} codes them. */
public final class Chunk {
    private final Step step;
    private final Inputs inputs;
    private final Reals samples;
    private final int sampleSize;
    private final int first;
    private final int count;
    private final boolean probe;
    private final double[] codes;
    private final double[] scores;
    private final double[] totals;
    private double[] statistics = {};

    Chunk(Step step, Inputs inputs, Reals samples, ChunkPlan plan, int unit, Learner learner) {
        this.step = step;
        this.inputs = inputs;
        this.samples = samples;
        this.sampleSize = plan.sampleSize();
        this.first = plan.first(unit);
        this.count = plan.count(unit);
        this.probe = plan.isProbe(unit);
        this.codes = new double[count * learner.codeSize()];
        this.scores = new double[count * learner.scoreSize()];
        this.totals = new double[learner.totalSize()];
    }

    /** Samples without a run around them, learnt from if {@code learns}; for trials of a learner alone. */
    public static Chunk of(Learner learner, int sampleSize, double[] samples, boolean learns) {
        ChunkPlan plan = new ChunkPlan(samples.length / sampleSize, 0, samples.length / sampleSize, sampleSize);
        return new Chunk(new Step(0, learns, false), new Inputs(List.of()), Reals.of(samples), plan, 0, learner);
    }

    /** Whether the model learns from this chunk, so that {@link #statistics} are wanted. */
    public boolean learns() {
        return step.learn() && !probe;
    }

    /** All signals of the step, for learners that read more than samples. */
    public Inputs inputs() {
        return inputs;
    }

    /** All samples of the step, one after another. */
    public Reals samples() {
        return samples;
    }

    /** First sample of the chunk, counted over the step. */
    public int first() {
        return first;
    }

    /** Number of samples. */
    public int count() {
        return count;
    }

    /** Copies sample {@code k} of the chunk into {@code x} (written). */
    public void sample(int k, double[] x) {
        samples.copyTo((first + k) * sampleSize, x, 0, sampleSize);
    }

    /** Copies all samples of the chunk, rounded to single precision, into {@code x} (written). */
    public void samples(float[] x) {
        int from = first * sampleSize;
        for (int i = 0; i < count * sampleSize; i++) {
            x[i] = (float) samples.get(from + i);
        }
    }

    /** Codes of the samples one after another, zeros at first; the learner writes them. */
    public double[] codes() {
        return codes;
    }

    /** Scores of the samples one after another, zeros at first; the learner writes them. */
    public double[] scores() {
        return scores;
    }

    /** Numbers about the chunk as a whole, zeros at first; the learner writes them. */
    public double[] totals() {
        return totals;
    }

    /** The chunk's statistics, {@code size} zeros for the learner to add to. */
    public double[] statistics(int size) {
        statistics = new double[size];
        return statistics;
    }

    /** Makes {@code made} the chunk's statistics; the array is taken over. */
    public void contribute(double[] made) {
        statistics = made;
    }

    /** What the chunk contributes to the step's sums; empty if nothing. */
    public double[] statistics() {
        return statistics;
    }
}
