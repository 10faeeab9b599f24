package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunListener;

/**
 * Shows a run to the user: a progress bar with rate and time left on a terminal, plain lines in a log; turns Ctrl-C into a
 * request to stop.
 */
final class Terminal implements RunListener, AutoCloseable {
    private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long STOP_PATIENCE_SECONDS = 120;

    private final PrintStream out = System.err;

    @SuppressWarnings("SystemConsoleNull") // the launcher asks Java 22 and later for the console of before
    private final boolean interactive = System.console() != null && System.getenv("TERM") != null;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long started = System.nanoTime();
    private ProgressBar bar;
    private long lastLine = started;

    private final long stopAt;
    private final PrintWriter results;
    private final Optional<JsonLines> json;

    /** A terminal that tells of progress. */
    Terminal() {
        this(Long.MAX_VALUE, new PrintWriter(System.out, false, StandardCharsets.UTF_8), Optional.empty());
    }

    /**
     * A terminal that also asks the run to stop at a step.
     *
     * @param results receives the results of a stream
     * @param json is told of progress and end, too, and then takes the place of the bar
     */
    Terminal(long stopAt, PrintWriter results, Optional<JsonLines> json) {
        this.stopAt = stopAt;
        this.results = results;
        this.json = json;
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "stop-on-ctrl-c"));
    }

    private void interrupted() {
        stop.set(true);
        try {
            if (!ended.await(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                out.println("the run did not stop within " + STOP_PATIENCE_SECONDS
                        + " s; what was written stays, and resume goes on from the last checkpoint");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean stopRequested() {
        return stop.get();
    }

    @Override
    public long stopAt() {
        return stopAt;
    }

    @Override
    public void results(String lines) {
        results.print(lines);
        if (results.checkError()) {
            throw new java.io.UncheckedIOException(new IOException("standard output takes no more results"));
        }
    }

    @Override
    public void progress(long done, long total) {
        json.ifPresent(lines -> lines.progress(done, total, (System.nanoTime() - started) * 1e-9));
        if (json.isEmpty() && interactive) {
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName("steps")
                        .setInitialMax(total >= Schedule.OPEN ? -1 : total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .showSpeed()
                        .continuousUpdate()
                        .build();
            }
            bar.stepTo(done);
        } else if (System.nanoTime() - lastLine > LOG_EVERY_NANOS) {
            lastLine = System.nanoTime();
            double seconds = (lastLine - started) * 1e-9;
            if (total >= Schedule.OPEN) {
                out.printf(Locale.ROOT, "step %d, %.0f steps/s%n", done, done / seconds);
                return;
            }
            out.printf(
                    Locale.ROOT,
                    "step %d of %d, %.0f steps/s, %.0f s left%n",
                    done,
                    total,
                    done / seconds,
                    seconds * (total - done) / Math.max(done, 1));
        }
    }

    @Override
    public void message(String line) {
        closeBar();
        out.println(line);
    }

    /** Tells the end of a run to whoever asked for it in JSON. */
    void end(RunDirectory run) throws IOException {
        if (json.isPresent()) {
            json.get().end(run);
        }
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() {
        closeBar();
        ended.countDown(); // the hook stays: at the end of the process it finds the run ended and returns at once
    }
}
