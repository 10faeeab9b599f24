package org.sparsecortex.v1.companions;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.learning.ChunkPlan;
import org.sparsecortex.learning.LearnerModel;
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
 * An orthogonal dictionary of a stream that is seen once, by the method of Frank and Wolfe.
 *
 * <pre>
 *   maximise (1/3) E |A z|_3^3 over the matrices A of spectral norm at most 1, whose corners are the orthogonal ones
 *   c = A z;  g = mean over the samples of a step of (c |c|) z^T;  d_t = (1 - rho_t) d_(t-1) + rho_t g;  d_t = U S V^T
 *   A_t = A_(t-1) + eta_t (U V^T - A_(t-1));   eta_t = min(1, (scale / (t + offset))^exponent),  rho_t = t^(-averaging),  t = 1, 2, ..
 *   code = P z,  P: the orthogonal matrix nearest to A_t (its polar factor)
 * </pre>
 *
 * z: the sample if {@code whiteningSamples} is 0, else the sample whitened as by {@link IcaParams}, from so many samples before the first
 * update. A begins as the identity. Until the whitening is known all codes are 0. Exponent 3/4 is that of the published rate
 * ln t / t^(1/4), 1/2 is faster; scale 2, offset 2, exponent 1 is the rule of Frank and Wolfe for exact gradients, which fails here.
 *
 * <p>Source: Xue and Lau 2021, Online orthogonal dictionary learning based on Frank-Wolfe method (arXiv 2103.01484). Differs from
 * the paper: only its abstract could be read; the update is made again from it so that it meets the published rate, with the cube for the
 * norm [mem]. A gradient without full rank is completed as the decomposition happens to complete it.
 */
@ModelType(
        name = "orthogonal-dictionary",
        summary =
                "An orthogonal dictionary of a stream seen once, by steps of Frank and Wolfe towards a large third moment.",
        source = "Xue and Lau 2021, Online orthogonal dictionary learning (arXiv 2103.01484)")
public record OrthogonalDictionaryParams(
        @Param(doc = "numbers in a sample", symbol = "n", def = "16", min = 1, max = 4096)
        int dimension,

        @Param(
                doc = "atoms; as many as numbers where nothing is whitened",
                symbol = "c",
                def = "16",
                min = 1,
                max = 4096)
        int components,

        @Param(
                doc = "samples from which the whitening is computed; 0 takes samples as white",
                def = "0",
                min = 0,
                max = 1_000_000_000)
        int whiteningSamples,

        @Param(doc = "how fast steps become smaller (a)", symbol = "a", def = "0.5", min = 1e-6, max = 2)
        double exponent,

        @Param(doc = "numerator of the step", def = "1", min = 1e-9, max = 1e9)
        double scale,

        @Param(doc = "what is added to the number of the update", def = "0", min = 0, max = 1e9)
        double offset,

        @Param(
                doc = "how fast the weight of a new gradient becomes smaller; 0 takes each gradient alone",
                def = "0.5",
                min = 0,
                max = 2)
        double averaging,

        @Param(doc = "samples in a step, which makes one update", def = "50", min = 1, max = 1_000_000)
        int samples,

        @Param(
                doc = "further samples in a step that are coded but not learnt from",
                def = "0",
                min = 0,
                max = 1_000_000)
        int probes,

        @Param(doc = "samples in a unit", def = "125", min = 1, max = 1_000_000)
        int chunk)
        implements ModelParams {
    /** Port of the true atoms, as many as components. */
    static final String TRUTH = "truth";

    public OrthogonalDictionaryParams {
        Checks.that(components <= dimension, "components", components, "must not exceed dimension = " + dimension);
        Checks.that(
                whiteningSamples > 0 || components == dimension,
                "components",
                components,
                "must be dimension = " + dimension + " where nothing is whitened");
        Checks.that(
                whiteningSamples == 0 || whiteningSamples > dimension,
                "whiteningSamples",
                whiteningSamples,
                "must exceed dimension = " + dimension + ", or the covariance has no full rank; or be 0");
    }

    ChunkPlan plan() {
        return new ChunkPlan(samples, probes, chunk, dimension);
    }

    @Override
    public int units() {
        return plan().units();
    }

    @Override
    public List<PortSpec> ports() {
        List<PortSpec> ports = new ArrayList<>(LearnerModel.ports("samples"));
        ports.add(new PortSpec(TRUTH, Kind.REALS, false, "true atoms, one after another, to measure the error by"));
        return ports;
    }

    @Override
    public List<SignalSpec> signals() {
        return FrankWolfe.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return repeatedBytes(context) + 8L * plan().units() * dimension * dimension;
    }

    @Override
    public long repeatedBytes(BuildContext context) {
        return 8L * 20 * dimension * dimension;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        if (context.has(TRUTH)) {
            Checks.equal("size of input 'truth'", context.inputSize(TRUTH), (long) components * dimension);
        }
        return LearnerModel.at(context, plan(), FrankWolfe.outputs(this), range -> new FrankWolfe(this));
    }
}
