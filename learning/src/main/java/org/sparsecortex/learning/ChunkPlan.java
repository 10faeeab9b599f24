package org.sparsecortex.learning;

import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.param.Checks;

/**
 * How the samples of a step are cut into units: chunks of training samples, then chunks of probes, which are coded but never
 * learnt from.
 *
 * @param samples training samples in a step
 * @param probes probes coded beside them in a step
 * @param chunk samples in a unit; the last unit of each kind may hold fewer
 * @param sampleSize numbers in a sample
 * @param probesInstead whether port {@code probes}, if connected, takes the place of the samples in steps without learning
 */
public record ChunkPlan(int samples, int probes, int chunk, int sampleSize, boolean probesInstead) {
    public ChunkPlan {
        Checks.atLeast("samples", samples, 1);
        Checks.atLeast("probes", probes, 0);
        Checks.atLeast("chunk", chunk, 1);
        Checks.atLeast("sampleSize", sampleSize, 1);
        Checks.that(!probesInstead || probes == 0, "probes", probes, "must be 0 where probes replace the samples");
    }

    /** A plan whose probes are coded beside the samples. */
    public ChunkPlan(int samples, int probes, int chunk, int sampleSize) {
        this(samples, probes, chunk, sampleSize, false);
    }

    /** A plan whose probes, if connected, replace the samples in steps without learning. */
    public static ChunkPlan probesInstead(int samples, int chunk, int sampleSize) {
        return new ChunkPlan(samples, 0, chunk, sampleSize, true);
    }

    /** What is coded in the place of samples in a step. */
    public Reals samples(Step step, Inputs inputs) {
        boolean replaced = probesInstead && !step.learn() && inputs.has(LearnerModel.PROBES);
        return inputs.reals(replaced ? LearnerModel.PROBES : LearnerModel.SAMPLES);
    }

    /** Number of units. */
    public int units() {
        return sampleUnits() + (probes + chunk - 1) / chunk;
    }

    int sampleUnits() {
        return (samples + chunk - 1) / chunk;
    }

    boolean isProbe(int unit) {
        return unit >= sampleUnits();
    }

    /** First sample of a unit, counted within its kind. */
    int first(int unit) {
        return (isProbe(unit) ? unit - sampleUnits() : unit) * chunk;
    }

    /** Number of samples of a unit. */
    int count(int unit) {
        return Math.min(chunk, (isProbe(unit) ? probes : samples) - first(unit));
    }
}
