package org.sparsecortex.learning.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Compares the gradient of a network with central differences of its loss, parameter by parameter. */
public final class GradientCheck {
    private static final double STEP = 4e-3;

    private GradientCheck() {}

    /**
     * Checks up to 40 values of each parameter array.
     *
     * @param tolerance largest |analytic - numeric| allowed, relative to the largest gradient of the array
     */
    public static void check(LayerStack network, Pass pass, long seed, SoftmaxLoss.Readout readout, double tolerance) {
        float[][] x = randomRows(pass.rows(), network.inputs(), seed);
        int[] labels = new int[pass.samples()];
        for (int s = 0; s < labels.length; s++) {
            labels[s] = s % network.outputs();
        }
        network.clearGradients();
        loss(network, x, labels, pass, readout, true);
        int checked = 0;
        for (Weights w : network.weights()) {
            List<double[]> pairs = new ArrayList<>();
            int stride = Math.max(1, w.count() / 40);
            for (int k = 0; k < w.count(); k += stride) {
                float[] row = w.values()[k / w.values()[0].length];
                int c = k % row.length;
                float old = row[c];
                row[c] = (float) (old + STEP);
                w.changed();
                double up = loss(network, x, labels, pass, readout, false);
                double upAt = row[c];
                row[c] = (float) (old - STEP);
                w.changed();
                double down = loss(network, x, labels, pass, readout, false);
                double numeric = (up - down) / (upAt - row[c]);
                row[c] = old;
                w.changed();
                pairs.add(new double[] {w.gradient()[k / row.length][c], numeric});
                checked++;
            }
            double largest =
                    pairs.stream().mapToDouble(p -> Math.abs(p[1])).max().orElseThrow();
            assertThat(largest).as("seed %d: %s has a gradient", seed, w.name()).isGreaterThan(1e-5);
            for (double[] pair : pairs) {
                assertThat(Math.abs(pair[0] - pair[1]))
                        .as("seed %d, %s: analytic %g, numeric %g", seed, w.name(), pair[0], pair[1])
                        .isLessThan(tolerance * largest + 2e-5);
            }
        }
        assertThat(checked).isPositive();
    }

    public static double loss(
            LayerStack network, float[][] x, int[] labels, Pass pass, SoftmaxLoss.Readout readout, boolean backward) {
        float[][] y = network.forward(x, pass);
        float[][] dy = new float[pass.rows()][network.outputs()];
        double sum = SoftmaxLoss.evaluate(y, labels, readout, pass, new int[pass.samples()], dy);
        if (backward) {
            network.backward(dy, pass);
        }
        return sum / pass.samples() + network.penalty();
    }

    public static float[][] randomRows(int rows, int size, long seed) {
        KeyedRandom random = KeyedRandom.of(seed, "rows");
        float[][] x = new float[rows][size];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < size; i++) {
                x[r][i] = (float) random.gaussian(r, 0, i);
            }
        }
        return x;
    }

    public static Pass pass(int samples, int frames, Stage stage) {
        return new Pass(samples, frames, true, stage, new float[samples * frames][0]);
    }
}
