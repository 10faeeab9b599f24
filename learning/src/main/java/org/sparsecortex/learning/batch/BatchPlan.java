package org.sparsecortex.learning.batch;

import org.sparsecortex.sdr.param.Checks;

/**
 * How the samples of a step are cut into units: chunks of training samples, then chunks of probe samples, which are coded but
 * never learnt from.
 *
 * @param samples training samples in a step
 * @param probes probe samples in a step
 * @param chunk samples in a unit; the last unit of each kind may hold fewer
 * @param sampleSize numbers in a sample
 */
public record BatchPlan(int samples, int probes, int chunk, int sampleSize) {
    public BatchPlan {
        Checks.atLeast("samples", samples, 1);
        Checks.atLeast("probes", probes, 0);
        Checks.atLeast("chunk", chunk, 1);
        Checks.atLeast("sampleSize", sampleSize, 1);
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
