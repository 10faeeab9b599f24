package org.sparsecortex.simulations.input.drawn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.image.IdxFiles;

/**
 * A stream of tasks for continual learning: each is to name digits whose pixels are permuted in an order of its own, or digits
 * that no other task has, or both.
 *
 * <pre>  previewSteps batches of all, unlabelled; for each task k: trainSteps batches of task k, then testSteps batches of every task 0 .. tasks - 1  </pre>
 *
 * The images are the same for all tasks, drawn by {@link DigitGlyphs} or read from IDX files; training and test images are
 * disjoint. Each pass over the training images of a task has an order of its own. The input ends after the last test.
 */
@TypeName(value = "permuted-digits", doc = "batches of digits under one pixel permutation after another, with tests")
public record PermutedDigitsInput(
        @Param(doc = "IDX file of images, below the scenario's folder or a data root; empty draws digits", def = "\"\"")
        String path,

        @Param(doc = "IDX file of labels; needed with path", def = "\"\"")
        String labels,

        @Param(
                doc = "IDX file of test images, of the same size; empty takes those of path after the training images",
                def = "\"\"")
        String testPath,

        @Param(doc = "IDX file of their labels; needed with testPath", def = "\"\"")
        String testLabels,

        @Param(doc = "height and width of a drawn image", unit = "px", def = "28", min = 8, max = 256)
        int size,

        @Param(
                doc = "side of the squares of pixels that become one, their mean; must divide the sides of the images",
                unit = "px",
                def = "1",
                min = 1,
                max = 64)
        int average,

        @Param(doc = "amount of variation of drawn digits; 0 draws the plain shapes", def = "1", min = 0, max = 3)
        double jitter,

        @Param(
                doc = "whether the mean of all training pixels is taken away and the rest divided by their standard"
                        + " deviation",
                def = "false")
        boolean standardise,

        @Param(doc = "number of tasks", symbol = "T", def = "10", min = 1, max = 10_000)
        int tasks,

        @Param(doc = "whether each task permutes the pixels in an order of its own", def = "true")
        boolean permute,

        @Param(
                doc = "digits that each task teaches and tests, one after another; 0 for all in every task",
                def = "0",
                min = 0,
                max = 10)
        int classesPerTask,

        @Param(doc = "samples of a step", def = "64", min = 1, max = 4096)
        int samples,

        @Param(
                doc = "steps before the first task that show training images of all tasks without labels (-1)",
                unit = "steps",
                def = "0",
                min = 0,
                max = 1e9)
        int previewSteps,

        @Param(doc = "steps in which each task is taught", unit = "steps", def = "200", min = 1, max = 1e9)
        int trainSteps,

        @Param(
                doc = "steps in which each task is tested after each task",
                unit = "steps",
                def = "8",
                min = 1,
                max = 1e9)
        int testSteps,

        @Param(doc = "training images; of files the first ones", def = "5000", min = 1, max = 1e8)
        int trainImages,

        @Param(
                doc = "test images; of files those after the training images, or the first ones of testPath",
                def = "1000",
                min = 1,
                max = 1e8)
        int testImages)
        implements InputSpec {
    public PermutedDigitsInput {
        DigitFiles.check(path, labels, testPath, testLabels);
        Checks.that(samples <= trainImages, "samples", samples, "must not exceed trainImages = " + trainImages);
        Checks.that(
                tasks * classesPerTask <= DigitFiles.CLASSES,
                "classesPerTask",
                classesPerTask,
                "times tasks = " + tasks + " must not exceed the " + DigitFiles.CLASSES + " digits");
    }

    @Override
    public List<String> files() {
        return DigitFiles.named(path, labels, testPath, testLabels);
    }

    private long cycle() {
        return trainSteps + (long) tasks * testSteps;
    }

    @Override
    public Opened open(InputContext context) {
        int count = Math.addExact(trainImages, testImages);
        List<float[]> images = new ArrayList<>(count);
        int[] classes = new int[count];
        if (path.isEmpty()) {
            require(context, "the drawn digits", (long) size * size, Float.BYTES);
            DigitGlyphs glyphs = new DigitGlyphs(context.seed(), jitter);
            for (int i = 0; i < count; i++) {
                classes[i] = i % DigitFiles.CLASSES;
                double[] grey = glyphs.draw(classes[i], i, size);
                images.add(floats(grey));
            }
        } else {
            classes = stored(context, images);
        }
        if (average > 1) {
            int side = (int) Math.round(Math.sqrt(images.get(0).length));
            images.replaceAll(image -> averaged(image, side));
        }
        if (standardise) {
            standardise(images, trainImages);
        }
        return new Opened(
                new Batches(this, images, classes, context.seed()), OptionalLong.of(previewSteps + cycle() * tasks));
    }

    /**
     * Requires the memory of images, of their numbers and classes, and of the order of pixels of each task.
     *
     * @param pixels pixels of an image before they are averaged
     * @param bytes bytes of a pixel; of a file the one that is read, too
     */
    private void require(InputContext context, String images, long pixels, int bytes) {
        long count = (long) trainImages + testImages;
        long orders = permute ? tasks : 1;
        context.require(
                images + " and the order of their pixels in each of " + tasks + " tasks",
                bytes * count * pixels
                        + Integer.BYTES * (orders * (pixels / ((long) average * average)) + 2 * count + trainImages));
    }

    private static long pixels(IdxFiles.Images images) {
        return (long) images.height() * images.width();
    }

    /** Adds the images of the files, those to learn from first; their classes. */
    private int[] stored(InputContext context, List<float[]> images) {
        if (testPath.isEmpty()) {
            IdxFiles.Images all =
                    IdxFiles.images(context, "path", path, 0, "trainImages + testImages", trainImages + testImages);
            require(context, "the images of " + path, pixels(all), 1 + Float.BYTES);
            addImages(all, images);
            return DigitFiles.labels(context, "labels", labels, all);
        }
        IdxFiles.Images taught = IdxFiles.images(context, "path", path, 0, "trainImages", trainImages);
        IdxFiles.Images tested = IdxFiles.images(context, "testPath", testPath, 0, "testImages", testImages);
        require(context, "the images of " + path + " and " + testPath, pixels(taught), 1 + Float.BYTES);
        addImages(taught, images);
        addImages(tested, images);
        int pixels = images.get(0).length;
        Checks.that(
                images.get(trainImages).length == pixels,
                "testPath",
                testPath,
                "has images of " + images.get(trainImages).length + " pixels; those of " + path + " have " + pixels);
        return IntStream.concat(
                        IntStream.of(DigitFiles.labels(context, "labels", labels, taught)),
                        IntStream.of(DigitFiles.labels(context, "testLabels", testLabels, tested)))
                .toArray();
    }

    private static void addImages(IdxFiles.Images stored, List<float[]> images) {
        for (byte[] pixels : stored.pixels()) {
            double[] grey = new double[pixels.length];
            for (int p = 0; p < grey.length; p++) {
                grey[p] = (pixels[p] & 0xFF) / 255.0;
            }
            images.add(floats(grey));
        }
    }

    /** In place; mean and deviation are those of the first {@code count} images, all their pixels together. */
    private static void standardise(List<float[]> images, int count) {
        double n = (double) count * images.get(0).length;
        double mean = 0.0;
        for (float[] image : images.subList(0, count)) {
            for (float grey : image) {
                mean += grey / n;
            }
        }
        double variance = 0.0;
        for (float[] image : images.subList(0, count)) {
            for (float grey : image) {
                variance += (grey - mean) * (grey - mean) / n;
            }
        }
        double scale = variance > 0 ? 1.0 / Math.sqrt(variance) : 0.0;
        for (float[] image : images) {
            for (int p = 0; p < image.length; p++) {
                image[p] = (float) ((image[p] - mean) * scale);
            }
        }
    }

    private float[] averaged(float[] image, int side) {
        Checks.that(
                side * side == image.length && side % average == 0,
                "average",
                average,
                "must divide the side of square images; these have " + image.length + " pixels");
        int small = side / average;
        float[] means = new float[small * small];
        for (int p = 0; p < means.length; p++) {
            double sum = 0.0;
            for (int q = 0; q < average * average; q++) {
                int row = p / small * average + q / average;
                sum += image[row * side + p % small * average + q % average];
            }
            means[p] = (float) (sum / (average * average));
        }
        return means;
    }

    /** Of the images from .. to - 1 those that each task shows. */
    private int[][] shown(int[] classes, int from, int to) {
        int[][] images = new int[tasks][];
        for (int k = 0; k < tasks; k++) {
            int first = k * classesPerTask;
            images[k] = k > 0 && classesPerTask == 0
                    ? images[0]
                    : IntStream.range(from, to)
                            .filter(i ->
                                    classesPerTask == 0 || (classes[i] >= first && classes[i] < first + classesPerTask))
                            .toArray();
            Checks.that(images[k].length > 0, "classesPerTask", classesPerTask, "leaves task " + k + " without images");
        }
        return images;
    }

    private static float[] floats(double[] grey) {
        float[] values = new float[grey.length];
        for (int p = 0; p < values.length; p++) {
            values[p] = (float) grey[p];
        }
        return values;
    }

    private static final class Batches implements Source {
        private final PermutedDigitsInput spec;
        private final List<float[]> images;
        private final int[] classes;
        private final int pixels;
        private final int[][] permutation;
        private final int[][] taughtImages;
        private final int[][] testedImages;
        private final KeyedRandom order;
        private long orderedPass = -1;
        private int[] passOrder = new int[0];

        Batches(PermutedDigitsInput spec, List<float[]> images, int[] classes, long seed) {
            this.spec = spec;
            this.images = images;
            this.classes = classes;
            pixels = images.get(0).length;
            order = KeyedRandom.of(seed, "order of images");
            KeyedRandom pixelOrder = KeyedRandom.of(seed, "order of pixels");
            permutation = new int[spec.tasks][];
            int[] same = IntStream.range(0, pixels).toArray();
            for (int k = 0; k < spec.tasks; k++) {
                permutation[k] = spec.permute ? pixelOrder.permutation(pixels, k, 0, 0) : same;
            }
            taughtImages = spec.shown(classes, 0, spec.trainImages);
            testedImages = spec.shown(classes, spec.trainImages, images.size());
        }

        @Override
        public List<SignalSpec> signals() {
            return List.of(
                    SignalSpec.global(
                            "samples",
                            Signal.Kind.REALS,
                            spec.samples * pixels,
                            "grey values, 0..1 unless standardised, permuted"),
                    SignalSpec.global("labels", Signal.Kind.INTS, spec.samples, "class of each sample, 0..9"),
                    SignalSpec.global("task", Signal.Kind.INTS, 1, "task of the samples, 0 first"),
                    SignalSpec.global("training", Signal.Kind.INTS, 1, "1 in steps that teach, 0 in tests"),
                    SignalSpec.global("learned", Signal.Kind.INTS, 1, "tasks that have been taught, this one included"),
                    SignalSpec.global("preview", Signal.Kind.INTS, 1, "1 in steps before the first task"));
        }

        @Override
        public Signal read(String signal, long at) {
            if (at < spec.previewSteps) {
                return preview(signal, at);
            }
            long step = at - spec.previewSteps;
            int taught = (int) (step / spec.cycle() % spec.tasks);
            long within = step % spec.cycle();
            boolean training = within < spec.trainSteps;
            long test = within - spec.trainSteps;
            int task = training ? taught : (int) (test / spec.testSteps);
            switch (signal) {
                case "task":
                    return Ints.of(task);
                case "training":
                    return Ints.of(training ? 1 : 0);
                case "preview":
                    return Ints.of(0);
                case "learned":
                    return Ints.of(taught + 1);
                case "labels":
                case "samples":
                    int[] chosen = new int[spec.samples];
                    for (int s = 0; s < chosen.length; s++) {
                        chosen[s] = training
                                ? trainImage(taught, within * spec.samples + s)
                                : testImage(task, test % spec.testSteps * spec.samples + s);
                    }
                    return signal.equals("labels") ? labelsOf(chosen) : samplesOf(chosen, task);
                default:
                    throw new IllegalArgumentException("permuted digits have no signal '" + signal + "'");
            }
        }

        /** In steps before the first task: images of task 0, 1, ... in turn. */
        private Signal preview(String signal, long step) {
            int[] labels = new int[spec.samples];
            Arrays.fill(labels, -1);
            int task = (int) (step % spec.tasks);
            return switch (signal) {
                case "labels" -> Ints.wrap(labels);
                case "samples" -> {
                    int[] chosen = new int[spec.samples];
                    for (int s = 0; s < chosen.length; s++) {
                        int[] taught = taughtImages[task];
                        chosen[s] = taught[(int) ((step / spec.tasks * spec.samples + s) % taught.length)];
                    }
                    yield samplesOf(chosen, task);
                }
                case "task" -> Ints.of(task);
                case "preview" -> Ints.of(1);
                case "training", "learned" -> Ints.of(0);
                default -> throw new IllegalArgumentException("permuted digits have no signal '" + signal + "'");
            };
        }

        /** The image at a position in the training of a task; every pass has its own order. */
        private synchronized int trainImage(int task, long position) {
            int[] taught = taughtImages[task];
            long pass = position / taught.length;
            long key = pass * spec.tasks + task;
            if (key != orderedPass) {
                passOrder = order.permutation(taught.length, task, pass, 0);
                orderedPass = key;
            }
            return taught[passOrder[(int) (position % taught.length)]];
        }

        private int testImage(int task, long position) {
            int[] tested = testedImages[task];
            return tested[(int) (position % tested.length)];
        }

        private Ints labelsOf(int[] chosen) {
            int[] values = new int[chosen.length];
            for (int s = 0; s < values.length; s++) {
                values[s] = classes[chosen[s]];
            }
            return Ints.wrap(values);
        }

        private Reals samplesOf(int[] chosen, int task) {
            double[] values = new double[chosen.length * pixels];
            for (int s = 0; s < chosen.length; s++) {
                float[] image = images.get(chosen[s]);
                for (int p = 0; p < pixels; p++) {
                    values[s * pixels + p] = image[permutation[task][p]];
                }
            }
            return Reals.wrap(values);
        }
    }
}
