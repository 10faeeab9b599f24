package org.sparsecortex.simulations.input.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.v1.image.GreyImage;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Matrix;

/** Each format is written by other code than ours, or byte by byte, and read back. */
class ImageReaderTest {
    @TempDir
    private Path folder;

    private List<GreyImage> read(String name, int rawHeight, boolean usual) {
        ImageSource.Files spec = new ImageSource.Files(
                List.of(name), rawHeight, "", usual ? ImageSource.ImageIndex.USUAL : ImageSource.ImageIndex.LAST, 0);
        return spec.open(new InputContext(1, folder, List.of(), 1L << 30)).all().get();
    }

    @Test
    void readsPicturesAsLuma() throws IOException {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(2, 1, 0xFF0000);
        image.setRGB(0, 0, 0xFFFFFF);
        for (String ending : List.of("png", "tiff", "bmp")) {
            ImageIO.write(image, ending, folder.resolve("a." + ending).toFile());
            GreyImage read = read("a." + ending, 0, true).get(0);
            assertThat(read.pixels()).as(ending).containsExactly(255, 0, 0, 0, 0, 0.299 * 255);
            assertThat(read.height()).isEqualTo(2);
        }
        BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(1, 0, 0, 40000);
        ImageIO.write(deep, "png", folder.resolve("deep.png").toFile());
        assertThat(read("deep.png", 0, true).get(0).pixels()).containsExactly(0, 40000);
    }

    /** A NaN would turn the mean of all images, and so every patch, into NaN. */
    @Test
    void pixelsThatAreNoFiniteNumberAreRefusedWithTheirPlace() throws IOException {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * 9).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putFloat(4 * 5, bad);
            Files.write(folder.resolve("b.f32le"), bytes.array());
            assertThatThrownBy(() -> read("b.f32le", 0, true))
                    .hasMessageContaining("b.f32le")
                    .hasMessageContaining(bad + " in frame 0 at pixel (1, 2)");
            ArrayInput array = new ArrayInput(
                    "b.f32le",
                    List.of(1, 3, 3),
                    ArrayInput.Numbers.FLOAT32,
                    false,
                    0,
                    "",
                    ImageSource.ImageIndex.USUAL,
                    Params.of(FrameOptions.class));
            assertThatThrownBy(() -> array.open(new InputContext(1, folder, List.of(), 1L << 30)))
                    .hasMessageContaining(bad + " in frame 0 at pixel (1, 2)");
        }
    }

    @Test
    void checksTheDecodedSizeBeforeItDecodes() throws IOException {
        BufferedImage empty = new BufferedImage(2000, 2000, BufferedImage.TYPE_BYTE_GRAY);
        Path file = folder.resolve("empty.png");
        ImageIO.write(empty, "png", file.toFile());
        assertThat(Files.size(file)).isLessThan(10_000);
        ImageSource.Files spec = new ImageSource.Files(List.of("empty.png"), 0, "", ImageSource.ImageIndex.USUAL, 0);
        assertThatThrownBy(() -> spec.open(new InputContext(1, folder, List.of(), 10 << 20)))
                .hasMessageContaining("empty.png needs about 76 MiB of memory, allowed are 10 MiB");
    }

    @Test
    void readsRawFloatsOfBothOrders() throws IOException {
        ByteBuffer big = ByteBuffer.allocate(16).order(ByteOrder.BIG_ENDIAN);
        ByteBuffer little = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 4; i++) {
            big.putFloat(i - 1.5f);
        }
        for (int i = 0; i < 6; i++) {
            little.putDouble(i);
        }
        Files.write(folder.resolve("a.f32be"), big.array());
        Files.write(folder.resolve("b.f64le"), little.array());
        assertThat(read("a.f32be", 0, true).get(0).pixels()).containsExactly(-1.5, -0.5, 0.5, 1.5);
        assertThat(read("b.f64le", 2, true).get(0).width()).isEqualTo(3);
        assertThatThrownBy(() -> read("b.f64le", 0, true)).hasMessageContaining("rawHeight");
    }

    @Test
    void readsVanHaterenImages() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * 1024 * 1536).order(ByteOrder.BIG_ENDIAN);
        bytes.putShort(2 * 1537, (short) 60000);
        Files.write(folder.resolve("imk00061.imc"), bytes.array());
        GreyImage image = read("imk00061.imc", 0, true).get(0);
        assertThat(image.pixels()[1537]).isEqualTo(60000);
        assertThat(image.width()).isEqualTo(1536);
    }

    @Test
    void readsNumpyArrays() throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 2), }";
        header = header + " ".repeat(117 - header.length()) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(128 + 48).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.putShort((short) 118).put(header.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 12; i++) {
            bytes.putFloat(i);
        }
        Files.write(folder.resolve("a.npy"), bytes.array());
        assertThat(read("a.npy", 0, false).get(1).pixels()).containsExactly(1, 3, 5, 7, 9, 11);
        assertThat(read("a.npy", 0, true).get(1).pixels()).containsExactly(6, 7, 8, 9, 10, 11);
    }

    @Test
    void readsMatlabArrays() throws IOException {
        Matrix matrix = Mat5.newMatrix(new int[] {2, 2, 3});
        matrix.setDouble(new int[] {1, 0, 2}, 7);
        Mat5.writeToFile(
                Mat5.newMatFile().addArray("IMAGES", matrix),
                folder.resolve("a.mat").toString());
        List<GreyImage> images = read("a.mat", 0, true);
        assertThat(images).hasSize(3);
        assertThat(images.get(2).pixels()).containsExactly(0, 0, 7, 0);
    }

    @Test
    void readsFoldersInTheOrderOfNamesAndNamesWhatIsWrong() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Files.write(images.resolve("b.f32be"), new byte[16]);
        Files.write(
                images.resolve("a.f32be"), ByteBuffer.allocate(4).putFloat(5).array());
        Files.writeString(images.resolve("readme.txt"), "no image");
        assertThat(read("images", 0, true).get(0).pixels()).containsExactly(5);
        Files.writeString(folder.resolve("a.png"), "no image");
        Files.writeString(folder.resolve("a.xyz"), "no image");
        Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> read("a.png", 0, true))
                .hasMessageContaining("a.png")
                .hasMessageContaining("no image");
        assertThatThrownBy(() -> read("a.xyz", 0, true)).hasMessageContaining("ending");
        assertThatThrownBy(() -> read("empty", 0, true)).hasMessageContaining("no image file");
        assertThatThrownBy(() -> read("missing", 0, true)).hasMessageContaining("missing");
    }
}
