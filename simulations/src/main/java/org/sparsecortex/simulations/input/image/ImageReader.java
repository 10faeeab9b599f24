package org.sparsecortex.simulations.input.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.array.ArrayFile;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.v1.image.GreyImage;

/**
 * Reads grey images; the ending of a file says what it is.
 *
 * <pre>
 *   png jpg webp gif bmp tif        colour is reduced to luma (Rec. 601) of the stored values
 *   iml imc                         van Hateren: big-endian unsigned 16 bit, 1024 rows of 1536
 *   f32be f32le f64be f64le         raw floats of the named order, row by row
 *   npy npz h5 hdf5 mat             arrays of two or three dimensions, see {@link ArrayFile}; the first counts the images, the last in
 *                                   MATLAB
 *   idx idx3-ubyte ubyte, with .gz  IDX images of unsigned bytes
 * </pre>
 */
final class ImageReader {
    private static final List<String> RAW = List.of("f32be", "f32le", "f64be", "f64le");
    private static final int HATEREN_HEIGHT = 1024;
    private static final int HATEREN_WIDTH = 1536;

    private final InputContext context;
    private final ImageSource.Files spec;
    private long held;

    ImageReader(InputContext context, ImageSource.Files spec) {
        this.context = context;
        this.spec = spec;
    }

    /**
     * The images of a file, or of all image files of a folder and its sub-folders in the order of their paths.
     *
     * @throws IllegalArgumentException if nothing can be read, with the file and the reason
     */
    List<GreyImage> read(String path) {
        Path file = context.resolve(path);
        if (!Files.isDirectory(file)) {
            return readFile(file);
        }
        List<GreyImage> images = new ArrayList<>();
        for (Path entry : context.list(path)) {
            if (isKnown(entry)) {
                images.addAll(readFile(entry));
            }
        }
        Checks.that(!images.isEmpty(), "paths", path, "the folder holds no image file of a known ending");
        return images;
    }

    private static boolean isKnown(Path file) {
        String ending = ending(file);
        return Pictures.isPicture(file)
                || RAW.contains(ending)
                || List.of("iml", "imc").contains(ending)
                || ArrayFile.isKnown(file)
                || isIdx(file);
    }

    private static boolean isIdx(Path file) {
        return file.getFileName().toString().matches(".*idx3-ubyte(\\.gz)?|.*\\.idx(\\.gz)?");
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private List<GreyImage> readFile(Path file) {
        List<GreyImage> images = decode(file);
        for (int i = 0; i < images.size(); i++) {
            GreyImage image = images.get(i);
            FinitePixels.require("paths", file, i, image.width(), p -> image.pixels()[p], image.pixels().length);
            held += (long) Double.BYTES * image.pixels().length;
        }
        return images;
    }

    private List<GreyImage> decode(Path file) {
        try {
            require(file, 10 * Files.size(file));
            return decoded(file);
        } catch (IOException e) {
            throw new ParameterException("paths", file, InputContext.reason(e), e);
        }
    }

    /** Requires memory for a file besides that of the images before it. */
    private void require(Path file, long bytes) {
        context.require((held > 0 ? "the images up to " : "the images of ") + file, held + bytes);
    }

    private List<GreyImage> decoded(Path file) throws IOException {
        String ending = ending(file);
        if (Pictures.isPicture(file)) {
            return List.of(picture(file));
        }
        if (RAW.contains(ending)) {
            return List.of(raw(file, ending));
        }
        if (isIdx(file)) {
            return idx(file.toString());
        }
        return switch (ending) {
            case "iml", "imc" -> List.of(hateren(file));
            case "npy", "npz", "h5", "hdf5", "mat" -> array(file);
            default ->
                throw new IOException("the ending is none of png, jpg, webp, gif, bmp, tif, iml, imc, f32be, f32le, "
                        + "f64be, f64le, npy, npz, h5, hdf5, mat, idx");
        };
    }

    private GreyImage picture(Path file) throws IOException {
        Pictures.Picture picture =
                Pictures.read(file, size -> require(file, size * (2 * Double.BYTES + Integer.BYTES)));
        return new GreyImage(picture.height(), picture.width(), picture.luma());
    }

    private static GreyImage hateren(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.BIG_ENDIAN);
        require(bytes.remaining() == 2 * HATEREN_HEIGHT * HATEREN_WIDTH, "is not 1024 x 1536 numbers of 16 bits");
        double[] pixels = new double[HATEREN_HEIGHT * HATEREN_WIDTH];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = bytes.getShort() & 0xFFFF;
        }
        return new GreyImage(HATEREN_HEIGHT, HATEREN_WIDTH, pixels);
    }

    private GreyImage raw(Path file, String ending) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ending.endsWith("be") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        ArrayInput.Numbers numbers = ending.startsWith("f32") ? ArrayInput.Numbers.FLOAT32 : ArrayInput.Numbers.FLOAT64;
        require(
                bytes.remaining() % numbers.bytes() == 0,
                "has " + bytes.remaining() + " bytes, no multiple of " + numbers.bytes());
        int count = bytes.remaining() / numbers.bytes();
        int height = spec.rawHeight() > 0 ? spec.rawHeight() : (int) Math.rint(Math.sqrt(count));
        require(
                count > 0 && count % height == 0 && (spec.rawHeight() > 0 || height * height == count),
                "has " + count + " numbers, which form no "
                        + (spec.rawHeight() > 0 ? "image of " + height + " rows" : "square") + "; give rawHeight");
        double[] pixels = new double[count];
        for (int p = 0; p < count; p++) {
            pixels[p] = numbers.read(bytes);
        }
        return new GreyImage(height, count / height, pixels);
    }

    private List<GreyImage> idx(String path) {
        IdxFiles.Images stored = IdxFiles.images(context, "path", path, 0, 0);
        int size = stored.height() * stored.width();
        require(Path.of(path), (long) stored.pixels().size() * size * (Double.BYTES + 1));
        return stored.pixels().stream()
                .map(image -> IntStream.range(0, size)
                        .mapToDouble(p -> image[p] & 0xFF)
                        .toArray())
                .map(pixels -> new GreyImage(stored.height(), stored.width(), pixels))
                .toList();
    }

    /** The images of an array: one of two dimensions, several of three. */
    private List<GreyImage> array(Path file) throws IOException {
        ArrayFile.Numbers array = ArrayFile.numbers(file, spec.variable(), bytes -> require(file, 2 * bytes));
        List<Integer> shape = array.shape();
        require(shape.size() == 2 || shape.size() == 3, "has an array of " + shape.size() + " dimensions, not 2 or 3");
        double[] values = array.values();
        if (shape.size() == 2) {
            return List.of(new GreyImage(shape.get(0), shape.get(1), values));
        }
        boolean last = spec.imageIndex().isLast(file);
        int images = shape.get(last ? 2 : 0);
        int height = shape.get(last ? 0 : 1);
        int width = shape.get(last ? 1 : 2);
        List<GreyImage> all = new ArrayList<>(images);
        for (int m = 0; m < images; m++) {
            double[] pixels = new double[height * width];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = values[last ? p * images + m : m * pixels.length + p];
            }
            all.add(new GreyImage(height, width, pixels));
        }
        return all;
    }

    private static void require(boolean condition, String what) throws IOException {
        if (!condition) {
            throw new IOException(what);
        }
    }
}
