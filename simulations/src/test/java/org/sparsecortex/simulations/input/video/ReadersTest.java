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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.sparsecortex.simulations.input.InputContext;

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
    private Frames read(Path file, int from, int count) {
        InputContext context = new InputContext(1, folder, List.of(), 1 << 26);
        return FrameReader.read(context, folder.relativize(file).toString(), from, count);
    }

    @Test
    void readsAFolderInNaturalOrder() throws IOException {
        ImageIO.write(plain(3, 2, Color.RED), "png", folder.resolve("f2.png").toFile());
        ImageIO.write(plain(3, 2, Color.BLUE), "png", folder.resolve("f10.png").toFile());
        ImageIO.write(plain(3, 2, Color.GREEN), "png", folder.resolve("f1.png").toFile());
        Files.writeString(folder.resolve("notes.txt"), "no image");
        Frames frames = read(folder, 0, 99);
        assertThat(frames.height()).isEqualTo(2);
        assertThat(frames.width()).isEqualTo(3);
        assertThat(frames.images()).hasSize(3);
        assertThat(frames.images().get(0)[5]).isEqualTo(0.587f, within(1e-6f));
        assertThat(frames.images().get(1)[0]).isEqualTo(0.299f, within(1e-6f));
        assertThat(frames.images().get(2)[0]).isEqualTo(0.114f, within(1e-6f));
        assertThat(read(folder, 1, 1).images().get(0)[0]).isEqualTo(0.299f, within(1e-6f));
        assertThatThrownBy(() -> read(folder, 3, 1)).hasMessageContaining("only 3 frames");
        ImageIO.write(plain(4, 2, Color.GREEN), "png", folder.resolve("f99.png").toFile());
        assertThatThrownBy(() -> read(folder, 0, 99)).hasMessageContaining("another size");
    }

    /** JPEG keeps a plain colour up to rounding in its own colour space, one or two levels of 255. */
    @Test
    void readsJpegAmongPng() throws IOException {
        ImageIO.write(plain(16, 8, Color.RED), "jpg", folder.resolve("a1.JPG").toFile());
        ImageIO.write(
                plain(16, 8, Color.GREEN), "jpg", folder.resolve("a2.jpeg").toFile());
        ImageIO.write(plain(16, 8, Color.BLUE), "png", folder.resolve("a3.png").toFile());
        Frames frames = read(folder, 0, 99);
        assertThat(frames.images()).hasSize(3);
        assertThat(frames.images().get(0)[100]).isEqualTo(0.299f, within(0.008f));
        assertThat(frames.images().get(1)[100]).isEqualTo(0.587f, within(0.008f));
        Files.write(folder.resolve("a4.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 1, 2});
        assertThatThrownBy(() -> read(folder, 3, 1)).hasMessageContaining("a4.jpg");
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
        Frames frames = read(folder, 0, 4);
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
            Frames frames = read(file, 0, 99);
            assertThat(frames.images()).hasSize(2);
            assertThat(frames.images().get(1)[8]).isEqualTo(108 / 255f);
        }
        Path cut = folder.resolve("cut.y4m");
        Files.writeString(cut, "YUV4MPEG2 W3 H3 Cmono\nFRAME\nabc");
        assertThatThrownBy(() -> read(cut, 0, 9)).hasMessageContaining("ends within frame 0");
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
            Frames frames = read(each, 0, 2);
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
        Frames frames = read(file, 0, 9);
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
}
