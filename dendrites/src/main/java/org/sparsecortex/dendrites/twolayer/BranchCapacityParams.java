package org.sparsecortex.dendrites.twolayer;

import java.util.List;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * A neuron with a fixed number of synapses, spread over more and more branches; the unit is a number of branches.
 *
 * <pre>
 *   linear   = 2 log2 C(s + d - 1, s)
 *   branched = 2 log2 C(f + m - 1, m),  f = C(s / m + d - 1, s / m)
 * </pre>
 *
 * Source: Poirazi and Mel 2001, doi:10.1016/S0896-6273(01)00252-5, from memory; {@link TwoLayer}.
 */
@ModelType(
        name = "branch-capacity",
        summary = "Storage capacity of a neuron whose synapses lie on a number of nonlinear branches, against a linear"
                + " neuron.",
        source = "Poirazi and Mel 2001, Impact of active dendrites and structural plasticity on the memory capacity of"
                + " neural tissue",
        kind = ModelType.Kind.STUDY)
public record BranchCapacityParams(
        @Param(doc = "synapses of the neuron", symbol = "s", def = "10000", min = 1, max = 1e6)
        int synapses,

        @Param(doc = "distinct inputs", symbol = "d", def = "400", min = 1, max = 1e6)
        int inputs,

        @Param(doc = "numbers of branches; each divides the synapses", symbol = "m", min = 1, max = 1e6)
        List<Integer> branches)
        implements ModelParams {
    public BranchCapacityParams {
        Checks.that(!branches.isEmpty(), "branches", "[]", "at least one value is needed");
        for (int m : branches) {
            Checks.that(synapses % m == 0, "branches", m, "must divide synapses = " + synapses);
        }
    }

    @Override
    public int units() {
        return branches.size();
    }

    @Override
    public List<PortSpec> ports() {
        return List.of();
    }

    @Override
    public List<SignalSpec> signals() {
        return BranchCapacityKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 64L * units();
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        return Model.independent(range -> new BranchCapacityKernel(this, range));
    }
}
