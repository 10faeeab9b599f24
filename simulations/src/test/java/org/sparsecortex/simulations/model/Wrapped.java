package org.sparsecortex.simulations.model;

import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/** A kernel that does what another one does, but for what a test overrides. */
class Wrapped<P extends Packet, D extends Packet> implements Kernel<P, D> {
    private final Kernel<P, D> inner;

    Wrapped(Kernel<P, D> inner) {
        this.inner = inner;
    }

    @Override
    public UnitRange range() {
        return inner.range();
    }

    @Override
    public P propose(Step step, Inputs inputs, int round) {
        return inner.propose(step, inputs, round);
    }

    @Override
    public void workAhead() {
        inner.workAhead();
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, D decision) {
        inner.commit(step, inputs, round, decision);
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
