package org.sparsecortex.v1.hierarchy;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * How well a dictionary holds the features of a two-level tree. The unit is a true feature.
 *
 * <pre>
 *   best(i) = argmax_j |cos(D_i, A_j)|,   recovered: |cos(D_i, A_best(i))| &gt;= threshold
 *   child c of parent p absorbed: A_best(c) is nearer to (D_p + D_c) / sqrt 2 than to D_c
 * </pre>
 *
 * D_i: true feature; A_j: atom. An absorbed child stands as "parent with child" in one atom: the two levels are not
 * separated. Source: own design after Costa et al. 2025 (arXiv 2506.03093).
 */
@ModelType(
        name = "hierarchy-recovery",
        summary = "Compares a dictionary with the true features of a two-level tree: recovery by level and absorption.",
        source = "own design after Costa et al. 2025 (arXiv 2506.03093)",
        kind = ModelType.Kind.MEASURE)
public record RecoveryParams(
        @Param(doc = "numbers in a feature", symbol = "d", def = "64", min = 1, max = 1_000_000)
        int dimension,

        @Param(doc = "features of the upper level", symbol = "P", def = "10", min = 1, max = 100_000)
        int parents,

        @Param(doc = "features below each of them", symbol = "C", def = "4", min = 0, max = 100_000)
        int children,

        @Param(doc = "cosine from which a feature counts as recovered", def = "0.9", min = 0, max = 1)
        double threshold)
        implements ModelParams {
    @Override
    public int units() {
        return parents * (1 + children);
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("dictionary", Kind.REALS, true, "learnt atoms, one after another"),
                new PortSpec("truth", Kind.REALS, true, "true features: parents, then the children of each parent"));
    }

    @Override
    public List<SignalSpec> signals() {
        return RecoveryKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 64L * units();
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.that(
                context.inputSize("dictionary") % dimension == 0,
                "input 'dictionary'",
                context.inputSize("dictionary"),
                "must be a whole number of atoms of " + dimension + " numbers");
        Checks.equal("size of input 'truth'", context.inputSize("truth"), (long) units() * dimension);
        return Model.of(range -> new RecoveryKernel(this, range), Reducer.joinAll());
    }
}
