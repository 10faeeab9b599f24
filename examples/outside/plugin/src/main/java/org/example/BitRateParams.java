package org.example;

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
 * How often each bit of an SDR was active of late, and which was active most.
 *
 * <pre>  r_i(t) = r_i(t - 1) + (x_i(t) - r_i(t - 1)) / tau  </pre>
 *
 * x_i: bit i, 0 or 1; r_i: its rate, 0..1, at first 0; tau: time constant in steps. The unit is a bit.
 */
@ModelType(
        name = "bit-rate",
        summary = "Running rate of each bit, and the bit with the highest one.",
        source = "Dayan and Abbott 2001, Theoretical Neuroscience, section 1.2 (exponential window)")
public record BitRateParams(
        @Param(doc = "bits of the input", symbol = "n", min = 1, max = 1 << 24)
        int bits,

        @Param(doc = "time constant", symbol = "tau", unit = "steps", def = "20", min = 1, max = 1e6)
        double tau)
        implements ModelParams {
    @Override
    public int units() {
        return bits;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(new PortSpec("sdr", Kind.SDR, true, "the bits"));
    }

    @Override
    public List<SignalSpec> signals() {
        return BitRateKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 16L * bits;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("sdr: bits that arrive", context.inputSize("sdr"), bits);
        return Model.of(range -> new BitRateKernel(this, range), BitRateKernel::busiest);
    }
}
