package org.sparsecortex.simulations.input.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.input.InputContext;

/**
 * Reads the two kinds of IDX files that hold labelled images; a name ending in {@code .gz} is unpacked.
 *
 * <p>A file must be as long as its header says: other dimensions than those of the writer would shear the images. Of a packed
 * file no more is unpacked than the header says, and a header that says more than {@value #MAX_RATIO} times the packed bytes,
 * which deflate cannot hold, is refused at once.
 */
public final class IdxFiles {
    private static final int IMAGES = 0x0803;
    private static final int LABELS = 0x0801;
    private static final int IMAGE_HEADER = 16;
    private static final int LABEL_HEADER = 8;
    private static final int MAX_SIDE = 1 << 14;
    private static final long MAX_RATIO = 1032;

    private IdxFiles() {}

    /**
     * Images of unsigned bytes.
     *
     * @param path the file
     * @param from number in the file of the first of them, 0 first
     * @param inFile images in the file, by its header
     * @param height height in pixels
     * @param width width in pixels
     * @param pixels the images, each row by row
     */
    public record Images(String path, int from, int inFile, int height, int width, List<byte[]> pixels) {}

    /**
     * Reads {@code count} images from image {@code from} on; count 0 reads to the end.
     *
     * @param key parameter that names the file
     */
    public static Images images(InputContext context, String key, String path, int from, int count) {
        return images(context, key, path, from, "count", count);
    }

    /**
     * {@link #images(InputContext, String, String, int, int)} for a count of another name.
     *
     * @param key parameter that names the file
     * @param countKey parameter that is the count
     */
    public static Images images(InputContext context, String key, String path, int from, String countKey, int count) {
        Path file = context.resolve(key, path);
        try (DataInputStream in = open(file)) {
            Checks.that(in.readInt() == IMAGES, key, path, "is no IDX file of unsigned byte images");
            int all = in.readInt();
            Checks.that(all > 0, key, path, "holds no image: its header says " + all);
            int height = side(in.readInt(), key, path, "high");
            int width = side(in.readInt(), key, path, "wide");
            long size = (long) height * width;
            requireLength(file, key, path, IMAGE_HEADER, all, size);
            Checks.that(from < all, "from", from, path + " has only " + all + " images");
            Checks.that(
                    count <= all - from,
                    countKey,
                    count,
                    path + " has only " + all + " images"
                            + (from > 0 ? ", " + (all - from) + " from " + from + " on" : ""));
            int take = count == 0 ? all - from : count;
            context.require("the images of " + path, take * size);
            in.skipNBytes(from * size);
            List<byte[]> pixels = new ArrayList<>();
            for (int i = 0; i < take; i++) {
                byte[] image = in.readNBytes((int) size);
                Checks.that(image.length == size, key, path, "ends within image " + (from + i));
                pixels.add(image);
            }
            if (from + take == all) {
                Checks.that(in.read() < 0, key, path, "goes on after the " + all + " images of its header");
            }
            return new Images(path, from, all, height, width, pixels);
        } catch (EOFException e) {
            throw new ParameterException(key, path, "ends early", e);
        } catch (IOException e) {
            throw new ParameterException(key, path, "cannot be read, " + InputContext.reason(e), e);
        }
    }

    /**
     * Reads the labels of images. Their file must have as many as the file of the images, of which a part may have been read:
     * other counts are those of another set, whose labels say nothing about these images.
     *
     * @param key parameter that names the file
     */
    public static int[] labels(InputContext context, String key, String path, Images images) {
        Path file = context.resolve(key, path);
        try (DataInputStream in = open(file)) {
            Checks.that(in.readInt() == LABELS, key, path, "is no IDX file of labels");
            int all = in.readInt();
            requireLength(file, key, path, LABEL_HEADER, all, 1);
            Checks.that(
                    all == images.inFile(),
                    key,
                    path,
                    "has " + all + " labels, but " + images.path() + " has " + images.inFile()
                            + " images; do they belong together?");
            in.skipNBytes(images.from());
            int[] classes = new int[images.pixels().size()];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = in.readUnsignedByte();
            }
            return classes;
        } catch (EOFException e) {
            throw new ParameterException(key, path, "ends early", e);
        } catch (IOException e) {
            throw new ParameterException(key, path, "cannot be read, " + InputContext.reason(e), e);
        }
    }

    private static int side(int pixels, String key, String path, String which) {
        Checks.that(
                pixels >= 1 && pixels <= MAX_SIDE,
                key,
                path,
                "its header says that images are " + pixels + " pixels " + which + ", allowed are 1.." + MAX_SIDE);
        return pixels;
    }

    private static void requireLength(Path file, String key, String path, int header, int count, long size)
            throws IOException {
        long bytes = Files.size(file);
        long said = header + count * size;
        boolean fits = isPacked(file) ? said <= bytes * MAX_RATIO : said == bytes;
        Checks.that(
                fits,
                key,
                path,
                "its header says " + count + " items of " + size + " bytes, " + said
                        + " bytes in all, but the file has " + bytes);
    }

    private static boolean isPacked(Path file) {
        return file.toString().endsWith(".gz");
    }

    private static DataInputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        return new DataInputStream(isPacked(file) ? new BufferedInputStream(new GZIPInputStream(raw)) : raw);
    }
}
