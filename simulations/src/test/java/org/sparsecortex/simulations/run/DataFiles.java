package org.sparsecortex.simulations.run;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Sinks;

/** A small good file of each format that inputs read, and the input that reads it. */
final class DataFiles {
    /** Side of the images. */
    private static final int SIDE = 12;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> inputs = new LinkedHashMap<>();
    private final KeyedRandom random = KeyedRandom.of(1, "data files");

    DataFiles() throws IOException {
        tables();
        pictures();
        arrays();
        videos();
        events();
        arraysOfOthers();
        spikes();
    }

    /** Bytes by name. */
    Map<String, byte[]> files() {
        return files;
    }

    /** The input, as JSON, that reads the file. */
    String input(String file) {
        return inputs.get(file);
    }

    private void add(String name, byte[] bytes, String input) {
        files.put(name, bytes);
        inputs.put(name, input.replace("FILE", name));
    }

    private void tables() {
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int row = 0; row < 40; row++) {
            text.append(String.format(
                    Locale.ROOT, "2024-02-%02d %02d:00:00,%.3f\n", 1 + row / 24, row % 24, Math.sin(row)));
        }
        add("table.csv", text.toString().getBytes(StandardCharsets.UTF_8), """
            { "type": "csv", "path": "FILE", "windows": [["2024-02-01 03:00:00", "2024-02-01 05:00:00"]], "fields": [
              { "column": "value", "encoder": { "type": "rdse", "resolution": 0.1, "size": 256, "active": 11 } },
              { "column": "timestamp", "encoder": { "type": "date-time" } }] }""");
    }

    private BufferedImage image(int type) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, type);
        for (int p = 0; p < SIDE * SIDE; p++) {
            image.setRGB(p % SIDE, p / SIDE, 0xFF000000 | random.below(1 << 24, type, p, 0));
        }
        return image;
    }

    private byte[] written(String format, BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("no writer of " + format);
        }
        return out.toByteArray();
    }

    private void pictures() throws IOException {
        String patches = """
            { "type": "image-patches", "images": { "type": "files", "paths": ["FILE"] }, "preprocessing": [],
              "patch": 4, "samples": 3, "testFraction": 0 }""";
        add("colour.png", written("png", image(BufferedImage.TYPE_INT_RGB)), patches);
        add("grey.tif", written("tiff", image(BufferedImage.TYPE_USHORT_GRAY)), patches);
        add("photo.jpg", written("jpg", image(BufferedImage.TYPE_INT_RGB)), patches);
        add("drawn.gif", written("gif", image(BufferedImage.TYPE_BYTE_INDEXED)), patches);
        add("plain.bmp", written("bmp", image(BufferedImage.TYPE_INT_RGB)), patches);
        add(
                "class.png",
                written("png", image(BufferedImage.TYPE_BYTE_GRAY)),
                "{ \"type\": \"images\", \"path\": \"FILE\" }");
        ByteArrayOutputStream mat = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.nativeOrder());
        try (var sink = Sinks.wrap(buffer)) {
            var matrix = Mat5.newMatrix(SIDE, SIDE);
            for (int p = 0; p < SIDE * SIDE; p++) {
                matrix.setDouble(p % SIDE, p / SIDE, random.uniform(5, p, 0));
            }
            Mat5.newMatFile().addArray("images", matrix).writeTo(sink);
        }
        buffer.flip();
        mat.write(buffer.array(), 0, buffer.limit());
        add("images.mat", mat.toByteArray(), patches);
    }

    private void arrays() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 12, 12), }";
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
        out.write((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        ByteBuffer numbers = ByteBuffer.allocate(3 * SIDE * SIDE * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3 * SIDE * SIDE; i++) {
            numbers.putFloat((float) random.uniform(6, i, 0));
        }
        out.write(numbers.array());
        add("array.npy", out.toByteArray(), "{ \"type\": \"array\", \"path\": \"FILE\" }");
        add("patches.npy", out.toByteArray(), """
            { "type": "image-patches", "images": { "type": "files", "paths": ["FILE"] }, "patch": 4, "samples": 3 }""");
        byte[] idx = idx();
        add("digits-idx3-ubyte", idx, "{ \"type\": \"idx\", \"path\": \"FILE\" }");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(packed)) {
            gz.write(idx);
        }
        add("packed-idx3-ubyte.gz", packed.toByteArray(), "{ \"type\": \"video-file\", \"path\": \"FILE\" }");
    }

    private byte[] idx() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int word : new int[] {0x803, 5, SIDE, SIDE}) {
            out.writeInt(word);
        }
        for (int p = 0; p < 5 * SIDE * SIDE; p++) {
            out.writeByte(random.below(256, 7, p, 0));
        }
        return bytes.toByteArray();
    }

    private void videos() throws IOException {
        String video = "{ \"type\": \"video-file\", \"path\": \"FILE\" }";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write("YUV4MPEG2 W12 H12 F25:1 Ip A1:1 C420jpeg\n".getBytes(StandardCharsets.US_ASCII));
        for (int f = 0; f < 3; f++) {
            out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            for (int p = 0; p < SIDE * SIDE * 3 / 2; p++) {
                out.write(random.below(256, 8, f, p));
            }
        }
        add("video.y4m", out.toByteArray(), video);
        add("video.gif", files.get("drawn.gif"), video);
    }

    private void events() throws IOException {
        ByteArrayOutputStream nmnist = new ByteArrayOutputStream();
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        DataOutputStream words = new DataOutputStream(two);
        words.writeBytes("#!AER-DAT2.0\r\n# AEChip: eu.seebetter.ini.chips.DVS128\r\n");
        ByteBuffer three = ByteBuffer.allocate(28 + 50 * 8).order(ByteOrder.LITTLE_ENDIAN);
        three.putShort((short) 1)
                .putShort((short) 0)
                .putInt(8)
                .putInt(4)
                .putInt(0)
                .putInt(50)
                .putInt(50)
                .putInt(50);
        for (int e = 0; e < 50; e++) {
            int x = random.below(34, 9, e, 0);
            int y = random.below(34, 9, e, 1);
            int us = 1000 * e;
            nmnist.write(new byte[] {(byte) x, (byte) y, (byte) (us >> 16), (byte) (us >> 8), (byte) us});
            words.writeInt(((127 - y) << 8) | ((127 - x) << 1) | (e & 1));
            words.writeInt(us);
            three.putInt((x << 17) | (y << 2) | 3).putInt(us);
        }
        String events =
                "{ \"type\": \"events\", \"path\": \"FILE\", \"format\": \"FORMAT\", \"height\": 128, \"width\": 128 }";
        add("nmnist.bin", nmnist.toByteArray(), events.replace("FORMAT", "nmnist"));
        add("two.aedat", two.toByteArray(), events.replace("FORMAT", "aedat2"));
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.write("#!AER-DAT3.1\r\n#Format: RAW\r\n#!END-HEADER\r\n".getBytes(StandardCharsets.US_ASCII));
        raw.write(three.array());
        add("three.aedat", raw.toByteArray(), events.replace("FORMAT", "aedat3"));
    }

    /** Files that NumPy and h5py wrote. */
    private void arraysOfOthers() throws IOException {
        Path folder = Path.of("src/test/resources/arrays");
        String array = "{ \"type\": \"array\", \"path\": \"FILE\", \"variable\": \"NAME\" }";
        add("arrays.h5", Files.readAllBytes(folder.resolve("arrays.h5")), array.replace("NAME", "group/a"));
        add("matlab73.mat", Files.readAllBytes(folder.resolve("matlab73.mat")), array.replace("NAME", "a"));
        add("two.npz", Files.readAllBytes(folder.resolve("two.npz")), array.replace("NAME", "a"));
    }

    private void spikes() throws IOException {
        Path folder = Path.of("src/test/resources/spikes");
        String input = "{ \"type\": \"spike-file\", \"path\": \"FILE\", \"neurons\": 3MORE }";
        Map<String, String> more = Map.of(
                "table.npy", "",
                "nest.gdf", ", \"order\": \"neuron-time\", \"firstNeuron\": 1",
                "seconds.csv", ", \"timeUnit\": \"s\"",
                "units.nwb", "");
        for (String file : new TreeMap<>(more).keySet()) {
            add(file, Files.readAllBytes(folder.resolve(file)), input.replace("MORE", more.get(file)));
        }
        add(
                "spikes.npz",
                Files.readAllBytes(folder.resolve("two.npz")),
                input.replace("MORE", ", \"timeUnit\": \"s\", \"times\": \"times\", \"ids\": \"senders\""));
    }
}
