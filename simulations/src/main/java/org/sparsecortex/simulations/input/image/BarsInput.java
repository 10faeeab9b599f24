package org.sparsecortex.simulations.input.image;

import java.util.List;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.v1.probabilistic.BarSamples;
import org.sparsecortex.v1.probabilistic.Prior;
import org.sparsecortex.v1.probabilistic.Superposition;

/** The bars test: images of horizontal and vertical bars that superpose, with noise; see {@link BarSamples}. */
@TypeName(value = "bars", doc = "images of bars that superpose, with noise: a test whose causes are known")
public record BarsInput(
        @Param(
                doc = "height and width of an image; there are twice as many bars",
                unit = "px",
                def = "5",
                min = 2,
                max = 256)
        int side,

        @Param(doc = "value of the pixels of a bar", def = "10", min = 1e-6, max = 1e6)
        double value,

        @Param(doc = "whether every second bar is negative", def = "false")
        boolean isSigned,

        @Param(doc = "coefficient of each bar", def = "{\"type\": \"bernoulli\", \"probability\": 0.2}")
        Prior prior,

        @Param(doc = "how bars of an image meet", def = "{\"type\": \"linear\"}")
        Superposition superposition,

        @Param(doc = "standard deviation of the noise of a pixel", symbol = "sigma", def = "2", min = 0, max = 1e6)
        double noise,

        @Param(doc = "images in a step", def = "1000", min = 1, max = 1_000_000)
        int samples,

        @Param(
                doc = "steps after which the same images come again; 0: never",
                unit = "steps",
                def = "0",
                min = 0,
                max = 1_000_000_000)
        int cycle)
        implements InputSpec {
    @Override
    public Opened open(InputContext context) {
        BarSamples bars = new BarSamples(context.seed(), side, value, isSigned, prior, superposition, noise);
        prior.probabilities(bars.bars());
        context.require("the images of a step", 2L * Double.BYTES * samples * bars.dimension());
        return Opened.endless(new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(
                        SignalSpec.global(
                                "samples", Signal.Kind.REALS, samples * bars.dimension(), "images, one after another"),
                        SignalSpec.global(
                                "fields",
                                Signal.Kind.REALS,
                                bars.bars() * bars.dimension(),
                                "the bars, rows first, one after another"),
                        SignalSpec.global(
                                "causes",
                                Signal.Kind.REALS,
                                samples * bars.bars(),
                                "coefficients of the bars, image by image"));
            }

            @Override
            public Signal read(String signal, long step) {
                long at = cycle == 0 ? step : step % cycle;
                return switch (signal) {
                    case "samples" -> Reals.wrap(bars.samples(at, samples));
                    case "causes" -> Reals.wrap(bars.causes(at, samples));
                    case "fields" -> Reals.wrap(bars.fields());
                    default -> throw new IllegalArgumentException("bars have no signal '" + signal + "'");
                };
            }
        });
    }
}
