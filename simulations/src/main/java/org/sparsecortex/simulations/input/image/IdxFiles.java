package org.sparsecortex.simulations.input.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
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

/** Reads the two kinds of IDX files that hold labelled images; a name ending in {@code .gz} is unpacked. */
public final class IdxFiles {
    private static final int IMAGES = 0x0803;
    private static final int LABELS = 0x0801;

    private IdxFiles() {}

    /**
     * Images of unsigned bytes.
     *
     * @param height height in pixels
     * @param width width in pixels
     * @param pixels the images, each row by row
     */
    public record Images(int height, int width, List<byte[]> pixels) {}

    /** Reads {@code count} images from image {@code from} on; count 0 reads to the end. */
    public static Images images(InputContext context, String path, int from, int count) {
        try (DataInputStream in = open(context.resolve(path))) {
            Checks.that(in.readInt() == IMAGES, "path", path, "is no IDX file of unsigned byte images");
            int all = in.readInt();
            int height = Checks.inRange("image height in " + path, in.readInt(), 1, 1 << 14);
            int width = Checks.inRange("image width in " + path, in.readInt(), 1, 1 << 14);
            Checks.inRange("from", from, 0, all - 1);
            int take = count == 0 ? all - from : Checks.inRange("count", count, 1, all - from);
            context.require("the images of " + path, (long) take * height * width);
            in.skipNBytes((long) from * height * width);
            List<byte[]> pixels = new ArrayList<>(take);
            for (int i = 0; i < take; i++) {
                byte[] image = in.readNBytes(height * width);
                Checks.that(image.length == height * width, "path", path, "ends within image " + (from + i));
                pixels.add(image);
            }
            return new Images(height, width, pixels);
        } catch (IOException e) {
            throw new ParameterException("path", path, "cannot be read, " + e.getMessage(), e);
        }
    }

    /** Reads the labels of {@code images} images from image {@code from} on. */
    public static int[] labels(InputContext context, String path, int from, int images) {
        try (DataInputStream in = open(context.resolve(path))) {
            Checks.that(in.readInt() == LABELS, "labels", path, "is no IDX file of labels");
            int all = in.readInt();
            Checks.that(all >= from + images, "labels", path, "has only " + all + " labels");
            in.skipNBytes(from);
            int[] classes = new int[images];
            for (int i = 0; i < images; i++) {
                classes[i] = in.readUnsignedByte();
            }
            return classes;
        } catch (IOException e) {
            throw new ParameterException("labels", path, "cannot be read, " + e.getMessage(), e);
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        return new DataInputStream(
                file.toString().endsWith(".gz") ? new BufferedInputStream(new GZIPInputStream(raw)) : raw);
    }
}
