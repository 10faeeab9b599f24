package org.sparsecortex.v1.population;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.v1.code.Dictionary;
import org.sparsecortex.v1.code.Penalty;

/**
 * Parameters of the locally competitive algorithm with one unit a neuron.
 *
 * <pre>  tau du_k/dt = c_k - u_k - sum_j (G_kj - [j = k]) a_j,   a = T_1(u),   c_k = phi_k . x  </pre>
 *
 * <p>A step shows one patch and runs {@code iterations} Euler steps from rest, each a round in which the active neurons tell
 * all others. Arithmetic is that of the solver {@code lca}, bit for bit. Source:
 * Rozell, Johnson, Baraniuk and Olshausen 2008, doi:10.1162/neco.2008.03-07-486, equation 4 [from memory]. Differs from the paper:
 * time is in Euler steps, and penalties other than l1 are allowed.
 */
@ModelType(
        name = "lca",
        summary =
                "Leaky neurons with lateral inhibition that settle on the sparse code of a patch; a unit is a neuron.",
        source = "Rozell, Johnson, Baraniuk and Olshausen 2008, Sparse coding via thresholding and local competition")
public record LcaParams(
        @Param(doc = "neurons", def = "128", symbol = "K", min = 1, max = 65536)
        int neurons,

        @Param(doc = "height and width of a patch", unit = "px", def = "12", min = 2, max = 256)
        int patch,

        @Param(doc = "what a coefficient costs", def = "{\"type\": \"l1\"}")
        Penalty penalty,

        @Param(doc = "weight of the penalty", def = "0.1", symbol = "lambda", min = 0, max = 1e6)
        double lambda,

        @Param(
                doc = "Euler step over membrane time constant, dt / tau; at most 1.5 / L of the dictionary is taken",
                def = "0.1",
                min = 1e-6,
                max = 1)
        double rate,

        @Param(doc = "Euler steps a patch", def = "200", min = 1, max = 100_000)
        int iterations)
        implements ModelParams {
    /** Drive, correlation, potential, activity, inhibition. */
    private static final long NEURON_BYTES = 20;

    public LcaParams {
        penalty.requireSeparable();
        Dictionary.checkSize("neurons", neurons, patch * patch);
    }

    @Override
    public int units() {
        return neurons;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("patch", Kind.REALS, true, "grey values, row by row"),
                new PortSpec(
                        "dictionary", Kind.REALS, false, "atoms one after another; open takes random Gabor functions"));
    }

    @Override
    public List<SignalSpec> signals() {
        return LcaKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return Dictionary.bytes(neurons, (long) patch * patch) + NEURON_BYTES * neurons + 8L * iterations;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("patch = patch " + patch + "^2, whose size", context.inputSize("patch"), (long) patch * patch);
        if (context.has("dictionary")) {
            Checks.equal(
                    "dictionary = neurons " + neurons + " x patch " + patch + "^2, whose size",
                    context.inputSize("dictionary"),
                    (long) neurons * patch * patch);
        }
        return Model.of(iterations, range -> new LcaKernel(this, context.seed(), range), Reducer.joinAll());
    }
}
