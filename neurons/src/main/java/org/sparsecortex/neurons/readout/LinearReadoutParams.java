package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.TopK;
import org.sparsecortex.sdr.param.Param;

/**
 * A linear classifier on codes, one against the rest: keeps the codes of learning and fits once learning ends.
 *
 * <pre>  min over w_c of |w_c|^2 / 2 + cost * sum_n max(0, 1 - y_n w_c . x_n)^2,   y_n = +1 for the class, else -1  </pre>
 *
 * Solved by coordinate descent on the dual. Source: Hsieh, Chang, Lin, Keerthi and Sundararajan 2008, "A dual coordinate
 * descent method for large-scale linear SVM", algorithm 1, squared hinge.
 */
public record LinearReadoutParams(
        @Param(doc = "number of classes", def = "10", min = 2, max = 100_000)
        int classes,

        @Param(doc = "weight of errors against small weights", symbol = "C", def = "0.01", min = 1e-9, max = 1e9)
        double cost,

        @Param(doc = "passes over the stored codes in a fit", def = "30", min = 1, max = 100_000)
        int sweeps)
        implements Readout {
    @Override
    public int units() {
        return classes;
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 8L * classes * context.inputSize("code");
    }

    @Override
    public Kernel kernel(UnitRange range, int bits, long seed) {
        return new ReadoutKernel(range, classes, new LinearReadout(this, range, bits, seed));
    }

    @Override
    public Reducer reducer() {
        return (step, phase, proposals) -> {
            if (step.learn()) {
                return Packet.EMPTY;
            }
            Reals margins = (Reals) Packet.joinPart(proposals, 0);
            return Packet.of(Ints.of(TopK.argMax(margins.toArray())));
        };
    }
}
