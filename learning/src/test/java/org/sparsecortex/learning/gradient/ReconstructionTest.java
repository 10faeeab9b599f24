package org.sparsecortex.learning.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReconstructionTest {
    /** Two samples of two numbers: losses (1 + 4) / 2 and (9 + 0) / 2; each half of the chunk's mean. */
    @Test
    void lossAndGradientAreThoseOfTheMeanSquare() {
        var reconstruction = new Reconstruction(new LossSpec.Reconstruction(0.7), 1, 2, 2);
        float[][] rows = {{0, 4}, {-1, 1}};
        reconstruction.begin(rows, 0, 0, false);
        assertThat(rows).as("no noise in tests").isDeepEqualTo(new float[][] {{0, 4}, {-1, 1}});
        float[][] dy = new float[2][2];
        assertThat(reconstruction.evaluate(new float[][] {{1, 2}, {2, 1}}, dy)).isEqualTo(7.0, within(1e-12));
        assertThat(dy).isDeepEqualTo(new float[][] {{0.5f, -1}, {1.5f, 0}});
    }

    /** The noise of a sample is that of its place in the step, whatever chunk it is in; another update has another one. */
    @Test
    void noiseBelongsToTheSampleAndTheUpdate() {
        var loss = new LossSpec.Reconstruction(0.5);
        float[][] both = new float[2][1000];
        new Reconstruction(loss, 1, 2, 1000).begin(both, 6, 3, true);
        float[][] second = new float[1][1000];
        new Reconstruction(loss, 1, 1, 1000).begin(second, 7, 3, true);
        assertThat(second[0]).isEqualTo(both[1]).isNotEqualTo(both[0]);
        float[][] later = new float[1][1000];
        new Reconstruction(loss, 1, 1, 1000).begin(later, 7, 4, true);
        assertThat(later[0]).isNotEqualTo(second[0]);
        double squares = 0;
        for (float n : second[0]) {
            squares += n * n;
        }
        assertThat(squares / 1000).as("5 standard errors").isEqualTo(0.25, within(5 * 0.25 * Math.sqrt(2 / 1000.0)));
    }
}
