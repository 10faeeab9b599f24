package org.sparsecortex.simulations.run;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** 24 frames of 16 x 16 pixels in which a bright bar moves, in every kind of file that holds a video. */
final class BarVideo {
    private static final int SIZE = 16;
    private static final int FRAMES = 24;

    private BarVideo() {}

    /** Writes the video as the ending of the file says; without one, as a folder of PNG files. */
    static void write(Path file) throws IOException {
        String name = file.getFileName().toString();
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "y4m" -> Files.write(file, y4m());
            case "gif" -> gif(file);
            case "bin" -> Files.write(file, events());
            default -> pictures(file);
        }
    }

    private static boolean bar(int frame, int y, int x) {
        int clip = frame / 3;
        return x == (2 * (frame % 3) + clip) % SIZE && y >= clip && y < clip + 9;
    }

    private static BufferedImage picture(int frame) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.getRaster().setSample(x, y, 0, bar(frame, y, x) ? 240 : 40);
            }
        }
        return image;
    }

    private static void pictures(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int f = 0; f < FRAMES; f++) {
            ImageIO.write(picture(f), "png", folder.resolve((100 + f) + ".png").toFile());
        }
    }

    private static byte[] y4m() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write("YUV4MPEG2 W16 H16 F10:1 Cmono\n".getBytes(StandardCharsets.US_ASCII));
        for (int f = 0; f < FRAMES; f++) {
            out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < SIZE * SIZE; i++) {
                out.write(bar(f, i / SIZE, i % SIZE) ? 240 : 40);
            }
        }
        return out.toByteArray();
    }

    private static void gif(Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(writer.getDefaultStreamMetadata(null));
            for (int f = 0; f < FRAMES; f++) {
                var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture(f)), null);
                writer.writeToSequence(new IIOImage(picture(f), null, metadata), null);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
    }

    /** N-MNIST: 5 bytes an event, x, y, and polarity with 23 bits of time in microseconds; a frame lasts 1 ms. */
    private static byte[] events() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int f = 0; f < FRAMES; f++) {
            for (int i = 0; i < SIZE * SIZE; i++) {
                if (bar(f, i / SIZE, i % SIZE)) {
                    int time = f * 1000 + i;
                    out.write(i % SIZE);
                    out.write(i / SIZE);
                    out.write(0x80 | time >> 16);
                    out.write(time >> 8 & 0xFF);
                    out.write(time & 0xFF);
                }
            }
        }
        return out.toByteArray();
    }
}
