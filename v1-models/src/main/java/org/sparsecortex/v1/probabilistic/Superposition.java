package org.sparsecortex.v1.probabilistic;

import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * How the fields of active units together give the mean of a sample.
 *
 * <pre>
 *   linear         mean_d = sum over h of s_h W_hd          max   mean_d = max over h of s_h W_hd
 *   max-magnitude  mean_d = the s_h W_hd of largest magnitude
 * </pre>
 *
 * Source: Exarchakis et al. 2019, arXiv 1908.06843; the papers of the models are named in docs/models/probabilistic-coding.md.
 */
public sealed interface Superposition {
    /** mean_d = sum_h s_h W_hd. */
    @TypeName(value = "linear", doc = "fields add up")
    record Linear() implements Superposition {}

    /**
     * mean_d = max_h s_h W_hd, for fields that are nowhere negative.
     *
     * <pre>  m_d = (sum_h s_h W_hd^rho)^(1/rho),   rho = 1 / (1 - 1 / max(T, c))  </pre>
     *
     * A soft maximum with T: temperature; c: softness. At T = 1 and c = 1.05 rho is 21.
     */
    @TypeName(value = "max", doc = "the strongest field counts; no field is negative anywhere")
    record Max(
            @Param(
                    doc = "lowest temperature of the soft maximum; the nearer to 1, the harder",
                    def = "1.05",
                    symbol = "c",
                    min = 1.001,
                    max = 10)
            double softness)
            implements Superposition {}

    /** mean_d = the s_h W_hd of the largest magnitude, soft as in {@link Max}; fields have both signs. */
    @TypeName(value = "max-magnitude", doc = "the field of the largest magnitude counts, with its sign")
    record MaxMagnitude(
            @Param(
                    doc = "lowest temperature of the soft maximum; the nearer to 1, the harder",
                    def = "1.2",
                    symbol = "c",
                    min = 1.001,
                    max = 10)
            double softness,

            @Param(
                    doc = "whether a field that few samples spoke for moves only part of the way to its new value",
                    def = "true")
            boolean inertia)
            implements Superposition {}
}
