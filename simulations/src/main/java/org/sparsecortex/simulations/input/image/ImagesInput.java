package org.sparsecortex.simulations.input.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;

/**
 * Image files of equal size, PNG or JPEG and what else Java reads, as grey values 0..1 in the order of their paths.
 *
 * <pre>  grey = (0.299 R + 0.587 G + 0.114 B) / white;   floating-point TIFF as stored  </pre>
 *
 * <p>Source of the weights: ITU-R BT.601. If the files lie in several folders, the folder is the class of the image, numbered in
 * the order of the names.
 */
@TypeName(value = "images", doc = "PNG or JPEG files of a folder, whole or as random patches; sub-folders are classes")
public record ImagesInput(
        @Param(doc = "the files, for example digits/*/*.png, below the scenario's folder or a data root")
        String path,

        @Param(doc = "how they are shown", def = "{}") FrameOptions frames)
        implements InputSpec {
    @Override
    public List<String> files(InputContext context) {
        return context.glob(path);
    }

    @Override
    public Opened open(InputContext context) {
        List<String> paths = context.glob(path);
        List<String> folders = new ArrayList<>(
                new TreeSet<>(paths.stream().map(ImagesInput::folder).toList()));
        int[] labels = folders.size() < 2
                ? new int[0]
                : paths.stream().mapToInt(p -> folders.indexOf(folder(p))).toArray();
        List<float[]> pixels = new ArrayList<>();
        int height = 0;
        int width = 0;
        for (String file : paths) {
            Pictures.Picture image = read(file, context, paths.size());
            if (pixels.isEmpty()) {
                height = image.height();
                width = image.width();
            } else if (image.height() != height || image.width() != width) {
                throw new ParameterException(
                        "path",
                        path,
                        file + " has " + image.height() + " x " + image.width() + " pixels, but " + paths.get(0)
                                + " has " + height + " x " + width);
            }
            pixels.add(image.grey());
        }
        return Opened.endless(
                new FrameSource(new FrameSource.Frames(height, width, pixels, labels), frames, context.seed()));
    }

    private static String folder(String path) {
        return String.valueOf(Path.of(path).getParent());
    }

    /** Reads an image after a look at its size. */
    private static Pictures.Picture read(String path, InputContext context, int count) {
        Path file = context.resolve(path);
        try {
            return Pictures.read(
                    file,
                    size -> context.require(
                            count + " images of the size of " + path,
                            count * size * Float.BYTES + (2L * Double.BYTES + 4) * size));
        } catch (IOException e) {
            throw new ParameterException("files", path, InputContext.reason(e), e);
        }
    }
}
