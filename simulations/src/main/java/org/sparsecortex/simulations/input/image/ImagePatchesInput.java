package org.sparsecortex.simulations.input.image;

import java.util.List;
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
import org.sparsecortex.v1.image.PatchSampler;
import org.sparsecortex.v1.image.Preprocessing;

/**
 * Batches of square image patches at keyed random places, each minus its own mean.
 *
 * <p>Images are standardised, pass the preprocessing stages in order and are scaled by one factor so that their mean variance
 * is {@code variance}. {@code patches} come from the images to learn from, {@code test} from those kept for tests.
 */
@TypeName(value = "image-patches", doc = "batches of patches from whitened images, for sparse coding")
@OfferedNames({"patches", "test"})
public record ImagePatchesInput(
        @Param(doc = "where the images come from", def = "{\"type\": \"dead-leaves\"}")
        ImageSource images,

        @Param(doc = "stages from image to patch, in order", def = "[{\"type\": \"whitening\"}]")
        List<Preprocessing> preprocessing,

        @Param(doc = "height and width of a patch", unit = "px", def = "12", min = 2, max = 256)
        int patch,

        @Param(doc = "patches a step", def = "250", min = 1, max = 1_000_000)
        int samples,

        @Param(doc = "mean variance of the images after preprocessing", def = "0.1", min = 1e-9, max = 1e9)
        double variance,

        @Param(
                doc = "patches of less than this part of the images' variance are drawn anew; 0 takes all",
                def = "0",
                min = 0,
                max = 10)
        double minVariance,

        @Param(
                doc = "part of the images, the last ones, that only the signal test is drawn from",
                def = "0.25",
                min = 0,
                max = 0.9)
        double testFraction)
        implements InputSpec {
    public ImagePatchesInput {
        for (int s = 0; s + 1 < preprocessing.size(); s++) {
            Checks.that(
                    !(preprocessing.get(s) instanceof Preprocessing.Zca),
                    "preprocessing",
                    "zca",
                    "acts on patches and must be the last stage");
        }
    }

    @Override
    public List<String> files() {
        return images.files();
    }

    @Override
    public Opened open(InputContext context) {
        context.require("the patches of a step", 3L * Double.BYTES * samples * patch * patch);
        ImageSource.Images opened = images.open(context);
        Checks.inRange("patch", patch, 2, opened.least());
        return Opened.endless(
                new Patches(this, new PreparedImages(opened, preprocessing, variance, testFraction), context.seed()));
    }

    private static final class Patches implements Source {
        private final ImagePatchesInput spec;
        private final PreparedImages images;
        private final long seed;
        private PatchSampler training;
        private PatchSampler testing;

        Patches(ImagePatchesInput spec, PreparedImages images, long seed) {
            this.spec = spec;
            this.images = images;
            this.seed = seed;
        }

        @Override
        public List<SignalSpec> signals() {
            int size = spec.samples * spec.patch * spec.patch;
            return List.of(
                    SignalSpec.global("patches", Signal.Kind.REALS, size, "patches to learn from, one after another"),
                    SignalSpec.global("test", Signal.Kind.REALS, size, "patches of images kept for tests"));
        }

        @Override
        public Signal read(String signal, long step) {
            return switch (signal) {
                case "patches" -> Reals.wrap(training().patches(step, spec.samples));
                case "test" -> Reals.wrap(testing().patches(step, spec.samples));
                default -> throw new IllegalArgumentException("image patches have no signal '" + signal + "'");
            };
        }

        private synchronized PatchSampler training() {
            if (training == null) {
                training = sampler(images.training(), "training");
            }
            return training;
        }

        private synchronized PatchSampler testing() {
            if (testing == null) {
                testing = sampler(images.testing(), "testing");
            }
            return testing;
        }

        private PatchSampler sampler(List<org.sparsecortex.v1.image.GreyImage> from, String name) {
            PatchSampler sampler =
                    new PatchSampler(from, spec.patch, spec.minVariance, KeyedRandom.deriveSeed(seed, name));
            for (Preprocessing stage : spec.preprocessing) {
                if (stage instanceof Preprocessing.Zca zca) {
                    sampler.whiten(zca);
                }
            }
            return sampler;
        }
    }
}
