package org.sparsecortex.simulations.input.drawn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * Labelled images of digits, one a step: drawn by {@link DigitGlyphs} without any file, or read from IDX files such as MNIST.
 *
 * <p>Drawn samples never repeat and go through the classes in turn. Samples of a file come in its order, or, with {@code
 * perClass}, first that many of each class in turn and then all others; after the last it begins again.
 */
@TypeName(value = "digits", doc = "labelled images of digits, drawn with keyed variation or read from IDX files")
public record DigitsInput(
        @Param(doc = "IDX file of images, below the scenario's folder or a data root; empty draws digits", def = "\"\"")
        String path,

        @Param(doc = "IDX file of labels; needed with path", def = "\"\"")
        String labels,

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
    private static final int CLASSES = 10;

    public DigitsInput {
        classes = classes.isEmpty() ? DigitGlyphs.digits() : List.copyOf(classes);
        Checks.that(
                path.isEmpty() == labels.isEmpty(), "labels", "\"" + labels + "\"", "path and labels belong together");
    }

    @Override
    public List<String> files() {
        return path.isEmpty() ? List.of() : List.of(path, labels);
    }

    @Override
    public Opened open(InputContext context) {
        if (path.isEmpty()) {
            return Opened.endless(new Drawn(this, new DigitGlyphs(context.seed(), jitter)));
        }
        IdxFiles.Images images = IdxFiles.images(context, path, 0, 0);
        int[] all = IdxFiles.labels(context, labels, 0, images.pixels().size());
        return Opened.endless(new Stored(this, images, all, order(all)));
    }

    /** Numbers of the samples in the order in which they are shown. */
    private int[] order(int[] all) {
        List<List<Integer>> byClass = new ArrayList<>();
        List<Integer> rest = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
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
                        path + " has only " + byClass.get(c).size() + " samples of class " + c);
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
                SignalSpec.global("class", Signal.Kind.SDR, CLASSES, "class of the sample, one of ten bits"));
    }

    /** Number of the sample of a step. */
    private long sample(long step) {
        return repeat == 0 ? step : step % repeat;
    }

    private Signal signal(String name, long step, double[] whole, int label, int height, int width) {
        double[] grey = whole;
        if (hiddenFrom >= 0 && step >= hiddenFrom && !name.equals("whole")) {
            grey = whole.clone();
            Arrays.fill(grey, grey.length / 2, grey.length, 0.0);
        }
        return switch (name) {
            case "label" -> Ints.of(label);
            case "class" -> Sdr.of(CLASSES, label);
            case "image", "whole" -> Reals.wrap(grey);
            case "contours" -> contours.of(pixelsOn(grey), height, width);
            case "sdr" -> Sdr.fromFlags(BinaryImages.shaped(pixelsOn(grey), height, width, shape));
            default -> throw new IllegalArgumentException("digits have no signal '" + name + "'");
        };
    }

    private boolean[] pixelsOn(double[] grey) {
        boolean[] on = new boolean[grey.length];
        for (int p = 0; p < on.length; p++) {
            on[p] = grey[p] * 255.0 >= threshold;
        }
        return on;
    }

    private record Drawn(DigitsInput spec, DigitGlyphs glyphs) implements Source {
        @Override
        public List<SignalSpec> signals() {
            return spec.signals(spec.size, spec.size);
        }

        @Override
        public Signal read(String signal, long step) {
            long sample = spec.sample(step);
            int label = spec.classes.get((int) (sample % spec.classes.size()));
            boolean needsImage = List.of("sdr", "image", "whole", "contours").contains(signal);
            return spec.signal(
                    signal,
                    step,
                    needsImage ? glyphs.draw(label, sample, spec.size) : new double[0],
                    label,
                    spec.size,
                    spec.size);
        }
    }

    private record Stored(DigitsInput spec, IdxFiles.Images images, int[] labels, int[] order) implements Source {
        @Override
        public List<SignalSpec> signals() {
            return spec.signals(images.height(), images.width());
        }

        @Override
        public Signal read(String signal, long step) {
            int i = order[(int) (spec.sample(step) % order.length)];
            byte[] pixels = images.pixels().get(i);
            double[] grey = new double[pixels.length];
            for (int p = 0; p < grey.length; p++) {
                grey[p] = (pixels[p] & 0xFF) / 255.0;
            }
            return spec.signal(signal, step, grey, labels[i], images.height(), images.width());
        }
    }
}
