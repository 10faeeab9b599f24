package org.sparsecortex.neurons.selection;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Keeps the numbers of a sample that score most and puts 0 for all others. The unit is a place among the samples of a step.
 *
 * <pre>
 *   kept_i = 1 for the K largest s_i, the lower i among equals;    output_i = kept_i x_i
 *   scores     s_i as they arrive at the port of that name, for example the strength sum over j of |w_ji| of an autoencoder's input
 *   variance   s_i = sum of (x_i - mean_i)^2 / n, over all samples of steps that learn
 *   random     s_i ~ Uniform(0, 1), drawn once
 * </pre>
 *
 * Source: Atashgahi, Sokar, van der Lee, Mocanu, Mocanu, Veldhuis and Pechenizkiy 2022, "Quick and robust feature selection" (arXiv
 * 2012.00560): the strength of the inputs of a denoising autoencoder whose connections move. Differs from the paper: any scores can arrive, and
 * variance and random choice, the obvious rivals, are here too.
 */
@ModelType(
        name = "feature-selection",
        summary =
                "Keeps the numbers of a sample that score most, by a network's input strength, by variance or at random.",
        source = "Atashgahi et al. 2022, Quick and robust feature selection (arXiv 2012.00560)")
public record FeatureSelectionParams(
        @Param(doc = "numbers of a sample", min = 1, max = 1 << 20)
        int inputs,

        @Param(doc = "samples of a step", def = "64", min = 1, max = 4096)
        int samples,

        @Param(doc = "numbers of a sample that are kept", symbol = "K", min = 1, max = 1 << 20)
        int keep,

        @Param(doc = "what a number is scored by", def = "\"scores\"")
        Criterion by)
        implements ModelParams {
    /** Name of the port of the scores. */
    static final String SCORES = "scores";

    /** What a number is scored by. */
    public enum Criterion {
        /** What arrives at the port scores. */
        SCORES,
        /** Its variance over all samples that were taught. */
        VARIANCE,
        /** A random number. */
        RANDOM
    }

    public FeatureSelectionParams {
        Checks.that(keep <= inputs, "keep", keep, "must be at most inputs = " + inputs);
    }

    @Override
    public int units() {
        return samples;
    }

    @Override
    public List<PortSpec> ports() {
        PortSpec all = new PortSpec("samples", Kind.REALS, true, "the samples, one after another");
        return by == Criterion.SCORES
                ? List.of(all, new PortSpec(SCORES, Kind.REALS, true, "score of each number of a sample"))
                : List.of(all);
    }

    @Override
    public List<SignalSpec> signals() {
        return FeatureSelectionKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 8L * inputs * (5 + samples);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'samples'", context.inputSize("samples"), (long) samples * inputs);
        if (by == Criterion.SCORES) {
            Checks.equal("size of input '" + SCORES + "'", context.inputSize(SCORES), inputs);
        }
        return Model.independent(range -> new FeatureSelectionKernel(this, context.seed(), range));
    }
}
