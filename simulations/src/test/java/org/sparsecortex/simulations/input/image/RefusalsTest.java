package org.sparsecortex.simulations.input.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.v1.image.GreyImage;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Sinks;

/** What pictures and arrays can hold and grey images cannot is refused by name, never dropped or sheared. */
class RefusalsTest {
    @TempDir
    private Path folder;

    private InputContext context() {
        return new InputContext(1, folder, List.of(), 1 << 26);
    }

    private List<GreyImage> images(String name, ImageSource.ImageIndex index) {
        return new ImageReader(context(), new ImageSource.Files(List.of(name), 0, "", index, 0)).read(name);
    }

    private List<GreyImage> images(String name) {
        return images(name, ImageSource.ImageIndex.USUAL);
    }

    /** A TIFF of two pages as ImageIO writes it. */
    @Test
    void aPictureOfTwoPages() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out =
                ImageIO.createImageOutputStream(folder.resolve("two.tif").toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int page = 0; page < 2; page++) {
                writer.writeToSequence(
                        new IIOImage(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), null, null), null);
            }
            writer.endWriteSequence();
        }
        assertThatThrownBy(() -> images("two.tif"))
                .hasMessageContaining("two.tif")
                .hasMessageContaining("holds 2 pictures; save each in a file of its own");
    }

    /** A TIFF of one pixel of four inks: photometric interpretation 5 (TIFF 6.0, section 16). */
    @Test
    void aPictureOfFourInks() throws IOException {
        int[][] tags = {
            {256, 1}, {257, 1}, {258, 8}, {259, 1}, {262, 5}, {273, 200}, {277, 4}, {278, 1}, {279, 4}, {332, 1}
        };
        ByteBuffer out = ByteBuffer.allocate(204).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            out.putShort((short) tag[0]).putShort((short) 3).putInt(1).putInt(tag[1]);
        }
        Files.write(folder.resolve("inks.tif"), out.array());
        assertThatThrownBy(() -> images("inks.tif")).hasMessageContaining("inks.tif");
    }

    @Test
    void anArrayWithImaginaryParts() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
        try (var sink = Sinks.wrap(buffer)) {
            Mat5.newMatFile().addArray("c", Mat5.newComplex(3, 3)).writeTo(sink);
        }
        Files.write(folder.resolve("c.mat"), java.util.Arrays.copyOf(buffer.array(), buffer.position()));
        assertThatThrownBy(() -> images("c.mat"))
                .hasMessageContaining("c.mat")
                .hasMessageContaining("variable c is complex; save its real part or its magnitude");
    }

    /** Four dimensions, as of colour images, or one, as of labels. */
    @Test
    void anIdxFileOfOtherDimensions() throws IOException {
        for (int[] shape : new int[][] {{4}, {2, 2, 2, 3}}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(0x800 | shape.length);
            int size = 1;
            for (int extent : shape) {
                out.writeInt(extent);
                size *= extent;
            }
            out.write(new byte[size]);
            Files.write(folder.resolve("x-idx3-ubyte"), bytes.toByteArray());
            assertThatThrownBy(() -> images("x-idx3-ubyte"))
                    .as("%d dimensions", shape.length)
                    .hasMessageContaining("x-idx3-ubyte");
        }
    }

    /** Shape (2, 3, 4) is two images of 3 x 4 in both inputs, unless images says that the last index counts them. */
    @Test
    void aNumpyArrayOfThreeDimensionsMeansOneThing() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3, 4), }";
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
        out.write((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 24; i++) {
            out.write(i);
        }
        Files.write(folder.resolve("a.npy"), out.toByteArray());
        List<GreyImage> images = images("a.npy");
        assertThat(images).hasSize(2);
        assertThat(images.get(1).height()).isEqualTo(3);
        assertThat(images.get(1).pixels()).startsWith(12, 13, 14);
        InputSpec array = org.sparsecortex.sdr.param.Params.of(ArrayInput.class, "path", "a.npy");
        Reals second = (Reals) array.open(context()).source().read("image", 1);
        assertThat(second.size()).isEqualTo(12);
        assertThat(second.get(0)).isEqualTo(12);
        assertThat(images("a.npy", ImageSource.ImageIndex.LAST)).hasSize(4);
    }
}
