package org.sparsecortex.v1.learn;

import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/** How the dictionary follows the codes of a batch. */
public sealed interface LearningRule {
    /** Gradient step on the reconstruction error. */
    @TypeName(
            value = "gradient",
            doc = "Phi += eta (x - Phi r) r^T summed over the batch, then unit norm: the rule of Rentzeperis et al."
                    + " 2023")
    record Gradient(
            @Param(doc = "learning rate", def = "0.005", symbol = "eta_Phi", min = 0, max = 1000)
            double rate,

            @Param(
                    doc = "batches after which the rate has halved, eta / (1 + t / halfLife); 0 keeps it",
                    unit = "batches",
                    def = "0",
                    min = 0,
                    max = 1e12)
            double halfLife,

            @Param(
                    doc = "whether each atom's step is divided by its own energy in the batch plus the mean energy"
                            + " of all atoms, which frees the rate from the scale of the codes",
                    def = "false")
            boolean normalised)
            implements LearningRule {}

    /** Block-coordinate descent on accumulated moments. */
    @TypeName(
            value = "block-coordinate",
            doc = "one pass of phi_k += (b_k - Phi a_k) / A_kk over A = sum r r^T, B = sum x r^T (Mairal et al. 2010)")
    record BlockCoordinate(
            @Param(doc = "factor on the moments of earlier batches", def = "0.95", symbol = "beta", min = 0, max = 1)
            double forgetting)
            implements LearningRule {}
}
