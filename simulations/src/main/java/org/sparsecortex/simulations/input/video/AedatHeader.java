package org.sparsecortex.simulations.input.video;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.sparsecortex.sdr.param.Checks;

/**
 * The lines of text with which an AEDAT file begins.
 *
 * <p>A header line begins with '#', holds printable characters only and ends with a line feed; so an event whose first byte is
 * 0x23 is not taken for one. The lines end before the first other byte or after a line that says so.
 *
 * @param bytes length of the header, after which the events begin
 * @param chip name of the sensor in the header of AEDAT 2 ({@code # AEChip:}), in small letters; empty if it names none
 * @param format value of {@code #Format:} of AEDAT 3; empty if it has none
 */
record AedatHeader(int bytes, String chip, String format) {
    private static final int MAX_LINE = 1 << 16;

    /**
     * Reads the header.
     *
     * @param magic what one of its lines begins with
     * @throws IllegalArgumentException if none does
     */
    static AedatHeader read(byte[] bytes, String magic) {
        String chip = "";
        String format = "";
        boolean known = false;
        int at = 0;
        for (int end = lineEnd(bytes, at); end > at; end = lineEnd(bytes, at)) {
            String line = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1).trim();
            at = end;
            String text = line.substring(1).trim();
            known |= line.startsWith(magic);
            Checks.that(
                    !line.startsWith("#!AER-DAT4"),
                    "header",
                    line,
                    "AEDAT 4 (flatbuffers, compressed packets) is not read; save the recording as AEDAT 2 or 3.1");
            chip = text.startsWith("AEChip:") ? text.substring(7).trim().toLowerCase(Locale.ROOT) : chip;
            format = text.startsWith("Format:") ? text.substring(7).trim() : format;
            if (text.equals("!END-HEADER") || text.equals("End Of ASCII Header")) {
                break;
            }
        }
        Checks.that(known, "header", "without " + magic, "is not of this format");
        return new AedatHeader(at, chip, format);
    }

    /** First byte after the header line at {@code from}; {@code from} itself if there is none. */
    private static int lineEnd(byte[] bytes, int from) {
        if (from >= bytes.length || bytes[from] != '#') {
            return from;
        }
        int limit = Math.min(bytes.length, from + MAX_LINE);
        for (int i = from; i < limit; i++) {
            int c = bytes[i] & 0xFF;
            if (c == '\n') {
                return i + 1;
            }
            if ((c < ' ' && c != '\t' && c != '\r') || c == 0x7F) {
                return from;
            }
        }
        return from;
    }
}
