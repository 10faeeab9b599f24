package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.sparsecortex.simulations.problem.UserError;

/**
 * Keeps two processes, or two threads of one, out of the same run folder: a lock of the operating system on the file {@code
 * .lock} in it. The system takes it back when a process ends in whatever way, so a killed run leaves nothing to clean up.
 *
 * <p>The lock lies on a byte far behind the file's end, so that others can read there who holds it.
 */
final class RunLock implements AutoCloseable {
    /** Name of the file in the run folder. */
    static final String NAME = ".lock";

    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** Files locked by this process, which must not open them again: closing any channel to one gives its lock away (POSIX). */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder.
     *
     * @throws UserError if another run holds it
     * @throws IOException if the file cannot be opened or the file system has no locks
     */
    static RunLock take(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve(NAME);
        synchronized (HELD) {
            if (!HELD.add(file)) {
                throw new UserError(folder + " is in use by another run of this process");
            }
        }
        try {
            RunLock lock = open(file);
            if (lock == null) {
                throw new UserError(folder + " is in use by " + holder(file) + "; wait until it has ended, or stop it");
            }
            return lock;
        } catch (IOException | RuntimeException e) {
            forget(file);
            throw e;
        }
    }

    /** Whether some process holds the lock of a folder. */
    static boolean isHeld(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(NAME))) {
            return false;
        }
        Path file = folder.toRealPath().resolve(NAME);
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false)) {
                return lock == null;
            } catch (NoSuchFileException e) {
                return false; // it ended just now
            }
        }
    }

    /** The lock, or null if another process holds it. */
    private static RunLock open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock(LOCKED_BYTE, 1, false) != null;
            if (!taken) {
                return null;
            }
            String holder = "process " + ProcessHandle.current().pid() + " of " + System.getProperty("user.name");
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
            return new RunLock(file, channel);
        } catch (OverlappingFileLockException e) {
            return null;
        } catch (IOException e) {
            taken = false;
            throw e;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static String holder(Path file) throws IOException {
        String text = Files.readString(file);
        return text.isEmpty() ? "another process" : text;
    }

    private static void forget(Path file) {
        synchronized (HELD) {
            HELD.remove(file);
        }
    }

    /** Gives the lock back. Its file stays, empty: were it removed, two could hold locks on two files of one name. */
    @Override
    public void close() throws IOException {
        try (channel) {
            channel.truncate(0);
        } finally {
            forget(file);
        }
    }
}
