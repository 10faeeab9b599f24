package org.sparsecortex.simulations.table;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a NumPy file, formats 1.0 and 2.0.
 *
 * @param type type of the numbers, for example {@code <f4}
 * @param fortranOrder whether the first axis runs fastest
 * @param shape size of each axis
 * @param bytes length of the header, after which the numbers begin
 */
public record NpyHeader(String type, boolean fortranOrder, List<Integer> shape, long bytes) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 1 << 16;
    private static final Pattern FIELDS = Pattern.compile(
            "'descr':\\s*'([^']+)'.*'fortran_order':\\s*(True|False).*'shape':\\s*\\(([^)]*)\\)", Pattern.DOTALL);

    /**
     * Reads the header of a file.
     *
     * @throws IOException if the file is no NumPy file of a known format
     */
    public static NpyHeader read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            byte[] magic = in.readNBytes(MAGIC.length);
            int major = in.read();
            int minor = in.read();
            if (!Arrays.equals(magic, MAGIC) || major < 1 || major > 2 || minor != 0) {
                throw new IOException(file + " is no NumPy file of format 1.0 or 2.0");
            }
            int prefix = major == 1 ? 10 : 12;
            int length = major == 1
                    ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                    : Integer.reverseBytes(in.readInt());
            if (length < 0 || length > MAX_HEADER) {
                throw new IOException(file + " has a header of " + Integer.toUnsignedString(length) + " bytes");
            }
            String text = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
            Matcher fields = FIELDS.matcher(text);
            if (!fields.find()) {
                throw new IOException(file + " has a header that is not understood: " + text.strip());
            }
            return new NpyHeader(
                    fields.group(1), fields.group(2).equals("True"), shape(fields.group(3), file), prefix + length);
        }
    }

    private static List<Integer> shape(String text, Path file) throws IOException {
        List<Integer> shape = new ArrayList<>();
        for (String axis : text.replace(" ", "").split(",")) {
            if (!axis.matches("0|[1-9]\\d{0,8}")) {
                throw new IOException(file + " has the shape (" + text + "), an axis of which is not 0 to 999999999");
            }
            shape.add(Integer.valueOf(axis));
        }
        return List.copyOf(shape);
    }
}
