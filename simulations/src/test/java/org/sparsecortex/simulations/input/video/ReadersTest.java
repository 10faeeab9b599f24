package org.sparsecortex.simulations.input.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.input.video.EventReader.Format;
import org.sparsecortex.simulations.input.video.EventReader.Sensor;

class ReadersTest {
    @TempDir
    private Path folder;

    private static BufferedImage plain(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(colour);
        g.fillRect(0, 0, width, height);
        g.dispose();
        return image;
    }

    /** Pure red, green and blue weigh 0.299, 0.587 and 0.114; frame 10 comes after frame 2. */
    @Test
    void readsAFolderInNaturalOrder() throws IOException {
        ImageIO.write(plain(3, 2, Color.RED), "png", folder.resolve("f2.png").toFile());
        ImageIO.write(plain(3, 2, Color.BLUE), "png", folder.resolve("f10.png").toFile());
        ImageIO.write(plain(3, 2, Color.GREEN), "png", folder.resolve("f1.png").toFile());
        Files.writeString(folder.resolve("notes.txt"), "no image");
        Frames frames = FrameReader.read(folder, 0, 99);
        assertThat(frames.height()).isEqualTo(2);
        assertThat(frames.width()).isEqualTo(3);
        assertThat(frames.images()).hasSize(3);
        assertThat(frames.images().get(0)[5]).isEqualTo(0.587f, within(1e-6f));
        assertThat(frames.images().get(1)[0]).isEqualTo(0.299f, within(1e-6f));
        assertThat(frames.images().get(2)[0]).isEqualTo(0.114f, within(1e-6f));
        assertThat(FrameReader.read(folder, 1, 1).images().get(0)[0]).isEqualTo(0.299f, within(1e-6f));
        assertThatThrownBy(() -> FrameReader.read(folder, 3, 1)).hasMessageContaining("only 3 frames");
        ImageIO.write(plain(4, 2, Color.GREEN), "png", folder.resolve("f99.png").toFile());
        assertThatThrownBy(() -> FrameReader.read(folder, 0, 99)).hasMessageContaining("another size");
    }

    /** JPEG keeps a plain colour up to rounding in its own colour space, one or two levels of 255. */
    @Test
    void readsJpegAmongPng() throws IOException {
        ImageIO.write(plain(16, 8, Color.RED), "jpg", folder.resolve("a1.JPG").toFile());
        ImageIO.write(
                plain(16, 8, Color.GREEN), "jpg", folder.resolve("a2.jpeg").toFile());
        ImageIO.write(plain(16, 8, Color.BLUE), "png", folder.resolve("a3.png").toFile());
        Frames frames = FrameReader.read(folder, 0, 99);
        assertThat(frames.images()).hasSize(3);
        assertThat(frames.images().get(0)[100]).isEqualTo(0.299f, within(0.008f));
        assertThat(frames.images().get(1)[100]).isEqualTo(0.587f, within(0.008f));
        Files.write(folder.resolve("a4.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 1, 2});
        assertThatThrownBy(() -> FrameReader.read(folder, 3, 1)).hasMessageContaining("a4.jpg");
    }

    /** Grey of 8 and 16 bits is taken as stored; a palette is looked up, also that of a PNG with 1 bit a pixel. */
    @Test
    void takesStoredGreyAndLooksUpPalettes() throws IOException {
        BufferedImage grey8 = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage grey16 = new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY);
        BufferedImage binary = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_BINARY);
        BufferedImage palette = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_INDEXED);
        grey8.getRaster().setSample(1, 1, 0, 128);
        grey16.getRaster().setSample(1, 1, 0, 32_896);
        binary.setRGB(1, 1, 0xFFFFFF);
        palette.setRGB(1, 1, 0xFF0000);
        int number = 0;
        for (BufferedImage image : new BufferedImage[] {grey8, grey16, binary, palette}) {
            ImageIO.write(image, "png", folder.resolve("g" + number++ + ".png").toFile());
        }
        Frames frames = FrameReader.read(folder, 0, 4);
        float[] expected = {128f / 255, 32_896f / 65_535, 1f, 0.299f};
        for (int f = 0; f < 4; f++) {
            assertThat(frames.images().get(f)[4]).as("picture %d", f).isEqualTo(expected[f], within(1e-6f));
            assertThat(frames.images().get(f)[0]).isZero();
        }
    }

    @Test
    void readsTheLumaOfY4m() throws IOException {
        for (String chroma : new String[] {"C420jpeg", "C422", "C444", "Cmono"}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(("YUV4MPEG2 W3 H3 F25:1 Ip A1:1 " + chroma + "\n").getBytes(StandardCharsets.US_ASCII));
            int rest = chroma.equals("C420jpeg") ? 8 : chroma.equals("C422") ? 12 : chroma.equals("C444") ? 18 : 0;
            for (int f = 0; f < 2; f++) {
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 9; i++) {
                    out.write(f * 100 + i);
                }
                out.write(new byte[rest]);
            }
            Path file = folder.resolve(chroma + ".y4m");
            Files.write(file, out.toByteArray());
            Frames frames = FrameReader.read(file, 0, 99);
            assertThat(frames.images()).hasSize(2);
            assertThat(frames.images().get(1)[8]).isEqualTo(108 / 255f);
        }
        Path cut = folder.resolve("cut.y4m");
        Files.writeString(cut, "YUV4MPEG2 W3 H3 Cmono\nFRAME\nabc");
        assertThatThrownBy(() -> FrameReader.read(cut, 0, 9)).isInstanceOf(IOException.class);
    }

    @Test
    void readsIdxImagesPackedOrNot() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int v : new int[] {0x803, 2, 1, 2}) {
            out.writeInt(v);
        }
        out.write(new byte[] {0, (byte) 255, 51, 102});
        Path file = folder.resolve("two-idx3-ubyte");
        Files.write(file, bytes.toByteArray());
        Path packed = folder.resolve("two-idx3-ubyte.gz");
        try (GZIPOutputStream gz = new GZIPOutputStream(Files.newOutputStream(packed))) {
            gz.write(bytes.toByteArray());
        }
        for (Path each : new Path[] {file, packed}) {
            Frames frames = FrameReader.read(each, 0, 9);
            assertThat(frames.images().get(0)).containsExactly(0f, 1f);
            assertThat(frames.images().get(1)).containsExactly(0.2f, 0.4f);
        }
    }

    /** A white screen of 4 x 4; a black dot at (2, 1) that is taken back; then a black dot at (0, 0). */
    @Test
    void putsPatchesOfAGifInPlaceAndDisposesOfThem() throws IOException {
        Path file = folder.resolve("dots.gif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            patch(writer, plain(4, 4, Color.WHITE), 0, 0, "doNotDispose");
            patch(writer, plain(1, 1, Color.BLACK), 2, 1, "restoreToPrevious");
            patch(writer, plain(1, 1, Color.BLACK), 0, 0, "none");
            writer.endWriteSequence();
        }
        Frames frames = FrameReader.read(file, 0, 9);
        assertThat(frames.images()).hasSize(3);
        assertThat(frames.images().get(0)).containsOnly(1f);
        assertThat(frames.images().get(1)[6]).isZero();
        assertThat(frames.images().get(2)[6]).as("taken back").isEqualTo(1f);
        assertThat(frames.images().get(2)[0]).isZero();
    }

    private static void patch(ImageWriter writer, BufferedImage image, int x, int y, String disposal)
            throws IOException {
        IIOMetadata meta = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_gif_image_1.0");
        IIOMetadataNode place = new IIOMetadataNode("ImageDescriptor");
        place.setAttribute("imageLeftPosition", "" + x);
        place.setAttribute("imageTopPosition", "" + y);
        place.setAttribute("imageWidth", "" + image.getWidth());
        place.setAttribute("imageHeight", "" + image.getHeight());
        place.setAttribute("interlaceFlag", "FALSE");
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", disposal);
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", "4");
        control.setAttribute("transparentColorIndex", "0");
        root.appendChild(place);
        root.appendChild(control);
        meta.mergeTree("javax_imageio_gif_image_1.0", root);
        writer.writeToSequence(new IIOImage(image, null, meta), null);
    }

    /** Event (3, 5, ON) at 70,000 us; an overflow; then (7, 1, OFF) at 5 us, which is 8,197 us. */
    @Test
    void readsNmnistWithOverflow() throws IOException {
        Path file = folder.resolve("a.bin");
        Files.write(file, new byte[] {3, 5, (byte) 0x81, 0x11, 0x70, 0, (byte) 240, 0, 0, 0, 7, 1, 1, 0x11, 0x75});
        Events events = EventReader.read(file, Format.NMNIST, Sensor.DVS128);
        assertThat(events.x()).containsExactly(3, 7);
        assertThat(events.y()).containsExactly(5, 1);
        assertThat(events.on()).containsExactly(true, false);
        assertThat(events.timeUs()).containsExactly(0, 8192 + 5);
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> EventReader.read(file, Format.NMNIST, Sensor.DVS128))
                .hasMessageContaining("multiple of 5");
    }

    @Test
    void readsAedat2OfBothSensors() throws IOException {
        Path file = folder.resolve("a.aedat");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("#!AER-DAT2.0\r\n# a comment\r\n");
        out.writeInt(100 << 8 | 27 << 1 | 1);
        out.writeInt(1000);
        out.writeInt(5 << 8 | 120 << 1);
        out.writeInt(1500);
        Files.write(file, bytes.toByteArray());
        Events events = EventReader.read(file, Format.AEDAT2, Sensor.DVS128);
        assertThat(events.x()).containsExactly(100, 5);
        assertThat(events.y()).containsExactly(27, 120);
        assertThat(events.on()).containsExactly(true, false);
        assertThat(events.timeUs()).containsExactly(0, 500);
        bytes.reset();
        out.writeBytes("#!AER-DAT2.0\n");
        out.writeInt((259 - 200) << 22 | (345 - 300) << 12 | 0x800);
        out.writeInt(7);
        Files.write(file, bytes.toByteArray());
        Events davis = EventReader.read(file, Format.AEDAT2, Sensor.DAVIS346);
        assertThat(davis.x()).containsExactly(300);
        assertThat(davis.y()).containsExactly(200);
        assertThat(davis.on()).containsExactly(true);
        assertThatThrownBy(() -> EventReader.read(file, Format.AEDAT3, Sensor.DVS128))
                .hasMessageContaining("AER-DAT3");
    }

    /** A packet of two polarity events, one of them invalid, and a packet of another type that is skipped. */
    @Test
    void readsAedat3PacketsAndSkipsOthers() throws IOException {
        ByteBuffer packets = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        header(packets, 0, 8, 1);
        packets.putInt(-1).putInt(99);
        header(packets, 1, 8, 2);
        packets.putInt(120 << 17 | 63 << 2 | 3).putInt(40);
        packets.putInt(1 << 17 | 1 << 2).putInt(41);
        header(packets, 1, 8, 1);
        packets.putInt(20 << 17 | 6 << 2 | 1).putInt(90);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("#!AER-DAT3.1\r\n#Format: RAW\r\n#!END-HEADER\r\n".getBytes(StandardCharsets.US_ASCII));
        bytes.write(packets.array(), 0, packets.position());
        Path file = folder.resolve("b.aedat");
        Files.write(file, bytes.toByteArray());
        Events events = EventReader.read(file, Format.AEDAT3, Sensor.DVS128);
        assertThat(events.x()).containsExactly(120, 20);
        assertThat(events.y()).containsExactly(63, 6);
        assertThat(events.on()).containsExactly(true, false);
        assertThat(events.timeUs()).containsExactly(0, 50);
    }

    private static void header(ByteBuffer out, int type, int size, int count) {
        out.putShort((short) type).putShort((short) 0).putInt(size).putInt(4).putInt(0);
        out.putInt(count).putInt(count).putInt(count);
    }
}
