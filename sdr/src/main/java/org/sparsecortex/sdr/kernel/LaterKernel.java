package org.sparsecortex.sdr.kernel;

import org.sparsecortex.sdr.Signal;

/** A kernel that has been through some steps elsewhere: it counts its steps on from these. */
record LaterKernel<P extends Packet, D extends Packet>(Kernel<P, D> kernel, long before) implements Kernel<P, D> {
    private Step later(Step step) {
        return new Step(step.index() + before, step.learn(), step.reset());
    }

    @Override
    public UnitRange range() {
        return kernel.range();
    }

    @Override
    public P propose(Step step, Inputs inputs, int round) {
        return kernel.propose(later(step), inputs, round);
    }

    @Override
    public void workAhead() {
        kernel.workAhead();
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, D decision) {
        kernel.commit(later(step), inputs, round, decision);
    }

    @Override
    public Signal read(String signal) {
        return kernel.read(signal);
    }

    @Override
    public void shared(State state) {
        kernel.shared(state);
    }

    @Override
    public void unit(int unit, State state) {
        kernel.unit(unit, state);
    }

    @Override
    public void loaded() {
        kernel.loaded();
    }

    @Override
    public void imported() {
        kernel.imported();
    }
}
