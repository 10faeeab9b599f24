package org.sparsecortex.simulations.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.sparsecortex.sdr.Signal;

/**
 * Writes one record file row by row: into {@code <name>.partial} until {@link #complete} renames it.
 *
 * <p>A checkpoint notes {@link #flush}; a resumed run cuts the partial file back to that length and goes on.
 */
public abstract sealed class RecordWriter implements AutoCloseable permits CsvWriter, NpyWriter {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path target;
    private final Path partial;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    RecordWriter(Path target, long resumeAt) throws IOException {
        this.target = target;
        this.partial = partial(target);
        if (resumeAt > 0 && !Files.exists(partial) && Files.exists(target)) {
            Files.move(target, partial, StandardCopyOption.ATOMIC_MOVE);
        }
        channel = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.size() < resumeAt) {
            channel.close();
            throw new IOException(
                    partial + " is shorter than the " + resumeAt + " bytes that the checkpoint counts on");
        }
        channel.truncate(resumeAt);
        channel.position(resumeAt);
    }

    /** The name of a record file while it is written. */
    static Path partial(Path target) {
        return target.resolveSibling(target.getFileName() + ".partial");
    }

    /** Appends the values of one step. */
    public abstract void append(long step, java.util.List<Signal> values) throws IOException;

    /** Bytes of the file's header once the number of rows is known; they replace its first bytes. Empty for no change. */
    abstract byte[] finalHeader();

    final void write(byte[] bytes) throws IOException {
        int at = 0;
        while (at < bytes.length) {
            if (!buffer.hasRemaining()) {
                drain();
            }
            int count = Math.min(buffer.remaining(), bytes.length - at);
            buffer.put(bytes, at, count);
            at += count;
        }
    }

    private void drain() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new IOException("cannot write " + partial + ": " + e.getMessage(), e);
        }
        buffer.clear();
    }

    /** Forces everything to disk; returns the length of the file. */
    public final long flush() throws IOException {
        drain();
        channel.force(true);
        return channel.position();
    }

    /** Ends the file and gives it its name. */
    public final void complete() throws IOException {
        drain();
        byte[] header = finalHeader();
        if (header.length > 0) {
            channel.write(ByteBuffer.wrap(header), 0);
        }
        channel.force(true);
        channel.close();
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Ends writing; an incomplete file stays as {@code .partial}, readable up to its last whole row. */
    @Override
    public final void close() throws IOException {
        if (channel.isOpen()) {
            try (channel) {
                drain();
            }
        }
    }

    /** Removes the partial file, for a run whose output cannot be written. */
    public final void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(partial);
    }
}
