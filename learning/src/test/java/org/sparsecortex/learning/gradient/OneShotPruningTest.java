package org.sparsecortex.learning.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.connect.Connectivity;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.learning.optimise.OptimiserSpec;

class OneShotPruningTest {
    private static final TrainingPlan PLAN = new TrainingPlan(
            Batch.of(3),
            new LossSpec.CrossEntropy(),
            Updates.plain(new OptimiserSpec.Sgd(0.1, 0, 0, 0)),
            Connectivity.full(),
            0,
            List.of(0.0, 0.25, 0.5, 1.0));

    private final DenseLayer layer = new DenseLayer(2, 2, 1, 1);
    private final LayerStack network = new LayerStack(2, List.of(layer));
    private final Weights weights = layer.weights().get(0);

    /**
     * y = W x with W = (1 -.1; .2 .3). Samples (1, 0), (0, 1), (.5, 1) of classes 0, 1, 1: y = (1, .2), (-.1, .3), (.4, .4), the last of
     * which is class 0 by its lower number. Without -.1: (.5, .4). Without .2 too: (.5, .3). Without all: class 0.
     */
    private double[] test() {
        weights.values()[0] = new float[] {1f, -.1f};
        weights.values()[1] = new float[] {.2f, .3f};
        weights.changed();
        float[][] rows = {{1, 0}, {0, 1}, {.5f, 1}};
        double[] totals = new double[1 + new OneShotPruning(network, PLAN).totals()];
        Pass pass = new Pass(3, 1, false, Stage.plain(), new float[3][0]);
        new OneShotPruning(network, PLAN).test(rows, new int[] {0, 1, 0}, pass, totals, 1);
        return totals;
    }

    @Test
    void theSmallestWeightsGoFirstAndRandomOnesBeside() {
        double[] totals = test();
        assertThat(totals).startsWith(0, 3, 3, 3, 3, 2);
        assertThat(totals[6]).as("nothing gone").isEqualTo(3);
        assertThat(totals[9]).as("all gone").isEqualTo(2);
    }

    @Test
    void theWeightsAreBackAfterTheTest() {
        test();
        assertThat(weights.values()).isDeepEqualTo(new float[][] {{1f, -.1f}, {.2f, .3f}});
    }
}
