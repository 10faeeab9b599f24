package org.sparsecortex.simulations.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * How far a record file had come: what a checkpoint notes of it, and what a resumed run finds again.
 *
 * @param bytes length of the file
 * @param crc32 check sum of all bytes behind the header that is written anew when the file ends (NPY; a CSV file has none)
 */
public record Mark(long bytes, long crc32) {
    /**
     * The check sum of the bytes {@code from .. to - 1} of a file.
     *
     * @throws IOException if the file cannot be read or is shorter
     */
    static CRC32 sum(Path file, long from, long to) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            long left = to - from;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new IOException(file + " is shorter than " + to + " bytes");
                }
                crc.update(buffer, 0, count);
                left -= count;
            }
        }
        return crc;
    }
}
