package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.param.Param;

/**
 * Keeps every code with its class and answers with the class of the most similar one, the earlier among equals: 1 nearest
 * neighbour. The unit is a shelf; code number n stands on shelf n mod shelves.
 *
 * <pre>  class = class of argmax_n s(x, x_n),   s: overlap |x and x_n|, or by another {@code measure}  </pre>
 *
 * Source: Cover and Hart 1967, doi:10.1109/TIT.1967.1053964.
 *
 * <p>Differs from the paper: similarity of codes instead of a distance of points.
 */
@ModelType(
        name = "nearest-code",
        summary = "The class of the most similar stored code: 1 nearest neighbour.",
        source = "Cover and Hart 1967, Nearest neighbor pattern classification")
public record NearestCodeParams(
        @Param(doc = "number of classes", def = "10", min = 2, max = 100_000)
        int classes,

        @Param(doc = "shelves, the units over which the stored codes are spread", def = "16", min = 1, max = 4096)
        int shelves,

        @Param(doc = "largest number of codes kept; later ones are not", def = "100000", min = 1, max = 100_000_000)
        int capacity,

        @Param(doc = "what is similar", def = "\"overlap\"") Measure measure)
        implements Readout {
    /** Similarity of two codes. */
    public enum Measure {
        /** Number of common bits. */
        OVERLAP,
        /** Number of bits that differ, negative. */
        HAMMING,
        /** Common bits over the geometric mean of both numbers of bits. */
        COSINE
    }

    @Override
    public int units() {
        return shelves;
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return ReadoutKernel.bytes(classes)
                + 64L * shelves
                + 24L * context.inputSize("code")
                + Math.min(capacity, 10_000L) * 1024L;
    }

    @Override
    public Model<?, ?> model(int bits, long seed) {
        return Model.of(
                range -> new ReadoutKernel<>(
                        range, classes, new NearestCode(this, range, bits), ReadoutKernel.outputs(classes)),
                NearestCode::nearest);
    }
}
