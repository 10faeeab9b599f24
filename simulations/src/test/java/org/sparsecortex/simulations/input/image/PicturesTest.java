package org.sparsecortex.simulations.input.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TIFF files are put together byte by byte, tag by tag, from the TIFF 6.0 specification; others are written by ImageIO. */
class PicturesTest {
    @TempDir
    private Path folder;

    private Pictures.Picture read(Path file) throws IOException {
        return Pictures.read(file, pixels -> {});
    }

    /** A little-endian grey TIFF of one row, uncompressed. */
    private Path tiff(int bits, int format, int meaning, int orientation, byte[] row) throws IOException {
        int[][] tags = {
            {256, row.length * 8 / bits},
            {257, 1},
            {258, bits},
            {259, 1},
            {262, meaning},
            {273, 200},
            {274, orientation},
            {277, 1},
            {278, 1},
            {279, row.length},
            {339, format}
        };
        ByteBuffer out = ByteBuffer.allocate(200 + row.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            out.putShort((short) tag[0]).putShort((short) 3).putInt(1).putInt(tag[1]);
        }
        out.position(200);
        return Files.write(folder.resolve("a.tif"), out.put(row).array());
    }

    private static byte[] floats(float... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            out.putFloat(value);
        }
        return out.array();
    }

    @Test
    void keepsFloatingPointAndWideSamplesOfTiff() throws IOException {
        Pictures.Picture real = read(tiff(32, 3, 1, 1, floats(0, 0.25f, 0.5f, 1)));
        assertThat(real.grey()).containsExactly(0, 0.25f, 0.5f, 1);
        ByteBuffer doubles = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(0.1)
                .putDouble(-3);
        assertThat(read(tiff(64, 3, 1, 1, doubles.array())).luma()).containsExactly(0.1, -3);
        ByteBuffer words = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0)
                .putInt(-1)
                .putInt(1 << 31);
        assertThat(read(tiff(32, 1, 1, 1, words.array())).grey()).containsExactly(0, 1, 0.5f);
        assertThat(read(tiff(16, 1, 1, 1, new byte[] {0, 0, -1, -1})).grey()).containsExactly(0, 1);
    }

    @Test
    void refusesWhatGreyValuesCannotHold() throws IOException {
        assertThatThrownBy(() -> read(tiff(32, 3, 1, 1, floats(0, Float.NaN))))
                .hasMessageContaining("pixel (0, 1) is NaN");
        assertThatThrownBy(() -> read(tiff(16, 2, 1, 1, new byte[4]))).hasMessageContaining("signed integers");
        assertThatThrownBy(() -> read(tiff(16, 1, 0, 1, new byte[4]))).hasMessageContaining("its white is 0");
        BufferedImage glass = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        glass.setRGB(0, 0, 0xFF000000);
        Path file = folder.resolve("glass.png");
        ImageIO.write(glass, "png", file.toFile());
        assertThatThrownBy(() -> read(file)).hasMessageContaining("pixel (0, 1) is transparent");
        glass.setRGB(1, 0, 0xFFFFFFFF);
        ImageIO.write(glass, "png", file.toFile());
        assertThat(read(file).grey()).as("opaque").containsExactly(0, 1);
    }

    @Test
    void turnsPicturesUpright() throws IOException {
        byte[] row = {0, 51, (byte) 255};
        assertThat(read(tiff(8, 1, 1, 1, row)).luma()).containsExactly(0, 51, 255);
        assertThat(read(tiff(8, 1, 1, 2, row)).luma()).containsExactly(255, 51, 0);
        Pictures.Picture upright = read(tiff(8, 1, 1, 6, row));
        assertThat(upright.height()).isEqualTo(3);
        assertThat(upright.luma()).containsExactly(0, 51, 255);
        assertThat(read(tiff(8, 1, 1, 8, row)).luma()).containsExactly(255, 51, 0);
    }

    /** Exif of one entry, orientation 3 (upside down), put behind the first two bytes of a JPEG. */
    @Test
    void readsTheOrientationOfExif() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int p = 0; p < 128; p++) {
            image.getRaster().setSample(p % 16, p / 16, 0, 255);
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", jpeg);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(jpeg.toByteArray(), 0, 2);
        out.writeShort(0xFFE1);
        out.writeShort(2 + 6 + 8 + 2 + 12 + 4);
        out.writeBytes("Exif\0\0MM\0*");
        for (int s : new int[] {0, 8, 1, 274, 3, 0, 1, 3, 0, 0, 0}) {
            out.writeShort(s);
        }
        out.write(jpeg.toByteArray(), 2, jpeg.size() - 2);
        Path file = Files.write(folder.resolve("a.jpg"), bytes.toByteArray());
        assertThat(read(file).luma()[0]).isLessThan(20);
        assertThat(read(file).luma()[255]).isGreaterThan(235);
    }

    @Test
    void keepsSixteenBitsOfColour() throws IOException {
        Pictures.Picture deep = read(tiff(16, 1, 1, 1, new byte[] {1, 0, 0, 1}));
        assertThat(deep.largest()).isEqualTo(65535);
        assertThat(deep.luma()).containsExactly(1, 256);
    }

    /** ImageIO takes floating-point samples of 16 bits for integers: 0.25 became 15,340. */
    @Test
    void halfPrecisionAndLongSamplesOfTiffAreRefused() throws IOException {
        assertThatThrownBy(() -> read(tiff(16, 3, 1, 1, new byte[] {0, 0x34, 0, 0x38})))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("16 bits, known are floating-point ones of 32 and 64");
        assertThatThrownBy(() -> read(tiff(64, 1, 1, 1, new byte[16])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("64 bits, at most 32; save it as float32");
    }

    private static BufferedImage noise(int type) {
        BufferedImage image = new BufferedImage(40, 40, type);
        for (int p = 0; p < 1600; p++) {
            image.setRGB(p % 40, p / 40, 0xFF000000 | p * 7919 * 31);
        }
        return image;
    }

    /** What is left of a file after half of a transfer: some decoders fill up with grey and only warn, or say nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void aPictureThatEndsTooEarlyIsRefused(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int type = format.equals("gif") ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_INT_RGB;
        assertThat(ImageIO.write(noise(type), format, out)).isTrue();
        byte[] whole = out.toByteArray();
        Path file = Files.write(folder.resolve("whole." + format), whole);
        assertThat(read(file).luma()).hasSize(1600);
        for (int length = whole.length / 10; length < whole.length * 19 / 20; length += whole.length / 20) {
            Path cut = Files.write(folder.resolve("cut." + format), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> read(cut))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(IOException.class);
        }
    }

    /** ImageIO does not look at the check sums of PNG. */
    @Test
    void aPngWithAChangedByteIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(noise(BufferedImage.TYPE_BYTE_GRAY), "png", out);
        byte[] whole = out.toByteArray();
        for (int at = 16; at < whole.length - 12; at += 13) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            Path file = Files.write(folder.resolve("a.png"), damaged);
            assertThatThrownBy(() -> read(file)).as("byte %d", at).isInstanceOf(IOException.class);
        }
    }
}
