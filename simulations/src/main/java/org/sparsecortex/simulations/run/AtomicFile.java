package org.sparsecortex.simulations.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.sparsecortex.simulations.table.DirectoryEntries;

/** Files that appear whole or not at all: written beside their place, forced to disk, renamed, the name forced too. */
final class AtomicFile {
    private AtomicFile() {}

    /** What fills a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Replaces {@code target} by {@code content}; on any failure the old file stays and the temporary one is removed.
     *
     * @throws IOException if the content cannot be written, for instance because the disk is full
     */
    static void write(Path target, Content content) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        boolean written = false;
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
            written = true;
        } catch (IOException e) {
            throw new IOException("cannot write " + target + ": " + reason(e, temporary), e);
        } finally {
            if (!written) { // after an error such as a lack of memory, too
                Files.deleteIfExists(temporary);
            }
        }
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        DirectoryEntries.force(target.toAbsolutePath().getParent());
    }

    /** Replaces {@code target} by {@code text} in UTF-8. */
    static void write(Path target, String text) throws IOException {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String reason(IOException e, Path file) {
        String message = String.valueOf(e.getMessage());
        return message.equals(file.toString()) ? e.getClass().getSimpleName() : message;
    }
}
