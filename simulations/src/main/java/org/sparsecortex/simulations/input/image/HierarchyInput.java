package org.sparsecortex.simulations.input.image;

import java.util.List;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.v1.hierarchy.HierarchySamples;

/** Fresh samples of a two-level tree of features in every step; see {@link HierarchySamples}. */
@TypeName(value = "hierarchy", doc = "samples of a two-level tree of features, children orthogonal to their parent")
public record HierarchyInput(
        @Param(doc = "numbers in a sample", symbol = "d", def = "64", min = 2, max = 1_000_000)
        int dimension,

        @Param(doc = "features of the upper level", symbol = "P", def = "10", min = 1, max = 100_000)
        int parents,

        @Param(doc = "features below each of them", symbol = "C", def = "4", min = 0, max = 100_000)
        int children,

        @Param(doc = "active parents in a sample", def = "2", min = 1, max = 100_000)
        int activeParents,

        @Param(doc = "probability that a child of an active parent is active", def = "0.3", min = 0, max = 1)
        double childProbability,

        @Param(doc = "correlation of the children of a parent", symbol = "rho", def = "0", min = 0, max = 1)
        double siblingCorrelation,

        @Param(doc = "variance of the magnitudes, whose mean is 1", def = "0.1", min = 0, max = 1000)
        double magnitudeVariance,

        @Param(doc = "samples in a step", def = "200", min = 1, max = 1_000_000)
        int samples)
        implements InputSpec {
    public HierarchyInput {
        Checks.that(activeParents <= parents, "activeParents", activeParents, "must not exceed parents = " + parents);
    }

    @Override
    public Opened open(InputContext context) {
        HierarchySamples generator = new HierarchySamples(
                context.seed(),
                new HierarchySamples.Shape(
                        dimension,
                        parents,
                        children,
                        activeParents,
                        childProbability,
                        siblingCorrelation,
                        magnitudeVariance));
        double[] atoms = generator.atoms();
        return Opened.endless(new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(
                        SignalSpec.global(
                                "samples", Signal.Kind.REALS, samples * dimension, "the samples, one after another"),
                        SignalSpec.global(
                                "atoms", Signal.Kind.REALS, atoms.length, "the true features: parents, then children"));
            }

            @Override
            public Signal read(String signal, long step) {
                return switch (signal) {
                    case "samples" -> Reals.wrap(generator.samples(atoms, step, samples));
                    case "atoms" -> Reals.of(atoms);
                    default -> throw new IllegalArgumentException("a hierarchy has no signal '" + signal + "'");
                };
            }
        });
    }
}
