package org.sparsecortex.sdr.network;

/**
 * Carries a network from step to step. Every implementation gives the same values for the same network.
 */
public interface Runner extends AutoCloseable {
    /** Number of steps done; the index of the next one. */
    long position();

    /**
     * Runs the steps position .. to - 1 and hands the watched signals of each to {@code observer}. Returns once all of them
     * are done.
     *
     * @throws RunFailure if a kernel or the observer throws; the runner cannot be used afterwards
     */
    void runTo(long to, StepObserver observer);

    /**
     * The whole state after {@link #position()} steps, independent of the partitioning. That of the populations is read block by block
     * when somebody opens it, one at a time, and only until the runner goes on: {@link Snapshot#held} copies it.
     */
    Snapshot snapshot();

    /**
     * Continues from a snapshot of the same network, cut in any way. Each range is given its part, block by block; states of
     * populations that are those of this runner itself, of its last snapshot, stay where they are.
     *
     * @throws IllegalArgumentException if populations or unit counts differ
     * @throws java.io.UncheckedIOException if a state cannot be read; after a failure the runner cannot be used
     */
    void restore(Snapshot snapshot);

    @Override
    void close();
}
