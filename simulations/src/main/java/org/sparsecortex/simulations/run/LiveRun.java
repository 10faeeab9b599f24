package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.simulations.input.LiveSource;
import org.sparsecortex.simulations.live.LiveRows;
import org.sparsecortex.simulations.live.ResultLines;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.RecordSpec;

/** What a run with a stream has besides: its rows and the lines of its results. */
final class LiveRun implements RunLoop.Supply, AutoCloseable {
    private final String input;
    private final LiveRows rows;
    private final ResultLines results;
    private final boolean endsRun;

    private LiveRun(String input, LiveRows rows, ResultLines results, boolean endsRun) {
        this.input = input;
        this.rows = rows;
        this.results = results;
        this.endsRun = endsRun;
    }

    /** The stream of a scenario, if it has one. */
    static Optional<Map.Entry<String, LiveSource>> source(Network network) {
        return network.sources().entrySet().stream()
                .filter(e -> e.getValue() instanceof LiveSource)
                .map(e -> Map.entry(e.getKey(), (LiveSource) e.getValue()))
                .findFirst();
    }

    /**
     * Refuses options for a stream in a run without one; before a directory is made or touched.
     *
     * @throws UserError if they are given and the scenario has no stream
     */
    static void requireStream(ReadScenario read, RunOptions options) {
        if (options.live().isGiven() && source(read.network()).isEmpty()) {
            throw new UserError(read.scenario().name() + " has no input of type stream, to which --feed, --replay,"
                    + " --keep-open, --results and --after belong; leave them out");
        }
    }

    /**
     * Opens the stream of a scenario; empty if it has none.
     *
     * @param position first step that will be run
     * @param watched what the observer of the run receives
     * @throws UserError if there is nothing to read from
     */
    static Optional<LiveRun> open(
            ReadScenario read,
            RunDirectory directory,
            RunOptions options,
            long position,
            List<Endpoint> watched,
            RunListener listener)
            throws IOException {
        Network network = read.network();
        var stream = source(network);
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        String name = stream.get().getKey();
        int back =
                network.connections().stream().mapToInt(Connection::delay).max().orElse(0);
        LiveRows rows = new LiveRows(
                stream.get().getValue(), directory.rows().resolve(name + ".csv"), options.live(), position, back);
        try {
            List<RecordSpec> told = read.scenario().records().stream()
                    .filter(r -> r.format() == RecordSpec.Format.CSV)
                    .toList();
            ResultLines results =
                    new ResultLines(network, told, watched, options.live(), rows.rows() == 0, listener::results);
            if (!rows.told().isEmpty()) {
                listener.message(rows.told());
            }
            results.ready(rows.rows());
            rows.start();
            boolean endsRun = rows.endsRun() && network.schedule().isOpen();
            return Optional.of(new LiveRun(name, rows, results, endsRun));
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    ResultLines results() {
        return results;
    }

    @Override
    public long ready(long position) throws IOException {
        return rows.ready(position);
    }

    @Override
    public boolean endsRun() {
        return endsRun;
    }

    @Override
    public void done(long position) throws IOException {
        results.flush();
    }

    /** Forces rows, then results, to disk; before a checkpoint that counts on both. */
    void force() throws IOException {
        rows.force();
        results.force(rows.rows());
    }

    /** What the manifest says of the rows that were taken. */
    Map<String, Object> describe() throws IOException {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("file", "rows/" + input + ".csv");
        kept.put("rows", rows.rows());
        kept.put("sha256", rows.digest());
        return Map.of(input, kept);
    }

    @Override
    public void close() throws IOException {
        try (results) {
            rows.close();
        }
    }
}
