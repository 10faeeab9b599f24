package org.sparsecortex.simulations.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.sparsecortex.simulations.live.LiveOptions;
import org.sparsecortex.simulations.live.RowFeed;
import org.sparsecortex.simulations.problem.UserError;
import picocli.CommandLine.Option;

/** Options of a run with an input of type stream: where its rows come from, where its results go. */
final class FeedOptions {
    @Option(
            names = "--feed",
            paramLabel = "WHERE",
            description = "where the rows of the stream come from: - for standard input (default), a file that grows,"
                    + " or tcp:PORT of this machine")
    private String feed;

    @Option(
            names = "--replay",
            description = "standard input begins again with its first row when the run goes on: rows that are kept are"
                    + " compared and passed over")
    private boolean replay;

    @Option(
            names = "--keep-open",
            description = "the end of standard input leaves the run to be continued, as Ctrl-C does")
    private boolean keepOpen;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "file to which the results go as JSON lines, each once whatever happens (default: standard"
                    + " output)")
    private Path results;

    @Option(names = "--after", paramLabel = "STEP", description = "results on standard output begin after this step")
    private Long after;

    FeedOptions() {}

    LiveOptions toLiveOptions() {
        Optional<RowFeed> from = Optional.ofNullable(feed).map(RowFeed::parse);
        if (replay && from.isPresent() && !(from.get() instanceof RowFeed.StandardInput)) {
            throw new UserError("--replay is for standard input: of a file that grows the rows that are kept are always"
                    + " passed over, and a sender at a port is told which row is wanted");
        }
        if (keepOpen && from.isPresent() && !(from.get() instanceof RowFeed.StandardInput)) {
            throw new UserError("--keep-open is for standard input: the rows of " + feed + " have no end");
        }
        if (after != null && results != null) {
            throw new UserError("--after is for standard output: a file of results goes on after its last line");
        }
        return new LiveOptions(from, replay, keepOpen, Optional.ofNullable(results), after == null ? -1 : after);
    }
}
