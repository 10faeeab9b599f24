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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of named sections of any length, in {@link SectionBlocks} under a check sum each; the last one is an empty {@code end}, so that
 * no bit of the file can change unnoticed.
 *
 * <p>Layout, big-endian: magic text, then per section its name and its blocks. No more than a block of a section is held in memory, and a
 * file is checked as a whole before a section of it is understood.
 *
 * @param file the file
 * @param places where each section's blocks begin, by its name, in the order of the file
 */
record Sections(Path file, Map<String, Long> places) {
    private static final String END = "end";
    private static final int BUFFER = 1 << 16;

    /** What fills a section. */
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
        out.writeUTF(name);
        SectionBlocks.Output blocks = new SectionBlocks.Output(out, name);
        DataOutputStream section = new DataOutputStream(blocks);
        body.writeTo(section);
        section.flush();
        blocks.end();
    }

    /**
     * Reads a whole file and checks every sum.
     *
     * @throws DamagedFile if a bit of it is wrong, or it has another magic text
     */
    static Sections check(Path file, String magic) throws IOException, DamagedFile {
        Map<String, Long> places = new LinkedHashMap<>();
        Position raw = new Position(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        try (DataInputStream in = new DataInputStream(raw)) {
            if (!in.readUTF().equals(magic)) {
                throw new DamagedFile(file + " is not a file of the form " + magic + ", which this version writes");
            }
            String name;
            do {
                name = in.readUTF();
                long place = raw.at;
                if (!new SectionBlocks.Input(in, name).areWhole() || places.put(name, place) != null) {
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

    /** The bytes of a section, each block checked once more when it is read. */
    InputStream open(String name) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            raw.skipNBytes(places.get(name));
            return new SectionBlocks.Input(new DataInputStream(raw), name);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * Understands one section.
     *
     * @throws DamagedFile if there is none of this name, or it does not hold what is read from it
     */
    <T> T read(String name, Reading<T> reading) throws IOException, DamagedFile {
        if (!places.containsKey(name)) {
            throw new DamagedFile(file + " is damaged: section '" + name + "' is missing");
        }
        try (DataInputStream in = new DataInputStream(open(name))) {
            return reading.readFrom(in);
        } catch (EOFException | UTFDataFormatException | IllegalArgumentException e) {
            throw new DamagedFile(file + " is damaged: section '" + name + "' is not understood, " + e, e);
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
