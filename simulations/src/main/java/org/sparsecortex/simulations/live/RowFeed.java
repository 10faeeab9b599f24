package org.sparsecortex.simulations.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.sparsecortex.simulations.problem.UserError;

/** Where the rows of a stream come from. */
public sealed interface RowFeed permits RowFeed.StandardInput, RowFeed.GrowingFile, RowFeed.Port {
    /** Standard input; the end of it is the end of the rows. */
    record StandardInput() implements RowFeed {
        @Override
        public Lines open(LongSupplier next) {
            return new StandardLines(new LineReader(System.in));
        }

        @Override
        public String toString() {
            return "standard input";
        }
    }

    /** A file to which another program appends; its rows have no end. */
    record GrowingFile(Path file) implements RowFeed {
        @Override
        public boolean replays() {
            return true;
        }

        @Override
        public Lines open(LongSupplier next) throws IOException {
            if (!Files.isRegularFile(file)) {
                throw new UserError("--feed " + file + ": there is no such file; make it, or wait until it is there");
            }
            return new GrowingLines(file);
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** A TCP port of this machine, for one sender after another; its rows have no end. */
    record Port(int port) implements RowFeed {
        @Override
        public Lines open(LongSupplier next) throws IOException {
            return PortLines.listen(port, next);
        }

        @Override
        public String toString() {
            return "port " + port;
        }
    }

    /**
     * Begins to read.
     *
     * @param next number of the row that is wanted next, to tell a sender
     * @throws UserError if there is nothing to read from
     */
    Lines open(LongSupplier next) throws IOException;

    /** Whether its first line is always that of the first row, so that rows that are kept are passed over. */
    default boolean replays() {
        return false;
    }

    /**
     * {@code -} for standard input, {@code tcp:PORT} for a port, anything else is a file.
     *
     * @throws UserError if the port is none
     */
    static RowFeed parse(String text) {
        if (text.equals("-")) {
            return new StandardInput();
        }
        if (!text.startsWith("tcp:")) {
            return new GrowingFile(Path.of(text));
        }
        String port = text.substring("tcp:".length());
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new UserError("--feed " + text + ": a port is 0..65535, for example tcp:7070; 0 takes a free one");
        }
        return new Port(Integer.parseInt(port));
    }

    /** Lines as they come. */
    interface Lines extends AutoCloseable {
        /** The next line; null if there is none now. May wait for one. */
        String next() throws IOException;

        /** Whether no line will come any more. */
        boolean ended();

        /** Whether the line that {@link #next} gave is the first one of a sender. */
        boolean isFirst();

        /** What came after the last whole line; empty before the end, and where a sender may have been cut off. */
        default String rest() throws IOException {
            return "";
        }

        /** Tells the sender that so many rows are kept for good, if it can be told. */
        default void kept(long rows) {}

        /** Where it listens, for the user; empty if there is nothing to tell. */
        default String told() {
            return "";
        }

        @Override
        void close() throws IOException;
    }

    /** Of standard input; nothing can wake a thread that waits for it, so it is left waiting. */
    final class StandardLines implements Lines {
        private final LineReader lines;
        private long taken;
        private boolean ended;

        StandardLines(LineReader lines) {
            this.lines = lines;
        }

        @Override
        public String next() throws IOException {
            String line = lines.next();
            ended |= line == null;
            taken++;
            return line;
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public boolean isFirst() {
            return taken == 1;
        }

        @Override
        public String rest() throws IOException {
            return lines.rest();
        }

        @Override
        public void close() {}
    }

    /** Of a file that grows. */
    final class GrowingLines implements Lines {
        private final Path file;
        private final Object identity;
        private final InputStream in;
        private final LineReader lines;
        private long taken;

        GrowingLines(Path file) throws IOException {
            this.file = file;
            this.identity = identity(file);
            this.in = Files.newInputStream(file);
            this.lines = new LineReader(in);
        }

        private static Object identity(Path file) throws IOException {
            Object key = Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
                    .fileKey();
            return key == null ? file : key;
        }

        @Override
        public String next() throws IOException {
            String line = lines.next();
            if (line != null) {
                taken++;
                return line;
            }
            if (!Files.exists(file) || !identity(file).equals(identity) || Files.size(file) < lines.bytes()) {
                throw new IOException(file + " was cut or replaced after " + taken + " lines; a file that is followed"
                        + " may only grow (of one that is rotated: tail -F FILE | ... --feed -)");
            }
            return null;
        }

        @Override
        public boolean ended() {
            return false;
        }

        @Override
        public boolean isFirst() {
            return taken == 1;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
