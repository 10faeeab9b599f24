package org.sparsecortex.learning.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class SparseLayerTest {
    private static final int INPUTS = 37;
    private static final int OUTPUTS = 29;

    /** What a layer made of its rows. */
    private record Result(float[][] y, float[][] dx, float[][] dw, float[][] db) {}

    /** Weights with the same values in both layers; the one without a mask is worked out in full. */
    private static DenseLayer layer(double density, boolean masked) {
        DenseLayer layer = new DenseLayer(INPUTS, OUTPUTS, 3, 1);
        Weights w = layer.weights().get(0);
        Mask mask = new Mask(OUTPUTS, INPUTS, false);
        for (int flat : KeyedRandom.of(1, "mask").sample(w.count(), (int) (density * w.count()), 0, 0, 0)) {
            mask.add(flat / INPUTS, flat % INPUTS);
        }
        for (int o = 0; o < OUTPUTS; o++) {
            mask.clearAbsent(o, w.values()[o]);
        }
        if (masked) {
            w.mask(mask, false);
        }
        w.changed();
        return layer;
    }

    private static Result run(DenseLayer layer, int rows, boolean zeros) {
        float[][] x = GradientCheck.randomRows(rows, INPUTS, 5);
        float[][] dy = GradientCheck.randomRows(rows, OUTPUTS, 6);
        for (int r = 0; r < rows && zeros; r++) {
            for (int i = 0; i < INPUTS; i++) {
                x[r][i] = Math.max(0, x[r][i]);
                dy[r][i % OUTPUTS] = (r + i) % 3 == 0 ? 0 : dy[r][i % OUTPUTS];
            }
        }
        Pass pass = new Pass(rows, 1, true, Stage.plain(), new float[rows][0]);
        float[][] y = new float[rows][OUTPUTS];
        float[][] dx = new float[rows][INPUTS];
        for (int round = 0; round < 2; round++) { // gradients add up
            layer.forward(x, y, pass);
            layer.backward(x, y, dy, dx, pass);
        }
        return new Result(
                y, dx, layer.weights().get(0).gradient(), layer.weights().get(1).gradient());
    }

    /** All three products are taken packed at 3 and 8 %, two at 25 %, none at 60 % and of 5 rows. */
    @ParameterizedTest
    @CsvSource({
        "0.03, 64, true",
        "0.08, 19, false",
        "0.08, 64, true",
        "0.25, 40, true",
        "0.6, 64, true",
        "0.03, 5, true"
    })
    void fewWeightsGiveTheBitsOfTheMaskedDenseLayer(double density, int rows, boolean zeros) {
        DenseLayer sparse = layer(density, true);
        Result packed = run(sparse, rows, zeros);
        Result whole = run(layer(density, false), rows, zeros);
        assertThat(packed.y).isDeepEqualTo(whole.y);
        assertThat(packed.dx).isDeepEqualTo(whole.dx);
        assertThat(packed.db).isDeepEqualTo(whole.db);
        Mask mask = sparse.weights().get(0).mask().orElseThrow();
        int compared = 0;
        for (int o = 0; o < OUTPUTS; o++) {
            for (int i = 0; i < INPUTS; i++) {
                if (mask.has(o, i)) {
                    assertThat(packed.dw[o][i]).isEqualTo(whole.dw[o][i]);
                    compared += packed.dw[o][i] != 0 ? 1 : 0;
                }
            }
        }
        assertThat(compared).as("guard: gradients that are not 0").isGreaterThan(20);
    }

    /** A weight that grows after the first pass is there in the second. */
    @org.junit.jupiter.api.Test
    void packingFollowsTheMask() {
        DenseLayer sparse = layer(0.03, true);
        Weights w = sparse.weights().get(0);
        run(sparse, 16, false);
        int free = 0;
        while (w.mask().orElseThrow().has(7, free)) {
            free++;
        }
        w.mask().orElseThrow().add(7, free);
        w.values()[7][free] = 2f;
        w.changed();
        DenseLayer plain = layer(0.03, false);
        plain.weights().get(0).values()[7][free] = 2f;
        plain.weights().get(0).changed();
        assertThat(run(sparse, 16, false).y).isDeepEqualTo(run(plain, 16, false).y);
    }
}
