package org.sparsecortex.v1.companions;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.learning.batch.BatchModel;
import org.sparsecortex.learning.batch.BatchPlan;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/** Independent component analysis: whitening by principal components, then the symmetric fixed point of FastICA. */
@ModelType(
        name = "ica",
        summary = "Independent component analysis of patches by the symmetric fixed point of FastICA.",
        source = "Hyvarinen 1999 (IEEE Trans. Neural Networks 10(3))")
public record IcaParams(
        @Param(doc = "pixels of a patch", symbol = "n", def = "144", min = 1, max = 4096)
        int dimension,

        @Param(
                doc = "components; fewer than pixels, for patches without mean span one dimension less",
                def = "120",
                min = 1,
                max = 4096)
        int components,

        @Param(doc = "samples from which the whitening is computed", def = "20000", min = 2, max = 1_000_000_000)
        int whiteningSamples,

        @Param(doc = "samples of one turn of the fixed point", def = "10000", min = 1, max = 1_000_000_000)
        int updateSamples,

        @Param(doc = "patches in a step", def = "500", min = 1, max = 1_000_000)
        int samples,

        @Param(
                doc = "further patches in a step that are coded but not learnt from",
                def = "0",
                min = 0,
                max = 1_000_000)
        int probes,

        @Param(doc = "patches in a unit", def = "125", min = 1, max = 1_000_000)
        int chunk)
        implements ModelParams {
    public IcaParams {
        Checks.that(components <= dimension, "components", components, "must not exceed dimension = " + dimension);
        Checks.that(
                whiteningSamples > dimension,
                "whiteningSamples",
                whiteningSamples,
                "must exceed dimension = " + dimension + ", or the covariance has no full rank");
    }

    BatchPlan plan() {
        return new BatchPlan(samples, probes, chunk, dimension);
    }

    @Override
    public int units() {
        return plan().units();
    }

    @Override
    public List<PortSpec> ports() {
        return BatchModel.ports("patches");
    }

    @Override
    public List<SignalSpec> signals() {
        List<SignalSpec> all =
                new ArrayList<>(BatchModel.codeSignals(plan(), "codes", components, "components of the patches"));
        all.add(SignalSpec.global(
                "filters", Kind.REALS, components * dimension, "rows that give the components, one after another"));
        all.add(SignalSpec.global(
                "dictionary", Kind.REALS, components * dimension, "basis functions whose sum gives the patch"));
        all.add(SignalSpec.global("kurtosis", Kind.REALS, 1, "mean excess kurtosis of the components in the step"));
        all.add(SignalSpec.global(
                "change", Kind.REALS, 1, "1 - the smallest |cosine| of old and new filters, last turn"));
        all.add(SignalSpec.global("turns", Kind.REALS, 1, "turns of the fixed point so far"));
        return all;
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 8L * (plan().units() + 12L) * dimension * dimension;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        return BatchModel.at(context, plan(), "codes", () -> new FastIca(this, context.seed()));
    }
}
