package org.sparsecortex.dendrites.twolayer;

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

/** A neuron with a fixed number of synapses, spread over more and more branches; the unit is a number of branches. */
@ModelType(
        name = "branch-capacity",
        summary = "Storage capacity of a neuron whose synapses lie on a number of nonlinear branches, against a linear"
                + " neuron.",
        source = "Poirazi and Mel 2001, Impact of active dendrites and structural plasticity on the memory capacity of"
                + " neural tissue")
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
        int n = units();
        return List.of(
                SignalSpec.perUnit("branchedBits", Kind.REALS, n, "capacity with nonlinear branches, bits"),
                SignalSpec.perUnit("linearBits", Kind.REALS, n, "capacity of the linear neuron, bits"),
                SignalSpec.perUnit("branches", Kind.REALS, n, "branches m"));
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 64L * units();
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        return new Model<Tuple, Tuple>() {
            @Override
            public Kernel<Tuple, Tuple> kernel(UnitRange range) {
                return new BranchCapacityKernel(BranchCapacityParams.this, range);
            }

            @Override
            public Reducer<Tuple, Tuple> reducer() {
                return Tuple.none();
            }
        };
    }
}
