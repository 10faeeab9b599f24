package org.sparsecortex.neurons.pooler;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/** Parameters of the statistics of a stream of SDRs. */
@ModelType(
        name = "code-statistics",
        summary = "Quality of a stream of SDRs: sparsity, entropy of the use of bits, stability of the code of each"
                + " pattern.",
        source = "Cui, Ahmad and Hawkins 2017, The HTM spatial pooler, section on metrics")
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
        return List.of(
                SignalSpec.perUnit("sparsity", Kind.REALS, 1, "fraction of active bits, 0..1"),
                SignalSpec.perUnit(
                        "entropy", Kind.REALS, 1, "entropy of the use of bits over its largest value, 1: all alike"),
                SignalSpec.perUnit(
                        "stability",
                        Kind.REALS,
                        1,
                        "fraction of the active bits that the last SDR of the same pattern had; NaN the first time"));
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
        return new Model<Tuple, Tuple>() {
            @Override
            public Kernel<Tuple, Tuple> kernel(UnitRange range) {
                return new CodeStatisticsKernel(CodeStatisticsParams.this, context, range);
            }

            @Override
            public Reducer<Tuple, Tuple> reducer() {
                return Tuple.none();
            }
        };
    }
}
