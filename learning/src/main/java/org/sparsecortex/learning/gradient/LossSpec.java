package org.sparsecortex.learning.gradient;

import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * What a network is trained for.
 *
 * <pre>
 *   cross-entropy    L = -ln p_label,  p = softmax of the outputs                           mean over the samples
 *   reconstruction   L = (1/D) sum over i of (y_i - x_i)^2,  y = network(x + noise n)       n_i ~ Normal(0, 1), drawn anew in each update
 * </pre>
 *
 * x: sample of D numbers; tests have no noise. Source: Vincent, Larochelle, Bengio and Manzagol 2008, "Extracting and composing robust
 * features with denoising autoencoders" (doi:10.1145/1390156.1390294). Differs from the paper: normal noise instead of numbers set to 0.
 */
public sealed interface LossSpec {
    /** Whether samples have classes, which the network is to name. */
    default boolean classifies() {
        return this instanceof CrossEntropy;
    }

    /** Classes of the samples. */
    @TypeName(value = "cross-entropy", doc = "the network names the class of a sample")
    record CrossEntropy() implements LossSpec {}

    /** The samples themselves. */
    @TypeName(
            value = "reconstruction",
            doc = "the network gives the sample back, an autoencoder; no labels, and no accuracy")
    record Reconstruction(
            @Param(
                    doc = "standard deviation of the noise that is added to each number of a sample that teaches",
                    def = "0",
                    min = 0,
                    max = 1e6)
            double noise)
            implements LossSpec {}
}
