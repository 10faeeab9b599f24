package org.sparsecortex.simulations.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sparsecortex.sdr.param.Checks;

/**
 * A variant of a sweep on its way to a worker, which runs it whole.
 *
 * @param point number of the point in the plan, from 0
 * @param hash hash of the variant's scenario and its input files, which the worker must come to
 * @param checkpointEvery steps between checkpoints
 * @param keepCheckpoints newest checkpoints that are kept
 */
record VariantTask(int point, int repeat, String hash, long checkpointEvery, int keepCheckpoints) {
    /** Files of a variant are in one message, which is in memory at both ends. */
    private static final long MOST_BYTES = 1L << 30;

    /** How a run of a variant ended. */
    enum Ending {
        /** All of it is there. */
        COMPLETE,
        /** Some metrics or charts could not be made; all others and the records are there. */
        OUTPUT_FAILED,
        /** It failed. */
        FAILED
    }

    /**
     * What comes back.
     *
     * @param text what went wrong; empty if nothing did
     * @param files contents of the run's files by their path in its folder
     */
    record Result(Ending ending, String text, Map<String, byte[]> files) {
        byte[] bytes() {
            return VariantTask.bytes(out -> {
                out.writeByte(ending.ordinal());
                writeBlock(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), out);
                out.writeInt(files.size());
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    out.writeUTF(file.getKey());
                    writeBlock(file.getValue(), out);
                }
            });
        }

        static Result read(byte[] bytes) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            Ending ending = Ending.values()[Checks.inRange("ending", in.readByte(), 0, Ending.values().length - 1)];
            String text = new String(block(in), java.nio.charset.StandardCharsets.UTF_8);
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (int n = in.readInt(); n > 0; n--) {
                files.put(in.readUTF(), block(in));
            }
            return new Result(ending, text, files);
        }

        /** Writes the files below {@code folder}, and nowhere else. */
        void writeTo(Path folder) throws IOException {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey()).normalize();
                Checks.that(path.startsWith(folder), "file of a variant", file.getKey(), "must be in its folder");
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        }

        /** The files in a folder, without the lock; all folders have files or are made by who reads them. */
        static Map<String, byte[]> filesIn(Path folder) throws IOException {
            List<Path> all = new ArrayList<>();
            long bytes = 0;
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (!file.getFileName().toString().equals(RunLock.NAME)) {
                        all.add(file);
                        bytes += Files.size(file);
                    }
                }
            }
            if (bytes > MOST_BYTES) {
                throw new IOException(
                        "the files of the variant have " + (bytes >> 20) + " MiB, and a worker sends at most "
                                + (MOST_BYTES >> 20) + " MiB; record less, or run the sweep without workers");
            }
            Map<String, byte[]> contents = new LinkedHashMap<>();
            for (Path file : all) {
                contents.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
            return contents;
        }
    }

    byte[] bytes() {
        return bytes(out -> {
            out.writeInt(point);
            out.writeInt(repeat);
            out.writeUTF(hash);
            out.writeLong(checkpointEvery);
            out.writeInt(keepCheckpoints);
        });
    }

    static VariantTask read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        return new VariantTask(in.readInt(), in.readInt(), in.readUTF(), in.readLong(), in.readInt());
    }

    private interface Writing {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            body.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("a variant could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void writeBlock(byte[] block, DataOutputStream out) throws IOException {
        out.writeInt(block.length);
        out.write(block);
    }

    private static byte[] block(DataInputStream in) throws IOException {
        return in.readNBytes(Checks.inRange("bytes of a block", in.readInt(), 0, in.available()));
    }
}
