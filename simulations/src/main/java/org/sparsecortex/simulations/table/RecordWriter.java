package org.sparsecortex.simulations.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.sparsecortex.sdr.Signal;

/**
 * Writes one record file row by row: into {@code <name>.partial} until {@link #complete} renames it.
 *
 * <p>A checkpoint notes {@link #flush}; a resumed run cuts the partial file back to that length and goes on. Whatever fails,
 * nothing that was written is taken away: the file stays, readable up to its last whole row.
 */
public abstract sealed class RecordWriter implements AutoCloseable permits CsvWriter, NpyWriter {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path target;
    private final Path partial;
    private final int rewritten;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final CRC32 crc;
    private long length;
    private boolean broken;
    private boolean named;

    /**
     * @param resumeAt length to go on from, 0 for a new file
     * @param rewritten bytes of the header, which {@link #finalHeader} replaces at the end
     */
    RecordWriter(Path target, long resumeAt, int rewritten) throws IOException {
        this.target = target;
        this.partial = partial(target);
        this.rewritten = rewritten;
        this.length = resumeAt;
        if (resumeAt > 0 && !Files.exists(partial) && Files.exists(target)) {
            Files.move(target, partial, StandardCopyOption.ATOMIC_MOVE);
        }
        if (resumeAt > 0 && (!Files.exists(partial) || Files.size(partial) < resumeAt)) {
            throw new IOException(
                    partial + " is shorter than the " + resumeAt + " bytes that the checkpoint counts on");
        }
        crc = resumeAt > rewritten ? Mark.sum(partial, rewritten, resumeAt) : new CRC32();
        channel = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(resumeAt);
        channel.position(resumeAt);
    }

    /** The name of a record file while it is written. */
    static Path partial(Path target) {
        return target.resolveSibling(target.getFileName() + ".partial");
    }

    /**
     * What is wrong with the file of a record that should have come as far as {@code mark}; empty if it has.
     *
     * @param target its final name; the file may still have its partial one
     */
    public static Optional<String> damage(Path target, Mark mark) throws IOException {
        Path file = Files.exists(partial(target)) ? partial(target) : target;
        if (!Files.exists(file)) {
            return Optional.of("the record " + target + " is missing");
        }
        if (Files.size(file) < mark.bytes()) {
            return Optional.of("the record " + file + " has " + Files.size(file) + " bytes, not the " + mark.bytes()
                    + " that were written");
        }
        int rewritten = target.toString().endsWith(".npy") ? NpyHeader.LENGTH : 0;
        long found = mark.bytes() <= rewritten
                ? mark.crc32()
                : Mark.sum(file, rewritten, mark.bytes()).getValue();
        return found == mark.crc32()
                ? Optional.empty()
                : Optional.of(
                        "the record " + file + " is damaged: wrong check sum of its first " + mark.bytes() + " bytes");
    }

    /** Appends the values of one step. */
    public abstract void append(long step, List<Signal> values) throws IOException;

    /** Bytes of the file's header once the number of rows is known; they replace its first bytes. Empty for no change. */
    abstract byte[] finalHeader();

    final void write(byte[] bytes) throws IOException {
        int hidden = (int) Math.max(0, Math.min(bytes.length, rewritten - length));
        crc.update(bytes, hidden, bytes.length - hidden);
        length += bytes.length;
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

    /** Writes everything to the file, so that others can read it; it may not be on disk yet. */
    public final void drain() throws IOException {
        if (broken) {
            throw new IOException("cannot write " + partial + ": an earlier write failed");
        }
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            broken = true; // bytes of this buffer are on disk already; writing it again would double them
            throw new IOException("cannot write " + partial + ": " + e.getMessage(), e);
        }
        buffer.clear();
    }

    /** Forces everything to disk; returns how far the file has come. */
    public final Mark flush() throws IOException {
        drain();
        channel.force(true);
        if (!named) {
            DirectoryEntries.force(partial.toAbsolutePath().getParent());
            named = true;
        }
        return new Mark(length, crc.getValue());
    }

    /** Ends the file and gives it its name; returns its length and check sum. */
    public final Mark complete() throws IOException {
        drain();
        byte[] header = finalHeader();
        if (header.length > 0) {
            channel.write(ByteBuffer.wrap(header), 0);
        }
        channel.force(true);
        channel.close();
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        DirectoryEntries.force(target.toAbsolutePath().getParent());
        return new Mark(length, crc.getValue());
    }

    /** Ends writing; an incomplete file stays as {@code .partial}, readable up to its last whole row. */
    @Override
    public final void close() throws IOException {
        if (channel.isOpen()) {
            try (channel) {
                if (!broken) {
                    drain();
                }
            }
        }
    }
}
