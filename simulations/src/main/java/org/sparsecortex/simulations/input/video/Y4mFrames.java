package org.sparsecortex.simulations.input.video;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.simulations.input.InputContext;

/** {@code YUV4MPEG2 W.. H.. ..}, then {@code FRAME} lines with planes of bytes; the Y plane of 8 bits a sample is read. */
final class Y4mFrames {
    private static final int LIMIT = 1 << 14;
    private static final int MAX_LINE = 1 << 12;

    private Y4mFrames() {}

    static Frames read(InputContext context, Path file, int from, int count) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            String[] header = line(in, "the header").split(" ");
            Checks.that(header[0].equals("YUV4MPEG2"), "path", file.getFileName(), "is no Y4M file");
            int width = 0;
            int height = 0;
            String chroma = "420";
            for (String field : header) {
                width = field.startsWith("W") ? extent("width", field) : width;
                height = field.startsWith("H") ? extent("height", field) : height;
                chroma = field.startsWith("C") ? field.substring(1) : chroma;
            }
            Checks.inRange("width in " + file.getFileName(), width, 1, LIMIT);
            Checks.inRange("height in " + file.getFileName(), height, 1, LIMIT);
            int size = width * height;
            int rest = chromaBytes(chroma, width, height);
            long whole = Files.size(file) / (size + (long) rest);
            long shown = Math.max(1, Math.min(count, whole - from));
            context.require("the frames of " + file.getFileName(), (shown * Float.BYTES + 1) * size + rest);
            return new Frames(height, width, frames(in, file, from, count, size, rest));
        }
    }

    private static List<float[]> frames(DataInputStream in, Path file, int from, int count, int size, int rest)
            throws IOException {
        List<float[]> images = new ArrayList<>();
        for (int i = 0; images.size() < count; i++) {
            int first = in.read();
            if (first < 0) {
                FrameReader.require(from, i, file.getFileName());
                break;
            }
            Checks.that(
                    first == 'F' && line(in, "frame " + i).startsWith("RAME"),
                    "path",
                    file.getFileName(),
                    "lacks FRAME " + i);
            byte[] y = in.readNBytes(size);
            if (y.length < size || in.readNBytes(rest).length < rest) {
                throw new EOFException("it ends within frame " + i);
            }
            if (i >= from) {
                images.add(FrameReader.grey(y));
            }
        }
        return images;
    }

    private static int extent(String what, String field) throws IOException {
        String digits = field.substring(1);
        if (!digits.matches("\\d{1,9}")) {
            throw new IOException("its header has the " + what + " " + digits);
        }
        return Integer.parseInt(digits);
    }

    private static int chromaBytes(String chroma, int width, int height) throws IOException {
        int halfWidth = (width + 1) / 2;
        if (chroma.matches("420(jpeg|mpeg2|paldv)?")) {
            return 2 * halfWidth * ((height + 1) / 2);
        }
        return switch (chroma) {
            case "422" -> 2 * halfWidth * height;
            case "444" -> 2 * width * height;
            case "mono" -> 0;
            default ->
                throw new IOException("its header has the colour space C" + chroma
                        + ": it must be C420, C422, C444 or Cmono with 8 bits a sample");
        };
    }

    private static String line(DataInputStream in, String where) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || text.size() == MAX_LINE) {
                throw new IOException("it ends within the line of " + where + ", or that is longer than " + MAX_LINE);
            }
            text.write(c);
        }
        return text.toString(StandardCharsets.US_ASCII);
    }
}
