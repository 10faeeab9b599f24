package org.sparsecortex.simulations.run;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * A file of named sections, each under a check sum of its name, its length and its bytes; the last one is an empty {@code
 * end}, so that no bit of the file can change unnoticed.
 *
 * <p>Layout, big-endian: magic text, then per section name, length (8 bytes), bytes, CRC-32 (8 bytes). Nothing of a section
 * is held in memory, and a file is checked as a whole before a section of it is understood.
 *
 * @param file the file
 * @param places where each section's bytes are, by name, in the order of the file
 */
record Sections(Path file, Map<String, Place> places) {
    private static final String END = "end";

    /** Bytes {@code from .. from + length - 1} of the file. */
    record Place(long from, long length) {}

    /** What fills a section; called twice, and writes the same both times. */
    @FunctionalInterface
    interface Body {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** What understands a section. */
    @FunctionalInterface
    interface Reading<T> {
        T readFrom(DataInputStream in) throws IOException;
    }

    /** Writes all sections. */
    static void write(OutputStream raw, String magic, Map<String, Body> bodies) throws IOException {
        DataOutputStream out = new DataOutputStream(raw);
        out.writeUTF(magic);
        for (var section : bodies.entrySet()) {
            writeSection(out, section.getKey(), section.getValue());
        }
        writeSection(out, END, body -> {});
        out.flush();
    }

    private static void writeSection(DataOutputStream out, String name, Body body) throws IOException {
        Counter counter = new Counter();
        DataOutputStream counted = new DataOutputStream(counter);
        body.writeTo(counted);
        counted.flush();
        out.writeUTF(name);
        out.writeLong(counter.bytes);
        CRC32 crc = begin(name, counter.bytes);
        DataOutputStream checked = new DataOutputStream(new CheckedOutputStream(out, crc));
        body.writeTo(checked);
        checked.flush();
        out.writeLong(crc.getValue());
    }

    private static CRC32 begin(String name, long length) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            crc.update((int) (length >>> shift) & 0xFF);
        }
        return crc;
    }

    /**
     * Reads a whole file and checks every sum.
     *
     * @throws DamagedFile if a bit of it is wrong, or it has another magic text
     */
    static Sections check(Path file, String magic) throws IOException, DamagedFile {
        Map<String, Place> places = new LinkedHashMap<>();
        Position raw = new Position(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        try (DataInputStream in = new DataInputStream(raw)) {
            if (!in.readUTF().equals(magic)) {
                throw new DamagedFile(file + " is not a file of the form " + magic + ", which this version writes");
            }
            String name;
            do {
                name = in.readUTF();
                long length = in.readLong();
                if (length < 0 || length > Files.size(file)) {
                    throw new DamagedFile(file + " is damaged: section '" + name + "' has a length of " + length);
                }
                Place place = new Place(raw.at, length);
                if (sum(in, begin(name, length), length) != in.readLong() || places.put(name, place) != null) {
                    throw new DamagedFile(file + " is damaged: wrong check sum of section '" + name + "'");
                }
            } while (!name.equals(END));
            if (in.read() >= 0) {
                throw new DamagedFile(file + " is damaged: bytes follow its end");
            }
            return new Sections(file, places);
        } catch (EOFException | UTFDataFormatException e) {
            throw new DamagedFile(file + " is damaged: it ends too early or a name in it is no text", e);
        }
    }

    private static long sum(DataInputStream in, CRC32 crc, long length) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = length;
        while (left > 0) {
            int count = (int) Math.min(buffer.length, left);
            in.readFully(buffer, 0, count);
            crc.update(buffer, 0, count);
            left -= count;
        }
        return crc.getValue();
    }

    /**
     * Understands one section.
     *
     * @throws DamagedFile if there is none of this name, or it does not hold what is read from it
     */
    <T> T read(String name, Reading<T> reading) throws IOException, DamagedFile {
        Place place = places.get(name);
        if (place == null) {
            throw new DamagedFile(file + " is damaged: section '" + name + "' is missing");
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                DataInputStream in = new DataInputStream(raw)) {
            in.skipNBytes(place.from());
            return reading.readFrom(in);
        } catch (EOFException | UTFDataFormatException | IllegalArgumentException e) {
            throw new DamagedFile(file + " is damaged: section '" + name + "' is not understood, " + e, e);
        }
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int from, int count) {
            bytes += count;
        }
    }

    private static final class Position extends FilterInputStream {
        private long at;

        Position(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            at += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] b, int from, int count) throws IOException {
            int got = super.read(b, from, count);
            at += Math.max(0, got);
            return got;
        }
    }
}
