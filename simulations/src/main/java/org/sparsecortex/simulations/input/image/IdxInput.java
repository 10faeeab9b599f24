package org.sparsecortex.simulations.input.image;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.OfferedNames;

/**
 * Images in the IDX format of the MNIST files (unsigned bytes, gzip or not), with labels if given; shown in file order or
 * drawn anew in each step.
 *
 * <p>The bits of {@code sdr} are the pixels at or above the threshold, row by row.
 */
@TypeName(value = "idx", doc = "images of an IDX file such as MNIST, with labels")
@OfferedNames({"sdr", "image", "label"})
public record IdxInput(
        @Param(doc = "path of the image file, below the scenario's folder or a data root")
        String path,

        @Param(doc = "path of the label file; empty for none", def = "\"\"")
        String labels,

        @Param(doc = "first image", def = "0", min = 0, max = 1 << 30)
        int from,

        @Param(doc = "number of images; 0 takes all", def = "0", min = 0, max = 1 << 30)
        int count,

        @Param(doc = "grey value from which a pixel is an active bit", def = "128", min = 0, max = 255)
        int threshold,

        @Param(doc = "whether each step draws an image anew instead of the next in the file", def = "false")
        boolean shuffle)
        implements InputSpec {
    @Override
    public List<String> files() {
        return labels.isEmpty() ? List.of(path) : List.of(path, labels);
    }

    @Override
    public Opened open(InputContext context) {
        IdxFiles.Images images = IdxFiles.images(context, "path", path, from, count);
        int[] classes = labels.isEmpty() ? new int[0] : IdxFiles.labels(context, "labels", labels, images);
        return Opened.endless(new IdxSource(this, images, classes, KeyedRandom.of(context.seed(), "image order")));
    }

    private record IdxSource(IdxInput spec, IdxFiles.Images images, int[] classes, KeyedRandom order)
            implements Source {
        @Override
        public List<SignalSpec> signals() {
            int size = images.height() * images.width();
            List<SignalSpec> all = new ArrayList<>();
            all.add(SignalSpec.global("sdr", Signal.Kind.SDR, size, "pixels at or above the threshold"));
            all.add(SignalSpec.global("image", Signal.Kind.REALS, size, "grey values, 0..1, row by row"));
            if (classes.length > 0) {
                all.add(SignalSpec.global("label", Signal.Kind.INTS, 1, "class of the image"));
            }
            return all;
        }

        @Override
        public Signal read(String signal, long step) {
            int n = images.pixels().size();
            int i = spec.shuffle ? order.below(n, 0, step, 0) : (int) (step % n);
            byte[] pixels = images.pixels().get(i);
            return switch (signal) {
                case "label" -> Ints.of(classes[i]);
                case "image" -> grey(pixels);
                case "sdr" -> bits(pixels);
                default -> throw new IllegalArgumentException("an image has no signal '" + signal + "'");
            };
        }

        private static Reals grey(byte[] pixels) {
            double[] values = new double[pixels.length];
            for (int p = 0; p < values.length; p++) {
                values[p] = (pixels[p] & 0xFF) / 255.0;
            }
            return Reals.wrap(values);
        }

        private Sdr bits(byte[] pixels) {
            boolean[] flags = new boolean[pixels.length];
            for (int p = 0; p < flags.length; p++) {
                flags[p] = (pixels[p] & 0xFF) >= spec.threshold;
            }
            return Sdr.fromFlags(flags);
        }
    }
}
