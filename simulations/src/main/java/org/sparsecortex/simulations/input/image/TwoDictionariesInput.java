package org.sparsecortex.simulations.input.image;

import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.v1.companions.TwoDictionaries;

/** The same samples of two classes in every step, and others to test on; see {@link TwoDictionaries}. */
@TypeName(value = "two-dictionaries", doc = "samples that vary most along directions that say nothing of their class")
public record TwoDictionariesInput(
        @Param(doc = "numbers in a sample", symbol = "p", def = "30", min = 4, max = 4096)
        int dimension,

        @Param(
                doc = "standard deviation along the two directions that say nothing of the class",
                def = "3",
                min = 0,
                max = 1e6)
        double strong,

        @Param(doc = "standard deviation along the two directions that tell the class", def = "1.2", min = 0, max = 1e6)
        double weak,

        @Param(doc = "standard deviation of the noise of each number", def = "0.3", min = 0, max = 1e6)
        double noise,

        @Param(doc = "samples in a step", def = "600", min = 1, max = 1_000_000)
        int samples,

        @Param(doc = "samples to test on", def = "4000", min = 1, max = 1_000_000)
        int tests)
        implements InputSpec {
    @Override
    public Opened open(InputContext context) {
        TwoDictionaries truth = new TwoDictionaries(context.seed(), dimension, strong, weak, noise);
        context.require("the samples", 2L * Double.BYTES * (samples + tests) * dimension);
        double[] directions = truth.directions();
        TwoDictionaries.Drawn training = truth.draw(directions, "training", 0, samples);
        TwoDictionaries.Drawn test = truth.draw(directions, "test", 0, tests);
        Reals truthSignal = Reals.wrap(truth.truth(directions));
        return Opened.endless(new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(
                        SignalSpec.global(
                                "samples", Signal.Kind.REALS, samples * dimension, "samples, one after another"),
                        SignalSpec.global("labels", Signal.Kind.INTS, samples, "their classes, 0 or 1"),
                        SignalSpec.global("covariates", Signal.Kind.REALS, samples, "a number beside each of them"),
                        SignalSpec.global("tests", Signal.Kind.REALS, tests * dimension, "samples to test on"),
                        SignalSpec.global("testLabels", Signal.Kind.INTS, tests, "their classes"),
                        SignalSpec.global("testCovariates", Signal.Kind.REALS, tests, "a number beside each of them"),
                        SignalSpec.global(
                                "truth", Signal.Kind.REALS, truthSignal.size(), "the directions that tell the class"));
            }

            @Override
            public Signal read(String signal, long step) {
                return switch (signal) {
                    case "samples" -> Reals.wrap(training.samples());
                    case "labels" -> Ints.wrap(training.labels());
                    case "covariates" -> Reals.wrap(training.covariates());
                    case "tests" -> Reals.wrap(test.samples());
                    case "testLabels" -> Ints.wrap(test.labels());
                    case "testCovariates" -> Reals.wrap(test.covariates());
                    case "truth" -> truthSignal;
                    default -> throw new IllegalArgumentException("there is no signal '" + signal + "'");
                };
            }
        });
    }
}
