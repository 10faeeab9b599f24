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

/**
 * What ImageIO does not tell of a JPEG or PNG file: the orientation in its Exif block, 1..8, 1 if it has none, and whether a JPEG
 * has four channels.
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

    /** Orientation of a PNG file. */
    static int png(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(8);
            for (int type = 0; type != PNG_END; ) {
                int length = in.readInt();
                type = in.readInt();
                if (type == PNG_EXIF && length >= 0 && length < MAX_BLOCK) {
                    return exif(ByteBuffer.wrap(in.readNBytes(length)));
                }
                in.skipNBytes(Math.max(0, length) + 4L);
            }
        } catch (EOFException e) {
            return 1; // ImageIO says what is wrong with the rest
        }
        return 1;
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
