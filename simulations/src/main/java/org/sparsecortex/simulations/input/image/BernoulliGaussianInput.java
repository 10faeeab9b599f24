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
import org.sparsecortex.v1.companions.BernoulliGaussian;

/** Fresh samples of an orthogonal dictionary in every step; see {@link BernoulliGaussian}. */
@TypeName(value = "bernoulli-gaussian", doc = "samples of an orthogonal dictionary, coefficients 0 or normal")
public record BernoulliGaussianInput(
        @Param(doc = "numbers in a sample, and atoms", symbol = "n", def = "16", min = 1, max = 4096)
        int dimension,

        @Param(doc = "probability that an atom is used", symbol = "theta", def = "0.3", min = 0, max = 1)
        double probability,

        @Param(doc = "samples in a step", def = "50", min = 1, max = 1_000_000)
        int samples)
        implements InputSpec {
    @Override
    public Opened open(InputContext context) {
        BernoulliGaussian generator = new BernoulliGaussian(context.seed(), dimension, probability);
        context.require("the samples of a step", 2L * Double.BYTES * samples * dimension);
        double[] atoms = generator.atoms();
        return Opened.endless(new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(
                        SignalSpec.global(
                                "samples", Signal.Kind.REALS, samples * dimension, "the samples, one after another"),
                        SignalSpec.global("atoms", Signal.Kind.REALS, atoms.length, "the true atoms"));
            }

            @Override
            public Signal read(String signal, long step) {
                return switch (signal) {
                    case "samples" -> Reals.wrap(generator.samples(atoms, step, samples));
                    case "atoms" -> Reals.of(atoms);
                    default -> throw new IllegalArgumentException("there is no signal '" + signal + "'");
                };
            }
        });
    }
}
