package org.sparsecortex.simulations.input.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * What ImageIO does not tell of a picture: the orientation in its Exif block and whether a JPEG has four channels; and whether
 * the parts of a PNG have their check sums.
 *
 * <p>Sources: ITU-T T.81 annex B (markers), PNG 1.5 extensions (eXIf), TIFF 6.0 (tag 274), WebP container specification (EXIF).
 *
 * @param kind what the first bytes say
 * @param orientation 1..8, 1 if it has none
 * @param isCmyk whether it is a JPEG of four channels
 */
record PictureHeader(Kind kind, int orientation, boolean isCmyk) {
    /** Kinds of files that are looked into. */
    enum Kind {
        JPEG,
        PNG,
        WEBP,
        TIFF,
        OTHER
    }

    private static final int APP1 = 0xFFE1;
    private static final int START_OF_SCAN = 0xFFDA;
    private static final int PNG_EXIF = 0x65584966;
    private static final int WEBP_EXIF = 0x45584946;
    private static final int PNG_END = 0x49454E44;
    private static final int ORIENTATION = 274;
    private static final int MAX_BLOCK = 1 << 16;

    /** The header of a file. */
    static PictureHeader of(Path file) throws IOException {
        return switch (kind(file)) {
            case JPEG -> jpeg(file);
            case PNG -> new PictureHeader(Kind.PNG, png(file), false);
            case WEBP -> new PictureHeader(Kind.WEBP, webp(file), false);
            case TIFF -> new PictureHeader(Kind.TIFF, 1, false);
            default -> new PictureHeader(Kind.OTHER, 1, false);
        };
    }

    boolean isTiff() {
        return kind == Kind.TIFF;
    }

    private static Kind kind(Path file) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(12);
        }
        String text = new String(first, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00FF\u00D8")) {
            return Kind.JPEG;
        }
        if (text.startsWith("\u0089PNG")) {
            return Kind.PNG;
        }
        if (text.startsWith("RIFF") && text.endsWith("WEBP")) {
            return Kind.WEBP;
        }
        return text.startsWith("II") || text.startsWith("MM") ? Kind.TIFF : Kind.OTHER;
    }

    /** Orientation of a WebP file, a sequence of chunks: four letters, length, bytes, and one more if the length is odd. */
    private static int webp(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(12);
            for (int name = in.readInt(); name != WEBP_EXIF; name = in.readInt()) {
                long length = Integer.reverseBytes(in.readInt()) & 0xFFFF_FFFFL;
                in.skipNBytes(length + length % 2);
            }
            byte[] block = in.readNBytes(Math.min(MAX_BLOCK, Math.max(0, Integer.reverseBytes(in.readInt()))));
            int skipped = new String(block, StandardCharsets.ISO_8859_1).startsWith("Exif\0\0") ? 6 : 0;
            return exif(ByteBuffer.wrap(block, skipped, block.length - skipped).slice());
        } catch (EOFException e) {
            return 1; // it has none; the decoder says what is wrong with the rest
        }
    }

    private static PictureHeader jpeg(Path file) throws IOException {
        int orientation = 1;
        boolean cmyk = false;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(2);
            for (int marker = in.readUnsignedShort(); marker != START_OF_SCAN; marker = in.readUnsignedShort()) {
                while (marker == 0xFFFF) {
                    marker = 0xFF00 | in.readUnsignedByte();
                }
                byte[] block = in.readNBytes(Math.max(0, in.readUnsignedShort() - 2));
                boolean frame = marker == 0xFFC0 || (marker > 0xFFC0 && marker <= 0xFFCF && marker % 4 != 0);
                cmyk |= frame && block.length > 5 && block[5] > 3;
                if (marker == APP1 && new String(block, StandardCharsets.ISO_8859_1).startsWith("Exif\0\0")) {
                    orientation =
                            exif(ByteBuffer.wrap(block, 6, block.length - 6).slice());
                }
            }
        } catch (EOFException e) {
            return new PictureHeader(Kind.JPEG, orientation, cmyk); // ImageIO says what is wrong with the rest
        }
        return new PictureHeader(Kind.JPEG, orientation, cmyk);
    }

    /**
     * Orientation of a PNG file.
     *
     * @throws IOException if a chunk does not have its check sum, which ImageIO does not look at, or the file ends before its end
     */
    private static int png(Path file) throws IOException {
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
