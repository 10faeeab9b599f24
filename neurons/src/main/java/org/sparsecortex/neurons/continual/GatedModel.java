package org.sparsecortex.neurons.continual;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/** A trained model that learns only in steps in which its port {@code training} says so. */
final class GatedModel implements Model {
    private final Model inner;

    GatedModel(Model inner) {
        this.inner = inner;
    }

    @Override
    public Kernel kernel(UnitRange range) {
        return new GatedKernel(inner.kernel(range));
    }

    /** The proposals tell whether the step teaches: only then they hold gradients. */
    @Override
    public Reducer reducer() {
        Reducer reducer = inner.reducer();
        return (step, phase, proposals) -> {
            boolean learn = proposals.stream().anyMatch(p -> p.reals(0).size() > 0);
            return reducer.reduce(new Step(step.index(), learn, step.reset()), phase, proposals);
        };
    }

    private static final class GatedKernel implements Kernel {
        private final Kernel inner;

        GatedKernel(Kernel inner) {
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
        public Packet propose(Step step, Inputs inputs, int phase) {
            return inner.propose(gated(step, inputs), inputs, phase);
        }

        @Override
        public void commit(Step step, Inputs inputs, int phase, Packet decision) {
            inner.commit(gated(step, inputs), inputs, phase, decision);
        }

        @Override
        public Signal read(String signal) {
            return inner.read(signal);
        }

        @Override
        public void saveShared(DataOutput out) throws IOException {
            inner.saveShared(out);
        }

        @Override
        public void loadShared(DataInput in) throws IOException {
            inner.loadShared(in);
        }

        @Override
        public void saveUnit(int unit, DataOutput out) throws IOException {
            inner.saveUnit(unit, out);
        }

        @Override
        public void loadUnit(int unit, DataInput in) throws IOException {
            inner.loadUnit(unit, in);
        }

        @Override
        public void loaded() {
            inner.loaded();
        }
    }
}
