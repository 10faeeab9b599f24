package org.sparsecortex.dendrites.twolayer;

import java.io.DataInput;
import java.io.DataOutput;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;

/** Evaluates the capacity formulas of {@link TwoLayer}; it has no state. */
final class BranchCapacityKernel implements StreamedKernel<Tuple, Tuple> {
    private final BranchCapacityParams params;
    private final UnitRange range;

    BranchCapacityKernel(BranchCapacityParams params, UnitRange range) {
        this.params = params;
        this.range = range;
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
        return Tuple.EMPTY;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {}

    @Override
    public Signal read(String signal) {
        double[] values = new double[range.size()];
        for (int i = 0; i < values.length; i++) {
            int m = params.branches().get(range.from() + i);
            values[i] = switch (signal) {
                case "branches" -> m;
                case "linearBits" -> TwoLayer.linearBits(params.synapses(), params.inputs());
                case "branchedBits" -> TwoLayer.branchedBits(m, params.synapses() / m, params.inputs());
                default -> throw new IllegalArgumentException("branch capacity has no signal '" + signal + "'");
            };
        }
        return Reals.wrap(values);
    }

    @Override
    public void saveUnit(int unit, DataOutput out) {}

    @Override
    public void loadUnit(int unit, DataInput in) {}
}
