package org.sparsecortex.learning.gradient;

import java.util.List;
import org.sparsecortex.learning.ChunkPlan;
import org.sparsecortex.learning.connect.Connectivity;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.optimise.OptimiserSpec;
import org.sparsecortex.sdr.param.Checks;

/**
 * How a network is trained.
 *
 * @param samples samples of a step
 * @param chunk samples of a unit; the reducer adds gradients chunk by chunk, so it belongs to the result
 * @param frames frames of a sample
 * @param contextSize further numbers for gated layers; 0 for none
 * @param lastFrame whether the answer is read from the last frame only instead of the mean over frames
 * @param optimiser update rule
 * @param stages regimes, one after another; the last one lasts to the end
 * @param singlePrecision whether Adam runs in single precision; much faster, with other last bits
 * @param connectivity which weights exist
 * @param seed key of the draws that choose them
 * @param pruneTests fractions of the weights without which tests are repeated; empty for none
 * @param loss what it is trained for
 */
public record TrainingPlan(
        int samples,
        int chunk,
        int frames,
        int contextSize,
        boolean lastFrame,
        OptimiserSpec optimiser,
        List<Stage> stages,
        boolean singlePrecision,
        Connectivity connectivity,
        long seed,
        List<Double> pruneTests,
        LossSpec loss) {
    public TrainingPlan {
        Checks.inRange("chunk", chunk, 1, samples);
        Checks.that(samples % chunk == 0, "chunk", chunk, "must divide samples = " + samples);
        stages = stages.isEmpty() ? List.of(Stage.plain()) : List.copyOf(stages);
        pruneTests = List.copyOf(pruneTests);
    }

    /** A plan with the optimiser in double precision. */
    public TrainingPlan(
            int samples,
            int chunk,
            int frames,
            int contextSize,
            boolean lastFrame,
            OptimiserSpec optimiser,
            List<Stage> stages) {
        this(samples, chunk, frames, contextSize, lastFrame, optimiser, stages, false);
    }

    /** A plan with all weights. */
    public TrainingPlan(
            int samples,
            int chunk,
            int frames,
            int contextSize,
            boolean lastFrame,
            OptimiserSpec optimiser,
            List<Stage> stages,
            boolean singlePrecision) {
        this(
                samples,
                chunk,
                frames,
                contextSize,
                lastFrame,
                optimiser,
                stages,
                singlePrecision,
                Connectivity.full(),
                0,
                List.of(),
                new LossSpec.CrossEntropy());
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

    /** Index of the stage in which update {@code update} (0 first) happens. */
    int stageAt(long update) {
        long end = 0;
        for (int s = 0; s < stages.size() - 1; s++) {
            end += stages.get(s).updates();
            if (update < end || stages.get(s).updates() == 0) {
                return s;
            }
        }
        return stages.size() - 1;
    }

    /** Number of updates before stage {@code s}. */
    long startOf(int s) {
        return stages.subList(0, s).stream().mapToLong(Stage::updates).sum();
    }
}
