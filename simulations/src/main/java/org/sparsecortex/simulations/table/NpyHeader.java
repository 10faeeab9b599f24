package org.sparsecortex.simulations.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The header of a NumPy file, formats 1.0, 2.0 and 3.0: a Python dictionary of three entries.
 *
 * <p>It is read in one pass over its characters; an entry that is missing, occurs twice or is not known is an error.
 *
 * @param type type of the numbers, for example {@code <f4}
 * @param fortranOrder whether the first axis runs fastest
 * @param shape size of each axis
 * @param bytes length of the header, after which the numbers begin
 */
public record NpyHeader(String type, boolean fortranOrder, List<Integer> shape, long bytes) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** Length of the headers that {@link #encode} makes. */
    static final int LENGTH = 128;

    private static final int MAX_HEADER = 1 << 16;
    private static final int MAX_AXES = 64;
    private static final int MAX_DIGITS = 9;

    /**
     * Reads the header of a file.
     *
     * @throws IOException if the file is no NumPy file of a known format
     */
    public static NpyHeader read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        }
    }

    /**
     * Reads the header at the beginning of a stream, and no more of it.
     *
     * @param name of the array, for errors
     * @throws IOException if it is no NumPy file of a known format
     */
    public static NpyHeader read(InputStream in, String name) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        int major = in.read();
        int minor = in.read();
        if (!Arrays.equals(magic, MAGIC) || major < 1 || major > 3 || minor != 0) {
            throw new IOException(name + " is no NumPy file of format 1.0, 2.0 or 3.0");
        }
        int prefix = major == 1 ? 2 : 4;
        byte[] size = in.readNBytes(prefix);
        long length = 0;
        for (int i = size.length - 1; i >= 0; i--) {
            length = length << 8 | (size[i] & 0xFF);
        }
        if (size.length < prefix || length > MAX_HEADER) {
            throw new IOException(name + " has a header of " + length + " bytes, more than " + MAX_HEADER);
        }
        byte[] text = in.readNBytes((int) length);
        if (text.length < length) {
            throw new IOException(name + " ends within its header");
        }
        return new Text(new String(text, StandardCharsets.ISO_8859_1), name).header(MAGIC.length + 2 + prefix + length);
    }

    /**
     * The header of format 1.0 of an array in C order, {@link #LENGTH} bytes long.
     *
     * @param type type of the numbers, for example {@code <f4}
     * @param shape size of each axis
     */
    public static byte[] encode(String type, List<Long> shape) {
        String axes = shape.stream().map(n -> n + ",").collect(Collectors.joining(" "));
        String tuple = shape.size() > 1 ? axes.substring(0, axes.length() - 1) : axes;
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
        int length = LENGTH - MAGIC.length - 4;
        String padded = text + " ".repeat(length - 1 - text.length()) + "\n";
        ByteBuffer header = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        return header.put(padded.getBytes(StandardCharsets.US_ASCII)).array();
    }

    /** The characters of a header, read from left to right. */
    private static final class Text {
        private final String text;
        private final String name;
        private int at;

        Text(String text, String name) {
            this.text = text;
            this.name = name;
        }

        NpyHeader header(long bytes) throws IOException {
            Map<String, Object> entries = new HashMap<>();
            expect('{');
            while (!accept('}')) {
                String key = quoted();
                expect(':');
                Object value = switch (key) {
                    case "descr" -> quoted();
                    case "fortran_order" -> truth();
                    case "shape" -> shape();
                    default -> throw wrong("the key '" + key + "'");
                };
                if (entries.put(key, value) != null) {
                    throw wrong("the key '" + key + "' twice");
                }
                if (!accept(',')) {
                    expect('}');
                    break;
                }
            }
            blanks();
            if (at < text.length() || entries.size() < 3) {
                throw wrong(
                        at < text.length() ? "more after its dictionary" : "no more than the keys " + entries.keySet());
            }
            @SuppressWarnings("unchecked")
            List<Integer> shape = (List<Integer>) entries.get("shape");
            return new NpyHeader((String) entries.get("descr"), (Boolean) entries.get("fortran_order"), shape, bytes);
        }

        private void blanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private boolean accept(char wanted) {
            blanks();
            boolean there = at < text.length() && text.charAt(at) == wanted;
            at += there ? 1 : 0;
            return there;
        }

        private void expect(char wanted) throws IOException {
            if (!accept(wanted)) {
                throw wrong("no '" + wanted + "' where one belongs");
            }
        }

        private String quoted() throws IOException {
            char mark = accept('"') ? '"' : '\'';
            if (mark == '\'') {
                expect('\'');
            }
            int end = text.indexOf(mark, at);
            if (end < 0) {
                throw wrong("a text without end");
            }
            String found = text.substring(at, end);
            at = end + 1;
            return found;
        }

        private boolean truth() throws IOException {
            blanks();
            for (String word : List.of("True", "False")) {
                if (text.startsWith(word, at)) {
                    at += word.length();
                    return word.equals("True");
                }
            }
            throw wrong("neither True nor False for fortran_order");
        }

        private List<Integer> shape() throws IOException {
            List<Integer> axes = new ArrayList<>();
            expect('(');
            while (!accept(')')) {
                blanks();
                int from = at;
                while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                    at++;
                }
                if (at == from || at - from > MAX_DIGITS || axes.size() == MAX_AXES) {
                    throw wrong("a shape of other than up to " + MAX_AXES + " axes of 0 to 999999999");
                }
                axes.add(Integer.valueOf(text.substring(from, at)));
                if (!accept(',')) {
                    expect(')');
                    break;
                }
            }
            return List.copyOf(axes);
        }

        private IOException wrong(String what) {
            String brief = text.length() <= 200 ? text.strip() : text.substring(0, 200) + "...";
            String shown = brief.replaceAll("[^ -~]", "?");
            return new IOException(
                    name + " has a header that is not understood, with " + what + " at character " + at + ": " + shown);
        }
    }
}
