package org.sparsecortex.simulations.input.image;

import java.util.List;
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
import org.sparsecortex.simulations.input.OfferedNames;
import org.sparsecortex.v1.image.GreyImage;
import org.sparsecortex.v1.image.Preprocessing;

/**
 * One frame a step: a window on an image that stays for some steps, drifting, and then jumps, as the eye does.
 *
 * <p>Preparation of the images is that of {@code image-patches}. Fixation f begins at step f * fixationSteps; its image and
 * place are keyed draws, its drift is the same in every fixation.
 */
@TypeName(value = "image-frames", doc = "a window on whitened images that drifts and jumps, one frame a step")
@OfferedNames({"frame", "place"})
public record ImageFramesInput(
        @Param(doc = "where the images come from", def = "{\"type\": \"dead-leaves\"}")
        ImageSource images,

        @Param(doc = "stages from image to frame, in order", def = "[{\"type\": \"whitening\"}]")
        List<Preprocessing> preprocessing,

        @Param(doc = "height of the frame", unit = "px", def = "48", min = 2, max = 4096)
        int height,

        @Param(doc = "width of the frame", unit = "px", def = "48", min = 2, max = 4096)
        int width,

        @Param(doc = "steps from one jump to the next", unit = "steps", def = "1", min = 1, max = 1_000_000)
        int fixationSteps,

        @Param(doc = "downward drift between jumps", unit = "px/step", def = "0", min = 0, max = 64)
        int driftDown,

        @Param(doc = "drift to the right between jumps", unit = "px/step", def = "0", min = 0, max = 64)
        int driftRight,

        @Param(
                doc = "fixations after which the eye repeats them in the same order, with a reset of sequence"
                        + " memories at the start; 0: every fixation is new and a reset",
                def = "0",
                min = 0,
                max = 1_000_000)
        int scanPath,

        @Param(
                doc = "repeats of a scan path before another begins; 0: it never ends",
                def = "0",
                min = 0,
                max = 1_000_000)
        int scanPathRepeats,

        @Param(doc = "mean variance of the images after preprocessing", def = "0.1", min = 1e-9, max = 1e9)
        double variance)
        implements InputSpec {
    public ImageFramesInput {
        for (Preprocessing stage : preprocessing) {
            Checks.that(
                    !(stage instanceof Preprocessing.Zca), "preprocessing", "zca", "acts on patches, not on frames");
        }
        Checks.that(scanPathRepeats == 0 || scanPath > 0, "scanPathRepeats", scanPathRepeats, "needs a scanPath");
    }

    @Override
    public List<String> files() {
        return images.files();
    }

    private int spanDown() {
        return height + driftDown * (fixationSteps - 1);
    }

    private int spanRight() {
        return width + driftRight * (fixationSteps - 1);
    }

    @Override
    public Opened open(InputContext context) {
        ImageSource.Images opened = images.open(context);
        Checks.that(
                Math.max(spanDown(), spanRight()) <= opened.least(),
                "height",
                height,
                "with its drift a frame needs " + Math.max(spanDown(), spanRight()) + " px, the images have "
                        + opened.least());
        PreparedImages prepared = new PreparedImages(opened, preprocessing, variance, 0);
        return Opened.endless(new Frames(this, prepared, KeyedRandom.of(context.seed(), "fixations")));
    }

    private record Frames(ImageFramesInput spec, PreparedImages images, KeyedRandom random) implements Source {
        @Override
        public List<SignalSpec> signals() {
            int size = spec.height * spec.width;
            return List.of(
                    SignalSpec.global("frame", Signal.Kind.REALS, size, "grey values around 0, row by row"),
                    SignalSpec.global("place", Signal.Kind.INTS, 3, "image, top and left of the frame"));
        }

        @Override
        public Signal read(String signal, long step) {
            List<GreyImage> all = images.training();
            long fixation = fixation(step / spec.fixationSteps);
            int within = (int) (step % spec.fixationSteps);
            int index = random.below(all.size(), 0, fixation, 0);
            GreyImage image = all.get(index);
            int top = random.below(image.height() - spec.spanDown() + 1, 0, fixation, 1) + within * spec.driftDown;
            int left = random.below(image.width() - spec.spanRight() + 1, 0, fixation, 2) + within * spec.driftRight;
            return switch (signal) {
                case "frame" -> Reals.wrap(image.crop(top, left, spec.height, spec.width));
                case "place" -> Ints.of(index, top, left);
                default -> throw new IllegalArgumentException("image frames have no signal '" + signal + "'");
            };
        }

        private long fixation(long count) {
            if (spec.scanPath == 0) {
                return count;
            }
            long path = spec.scanPathRepeats == 0 ? 0 : count / spec.scanPath / spec.scanPathRepeats;
            return path * spec.scanPath + count % spec.scanPath;
        }

        @Override
        public boolean resetAt(long step) {
            return step % ((long) spec.fixationSteps * Math.max(1, spec.scanPath)) == 0;
        }
    }
}
