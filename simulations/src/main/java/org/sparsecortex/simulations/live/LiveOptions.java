package org.sparsecortex.simulations.live;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the rows of a stream come to a run, and where its results go. Nothing here can change a result.
 *
 * @param feed where rows come from; empty for standard input
 * @param replay whether the feed begins again with the first row when the run goes on; rows that are kept are compared and passed
 *     over
 * @param keepOpen whether the end of the rows leaves the run to be continued, as Ctrl-C does
 * @param results file of JSON lines; empty for standard output
 * @param after lines of steps up to this one are not printed on standard output; -1 prints all
 */
public record LiveOptions(
        Optional<RowFeed> feed, boolean replay, boolean keepOpen, Optional<Path> results, long after) {
    /** Rows from standard input, results to standard output. */
    public static LiveOptions defaults() {
        return new LiveOptions(Optional.empty(), false, false, Optional.empty(), -1);
    }

    /** Whether anything differs from the defaults. */
    public boolean isGiven() {
        return !equals(defaults());
    }
}
