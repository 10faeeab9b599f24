package org.sparsecortex.sdr.kernel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Signal;

/**
 * The arithmetic of one range of units: single-threaded, deterministic, free of clocks, threads, files and actors.
 *
 * <p>A step runs {@link Model#phases} rounds. In each, all ranges of the population {@link #propose}, the {@link Reducer} turns
 * the proposals into one decision, and all ranges {@link #commit} it. After the last commit {@link #read} gives the range's
 * part of any signal. When {@code step.reset()} is set, the kernel forgets its context at the start of phase 0.
 *
 * <p>The contract that makes results independent of the partitioning: a unit's new state is a function of its own state,
 * the inputs, the decision and keyed draws. State is saved per unit plus one shared part that is equal in all ranges; a
 * kernel over any other range can load it.
 */
public interface Kernel {
    /** The units this kernel owns. */
    UnitRange range();

    /** The range's proposal for a phase. Must not depend on other ranges. */
    Packet propose(Step step, Inputs inputs, int phase);

    /**
     * Does now what {@link #commit} would do whatever the decision is; commit does what was not done. A runner may call this
     * after a proposal, so that the range works while proposals and decision travel.
     */
    default void workAhead() {}

    /** Takes the population's decision and updates state. */
    void commit(Step step, Inputs inputs, int phase, Packet decision);

    /**
     * The range's fragment (or the whole, for a global signal) of a signal of the step just committed.
     *
     * @throws IllegalArgumentException if the model has no signal of that name
     */
    Signal read(String signal);

    /** Writes the state that all ranges share, equal in each; nothing by default. */
    default void saveShared(DataOutput out) throws IOException {}

    /** Reads what {@link #saveShared} wrote. */
    default void loadShared(DataInput in) throws IOException {}

    /** Writes the whole state of one owned unit. */
    void saveUnit(int unit, DataOutput out) throws IOException;

    /** Replaces the state of one owned unit by what {@link #saveUnit} wrote; called in ascending unit order. */
    void loadUnit(int unit, DataInput in) throws IOException;

    /** Called once after all units are loaded, to rebuild indexes that are derived from state. */
    default void loaded() {}
}
