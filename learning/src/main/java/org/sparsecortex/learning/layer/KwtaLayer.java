package org.sparsecortex.learning.layer;

import java.util.function.BiConsumer;

/**
 * Keeps the k largest values of each row and sets the rest to 0; among equals the lower index wins. The gradient passes to the
 * winners only (Ahmad and Scheinkman 2019, without boosting).
 */
public final class KwtaLayer extends WinnersLayer {
    /**
     * A layer of k winners.
     *
     * @throws IllegalArgumentException unless 1 &lt;= k &lt;= size
     */
    public KwtaLayer(Volume shape, int k) {
        super(shape, k);
    }

    @Override
    BiConsumer<float[], double[]> scoring() {
        return (x, scores) -> {
            for (int i = 0; i < scores.length; i++) {
                scores[i] = x[i];
            }
        };
    }
}
