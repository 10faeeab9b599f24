package org.sparsecortex.simulations.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.simulations.chart.LivePage;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunListener;
import org.sparsecortex.simulations.scenario.ReadScenario;

/**
 * Shows a run in a browser of this machine while it goes on: its progress, its charts and metrics from the records so far; of a
 * sweep its variants. The page can do nothing, and the run does not wait for it: threads are daemons, and a failure here is a
 * warning. At the end browsers go on to the report.
 */
public final class LiveView implements RunListener, AutoCloseable {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LINGER_MILLIS = 2000;
    private static final int NONCE_BYTES = 16;

    private final RunListener listener;
    private final RunDirectory run;
    private final Readers readers = new Readers();
    private final WatchServer server;
    private final Rounds rounds;
    private volatile Supplier<List<Map<String, String>>> workers = List::of;
    private boolean ended;
    private long told;
    private long first = -1;
    private long firstAt;

    /**
     * Opens the page of a run that is about to begin or to go on.
     *
     * @param port 0 takes a free one
     * @param listener is told what this one is told, and the address of the page
     * @throws UserError if the port cannot be had
     */
    public LiveView(ReadScenario read, RunDirectory run, int port, RunListener listener) {
        this.listener = listener;
        this.run = run;
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        String word = HexFormat.of().formatHex(nonce);
        try {
            server = new WatchServer(port, word, readers);
        } catch (IOException e) {
            throw new UserError(
                    "--watch = " + port + ": cannot listen there (" + e.getMessage()
                            + "); take another port, or none for a free one",
                    e);
        }
        boolean sweep = read.scenario().sweep().isPresent();
        server.put(
                "/",
                "text/html; charset=utf-8",
                LivePage.html(
                                read.scenario().name(),
                                read.scenario().description(),
                                sweep
                                        ? List.of()
                                        : read.scenario().metrics().stream()
                                                .map(metric -> metric.id())
                                                .toList(),
                                sweep ? List.of() : read.scenario().charts(),
                                read.json(),
                                word)
                        .getBytes(StandardCharsets.UTF_8));
        Rounds.Work work = sweep ? new VariantRows(read, run, readers) : new Redrawing(read, run, server, readers);
        rounds = new Rounds(
                pause -> {
                    tellWorkers();
                    work.round(pause);
                },
                why -> listener.message("warning: " + why));
        listener.message("watch " + server.url());
        if (sweep) {
            rounds.start();
        }
    }

    private void tellWorkers() {
        List<Map<String, String>> rows = workers.get();
        if (!rows.isEmpty()) {
            List<String> head = List.copyOf(rows.get(0).keySet());
            List<List<String>> cells = rows.stream()
                    .map(row -> head.stream().map(row::get).toList())
                    .toList();
            readers.tell("table", "workers", Map.of("id", "workers", "head", head, "rows", cells, "note", "workers"));
        }
    }

    /** Where the page is. */
    public String url() {
        return server.url();
    }

    @Override
    public void progress(long done, long total) {
        listener.progress(done, total);
        long now = System.nanoTime();
        synchronized (this) {
            if (first < 0) {
                first = done;
                firstAt = now;
                rounds.start(); // the records are those of this run by now
            }
            if (now - told < EVERY_NANOS && done < total) {
                return;
            }
            told = now;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("done", done);
        if (total < Schedule.OPEN) {
            data.put("total", total);
        }
        if (done > first) {
            double rate = (done - first) / Math.max(1e-9, (now - firstAt) * 1e-9);
            data.put("rate", rate);
            data.put("secondsLeft", Math.round((total - done) / rate));
        }
        readers.tell("progress", "", data);
    }

    @Override
    public boolean isWatched() {
        return true;
    }

    @Override
    public void workers(Supplier<List<Map<String, String>>> table) {
        workers = table;
        listener.workers(table);
    }

    @Override
    public boolean stopRequested() {
        return listener.stopRequested();
    }

    @Override
    public long stopAt() {
        return listener.stopAt();
    }

    @Override
    public void message(String line) {
        listener.message(line);
    }

    @Override
    public void results(String lines) {
        listener.results(lines);
    }

    /** The run has ended as it should: it is complete, or interrupted. */
    public void ended() {
        ended = true;
    }

    /** Tells how the run ended, leaves browsers some time to fetch its report, and ends the server. */
    @Override
    public void close() {
        rounds.close();
        boolean report = ended && run.isComplete() && Files.isRegularFile(run.report());
        try {
            if (report) {
                server.put("/report.html", "text/html; charset=utf-8", Files.readAllBytes(run.report()));
            }
        } catch (IOException e) {
            listener.message("warning: the page that watched the run cannot show its report: " + e.getMessage());
            report = false;
        }
        boolean anybody = readers.count() > 0;
        readers.tell("end", "", Map.of("state", ended ? run.status() : "failed", "report", report));
        readers.end();
        try {
            if (anybody) {
                Thread.sleep(LINGER_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
        }
    }
}
