package org.sparsecortex.dendrites.twolayer;

import java.util.function.IntToDoubleFunction;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/** Evaluates the capacity formulas of {@link TwoLayer}; it has no state. */
record BranchCapacityKernel(BranchCapacityParams params, UnitRange range) implements IndependentKernel {
    static Outputs<BranchCapacityKernel> outputs(BranchCapacityParams p) {
        return new Outputs<BranchCapacityKernel>()
                .perUnit(
                        "branchedBits",
                        Kind.REALS,
                        p.units(),
                        "capacity with nonlinear branches, bits",
                        k -> k.each(m -> TwoLayer.branchedBits(m, p.synapses() / m, p.inputs())))
                .perUnit(
                        "linearBits",
                        Kind.REALS,
                        p.units(),
                        "capacity of the linear neuron, bits",
                        k -> k.each(m -> TwoLayer.linearBits(p.synapses(), p.inputs())))
                .perUnit("branches", Kind.REALS, p.units(), "branches m", k -> k.each(m -> m));
    }

    /** A value for each number of branches of the range. */
    private Reals each(IntToDoubleFunction value) {
        return Reals.wrap(params.branches().subList(range.from(), range.to()).stream()
                .mapToDouble(value::applyAsDouble)
                .toArray());
    }

    @Override
    public void step(Step step, Inputs inputs) {}

    @Override
    public Signal read(String signal) {
        return outputs(params).read(this, signal);
    }
}
