package org.sparsecortex.sdr.kernel;

/** A kernel whose units neither compete nor share anything ({@link Model#independent}): it proposes nothing, and a step is one call. */
public interface IndependentKernel extends Kernel<Packet.Nothing, Packet.Nothing> {
    /** Updates the state of the range. */
    void step(Step step, Inputs inputs);

    @Override
    default Packet.Nothing propose(Step step, Inputs inputs, int round) {
        return Packet.NOTHING;
    }

    @Override
    default void commit(Step step, Inputs inputs, int round, Packet.Nothing decision) {
        step(step, inputs);
    }
}
