package org.sparsecortex.learning.layer;

import org.sparsecortex.sdr.numeric.TopK;
import org.sparsecortex.sdr.param.Checks;

/**
 * Lets the k most important values of a row through, the rest become 0.
 *
 * <pre>  importance = |x_i| (magnitude)   or   |x_i| * ||column i of the next layer's weights|| (weight-informed)  </pre>
 *
 * The weight-informed rule bounds the error of the output instead of the input. Source: WINA, Chen et al. 2025
 * (arXiv 2505.19427), which gates a trained network; here it may also be trained with, the gradient passing to what was let through.
 */
public final class GateLayer implements Layer {
    private final Volume shape;
    private final int k;
    private final boolean weightInformed;
    private Layer next;

    /**
     * A gate for k of the values.
     *
     * @throws IllegalArgumentException unless 1 &lt;= k &lt;= size
     */
    public GateLayer(Volume shape, int k, boolean weightInformed) {
        this.shape = shape;
        this.k = Checks.inRange("k", k, 1, shape.size());
        this.weightInformed = weightInformed;
    }

    @Override
    public Volume output() {
        return shape;
    }

    @Override
    public void drives(Layer layer) {
        Checks.that(
                !weightInformed || layer.columnNorms().length == shape.size(),
                "weightInformed",
                true,
                "needs a dense or convolution layer right after the gate");
        next = layer;
    }

    @Override
    public void forward(float[][] x, float[][] y, Pass pass) {
        float[] norms = weightInformed && next != null ? next.columnNorms() : new float[0];
        double[] scores = new double[shape.size()];
        for (int r = 0; r < pass.rows(); r++) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Math.abs(x[r][i]) * (norms.length == 0 ? 1.0 : norms[i]);
                y[r][i] = 0f;
            }
            for (int winner : TopK.select(scores, k)) {
                y[r][winner] = x[r][winner];
            }
        }
    }

    @Override
    public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, Pass pass) {
        for (int r = 0; r < dx.length; r++) {
            for (int i = 0; i < y[r].length; i++) {
                dx[r][i] = y[r][i] != 0f ? dy[r][i] : 0f;
            }
        }
    }
}
