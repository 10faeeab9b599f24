package org.sparsecortex.v1.learn;

import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * How the dictionary follows the codes of a step.
 *
 * <pre>
 *   gradient          phi_k &lt;- phi_k + eta sum_p r_pk (x_p - Phi r_p),   then |phi_k| = 1;   eta halves after halfLife steps
 *   block-coordinate  A &lt;- beta A + sum_p r_p r_p^T,   B &lt;- beta B + sum_p x_p r_p^T,   phi_k &lt;- phi_k + (b_k - Phi a_k) / A_kk
 * </pre>
 *
 * x_p: patch; r_p: its code. Source: Rentzeperis et al. 2023, doi:10.1371/journal.pcbi.1011459; Mairal, Bach, Ponce and
 * Sapiro 2010 (arXiv 0908.0050), algorithm 2.
 */
public sealed interface LearningRule {
    /** Gradient step on the reconstruction error. */
    @TypeName(
            value = "gradient",
            doc = "Phi += eta (x - Phi r) r^T summed over the samples, then unit norm: the rule of Rentzeperis et al."
                    + " 2023")
    record Gradient(
            @Param(doc = "learning rate", def = "0.005", symbol = "eta_Phi", min = 0, max = 1000)
            double rate,

            @Param(
                    doc = "steps after which the rate has halved, eta / (1 + t / halfLife); 0 keeps it",
                    unit = "steps",
                    def = "0",
                    min = 0,
                    max = 1e12)
            double halfLife,

            @Param(
                    doc = "whether each atom's step is divided by its own energy in the step plus the mean energy"
                            + " of all atoms, which frees the rate from the scale of the codes",
                    def = "false")
            boolean normalised)
            implements LearningRule {}

    /** Block-coordinate descent on accumulated moments. */
    @TypeName(
            value = "block-coordinate",
            doc = "one pass of phi_k += (b_k - Phi a_k) / A_kk over A = sum r r^T, B = sum x r^T (Mairal et al. 2010)")
    record BlockCoordinate(
            @Param(doc = "factor on the moments of earlier steps", def = "0.95", symbol = "beta", min = 0, max = 1)
            double forgetting)
            implements LearningRule {}
}
