package org.sparsecortex.simulations.input.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * What ImageIO does not tell of a JPEG or PNG file: the orientation in its Exif block, 1..8, 1 if it has none, whether a JPEG
 * has four channels, and whether the parts of a PNG have their check sums.
 *
 * <p>Sources: ITU-T T.81 annex B (markers), PNG 1.5 extensions (eXIf), TIFF 6.0 (tag 274).
 */
final class PictureHeader {
    private static final int APP1 = 0xFFE1;
    private static final int START_OF_SCAN = 0xFFDA;
    private static final int PNG_EXIF = 0x65584966;
    private static final int PNG_END = 0x49454E44;
    private static final int ORIENTATION = 274;
    private static final int MAX_BLOCK = 1 << 16;

    private PictureHeader() {}

    /** Orientation of a JPEG file; refuses CMYK. */
    static int jpeg(Path file) throws IOException {
        int orientation = 1;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(2);
            for (int marker = in.readUnsignedShort(); marker != START_OF_SCAN; marker = in.readUnsignedShort()) {
                while (marker == 0xFFFF) {
                    marker = 0xFF00 | in.readUnsignedByte();
                }
                byte[] block = in.readNBytes(Math.max(0, in.readUnsignedShort() - 2));
                boolean frame = marker == 0xFFC0 || (marker > 0xFFC0 && marker <= 0xFFCF && marker % 4 != 0);
                if (frame && block.length > 5 && block[5] > 3) {
                    throw new IOException("its colours are CMYK; save it as RGB or grey");
                }
                if (marker == APP1 && new String(block, StandardCharsets.ISO_8859_1).startsWith("Exif\0\0")) {
                    orientation =
                            exif(ByteBuffer.wrap(block, 6, block.length - 6).slice());
                }
            }
        } catch (EOFException e) {
            return orientation; // ImageIO says what is wrong with the rest
        }
        return orientation;
    }

    /**
     * Orientation of a PNG file.
     *
     * @throws IOException if a chunk does not have its check sum, which ImageIO does not look at, or the file ends before its end
     */
    static int png(Path file) throws IOException {
        int orientation = 1;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(8);
            byte[] part = new byte[MAX_BLOCK];
            for (int type = 0; type != PNG_END; ) {
                CRC32 sum = new CRC32();
                int left = in.readInt();
                byte[] name = in.readNBytes(Integer.BYTES);
                sum.update(name);
                type = ByteBuffer.wrap(Arrays.copyOf(name, Integer.BYTES)).getInt();
                boolean exif = type == PNG_EXIF && left >= 0 && left < MAX_BLOCK;
                for (int read = 1; left > 0 && read > 0; left -= read) {
                    read = in.readNBytes(part, 0, Math.min(left, part.length));
                    sum.update(part, 0, read);
                }
                if (in.readInt() != (int) sum.getValue() || left < 0) {
                    throw new IOException(
                            "it is damaged: the check sum of its part '" + word(name) + "' is not that of the bytes");
                }
                orientation = exif ? exif(ByteBuffer.wrap(part)) : orientation;
            }
        } catch (EOFException e) {
            throw new IOException("it ends too early", e);
        }
        return orientation;
    }

    private static String word(byte[] name) {
        return new String(name, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
    }

    /** Orientation in the first directory of an Exif block, which has the form of a TIFF file; 1 if it does not say. */
    private static int exif(ByteBuffer block) {
        if (block.remaining() < 8) {
            return 1;
        }
        block.order(block.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int at = block.getInt(4);
        if (at < 8 || at > block.limit() - 2) {
            return 1;
        }
        int entries = block.getShort(at) & 0xFFFF;
        for (int e = 0; e < entries && at + 14 + 12 * e <= block.limit(); e++) {
            int entry = at + 2 + 12 * e;
            int value = block.getShort(entry + 8);
            if ((block.getShort(entry) & 0xFFFF) == ORIENTATION && value >= 1 && value <= 8) {
                return value;
            }
        }
        return 1;
    }
}
