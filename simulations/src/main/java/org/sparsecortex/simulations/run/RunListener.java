package org.sparsecortex.simulations.run;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Watches a run and may ask it to stop. */
public interface RunListener {
    /** {@code done} of {@code total} steps are done; called at least about twice a second. */
    default void progress(long done, long total) {}

    /** Whether the run should write a checkpoint and end. */
    default boolean stopRequested() {
        return false;
    }

    /** Step at which the run writes a checkpoint and ends, if it has not ended before. */
    default long stopAt() {
        return Long.MAX_VALUE;
    }

    /** Whether somebody looks at the records while the run goes on: they are then as new as its progress. */
    default boolean isWatched() {
        return false;
    }

    /**
     * The run is computed by workers.
     *
     * @param table what is known of each, by name; may be asked at any time, by any thread
     */
    default void workers(Supplier<List<Map<String, String>>> table) {}

    /** A line for the user. */
    default void message(String line) {}

    /** Whole lines of results for standard output, to be shown at once. */
    default void results(String lines) {}
}
