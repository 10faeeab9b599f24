package org.sparsecortex.simulations.live;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The rows that a run took from its stream, as they came, in a file: line 1 has the columns, line t + 2 is the row of step t.
 *
 * <p>It only grows. What is cut off when it is opened is a line that a killed process did not finish; no step has seen it.
 */
final class KeptRows implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final OutputStream out;
    private String header;
    private long rows;

    private KeptRows(Path file, FileChannel channel, String header, long rows) {
        this.file = file;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        this.header = header;
        this.rows = rows;
    }

    /** Opens the file, which is made if it is not there. */
    static KeptRows open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String header = "";
        long lines = 0;
        long whole = 0;
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                long at = 0;
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    for (int i = 0; i < read; i++) {
                        if (buffer[i] == '\n') {
                            lines++;
                            whole = at + i + 1;
                        }
                    }
                    at += read;
                }
            }
            if (lines > 0) {
                try (InputStream in = Files.newInputStream(file)) {
                    header = new LineReader(in).next();
                }
            }
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(whole);
        channel.position(whole);
        return new KeptRows(file, channel, header, Math.max(0, lines - 1));
    }

    /** The line that names the columns; empty if there is none yet. */
    synchronized String header() {
        return header;
    }

    /** Number of rows. */
    synchronized long rows() {
        return rows;
    }

    synchronized void begin(String columns) throws IOException {
        header = columns;
        line(columns);
    }

    synchronized void append(String row) throws IOException {
        line(row);
        rows++;
    }

    private void line(String text) throws IOException {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Hands all rows to the operating system, where they outlive the process. */
    synchronized void drain() throws IOException {
        out.flush();
    }

    /** Forces all rows to disk, where they outlive the machine. */
    synchronized void force() throws IOException {
        out.flush();
        channel.force(true);
    }

    /** Reads the rows from {@code first} on; those that are there when it is opened, and further ones. */
    Reader read(long first) throws IOException {
        drain();
        Reader reader = new Reader(Files.newInputStream(file));
        for (long line = 0; line < first + 1; line++) {
            reader.next();
        }
        return reader;
    }

    /** SHA-256 of the file, in hexadecimal digits. */
    String digest() throws IOException {
        drain();
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (channel) {
            out.flush();
        }
    }

    /** Reads lines of the file. */
    static final class Reader implements AutoCloseable {
        private final InputStream in;
        private final LineReader lines;

        private Reader(InputStream in) {
            this.in = in;
            this.lines = new LineReader(in);
        }

        String next() throws IOException {
            return lines.next();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
