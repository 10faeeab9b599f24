package org.sparsecortex.simulations.input.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputProblems;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.OfferedNames;

/**
 * Image files of equal size, PNG or JPEG and what else Java reads, as grey values 0..1 in the order of their paths.
 *
 * <pre>  grey = (0.299 R + 0.587 G + 0.114 B) / white;   floating-point TIFF as stored  </pre>
 *
 * <p>Source of the weights: ITU-R BT.601. If the files lie in several folders, the folder is the class of the image, numbered in
 * the order of the names.
 */
@TypeName(
        value = "images",
        doc = "pictures of a folder (PNG, JPEG, WebP, TIFF, BMP), whole or as random patches; sub-folders are classes")
@OfferedNames({"sdr", "image", "index", "label"})
public record ImagesInput(
        @Param(
                doc =
                        "a folder with its sub-folders, or a pattern such as digits/*/*.png, below the scenario's folder or a data root")
        String path,

        @Param(doc = "how they are shown", def = "{}") FrameOptions frames)
        implements InputSpec {
    @Override
    public List<String> files(InputContext context) {
        if (path.matches(".*[*?\\[{].*") || !Files.isDirectory(context.resolve(path))) {
            return context.glob(path);
        }
        Path folder = context.resolve(path);
        List<String> pictures = context.list(path).stream()
                .filter(Pictures::isPicture)
                .map(file -> path.replaceFirst("/+$", "") + "/" + folder.relativize(file))
                .toList();
        Checks.that(!pictures.isEmpty(), "path", path, "the folder holds no picture: " + Pictures.ENDINGS);
        return pictures;
    }

    @Override
    public Opened open(InputContext context) {
        List<String> paths = files(context);
        List<String> folders = new ArrayList<>(
                new TreeSet<>(paths.stream().map(ImagesInput::folder).toList()));
        int[] labels = folders.size() < 2
                ? new int[0]
                : paths.stream().mapToInt(p -> folders.indexOf(folder(p))).toArray();
        List<Pictures.Picture> sizes = new ArrayList<>();
        List<float[]> pixels = new ArrayList<>();
        InputProblems.Collector problems = new InputProblems.Collector();
        for (String file : paths) {
            problems.check(() -> {
                Pictures.Picture image = read(file, context, paths.size());
                requireSize(file, image, paths.get(0), sizes);
                sizes.add(image.withoutPixels());
                pixels.add(image.grey());
            });
        }
        problems.throwIfAny();
        int height = sizes.stream().mapToInt(Pictures.Picture::height).min().orElseThrow();
        int width = sizes.stream().mapToInt(Pictures.Picture::width).min().orElseThrow();
        int[] widths = sizes.stream().mapToInt(Pictures.Picture::width).toArray();
        return Opened.endless(
                new FrameSource(new FrameSource.Frames(height, width, pixels, labels, widths), frames, context.seed()));
    }

    /** Whole pictures are of one size, and from others a patch can be cut. */
    private void requireSize(String file, Pictures.Picture image, String first, List<Pictures.Picture> sizes) {
        if (frames.patch() == 0 && !sizes.isEmpty()) {
            Pictures.Picture size = sizes.get(0);
            Checks.that(
                    image.height() == size.height() && image.width() == size.width(),
                    "path",
                    path,
                    file + " has " + image.height() + " x " + image.width() + " pixels, but " + first + " has "
                            + size.height() + " x " + size.width()
                            + "; patches (frames.patch) may be cut from pictures of any size");
        }
        Checks.that(
                frames.patch() <= Math.min(image.height(), image.width()),
                "frames.patch",
                frames.patch(),
                "exceeds " + file + " of " + image.height() + " x " + image.width() + " pixels");
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
