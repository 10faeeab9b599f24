package org.sparsecortex.neurons.readout;

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
 * An observer of replay: keeps the code of every numbered step of learning and later compares the present code with the one
 * of the same number. The unit is a shelf; number n stands on shelf n mod shelves.
 *
 * <pre>  agreement = |x and x_n| / |x_n|,   NaN if number n was never kept  </pre>
 *
 * x: present code; x_n: that of number n. Source: Rinkus and Leveille 2017 (arXiv 1710.07829) for what is compared; the
 * measure is ours.
 */
@ModelType(
        name = "code-trace",
        summary = "Agreement of the present code with the one of the same number in learning: a measure of replay.",
        source = "Rinkus and Leveille 2017, Superposed episodic and semantic memory via sparse distributed"
                + " representation")
public record TraceParams(
        @Param(doc = "numbers, 0 .. numbers - 1, that are kept", def = "100000", min = 1, max = 100_000_000)
        int numbers,

        @Param(doc = "shelves, the units over which the codes are spread", def = "16", min = 1, max = 4096)
        int shelves)
        implements ModelParams {
    @Override
    public int units() {
        return shelves;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("code", Kind.SDR, true, "code to keep or compare"),
                new PortSpec("number", Kind.INTS, true, "its number; -1 for none"));
    }

    @Override
    public List<SignalSpec> signals() {
        return TraceKernel.outputs().specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 256L * Math.min(numbers, 100_000);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("number: numbers that arrive", context.inputSize("number"), 1);
        return Model.of(range -> new TraceKernel(this, range), TraceKernel::found);
    }
}
