package org.sparsecortex.neurons.continual;

import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;

/** A trained model that learns only in steps in which its port {@code training} says so. */
final class GatedModel implements Model<Tuple, Tuple> {
    private final Model<Tuple, Tuple> inner;

    GatedModel(Model<Tuple, Tuple> inner) {
        this.inner = inner;
    }

    @Override
    public Kernel<Tuple, Tuple> kernel(UnitRange range) {
        return new GatedKernel(inner.kernel(range));
    }

    /** The proposals tell whether the step teaches: only then they hold gradients. */
    @Override
    public Reducer<Tuple, Tuple> reducer() {
        Reducer<Tuple, Tuple> reducer = inner.reducer();
        return (step, round, proposals) -> {
            boolean learn = proposals.stream().anyMatch(p -> p.reals(0).size() > 0);
            return reducer.reduce(new Step(step.index(), learn, step.reset()), round, proposals);
        };
    }

    private static final class GatedKernel implements Kernel<Tuple, Tuple> {
        private final Kernel<Tuple, Tuple> inner;

        GatedKernel(Kernel<Tuple, Tuple> inner) {
            this.inner = inner;
        }

        private static Step gated(Step step, Inputs inputs) {
            boolean learn = step.learn()
                    && (!inputs.has("training") || inputs.ints("training").get(0) == 1);
            return new Step(step.index(), learn, step.reset());
        }

        @Override
        public UnitRange range() {
            return inner.range();
        }

        @Override
        public Tuple propose(Step step, Inputs inputs, int round) {
            return inner.propose(gated(step, inputs), inputs, round);
        }

        @Override
        public void commit(Step step, Inputs inputs, int round, Tuple decision) {
            inner.commit(gated(step, inputs), inputs, round, decision);
        }

        @Override
        public Signal read(String signal) {
            return inner.read(signal);
        }

        @Override
        public void shared(State state) {
            inner.shared(state);
        }

        @Override
        public void unit(int unit, State state) {
            inner.unit(unit, state);
        }

        @Override
        public void loaded() {
            inner.loaded();
        }
    }
}
