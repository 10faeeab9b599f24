package org.sparsecortex.simulations.input.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.image.IdxFiles;
import org.sparsecortex.simulations.input.image.Pictures;

/**
 * Reads recorded video as grey frames: folders of pictures, with their sub-folders, in natural order of their names, animated GIF, Y4M, IDX.
 *
 * <p>Grey is 0.299 R + 0.587 G + 0.114 B of the stored (gamma-coded) values, ITU-R BT.601; of Y4M the Y plane, as stored. The
 * memory of all frames is checked before the first is decoded.
 */
public final class FrameReader {
    private FrameReader() {}

    /**
     * Reads at most {@code count} frames from frame {@code from} on.
     *
     * @throws IllegalArgumentException if the format is unknown, the file damaged or too large, or there are no such frames
     */
    public static Frames read(InputContext context, String path, int from, int count) {
        Path file = context.resolve(path);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (Files.isDirectory(file)) {
                return folder(context, path, from, count);
            }
            if (name.endsWith(".gif")) {
                return GifFrames.read(context, file, from, count);
            }
            if (name.endsWith(".y4m")) {
                return Y4mFrames.read(context, file, from, count);
            }
        } catch (IOException e) {
            throw new ParameterException("path", path, "cannot be read, " + InputContext.reason(e), e);
        }
        if (name.contains("idx") || name.endsWith(".gz")) {
            return idx(context, path, from, count);
        }
        throw new ParameterException(
                "path",
                path,
                "is no folder of PNG or JPEG files, .gif, .y4m or IDX file; convert with: ffmpeg -i IN OUT.y4m");
    }

    private static Frames folder(InputContext context, String path, int from, int count) throws IOException {
        List<Path> files = context.list(path).stream()
                .filter(Pictures::isPicture)
                .sorted((a, b) -> natural(a.toString(), b.toString()))
                .toList();
        Checks.that(!files.isEmpty(), "path", path, "holds no picture, such as PNG or JPEG files");
        require(from, files.size(), path);
        List<Path> shown = files.subList(from, (int) Math.min(files.size(), (long) from + count));
        List<float[]> images = new ArrayList<>();
        int height = 0;
        int width = 0;
        for (Path file : shown) {
            Pictures.Picture image = picture(context, file, shown.size());
            Checks.that(
                    images.isEmpty() || (image.height() == height && image.width() == width),
                    "path",
                    file.getFileName(),
                    "has another size than the first image, " + height + " x " + width);
            height = image.height();
            width = image.width();
            images.add(image.grey());
        }
        return new Frames(height, width, images);
    }

    private static Pictures.Picture picture(InputContext context, Path file, long count) throws IOException {
        try {
            return Pictures.read(
                    file,
                    pixels -> context.require(
                            count + " frames of the size of " + file.getFileName(),
                            (count * Float.BYTES + 2L * Double.BYTES + Integer.BYTES) * pixels));
        } catch (IOException e) {
            throw new IOException(file.getFileName() + ": " + InputContext.reason(e), e);
        }
    }

    static void require(int from, int size, Object path) {
        Checks.that(from < size, "from", from, path + " has only " + size + " frames");
    }

    /** Order in which runs of digits compare as numbers: frame 2 before frame 10. */
    static int natural(String a, String b) {
        String[] left = a.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");
        String[] right = b.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("\\d{1,18}") && right[i].matches("\\d{1,18}");
            int order = numbers
                    ? Long.compare(Long.parseLong(left[i]), Long.parseLong(right[i]))
                    : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return left.length != right.length ? Integer.compare(left.length, right.length) : a.compareTo(b);
    }

    /** Bytes as shares of 255. */
    static float[] grey(byte[] raw) {
        float[] grey = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            grey[i] = (raw[i] & 0xFF) / 255f;
        }
        return grey;
    }

    private static Frames idx(InputContext context, String path, int from, int count) {
        IdxFiles.Images images = IdxFiles.images(context, "path", path, from, count == Integer.MAX_VALUE ? 0 : count);
        context.require(
                "the frames of " + path,
                (1L + Float.BYTES)
                        * images.height()
                        * images.width()
                        * images.pixels().size());
        return new Frames(
                images.height(),
                images.width(),
                images.pixels().stream().map(FrameReader::grey).toList());
    }
}
