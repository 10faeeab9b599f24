package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Param;

/**
 * Keeps every code with its class and answers with the class of the most similar one, the earlier among equals: 1 nearest
 * neighbour. The unit is a shelf; code number n stands on shelf n mod shelves.
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
        return 64L * shelves + 24L * context.inputSize("code") + Math.min(capacity, 10_000L) * 1024L;
    }

    @Override
    public Kernel<Tuple, Tuple> kernel(UnitRange range, int bits, long seed) {
        return new ReadoutKernel(range, classes, new NearestCode(this, range, bits));
    }

    /** The label of the best similarity; among equals of the smallest number of the code. */
    @Override
    public Reducer<Tuple, Tuple> reducer() {
        return (step, round, proposals) -> {
            if (step.learn()) {
                return Tuple.EMPTY;
            }
            Reals similarity = (Reals) Tuple.joinPart(proposals, 0);
            Ints number = (Ints) Tuple.joinPart(proposals, 1);
            Ints label = (Ints) Tuple.joinPart(proposals, 2);
            int best = 0;
            for (int s = 1; s < similarity.size(); s++) {
                double gain = similarity.get(s) - similarity.get(best);
                if (gain > 0 || (gain == 0 && number.get(s) < number.get(best))) {
                    best = s;
                }
            }
            return Tuple.of(Ints.of(label.get(best)));
        };
    }
}
