package org.sparsecortex.sdr.kernel;

import org.sparsecortex.sdr.Signal;

/**
 * The arithmetic of one range of units: single-threaded, deterministic, free of clocks, threads, files and actors.
 *
 * <p>A step runs {@link Model#rounds} rounds. In each, all ranges of the population {@link #propose}, the {@link Reducer} turns
 * the proposals into one decision, and all ranges {@link #commit} it. After the last commit {@link #read} gives the range's
 * part of any signal. When {@code step.reset()} is set, the kernel forgets its context at the start of round 0.
 *
 * <p>The contract that makes results independent of the partitioning: a unit's new state is a function of its own state,
 * the inputs, the decision and keyed draws. State is saved per unit plus one shared part that is equal in all ranges; a
 * kernel over any other range can load it.
 *
 * @param <P> what the range proposes
 * @param <D> what the population decides
 */
public interface Kernel<P extends Packet, D extends Packet> {
    /** The units this kernel owns. */
    UnitRange range();

    /** The range's proposal for a round. Must not depend on other ranges. */
    P propose(Step step, Inputs inputs, int round);

    /**
     * Does now what {@link #commit} would do whatever the decision is; commit does what was not done. A runner may call this
     * after a proposal, so that the range works while proposals and decision travel.
     */
    default void workAhead() {}

    /** Takes the population's decision and updates state. */
    void commit(Step step, Inputs inputs, int round, D decision);

    /**
     * The range's fragment (or the whole, for a global signal) of a signal of the step just committed; usually by {@link
     * Outputs}.
     *
     * @throws IllegalArgumentException if the model has no signal of that name
     */
    Signal read(String signal);

    /** Visits the state that all ranges share, equal in each; nothing by default. */
    default void shared(State state) {}

    /**
     * Visits the whole state of one owned unit; nothing by default. While loading, units come in ascending order after the
     * shared state.
     */
    default void unit(int unit, State state) {}

    /** Called once after all units are loaded, to rebuild indexes that are derived from state. */
    default void loaded() {}

    /**
     * Called once on a kernel that owns all units after {@link #loaded}, if parts of its state came from another program: makes
     * the rest of the state follow from them. Nothing by default.
     */
    default void imported() {}
}
