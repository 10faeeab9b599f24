package org.sparsecortex.learning.layer;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.sparsecortex.sdr.numeric.TopK;
import org.sparsecortex.sdr.param.Checks;

/**
 * Lets the k values of each row with the largest scores through and sets the rest to 0; the gradient passes to what was let through.
 *
 * <pre>  y_i = x_i if i is among the k largest of s, else 0        dL/dx_i = dL/dy_i if y_i is not 0, else 0  </pre>
 *
 * s: scores of a row, by the rule of each such layer; among equals the lower index wins.
 */
abstract sealed class WinnersLayer implements Layer permits GateLayer, KwtaLayer {
    private final Volume shape;
    private final int k;

    /** A layer of k winners; requires 1 &lt;= k &lt;= size. */
    WinnersLayer(Volume shape, int k) {
        this.shape = shape;
        this.k = Checks.inRange("k", k, 1, shape.size());
    }

    /** Works out the scores (written) of a row; asked for once a forward pass. */
    abstract BiConsumer<float[], double[]> scoring();

    @Override
    public final Volume output() {
        return shape;
    }

    @Override
    public final void forward(float[][] x, float[][] y, Pass pass) {
        BiConsumer<float[], double[]> scoring = scoring();
        double[] scores = new double[shape.size()];
        for (int r = 0; r < pass.rows(); r++) {
            scoring.accept(x[r], scores);
            Arrays.fill(y[r], 0, scores.length, 0f);
            for (int winner : TopK.select(scores, k)) {
                y[r][winner] = x[r][winner];
            }
        }
    }

    @Override
    public final void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, Pass pass) {
        for (int r = 0; r < dx.length; r++) {
            for (int i = 0; i < y[r].length; i++) {
                dx[r][i] = y[r][i] != 0f ? dy[r][i] : 0f;
            }
        }
    }
}
