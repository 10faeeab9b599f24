package org.sparsecortex.learning.layer;

import org.sparsecortex.sdr.numeric.TopK;
import org.sparsecortex.sdr.param.Checks;

/**
 * Keeps the k largest values of each row and sets the rest to 0; among equals the lower index wins. The gradient passes to the
 * winners only (Ahmad and Scheinkman 2019, without boosting).
 */
public final class KwtaLayer implements Layer {
    private final Volume shape;
    private final int k;

    /**
     * A layer of k winners.
     *
     * @throws IllegalArgumentException unless 1 &lt;= k &lt;= size
     */
    public KwtaLayer(Volume shape, int k) {
        this.shape = shape;
        this.k = Checks.inRange("k", k, 1, shape.size());
    }

    @Override
    public Volume output() {
        return shape;
    }

    @Override
    public void forward(float[][] x, float[][] y, Pass pass) {
        double[] scores = new double[shape.size()];
        for (int r = 0; r < pass.rows(); r++) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] = x[r][i];
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
