package org.sparsecortex.simulations.input.drawn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.image.IdxFiles;

/**
 * Labelled images of digits, one a step or for some: drawn by {@link DigitGlyphs} without any file, or read from IDX files such as MNIST.
 *
 * <p>Drawn samples never repeat and go through the classes in turn. Samples of a file come in its order, or, with {@code
 * perClass}, first that many of each class in turn and then all others; after the last it begins again. From {@code testFrom} on they
 * are those of a second file, if there is one, in its order from its first on, {@code repeat} or not. With {@code hold} a sample
 * stays for some steps, and with {@code rest} black ones follow; the signals {@code askedSdr} and {@code askedLabel} say something in the
 * last step of a sample only, for read-outs that are to learn or answer once.
 */
@TypeName(value = "digits", doc = "labelled images of digits, drawn with keyed variation or read from IDX files")
public record DigitsInput(
        @Param(doc = "IDX file of images, below the scenario's folder or a data root; empty draws digits", def = "\"\"")
        String path,

        @Param(doc = "IDX file of labels; needed with path", def = "\"\"")
        String labels,

        @Param(doc = "IDX file of images to be tested with, of the same size; empty goes on in path", def = "\"\"")
        String testPath,

        @Param(doc = "IDX file of their labels; needed with testPath", def = "\"\"")
        String testLabels,

        @Param(
                doc = "step from which samples come from testPath; a multiple of hold + rest; -1 without it",
                unit = "steps",
                def = "-1",
                min = -1,
                max = 1e9)
        int testFrom,

        @Param(doc = "height and width of a drawn image", unit = "px", def = "28", min = 8, max = 256)
        int size,

        @Param(doc = "amount of variation of drawn digits; 0 draws the plain shapes", def = "1", min = 0, max = 3)
        double jitter,

        @Param(
                doc = "samples of each class that come first, class after class in turn; 0 keeps a file's order",
                def = "0",
                min = 0,
                max = 1_000_000)
        int perClass,

        @Param(doc = "classes that are shown; empty shows all ten", def = "[]", min = 0, max = 9)
        List<Integer> classes,

        @Param(doc = "samples after which the first comes again; 0 never", def = "0", min = 0, max = 1_000_000)
        int repeat,

        @Param(doc = "steps for which a sample is shown", unit = "steps", def = "1", min = 1, max = 1_000_000)
        int hold,

        @Param(
                doc = "steps after each sample in which its images are black",
                unit = "steps",
                def = "0",
                min = 0,
                max = 1_000_000)
        int rest,

        @Param(
                doc = "step from which the lower half of all images is hidden; -1 never",
                unit = "steps",
                def = "-1",
                min = -1,
                max = 1e9)
        int hiddenFrom,

        @Param(doc = "grey value from which a pixel is on", def = "128", min = 1, max = 255)
        int threshold,

        @Param(doc = "which of the pixels that are on become active bits", def = "\"filled\"")
        BinaryImages.Shape shape,

        @Param(doc = "directions of contours, for the signal contours", def = "{}")
        BinaryImages.Contours contours)
        implements InputSpec {
    public DigitsInput {
        classes = classes.isEmpty() ? DigitGlyphs.digits() : List.copyOf(classes);
        DigitFiles.check(path, labels, testPath, testLabels);
        Checks.that(
                testPath.isEmpty() == (testFrom < 0),
                "testFrom",
                testFrom,
                testPath.isEmpty()
                        ? "is the step from which testPath is shown, which is missing"
                        : "must say from which step on testPath is shown");
        Checks.that(
                testFrom < 0 || testFrom % ((long) hold + rest) == 0,
                "testFrom",
                testFrom,
                "must be a multiple of hold + rest = " + ((long) hold + rest) + ", where a sample begins");
    }

    @Override
    public List<String> files() {
        return DigitFiles.named(path, labels, testPath, testLabels);
    }

    @Override
    public Opened open(InputContext context) {
        if (path.isEmpty()) {
            return Opened.endless(new Drawn(this, new DigitGlyphs(context.seed(), jitter), new Last()));
        }
        Labelled taught = labelled(context, false);
        Labelled tested = testPath.isEmpty() ? taught : labelled(context, true);
        int height = taught.images.height();
        int width = taught.images.width();
        Checks.that(
                tested.images.height() == height && tested.images.width() == width,
                "testPath",
                testPath,
                "has images of " + tested.images.height() + " x " + tested.images.width() + " pixels; those of " + path
                        + " have " + height + " x " + width);
        return Opened.endless(new Stored(this, taught, tested, new Last()));
    }

    /** Images of a file with their classes, and their numbers in the order in which they are shown. */
    private record Labelled(IdxFiles.Images images, int[] labels, int[] order) {}

    private Labelled labelled(InputContext context, boolean isTest) {
        IdxFiles.Images images = IdxFiles.images(context, isTest ? "testPath" : "path", isTest ? testPath : path, 0, 0);
        int[] all = DigitFiles.labels(context, isTest ? "testLabels" : "labels", isTest ? testLabels : labels, images);
        return new Labelled(images, all, isTest ? order(all, testLabels, 0) : order(all, labels, perClass));
    }

    private int[] order(int[] all, String labels, int perClass) {
        List<List<Integer>> byClass = new ArrayList<>();
        List<Integer> rest = new ArrayList<>();
        for (int c = 0; c < DigitFiles.CLASSES; c++) {
            byClass.add(new ArrayList<>());
        }
        for (int i = 0; i < all.length; i++) {
            if (classes.contains(all[i])) {
                List<Integer> chosen = byClass.get(all[i]);
                (chosen.size() < perClass ? chosen : rest).add(i);
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int k = 0; k < perClass; k++) {
            for (int c : classes) {
                Checks.that(
                        k < byClass.get(c).size(),
                        "perClass",
                        perClass,
                        labels + " has only " + byClass.get(c).size() + " samples of class " + c);
                order.add(byClass.get(c).get(k));
            }
        }
        order.addAll(rest);
        Checks.that(!order.isEmpty(), "classes", classes, "are not in " + labels);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<SignalSpec> signals(int height, int width) {
        int pixels = height * width;
        return List.of(
                SignalSpec.global("sdr", Signal.Kind.SDR, pixels, "pixels that are on, row by row"),
                SignalSpec.global("image", Signal.Kind.REALS, pixels, "grey values, 0..1, row by row"),
                SignalSpec.global("whole", Signal.Kind.REALS, pixels, "the same, nothing hidden"),
                SignalSpec.global("label", Signal.Kind.INTS, 1, "class of the sample, 0..9"),
                SignalSpec.global(
                        "contours",
                        Signal.Kind.SDR,
                        contours.size(height, width),
                        "directions of contours, site by site"),
                SignalSpec.global("class", Signal.Kind.SDR, DigitFiles.CLASSES, "class of the sample, one of ten bits"),
                SignalSpec.global(
                        "askedSdr",
                        Signal.Kind.SDR,
                        pixels,
                        "the pixels of sdr in the last step of a sample, else none"),
                SignalSpec.global(
                        "askedLabel", Signal.Kind.INTS, 1, "the label in the last step of a sample, else -1"));
    }

    /** Number of the sample of a step. */
    private long sample(long step) {
        long shown = step / ((long) hold + rest);
        return (repeat == 0 || isTest(step)) ? shown : shown % repeat;
    }

    private boolean isTest(long step) {
        return testFrom >= 0 && step >= testFrom;
    }

    private boolean isAsked(long step) {
        return step % ((long) hold + rest) == (long) hold + rest - 1;
    }

    private boolean isResting(long step) {
        return step % ((long) hold + rest) >= hold;
    }

    /** The images of the last sample that was asked for: what a step shows is often what the one before did. */
    private static final class Last {
        private record Shown(long sample, boolean isHidden, Reals whole, Reals grey) {}

        private volatile Shown last;
    }

    private Last.Shown shown(Last last, long step, LongFunction<double[]> image) {
        Last.Shown known = last.last;
        boolean isHidden = hiddenFrom >= 0 && step >= hiddenFrom;
        long sample = sample(step);
        if (known == null || known.sample != sample || known.isHidden != isHidden) {
            double[] whole = image.apply(sample);
            double[] grey = whole.clone();
            if (isHidden) {
                Arrays.fill(grey, grey.length / 2, grey.length, 0.0);
            }
            known = new Last.Shown(sample, isHidden, Reals.wrap(whole), Reals.wrap(grey));
            last.last = known;
        }
        return known;
    }

    private Signal signal(
            String name, long step, int label, int height, int width, Last last, LongFunction<double[]> image) {
        switch (name) {
            case "label":
                return Ints.of(label);
            case "askedLabel":
                return Ints.of(isAsked(step) ? label : -1);
            case "class":
                return Sdr.of(DigitFiles.CLASSES, label);
            case "askedSdr":
                if (!isAsked(step)) {
                    return Sdr.empty(height * width);
                }
                break;
            default:
                if (isResting(step)) {
                    return black(name, height, width);
                }
        }
        Last.Shown shown = shown(last, step, image);
        return switch (name) {
            case "image" -> shown.grey();
            case "whole" -> shown.whole();
            case "contours" -> contours.of(pixelsOn(shown.grey()), height, width);
            case "sdr", "askedSdr" -> Sdr.fromFlags(BinaryImages.shaped(pixelsOn(shown.grey()), height, width, shape));
            default -> throw new IllegalArgumentException("digits have no signal '" + name + "'");
        };
    }

    private Signal black(String name, int height, int width) {
        return switch (name) {
            case "image", "whole" -> Reals.zeros(height * width);
            case "contours" -> Sdr.empty(contours.size(height, width));
            case "sdr" -> Sdr.empty(height * width);
            default -> throw new IllegalArgumentException("digits have no signal '" + name + "'");
        };
    }

    private boolean[] pixelsOn(Reals grey) {
        boolean[] on = new boolean[grey.size()];
        for (int p = 0; p < on.length; p++) {
            on[p] = grey.get(p) * 255.0 >= threshold;
        }
        return on;
    }

    private record Drawn(DigitsInput spec, DigitGlyphs glyphs, Last last) implements Source {
        @Override
        public List<SignalSpec> signals() {
            return spec.signals(spec.size, spec.size);
        }

        @Override
        public Signal read(String signal, long step) {
            int label = spec.classes.get((int) (spec.sample(step) % spec.classes.size()));
            return spec.signal(
                    signal, step, label, spec.size, spec.size, last, sample -> glyphs.draw(label, sample, spec.size));
        }
    }

    private record Stored(DigitsInput spec, Labelled taught, Labelled tested, Last last) implements Source {
        @Override
        public List<SignalSpec> signals() {
            return spec.signals(taught.images.height(), taught.images.width());
        }

        @Override
        public Signal read(String signal, long step) {
            boolean isTest = spec.isTest(step);
            Labelled set = isTest ? tested : taught;
            long at = spec.sample(step) - (isTest ? spec.sample(spec.testFrom) : 0);
            int i = set.order[(int) (at % set.order.length)];
            IdxFiles.Images images = set.images;
            return spec.signal(
                    signal, step, set.labels[i], images.height(), images.width(), last, sample -> grey(images, i));
        }

        private static double[] grey(IdxFiles.Images images, int i) {
            byte[] pixels = images.pixels().get(i);
            double[] grey = new double[pixels.length];
            for (int p = 0; p < grey.length; p++) {
                grey[p] = (pixels[p] & 0xFF) / 255.0;
            }
            return grey;
        }
    }
}
