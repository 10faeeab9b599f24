package org.sparsecortex.simulations.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.sparsecortex.simulations.input.LiveSource;
import org.sparsecortex.simulations.problem.UserError;

/**
 * Brings rows to a stream: first those that the run has kept and not yet run, then those of its feed.
 *
 * <p>A row is encoded, then kept, then run; what is told of a step is told after its row has reached the operating system. A thread
 * reads ahead by {@link LiveSource#AHEAD} rows at most and then waits, so that pipe, socket or file hold the sender back: memory is bounded
 * whatever the sender does.
 */
public final class LiveRows implements AutoCloseable {
    /** What {@link #ready} gives after the last row. */
    public static final long END = -1;

    private static final long POLL_MILLIS = 50;

    private final LiveSource source;
    private final RowFeed feed;
    private final LiveOptions options;
    private final KeptRows kept;
    private final int back;
    private final long first;
    private final Thread reader = new Thread(this::read, "rows");
    private RowFeed.Lines lines;
    private long added;
    private long done;
    private boolean ended;
    private boolean closed;
    private Exception failure;

    /**
     * @param source receives the rows
     * @param file where they are kept
     * @param options where they come from
     * @param position first step that will be run
     * @param back how many steps back a connection reads
     */
    public LiveRows(LiveSource source, Path file, LiveOptions options, long position, int back) throws IOException {
        this.source = source;
        this.options = options;
        this.feed = options.feed().orElseGet(RowFeed.StandardInput::new);
        this.back = back + 1; // an encoder may read the row before
        this.done = position;
        this.first = Math.max(0, position - this.back);
        this.added = first;
        kept = KeptRows.open(file);
        try {
            if (kept.rows() < position) {
                throw new UserError(file + " has " + kept.rows() + " rows, but the checkpoint counts on " + position
                        + "; go on from an older checkpoint by removing this one, or start again with --force");
            }
            lines = feed.open(kept::rows);
        } catch (IOException | RuntimeException e) {
            kept.close();
            throw e;
        }
        reader.setDaemon(true);
    }

    /** Begins to read. */
    public void start() {
        reader.start();
    }

    /** Where rows are expected, for the user; empty if that needs no word. */
    public String told() {
        return lines.told();
    }

    /** Number of rows that are kept, those of earlier sessions among them. */
    public long rows() {
        return kept.rows();
    }

    private void read() {
        try {
            readKept();
            readFeed();
        } catch (IOException | RuntimeException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void fail(Exception e) {
        failure = closed ? null : e;
        notifyAll();
    }

    private void readKept() throws IOException, InterruptedException {
        if (kept.header().isEmpty()) {
            return;
        }
        source.header(kept.header());
        long count = kept.rows();
        try (KeptRows.Reader rows = kept.read(first)) {
            for (long row = first; row < count; row++) {
                add(rows.next());
            }
        }
    }

    private void readFeed() throws IOException, InterruptedException {
        if (kept.header().isEmpty() && !source.knownHeader().isEmpty()) {
            kept.begin(source.knownHeader());
        }
        long known = feed.replays() || options.replay() ? kept.rows() : 0;
        try (KeptRows.Reader before = known > 0 ? kept.read(0) : null) {
            long passed = 0;
            while (!isClosed()) {
                String line = lines.next();
                boolean isEnd = line == null && lines.ended();
                if (isEnd && !options.keepOpen()) {
                    line = lines.rest();
                }
                if (line == null) {
                    requireAll(passed, known);
                    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                } else if (!line.isBlank() && !isHeader(line) && isOurs(line)) {
                    if (passed < known) {
                        requireSame(before.next(), line, passed++);
                    } else {
                        take(line);
                    }
                }
                if (isEnd) {
                    requireAll(passed, known);
                    end();
                    return;
                }
            }
        }
    }

    /** Whether a line names the columns: the very first one, and the first of a sender that repeats it. */
    private boolean isHeader(String line) throws IOException {
        if (!kept.header().isEmpty()) {
            return lines.isFirst() && line.equals(kept.header());
        }
        try {
            source.header(line);
        } catch (IllegalArgumentException e) {
            throw new FirstLineRefused("the first line of " + feed + ": " + e.getMessage(), e);
        }
        kept.begin(line);
        return true;
    }

    private boolean isOurs(String line) {
        try {
            return source.accepts(line);
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private UserError wrong(IllegalArgumentException e) {
        return new UserError(
                "row " + kept.rows() + " of " + feed + " (counted from 0): " + e.getMessage()
                        + "; it is not taken, all rows before it are",
                e);
    }

    private void requireSame(String before, String line, long row) {
        if (!line.equals(before)) {
            throw new UserError("row " + row + " of " + feed + " is '" + line + "', but the run has kept '" + before
                    + "'; a feed that begins again must begin with the rows of then"
                    + (feed.replays() ? "" : "; without --replay it goes on with row " + kept.rows()));
        }
    }

    private void requireAll(long passed, long known) {
        if (passed < known) {
            throw new UserError(feed + " has only " + passed + " rows, but the run has kept " + known
                    + "; a feed that begins again must begin with the rows of then"
                    + (feed.replays() ? "" : "; without --replay it goes on with row " + known));
        }
    }

    /** Takes a row that is new. */
    private void take(String line) throws IOException, InterruptedException {
        awaitRoom();
        try {
            source.add(added, line);
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
        kept.append(line);
        added();
    }

    /** Takes a row that was kept before. */
    private void add(String line) throws InterruptedException {
        awaitRoom();
        source.add(added, line);
        added();
    }

    private synchronized void awaitRoom() throws InterruptedException {
        while (added - done >= LiveSource.AHEAD && !closed) {
            wait();
        }
        if (closed) {
            throw new InterruptedException("the run has ended");
        }
    }

    private synchronized void added() {
        added++;
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /**
     * The position to which the run can go, after a short wait if that is where it is; {@link #END} if no row will come any more.
     * Rows before it are in the hands of the operating system.
     *
     * @param position where the run is
     * @throws UserError if a row is wrong; all rows before it were handed out
     * @throws IOException if rows cannot be read or kept
     */
    public long ready(long position) throws IOException {
        long to;
        synchronized (this) {
            done = position;
            source.forgetBefore(position - back);
            notifyAll();
            if (added <= position && !ended && failure == null) {
                pause();
            }
            if (added <= position && failure != null) {
                rethrow();
            }
            to = added > position ? added : ended ? END : position;
        }
        kept.drain();
        return to;
    }

    @SuppressWarnings("WaitNotInLoop") // a wake-up too early only makes the run look up once more
    private void pause() throws IOException {
        try {
            wait(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the run was interrupted while it waited for rows", e);
        }
    }

    private void rethrow() throws IOException {
        if (failure instanceof IOException io) {
            throw new IOException("reading " + feed + ": " + io.getMessage(), io);
        }
        throw (RuntimeException) failure;
    }

    /** Whether the end of the rows is the end of the run. */
    public boolean endsRun() {
        return !options.keepOpen();
    }

    /** Forces the rows to disk and tells the sender, if it can be told. */
    public void force() throws IOException {
        long rows = kept.rows();
        kept.force();
        lines.kept(rows);
    }

    /** SHA-256 of the file of the rows that are kept. */
    public String digest() throws IOException {
        return kept.digest();
    }

    /** Ends reading; a thread that waits for standard input is left behind. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        reader.interrupt();
        try (kept) {
            lines.close();
        }
    }
}
