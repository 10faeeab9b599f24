package org.sparsecortex.simulations.input.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.encode.ImagePatchParams;
import org.sparsecortex.sdr.encode.ImageThresholdParams;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.image.ArrayInput.Numbers;
import org.sparsecortex.simulations.input.image.FrameOptions.Order;

class FramesInputTest {
    private static final FrameOptions WHOLE = new FrameOptions(Order.CYCLIC, 0, 0, new ImageThresholdParams(0.5));

    @TempDir
    private Path folder;

    private InputContext context(long maxBytes) {
        return new InputContext(1, folder, List.of(), maxBytes);
    }

    private void image(String name, int height, int width, int brightRow) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            image.setRGB(x, brightRow, x == 0 ? 0xFF0000 : 0xFFFFFF);
        }
        Files.createDirectories(folder.resolve(name).getParent());
        ImageIO.write(
                image,
                name.substring(name.lastIndexOf('.') + 1),
                folder.resolve(name).toFile());
    }

    @Test
    void imagesOfFoldersAreGreyFramesWithClasses() throws IOException {
        image("set/b/1.png", 2, 3, 1);
        image("set/a/2.png", 2, 3, 0);
        Source source =
                new ImagesInput("set/*/*.png", WHOLE).open(context(1 << 20)).source();
        assertThat(((Reals) source.read("image", 0)).toArray())
                .containsExactly(new double[] {0.299, 1, 1, 0, 0, 0}, within(1e-6));
        assertThat(source.read("sdr", 0)).isEqualTo(Sdr.of(6, 1, 2));
        assertThat(source.read("label", 0)).isEqualTo(Ints.of(0));
        assertThat(source.read("label", 1)).isEqualTo(Ints.of(1));
        assertThat(source.read("sdr", 3)).isEqualTo(Sdr.of(6, 4, 5));
        assertThat(source.read("index", 3)).isEqualTo(Ints.of(1));
    }

    @Test
    void mistakesInImageFoldersNameTheFile() throws IOException {
        image("set/1.png", 2, 3, 1);
        image("set/2.png", 3, 3, 1);
        ImagesInput input = new ImagesInput("set/*.png", WHOLE);
        assertThatThrownBy(() -> input.open(context(1 << 20))).hasMessageContaining("2.png has 3 x 3 pixels");
        assertThatThrownBy(() -> input.open(context(60))).hasMessageContaining("MiB");
        Files.writeString(folder.resolve("set/0.png"), "no image");
        assertThatThrownBy(() -> input.open(context(1 << 20))).hasMessageContaining("0.png: it is no image");
        assertThatThrownBy(() -> new ImagesInput("none/*.png", WHOLE).open(context(1 << 20)))
                .hasMessageContaining("matches no file");
    }

    @Test
    void patchesComeFromKeyedPlacesAndResetsFromLengths() throws IOException {
        image("set/1.png", 8, 8, 4);
        FrameOptions patches = new FrameOptions(Order.RANDOM, 3, 5, new ImagePatchParams(3, 2, 0.1));
        Source source =
                new ImagesInput("set/1.png", patches).open(context(1 << 20)).source();
        int withRow = 0;
        for (int step = 0; step < 60; step++) {
            Reals patch = (Reals) source.read("image", step);
            assertThat(patch.size()).isEqualTo(9);
            assertThat(source.read("image", step)).isEqualTo(patch);
            Sdr sdr = (Sdr) source.read("sdr", step);
            assertThat(sdr.cardinality()).isIn(0, 2);
            withRow += sdr.cardinality() / 2;
            assertThat(source.resetAt(step)).isEqualTo(step % 5 == 0);
        }
        assertThat(withRow).as("3 of the 6 rows of places hold the bright row").isBetween(20, 40);
    }

    private Path npy(String name, String header, ByteBuffer data) throws IOException {
        String padded = header + " ".repeat(117 - header.length()) + "\n";
        ByteBuffer all =
                ByteBuffer.allocate(10 + padded.length() + data.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        all.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) padded.length());
        all.put(padded.getBytes(StandardCharsets.US_ASCII)).put(data.array());
        return Files.write(folder.resolve(name), all.array());
    }

    @Test
    void numpyArraysAreFramesWhateverTheirType() throws IOException {
        ByteBuffer big = ByteBuffer.allocate(6 * 4).order(ByteOrder.BIG_ENDIAN);
        for (int i = 0; i < 6; i++) {
            big.putFloat(0.25f * i);
        }
        npy("a.npy", "{'descr': '>f4', 'fortran_order': False, 'shape': (1, 2, 3), }", big);
        ArrayInput npy =
                new ArrayInput("a.npy", List.of(), Numbers.FLOAT32, false, 0, "", ImageSource.ImageIndex.USUAL, WHOLE);
        Source source = npy.open(context(1 << 20)).source();
        assertThat(source.read("image", 0)).isEqualTo(Reals.of(0, 0.25, 0.5, 0.75, 1, 1.25));
        assertThat(source.read("sdr", 0)).isEqualTo(Sdr.of(6, 2, 3, 4, 5));
        npy("bytes.npy", "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }", ByteBuffer.wrap(new byte[] {
            0, 1, 2, 3, 4, -1
        }));
        Source rows = new ArrayInput(
                        "bytes.npy", List.of(), Numbers.FLOAT32, false, 0, "", ImageSource.ImageIndex.USUAL, WHOLE)
                .open(context(1 << 20))
                .source();
        assertThat(rows.read("image", 1)).isEqualTo(Reals.of(3, 4, 255));
    }

    @Test
    void rawNumbersNeedAShapeAndAreCheckedBeforeReading() throws IOException {
        ByteBuffer raw = ByteBuffer.allocate(4 + 6 * 8).order(ByteOrder.LITTLE_ENDIAN);
        raw.putInt(0);
        for (int i = 0; i < 6; i++) {
            raw.putDouble(i);
        }
        Files.write(folder.resolve("a.raw"), raw.array());
        Source source = new ArrayInput(
                        "a.raw", List.of(3, 1, 2), Numbers.FLOAT64, false, 4, "", ImageSource.ImageIndex.USUAL, WHOLE)
                .open(context(1 << 20))
                .source();
        assertThat(source.read("image", 2)).isEqualTo(Reals.of(4, 5));
        assertThatThrownBy(() -> new ArrayInput(
                        "a.raw", List.of(), Numbers.FLOAT64, false, 4, "", ImageSource.ImageIndex.USUAL, WHOLE))
                .hasMessageContaining("a raw file needs it");
        ArrayInput tooLong = new ArrayInput(
                "a.raw", List.of(4, 1, 2), Numbers.FLOAT64, false, 4, "", ImageSource.ImageIndex.USUAL, WHOLE);
        assertThatThrownBy(() -> tooLong.open(context(1 << 20)))
                .hasMessageContaining("has 52 bytes, the shape needs 68");
        ArrayInput huge = new ArrayInput(
                "a.raw",
                List.of(1 << 20, 1 << 10, 2),
                Numbers.UINT8,
                false,
                4,
                "",
                ImageSource.ImageIndex.USUAL,
                WHOLE);
        assertThatThrownBy(() -> huge.open(context(1 << 20))).hasMessageContaining("MiB of memory");
        Files.writeString(folder.resolve("none.npy"), "not numpy at all");
        assertThatThrownBy(() -> new ArrayInput(
                                "none.npy",
                                List.of(),
                                Numbers.FLOAT32,
                                false,
                                0,
                                "",
                                ImageSource.ImageIndex.USUAL,
                                WHOLE)
                        .open(context(1 << 20)))
                .hasMessageContaining("no NumPy file");
    }
}
