package org.sparsecortex.simulations.array;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.sparsecortex.simulations.table.NpyHeader;

/** Arrays of NumPy: {@code numpy.save} and {@code numpy.savez}, compressed or not. */
final class NumpyArrays {
    private static final int CHUNK = 1 << 13; // numbers read at once
    private static final String ENDING = ".npy";

    private NumpyArrays() {}

    static void readFile(Path file, ArrayFile.Room room) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            read(in, file.getFileName().toString(), Files.size(file), room);
        }
    }

    static void readArchive(Path file, String variable, ArrayFile.Room room) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> names = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .toList();
            String name = ArrayFile.choose(variable, names);
            ZipEntry entry = zip.getEntry(name + ENDING);
            try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
                read(in, "its array '" + name + "'", entry.getSize(), room);
            }
        }
    }

    private static void read(InputStream in, String name, long size, ArrayFile.Room room) throws IOException {
        NpyHeader header = NpyHeader.read(in, name);
        NumpyType type = NumpyType.of(header.type());
        long count = ArrayFile.count(header.shape());
        long needed = header.bytes() + count * type.bytes();
        if (size != needed) {
            throw new IOException(name + " has " + size + " bytes, its header says " + needed);
        }
        ArrayFile.Sink sink = room.take(header.shape(), (long) CHUNK * type.bytes());
        int[] shape = header.shape().stream().mapToInt(Integer::intValue).toArray();
        boolean turned = header.fortranOrder() && shape.length > 1;
        boolean big = header.type().startsWith(">")
                || (header.type().startsWith("=") && ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN);
        byte[] bytes = new byte[CHUNK * type.bytes()];
        for (long done = 0; done < count; ) {
            int part = (int) Math.min(CHUNK, count - done);
            if (in.readNBytes(bytes, 0, part * type.bytes()) < part * type.bytes()) {
                throw new EOFException(name + " ends at number " + done);
            }
            ByteBuffer numbers = ByteBuffer.wrap(bytes).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < part; i++, done++) {
                sink.put(turned ? ArrayFile.toCOrder(done, shape) : done, type.read(numbers));
            }
        }
    }
}
