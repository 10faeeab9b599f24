package org.sparsecortex.simulations.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Forces the names in a folder to disk: a file that was forced, but whose name was not, is lost with the power. */
public final class DirectoryEntries {
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private DirectoryEntries() {}

    /**
     * Forces the names of {@code folder} to disk. Windows keeps names in its journal and opens no folder as a file, so nothing
     * is done there.
     *
     * @throws IOException if the folder cannot be opened or written
     */
    public static void force(Path folder) throws IOException {
        if (WINDOWS) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
