package org.sparsecortex.simulations.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines of text in UTF-8 as they arrive; a line that has not ended yet waits. Lines end with LF or CR LF. */
final class LineReader {
    /** Bytes of a line at most. */
    static final int MAX_LINE = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] line = new byte[256];
    private int length;
    private long lines;
    private long bytes;

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next whole line; null if the stream gives no more, now or for ever.
     *
     * @throws IOException if it cannot be read, a line is too long, or it is no text
     */
    String next() throws IOException {
        while (true) {
            while (at < end) {
                byte b = buffer[at++];
                if (b == '\n') {
                    return take();
                }
                if (length == MAX_LINE) {
                    throw new IOException("line " + (lines + 1) + " has more than " + MAX_LINE + " bytes");
                }
                if (length == line.length) {
                    line = Arrays.copyOf(line, 2 * length);
                }
                line[length++] = b;
            }
            int read = in.read(buffer);
            if (read <= 0) {
                return null;
            }
            at = 0;
            end = read;
            bytes += read;
        }
    }

    /** What came after the last line end; empty if nothing did. */
    String rest() throws IOException {
        return length == 0 ? "" : take();
    }

    /** Bytes read so far. */
    long bytes() {
        return bytes;
    }

    private String take() throws IOException {
        lines++;
        int from =
                lines == 1 && length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF
                        ? 3 // byte order mark
                        : 0;
        int to = length > from && line[length - 1] == '\r' ? length - 1 : length;
        length = 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("line " + lines + " is not text in UTF-8", e);
        }
    }
}
