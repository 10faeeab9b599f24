package org.sparsecortex.learning.gradient;

import java.util.List;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.optimise.OptimiserSpec;

/**
 * By which rule parameters are updated, and under which regimes.
 *
 * @param rule update rule
 * @param stages regimes, one after another; the last one lasts to the end; given empty, plain training
 * @param singlePrecision whether Adam runs in single precision; much faster, with other last bits
 */
public record Updates(OptimiserSpec rule, List<Stage> stages, boolean singlePrecision) {
    public Updates {
        stages = stages.isEmpty() ? List.of(Stage.plain()) : List.copyOf(stages);
    }

    /** Plain training in double precision. */
    public static Updates plain(OptimiserSpec rule) {
        return new Updates(rule, List.of(), false);
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
