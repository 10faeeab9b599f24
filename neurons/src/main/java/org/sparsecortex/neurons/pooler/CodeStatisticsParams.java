package org.sparsecortex.neurons.pooler;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Parameters of the statistics of a stream of SDRs: sparsity, entropy and stability.
 *
 * <pre>
 *   D_i += (x_i - D_i) / min(steps so far, period)
 *   entropy = sum_i h(D_i) / (n h(mean D)),  h(p) = -p ln p - (1 - p) ln(1 - p);  1 when all bits are used equally
 *   stability = |x and the last x of the same pattern| / |x|
 * </pre>
 *
 * Source: Cui, Ahmad and Hawkins 2017, doi:10.3389/fncom.2017.00111; dividing by the largest possible entropy is ours, so that 1 is the best value for any
 * size.
 */
@ModelType(
        name = "code-statistics",
        summary = "Quality of a stream of SDRs: sparsity, entropy of the use of bits, stability of the code of each"
                + " pattern.",
        source = "Cui, Ahmad and Hawkins 2017, The HTM spatial pooler, section on metrics",
        kind = ModelType.Kind.MEASURE)
public record CodeStatisticsParams(
        @Param(doc = "steps over which the use of bits is averaged", unit = "steps", def = "1000", min = 1, max = 1e9)
        int period,

        @Param(
                doc = "number of different patterns, the values 0 .. patterns - 1 of port index",
                def = "1",
                min = 1,
                max = 1 << 20)
        int patterns)
        implements ModelParams {
    private static final long BYTES_PER_BIT = 8;

    @Override
    public int units() {
        return 1;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("code", Kind.SDR, true, "the SDRs"),
                new PortSpec("index", Kind.INTS, false, "number of the pattern that the SDR encodes"));
    }

    @Override
    public List<SignalSpec> signals() {
        return CodeStatisticsKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return BYTES_PER_BIT * context.inputSize("code") * 2 + patterns * 256L;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        if (context.has("index")) {
            Checks.equal("size of input 'index'", context.inputSize("index"), 1);
        }
        return Model.independent(range -> new CodeStatisticsKernel(this, context, range));
    }
}
