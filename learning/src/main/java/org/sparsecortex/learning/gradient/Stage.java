package org.sparsecortex.learning.gradient;

import org.sparsecortex.sdr.param.Param;

/** A stretch of updates under one regime. */
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
