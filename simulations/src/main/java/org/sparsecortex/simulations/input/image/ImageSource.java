package org.sparsecortex.simulations.input.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.VideoSignals;
import org.sparsecortex.v1.image.DeadLeaves;
import org.sparsecortex.v1.image.GreyImage;
import org.sparsecortex.v1.image.NoiseImages;

/** Where grey images come from: generators that need no file, or files of the user. */
public sealed interface ImageSource {
    /** Number of images, known only after {@link #open} for files. */
    Images open(InputContext context);

    /** Files it reads, as written in the scenario. */
    default List<String> files() {
        return List.of();
    }

    /**
     * Images that are ready, or made when they are first asked for.
     *
     * @param count number of images
     * @param least smallest height or width among them, px
     * @param all the images
     */
    record Images(int count, int least, Supplier<List<GreyImage>> all) {}

    /** Dead leaves. */
    @TypeName(
            value = "dead-leaves",
            doc = "generated images of shapes that occlude each other, with the scale law of natural scenes")
    record LeavesImages(
            @Param(doc = "number of images", def = "12", min = 1, max = 10_000)
            int count,

            @Param(doc = "height and width", unit = "px", def = "256", min = 8, max = 8192)
            int size,

            @Param(doc = "outline of the leaves", def = "\"rectangles\"")
            DeadLeaves.Shape shape,

            @Param(doc = "smallest half-length of a leaf", unit = "px", def = "8", min = 0.5, max = 4096)
            double smallest,

            @Param(doc = "largest half-length of a leaf", unit = "px", def = "100", min = 1, max = 8192)
            double largest,

            @Param(doc = "fraction of leaves that carry a grating", def = "0", min = 0, max = 1)
            double textured)
            implements ImageSource {
        public LeavesImages {
            new DeadLeaves(count, size, shape, smallest, largest, textured);
        }

        @Override
        public Images open(InputContext context) {
            context.require("the images", 5L * Double.BYTES * size * size + (long) count * size * size * Double.BYTES);
            return new Images(
                    count,
                    size,
                    () -> new DeadLeaves(count, size, shape, smallest, largest, textured).generate(context.seed()));
        }
    }

    /** Noise. */
    @TypeName(
            value = "noise",
            doc = "generated Gaussian noise with the amplitude spectrum of natural images: the control without edges")
    record Noise(
            @Param(doc = "number of images", def = "12", min = 1, max = 10_000)
            int count,

            @Param(doc = "height and width", unit = "px", def = "256", min = 8, max = 8192)
            int size,

            @Param(doc = "fall of the amplitude with frequency, rho^-exponent", def = "1", min = 0, max = 4)
            double exponent)
            implements ImageSource {
        @Override
        public Images open(InputContext context) {
            context.require("the images", (4L + count) * Double.BYTES * size * size);
            return new Images(count, size, () -> new NoiseImages(count, size, exponent).generate(context.seed()));
        }
    }

    /** Frames of a video. */
    @TypeName(value = "video", doc = "frames of a video: any input that offers one frame a step")
    record VideoFrames(
            @Param(doc = "the video (see: list input)") InputSpec of,

            @Param(doc = "number of frames that are taken", unit = "frames", def = "100", min = 1, max = 1e6)
            int count,

            @Param(doc = "from one taken to the next", unit = "frames", def = "1", min = 1, max = 1e6)
            int every)
            implements ImageSource {
        @Override
        public List<String> files() {
            return of.files();
        }

        @Override
        public Images open(InputContext context) {
            InputSpec.Opened video = of.open(context);
            long last = (count - 1L) * every;
            Checks.that(
                    last < video.length().orElse(Long.MAX_VALUE),
                    "count",
                    count,
                    "frames, one of every = " + every + ", are more than the video has");
            SignalSpec frame = VideoSignals.frame(video.source());
            int height = frame.axes().get(frame.axes().size() - 2);
            int width = frame.axes().get(frame.axes().size() - 1);
            Checks.equal(
                    "pixels of a frame, of which there must be one a step,",
                    frame.shape().size(),
                    height * width);
            context.require("the images", (long) count * height * width * Double.BYTES);
            return new Images(
                    count,
                    Math.min(height, width),
                    () -> LongStream.range(0, count)
                            .mapToObj(i -> (Reals) video.source().read(frame.name(), i * every))
                            .map(pixels -> new GreyImage(height, width, pixels.toArray()))
                            .toList());
        }
    }

    /** Which index of an array of three dimensions counts the images. */
    enum ImageIndex {
        /** The last of MATLAB, (H, W, N), of others the first, (N, H, W). */
        USUAL,
        /** The first, (N, H, W). */
        FIRST,
        /** The last, (H, W, N). */
        LAST;

        /** Whether it is the last index of the array of a file. */
        boolean isLast(Path file) {
            boolean matlab =
                    file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".mat");
            return this == LAST || (this == USUAL && matlab);
        }
    }

    /** Files. */
    @TypeName(
            value = "files",
            doc =
                    "images of files or folders: PNG, JPEG, TIFF, van Hateren .iml/.imc, NumPy, HDF5, MATLAB, raw floats, IDX")
    record Files(
            @Param(doc = "files or folders, below the scenario's folder or a data root")
            List<String> paths,

            @Param(doc = "rows of a raw float file; 0 if it is square", unit = "px", def = "0", min = 0, max = 65536)
            int rawHeight,

            @Param(doc = "array of a MATLAB, HDF5 or .npz file; empty takes the only one", def = "\"\"")
            String variable,

            @Param(
                    doc = "index that counts the images of an array of three dimensions; usual: the last of MATLAB,"
                            + " else the first",
                    def = "\"usual\"")
            ImageIndex imageIndex,

            @Param(doc = "images at most, in order of names; 0 takes all", def = "0", min = 0, max = 1_000_000)
            int limit)
            implements ImageSource {
        public Files {
            Checks.that(!paths.isEmpty(), "paths", "[]", "at least one file or folder is needed");
        }

        @Override
        public List<String> files() {
            return paths;
        }

        @Override
        public Images open(InputContext context) {
            List<GreyImage> images = new ArrayList<>();
            ImageReader reader = new ImageReader(context, this);
            for (String path : paths) {
                images.addAll(reader.read(path));
            }
            List<GreyImage> taken = limit == 0 ? images : images.subList(0, Math.min(limit, images.size()));
            int least = taken.stream()
                    .mapToInt(i -> Math.min(i.height(), i.width()))
                    .min()
                    .orElseThrow();
            return new Images(taken.size(), least, () -> List.copyOf(taken));
        }
    }
}
