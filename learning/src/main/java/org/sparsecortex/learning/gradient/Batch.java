package org.sparsecortex.learning.gradient;

import org.sparsecortex.learning.ChunkPlan;
import org.sparsecortex.sdr.param.Checks;

/**
 * The samples of a step: how many, what each consists of, and from which of its frames the answer is read.
 *
 * @param samples samples of a step
 * @param chunk samples of a unit; the reducer adds gradients chunk by chunk, so it belongs to the result
 * @param frames frames of a sample
 * @param contextSize further numbers for gated layers; 0 for none
 * @param lastFrame whether the answer is read from the last frame only instead of the mean over frames
 */
public record Batch(int samples, int chunk, int frames, int contextSize, boolean lastFrame) {
    public Batch {
        Checks.inRange("chunk", chunk, 1, samples);
        Checks.that(samples % chunk == 0, "chunk", chunk, "must divide samples = " + samples);
    }

    /** Samples of one frame without context, all in one unit. */
    public static Batch of(int samples) {
        return new Batch(samples, samples, 1, 0, false);
    }

    /** Units: chunks of the samples of a step. */
    public int units() {
        return samples / chunk;
    }

    /** The plan of chunks of samples whose frames have {@code inputs} values. */
    public ChunkPlan chunks(int inputs) {
        return new ChunkPlan(samples, 0, chunk, frames * inputs);
    }

    SoftmaxLoss.Readout readout() {
        return lastFrame ? SoftmaxLoss.Readout.LAST : SoftmaxLoss.Readout.MEAN;
    }
}
