package org.sparsecortex.neurons.spiking;

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
 * Two-layer neurons under all combinations of {@code active} and {@code spread}; the unit is a neuron. Active synapses are
 * those of the condition, laid evenly on {@code spread} branches, plus those that the port {@code input} reaches.
 *
 * <pre>  y = g(sum over branches of alpha s(n_b))  </pre>
 *
 * n_b: active synapses on branch b; s, g: {@link org.sparsecortex.dendrites.twolayer.TwoLayer}. Source: Poirazi, Brannon and
 * Mel 2003, doi:10.1016/S0896-6273(03)00149-1, constants from memory.
 */
@ModelType(
        name = "two-layer-neuron",
        summary =
                "Neurons whose branches sum nonlinearly before the soma sums branches: rate against number and place of"
                        + " synapses.",
        source = "Poirazi, Brannon and Mel 2003, Pyramidal neuron as two-layer neural network")
public record TwoLayerNeuronParams(
        @Param(doc = "neurons of each condition", def = "1", min = 1, max = 1_000_000)
        int neurons,

        @Param(doc = "branches of a neuron", def = "40", min = 1, max = 100_000)
        int branches,

        @Param(doc = "synapses of a branch on random sources of the port input", def = "20", min = 1, max = 65535)
        int synapsesPerBranch,

        @Param(doc = "weight of a branch at the soma", symbol = "alpha", def = "1", min = 0, max = 1000)
        double branchWeight,

        @Param(doc = "active synapses, one condition each", def = "[0]", min = 0, max = 1e6)
        List<Integer> active,

        @Param(doc = "branches over which they are spread, one condition each", def = "[1]", min = 1, max = 1e5)
        List<Integer> spread)
        implements ModelParams {
    public TwoLayerNeuronParams {
        Checks.that(!active.isEmpty() && !spread.isEmpty(), "active", active, "active and spread need a value each");
        for (int m : spread) {
            Checks.that(m <= branches, "spread", m, "must not exceed branches = " + branches);
        }
        Checks.that(
                (long) neurons * active.size() * spread.size() <= 1_000_000,
                "neurons",
                neurons,
                "with all conditions there are more than 1000000 neurons");
    }

    /** Active synapses of the condition of a unit. */
    int activeOf(int unit) {
        return active.get(unit / neurons % active.size());
    }

    /** Branches that share them. */
    int spreadOf(int unit) {
        return spread.get(unit / neurons / active.size());
    }

    @Override
    public int units() {
        return neurons * active.size() * spread.size();
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(new PortSpec("input", Kind.SDR, false, "presynaptic activity"));
    }

    @Override
    public List<SignalSpec> signals() {
        return TwoLayerNeuronKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return units() * (64L + (context.has("input") ? branches * (40L + 10L * synapsesPerBranch) : 8L * branches));
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        if (context.has("input")) {
            Checks.that(
                    synapsesPerBranch <= context.inputSize("input"),
                    "synapsesPerBranch",
                    synapsesPerBranch,
                    "must not exceed the " + context.inputSize("input") + " sources at port input");
        }
        return Model.independent(range -> new TwoLayerNeuronKernel(this, context, range));
    }
}
