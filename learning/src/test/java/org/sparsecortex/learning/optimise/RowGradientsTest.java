package org.sparsecortex.learning.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.Reals;

class RowGradientsTest {
    private static List<Weights> weights(float[]... gradients) {
        Weights a = new Weights("a", 3, 2, true);
        Weights b = new Weights("b", 1, 1, false);
        for (int r = 0; r < 3; r++) {
            System.arraycopy(gradients[r], 0, a.gradient()[r], 0, 2);
        }
        b.gradient()[0][0] = gradients[3][0];
        return List.of(a, b);
    }

    /** Rows 1 and 3 of one unit, 1 and 2 of the other: the mean has 1, 2, 3. */
    @Test
    void rowsOfZerosAreLeftOutAndTheMeanHasThoseOfAnyUnit() {
        double[] one = RowGradients.gather(
                weights(new float[] {0, 0}, new float[] {0, 2}, new float[] {0, 0}, new float[] {5}));
        double[] two = RowGradients.gather(
                weights(new float[] {0, 0}, new float[] {1, 4}, new float[] {3, 0}, new float[] {0}));
        assertThat(one).containsExactly(2, 1, 3, 0, 2, 5);
        assertThat(two).containsExactly(2, 1, 2, 1, 4, 3, 0);
        RowGradients rows = new RowGradients(weights(new float[2], new float[2], new float[2], new float[1]));
        double[] mean = {3, 1, 2, 3, 0.5, 3, 1.5, 0, 2.5};
        assertThat(rows.mean(List.of(Reals.of(one), Reals.of(two)), 2).toArray())
                .containsExactly(mean);
        assertThat(rows.mean(List.of(Reals.wrap(Dense.concat(one, two))), 2).toArray())
                .containsExactly(mean);
    }

    /** A row without a gradient still moves by its momentum; one that never had any stays. */
    @Test
    void momentumGoesOnWithoutAGradient() {
        List<Weights> weights = weights(new float[2], new float[2], new float[2], new float[1]);
        Optimiser sgd = new Optimiser(new OptimiserSpec.Sgd(0.1, 0.5, 0, 0), weights);
        sgd.update(new double[] {1, 1, 1, -1}, 1);
        sgd.update(new double[] {0}, 1);
        assertThat(weights.get(0).values()[1]).containsExactly(-0.15f, 0.15f);
        assertThat(weights.get(0).values()[0]).containsExactly(0f, 0f);
    }
}
