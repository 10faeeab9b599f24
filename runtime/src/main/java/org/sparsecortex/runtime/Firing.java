package org.sparsecortex.runtime;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;

/**
 * One step of one population with all its inputs.
 *
 * <p>In one process the inputs are there and every range gets the same object. To another process goes, for each connection in
 * the order of the ports, only what cannot be computed there ({@link Arrival}); the ranges of that process gather their inputs
 * from it together, once.
 *
 * <p>Messages carry several firings or their results at once, because handing a message to another thread costs as much as a
 * step of a small model; but none waits for more than {@link #TOGETHER} others or longer than {@link #PATIENCE_NANOS}; those that only
 * a record waits for, {@link #RECORD_PATIENCE_NANOS}.
 */
final class Firing {
    /** Steps in one message at most. */
    static final int TOGETHER = 64;

    /** How long a finished step waits for the next one before it is reported, in ns. */
    static final long PATIENCE_NANOS = 500_000;

    /** How long it waits if no population reads its signals: each message takes processors from ranges, in three processes. */
    static final long RECORD_PATIENCE_NANOS = 100_000_000;

    private final Step step;
    private final List<Arrival> arrivals;
    private final Supplier<Inputs> gathering;
    /** Whether sources are read when the inputs are gathered, which may take long. */
    private final boolean reads;

    private Inputs inputs;

    /**
     * What a connection brings to a step.
     *
     * @param signal the signal; null if the receiver reads the input at the step itself, as a source is a function of the step
     */
    record Arrival(Signal signal) {
        /** An input that the receiver reads itself. */
        static final Arrival READ_THERE = new Arrival(null);
    }

    private Firing(Step step, List<Arrival> arrivals, boolean reads, Supplier<Inputs> gathering) {
        this.step = step;
        this.arrivals = arrivals;
        this.reads = reads;
        this.gathering = gathering;
    }

    /** A firing for ranges of this process. */
    static Firing here(Step step, Inputs inputs) {
        return new Firing(step, List.of(), false, () -> inputs);
    }

    /** A firing for ranges of other processes, in the order of the ports' connections. */
    static Firing elsewhere(Step step, List<Arrival> arrivals) {
        return new Firing(step, arrivals, false, () -> {
            throw new IllegalStateException(
                    "the inputs of step " + step.index() + " are gathered where its ranges are");
        });
    }

    /**
     * A firing that has come from another process; the first range that needs the inputs gathers them for all.
     *
     * @param reads whether that reads sources
     */
    static Firing arrived(Step step, boolean reads, Supplier<Inputs> gathering) {
        return new Firing(step, List.of(), reads, gathering);
    }

    Step step() {
        return step;
    }

    /**
     * Has the inputs gathered by another thread, while the range that will need them is at work or waits. What fails there fails
     * again where they are needed, in the order of steps. Inputs without anything to read are left: to wake a thread costs more.
     */
    void gatherAhead() {
        if (reads) {
            Callable<Inputs> reading = this::inputs;
            var unused = ForkJoinPool.commonPool().submit(reading);
        }
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    /** All inputs of the step. */
    synchronized Inputs inputs() {
        if (inputs == null) {
            inputs = gathering.get();
        }
        return inputs;
    }
}
