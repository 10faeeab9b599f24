package org.sparsecortex.learning.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class OptimiserTest {
    private static final OptimiserSpec.Adam ADAM = new OptimiserSpec.Adam(0.01, 0.9, 0.999, 1e-8, 0, 0);
    private static final int LENGTH = 13;

    /** A gradient for the only row in the first 30 updates and from 600 on, none between. */
    private static double[] gradient(int update) {
        if (update >= 30 && update < 600) {
            return new double[] {0};
        }
        double[] vector = new double[2 + LENGTH];
        vector[0] = 1;
        for (int c = 0; c < LENGTH; c++) {
            vector[2 + c] = KeyedRandom.of(6, "gradient").gaussian(c, update, 0) + 0.1 * c;
        }
        return vector;
    }

    /** Adam, algorithm 1, in double precision and without any rest. */
    private static double[] reference(int updates) {
        double[] w = new double[LENGTH];
        double[] m = new double[LENGTH];
        double[] v = new double[LENGTH];
        for (int n = 1; n <= updates; n++) {
            double[] given = gradient(n - 1);
            for (int c = 0; c < LENGTH; c++) {
                double g = given[0] == 0 ? 0 : given[2 + c];
                m[c] = 0.9 * m[c] + 0.1 * g;
                v[c] = 0.999 * v[c] + 0.001 * g * g;
                w[c] -= 0.01 * (m[c] / (1 - Math.pow(0.9, n))) / (Math.sqrt(v[c] / (1 - Math.pow(0.999, n))) + 1e-8);
            }
        }
        return w;
    }

    /** The gradient 3, 4, 30 counts as 0, 4, 0: the norm that is clipped to 1 is 4, and the step 0.5. */
    @Test
    void whatStandsStillOrDoesNotExistHasNoGradient() {
        Weights w = new Weights("w", 1, 3, true).fill(2);
        Mask mask = new Mask(1, 3, true);
        mask.hold(0, 0);
        mask.drop(0, 2);
        w.mask(mask, true);
        Optimiser sgd = new Optimiser(new OptimiserSpec.Sgd(0.5, 0.9, 0, 1), List.of(w));
        sgd.update(new double[] {1, 0, 3, 4, 30}, 1);
        assertThat(w.values()[0]).containsExactly(2, 1.5f, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void adamFollowsItsDefinitionThroughARest(boolean single) {
        Weights w = new Weights("w", 1, LENGTH, true);
        Optimiser adam = new Optimiser(ADAM, List.of(w), single);
        for (int update = 0; update < 700; update++) {
            adam.update(gradient(update), 1);
        }
        double[] expected = reference(700);
        for (int c = 0; c < LENGTH; c++) {
            assertThat((double) w.values()[0][c]).isCloseTo(expected[c], within(2e-5));
        }
        assertThat(expected[LENGTH - 1]).isLessThan(-0.5); // it did move
    }

    @Test
    void aRowStopsAtRest() {
        Weights w = new Weights("w", 1, LENGTH, true);
        Optimiser adam = new Optimiser(ADAM, List.of(w), true);
        float[] last = {};
        for (int update = 0; update < 500; update++) {
            adam.update(gradient(update), 1);
            last = update == 30 + 175 ? w.values()[0].clone() : last; // 0.9^175 < 1e-8
        }
        assertThat(w.values()[0]).containsExactly(last);
    }

    @Test
    void aCheckpointAtRestGoesOnWithTheSameBits() {
        Weights w = new Weights("w", 1, LENGTH, true);
        Optimiser adam = new Optimiser(ADAM, List.of(w), true);
        Weights copy = new Weights("w", 1, LENGTH, true);
        Optimiser resumed = new Optimiser(ADAM, List.of(copy), true);
        for (int update = 0; update < 620; update++) {
            if (update == 400) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                adam.state(State.writer(new DataOutputStream(bytes)));
                resumed.state(State.reader(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
                copy.values()[0] = w.values()[0].clone();
            }
            adam.update(gradient(update), 1);
            if (update >= 400) {
                resumed.update(gradient(update), 1);
            }
        }
        assertThat(copy.values()[0]).containsExactly(w.values()[0]);
    }
}
