package org.sparsecortex.learning.gradient;

import java.util.List;
import org.sparsecortex.learning.connect.Connectivity;

/**
 * How a network is trained.
 *
 * @param batch the samples of a step
 * @param loss what it is trained for
 * @param updates how its parameters change
 * @param connectivity which weights exist
 * @param seed key of the draws that choose them
 * @param pruneTests fractions of the weights without which tests are repeated; empty for none
 */
public record TrainingPlan(
        Batch batch, LossSpec loss, Updates updates, Connectivity connectivity, long seed, List<Double> pruneTests) {
    public TrainingPlan {
        pruneTests = List.copyOf(pruneTests);
    }

    /** Trains a classifier with all weights. */
    public TrainingPlan(Batch batch, Updates updates) {
        this(batch, new LossSpec.CrossEntropy(), updates, Connectivity.full(), 0, List.of());
    }
}
