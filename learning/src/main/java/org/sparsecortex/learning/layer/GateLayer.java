package org.sparsecortex.learning.layer;

import java.util.function.BiConsumer;
import org.sparsecortex.sdr.param.Checks;

/**
 * Lets the k most important values of a row through, the rest become 0.
 *
 * <pre>  importance = |x_i| (magnitude)   or   |x_i| * ||column i of the next layer's weights|| (weight-informed)  </pre>
 *
 * The weight-informed rule bounds the error of the output instead of the input. Source: WINA, Chen et al. 2025
 * (arXiv 2505.19427), which gates a trained network; here it may also be trained with, the gradient passing to what was let through.
 */
public final class GateLayer extends WinnersLayer {
    private final boolean weightInformed;
    private Layer next;

    /**
     * A gate for k of the values.
     *
     * @throws IllegalArgumentException unless 1 &lt;= k &lt;= size
     */
    public GateLayer(Volume shape, int k, boolean weightInformed) {
        super(shape, k);
        this.weightInformed = weightInformed;
    }

    @Override
    public void drives(Layer layer) {
        Checks.that(
                !weightInformed || layer.columnNorms().length == output().size(),
                "weightInformed",
                true,
                "needs a dense or convolution layer right after the gate");
        next = layer;
    }

    @Override
    BiConsumer<float[], double[]> scoring() {
        float[] norms = weightInformed && next != null ? next.columnNorms() : new float[0];
        return (x, scores) -> {
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Math.abs(x[i]) * (norms.length == 0 ? 1.0 : norms[i]);
            }
        };
    }
}
