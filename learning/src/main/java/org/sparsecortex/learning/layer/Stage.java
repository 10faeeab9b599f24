package org.sparsecortex.learning.layer;

import org.sparsecortex.sdr.param.Param;

/**
 * A stretch of updates under one regime.
 *
 * <pre>  pruned(t) = p + (pruneTo - p) (1 - (1 - t / n)^3) of the weights,   t = 0 .. n updates of the stage,   p: before it  </pre>
 *
 * Source: Zhu and Gupta 2017 (arXiv 1710.01878), equation 1, for pruning; the losses: Yousefzadeh and Sifalakis 2021 (arXiv
 * 2107.07305).
 */
public record Stage(
        @Param(doc = "number of updates; 0 lasts to the end", unit = "steps", def = "0", min = 0, max = 1e15)
        long updates,

        @Param(doc = "factor on the optimiser's learning rate", def = "1", min = 0, max = 1000)
        double rateFactor,

        @Param(doc = "whether delta layers quantise", def = "true")
        boolean quantise,

        @Param(doc = "weight of the loss on changes between frames", symbol = "lambda", def = "0", min = 0, max = 1e6)
        double temporalRate,

        @Param(doc = "weight of the loss on activity", def = "0", min = 0, max = 1e6)
        double spatialRate,

        @Param(
                doc = "fraction of the weights pruned by magnitude at the end of the stage, after a cubic schedule",
                def = "0",
                min = 0,
                max = 0.999)
        double pruneTo) {
    /** Plain training to the end. */
    public static Stage plain() {
        return new Stage(0, 1, false, 0, 0, 0);
    }
}
