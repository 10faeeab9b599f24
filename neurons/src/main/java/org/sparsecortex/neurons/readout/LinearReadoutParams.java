package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.param.Param;

/**
 * A linear classifier on codes, one against the rest: keeps the codes of learning and fits once learning ends.
 *
 * <pre>  min over w_c of |w_c|^2 / 2 + cost * sum_n max(0, 1 - y_n w_c . x_n)^2,   y_n = +1 for the class, else -1  </pre>
 *
 * Solved by coordinate descent on the dual. Source: Hsieh, Chang, Lin, Keerthi and Sundararajan 2008, doi:10.1145/1390156.1390208, "A dual coordinate
 * descent method for large-scale linear SVM", algorithm 1, squared hinge.
 *
 * <p>Differs from the paper: codes are visited in a keyed order and without shrinking; the bias is a further weight.
 */
@ModelType(
        name = "linear-readout",
        summary = "A linear support vector classifier on codes, fitted when learning ends.",
        source = "Hsieh et al. 2008, A dual coordinate descent method for large-scale linear SVM")
public record LinearReadoutParams(
        @Param(doc = "number of classes", def = "10", min = 2, max = 100_000)
        int classes,

        @Param(doc = "weight of errors against small weights", symbol = "C", def = "0.01", min = 1e-9, max = 1e9)
        double cost,

        @Param(doc = "passes over the stored codes in a fit", def = "30", min = 1, max = 100_000)
        int sweeps)
        implements Readout {
    private static final long TYPICAL_CODES = 10_000;

    @Override
    public int units() {
        return classes;
    }

    /** All codes that were learned are kept: memory of 10,000 of them with a 32nd of their bits set. */
    @Override
    public long estimatedBytes(BuildContext context) {
        long bits = context.inputSize("code");
        return ReadoutKernel.bytes(classes) + 8L * classes * (bits + 1) + TYPICAL_CODES * (96L + bits / 8);
    }

    @Override
    public Model<?, ?> model(int bits, long seed) {
        return Model.of(
                range -> new ReadoutKernel<>(
                        range, classes, new LinearReadout(this, range, bits, seed), ReadoutKernel.outputs(classes)),
                Margins::largest);
    }
}
