package org.sparsecortex.sdr.network;

import java.util.Iterator;
import java.util.List;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.PacketTypes;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.state.StateLoading;
import org.sparsecortex.sdr.state.StateSaving;

/**
 * Drives the kernel of one range and can decide for its population; says where it was when something fails. Who calls it when,
 * and how proposals get to the other ranges, is up to a {@link StepDriver}, to actors, or to whatever carries packets.
 *
 * @param <P> what the range proposes
 * @param <D> what its population decides
 */
public final class RangeDriver<P extends Packet, D extends Packet> {
    private final String population;
    private final Reducer<P, D> reducer;
    private final int rounds;
    private final Kernel<P, D> kernel;

    private RangeDriver(String population, Model<P, D> model, UnitRange range) {
        this.population = population;
        this.reducer = model.reducer();
        this.rounds = model.rounds();
        this.kernel = model.kernel(range);
    }

    /** A driver of a fresh kernel; {@code population} is the name in failures. */
    public static <P extends Packet, D extends Packet> RangeDriver<P, D> of(
            String population, Model<P, D> model, UnitRange range) {
        return new RangeDriver<>(population, model, range);
    }

    /** The units of the range. */
    public UnitRange range() {
        return kernel.range();
    }

    /** Rounds of a step. */
    public int rounds() {
        return rounds;
    }

    /** See {@link Kernel#propose}; a failure, a lack of memory among them, becomes a {@link RunFailure}. */
    public P propose(Step step, Inputs inputs, int round) {
        try {
            return kernel.propose(step, inputs, round);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new RunFailure(population, range(), step.index(), e);
        }
    }

    /** See {@link Kernel#workAhead}. */
    public void workAhead(Step step) {
        try {
            kernel.workAhead();
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new RunFailure(population, range(), step.index(), e);
        }
    }

    /** The decision on the proposals of all ranges in unit order; a failure names no range. */
    public D decide(Step step, int round, List<P> proposals) {
        try {
            return reducer.reduce(step, round, proposals);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new RunFailure(population, null, step.index(), e);
        }
    }

    /** See {@link Kernel#commit}; a failure becomes a {@link RunFailure}. */
    public void commit(Step step, Inputs inputs, int round, D decision) {
        try {
            kernel.commit(step, inputs, round, decision);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new RunFailure(population, range(), step.index(), e);
        }
    }

    /** How to write and read what this range and the others of its population tell each other. */
    public PacketTypes<P, D> packets() {
        return PacketTypes.of(kernel);
    }

    /** The range's part of a signal of the step just committed. */
    public Signal read(String signal) {
        return kernel.read(signal);
    }

    /**
     * The state of the range's units in blocks, made when they are asked for.
     *
     * @param shared whether what all units of the population share comes first
     */
    public Iterator<byte[]> save(boolean shared) {
        return new StateSaving(kernel, shared);
    }

    /** Replaces the state by one that comes in blocks. */
    public StateLoading load() {
        return new StateLoading(kernel);
    }
}
