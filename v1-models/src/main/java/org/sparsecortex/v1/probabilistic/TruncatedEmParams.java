package org.sparsecortex.v1.probabilistic;

import java.util.List;
import org.sparsecortex.learning.ChunkPlan;
import org.sparsecortex.learning.LearnerModel;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Guard;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Probabilistic sparse coding by truncated expectation maximisation: BSC, TSC, DSC, MCA, MMCA and GSC.
 *
 * <pre>
 *   p(y | s) = Normal(mean(s), sigma^2 I),   p(s) = product over units of p(s_h)
 *   E: q(s) proportional to p(s, y) on few states K of each sample, 0 elsewhere     {@link ExpectationStep}
 *   M: fields W, sigma and the prior that fit q best                                {@link SuperpositionRule}
 * </pre>
 *
 * y: sample of D numbers; s: coefficients of H units; mean(s): {@link Superposition} of the fields W_h; p(s_h): {@link Prior}.
 *
 * <table>
 * <caption>Models by prior and superposition</caption>
 * <tr><th>prior</th><th>superposition</th><th>model</th></tr>
 * <tr><td>bernoulli</td><td>linear</td><td>binary sparse coding, BSC</td></tr>
 * <tr><td>ternary</td><td>linear</td><td>ternary sparse coding, TSC</td></tr>
 * <tr><td>discrete</td><td>linear</td><td>discrete sparse coding, DSC</td></tr>
 * <tr><td>bernoulli</td><td>max</td><td>maximal causes analysis, MCA</td></tr>
 * <tr><td>bernoulli</td><td>max-magnitude</td><td>maximum magnitude causes analysis, MMCA</td></tr>
 * <tr><td>spike-and-slab</td><td>linear</td><td>Gaussian sparse coding, GSC</td></tr>
 * </table>
 *
 * The first {@code updateSamples} samples set where learning starts, each further {@code updateSamples} make one M step. An input that
 * gives the same samples again and again makes this EM on a fixed set, one that goes on makes every M step see new samples.
 *
 * <p>Source: Luecke and Sahani 2008 (JMLR 9, 1227-1267) for MCA, Luecke and Eggert 2010 (JMLR 11, 2855-2900) for truncated EM [mem],
 * Henniges et al. 2010, doi:10.1007/978-3-642-15995-4_56, for BSC, Exarchakis et al. 2012, doi:10.1007/978-3-642-28551-6_26, for TSC,
 * Exarchakis and Luecke 2017, doi:10.1162/neco_a_01015, for DSC, Bornschein, Henniges and Luecke 2013,
 * doi:10.1371/journal.pcbi.1003062, for MMCA, Sheikh, Shelton and Luecke 2014 (arXiv 1211.3589) for GSC. The DOIs and the page
 * numbers are from memory. Constants of the M steps and the annealing follow the public program of Exarchakis et al.
 * (arXiv 1908.06843), none of whose code is used. Differs from it: the samples to learn from are chosen within each chunk, not among
 * all, which needs one pass less and finds as many fields; so {@code chunk} belongs to the result. The initial prior of BSC is one active
 * unit in the mean.
 *
 * <p>Differs from {@code dictionary-learning} in the parameter {@code active}: not the number of active units a code ends with but the
 * largest that is considered.
 */
@ModelType(
        name = "truncated-em",
        summary =
                "Probabilistic sparse coding with binary, ternary, discrete or spike-and-slab units: fields, noise and prior"
                        + " by truncated EM.",
        source = "Exarchakis et al. 2019 (arXiv 1908.06843)")
public record TruncatedEmParams(
        @Param(doc = "numbers in a sample", symbol = "D", def = "25", min = 1, max = 1_000_000)
        int dimension,

        @Param(doc = "units, each with a field", symbol = "H", def = "10", min = 1, max = 65536)
        int atoms,

        @Param(doc = "what a unit's coefficient can be", def = "{\"type\": \"bernoulli\"}")
        Prior prior,

        @Param(doc = "how fields of active units become a sample", def = "{\"type\": \"linear\"}")
        Superposition superposition,

        @Param(
                doc = "units of which several can be active at once, the most promising of each sample",
                symbol = "H'",
                def = "5",
                min = 1,
                max = 64)
        int candidates,

        @Param(doc = "most active units of a state", symbol = "gamma", def = "3", min = 1, max = 64)
        int active,

        @Param(
                doc = "M steps over which temperature and cut run their course; then both stay",
                def = "100",
                min = 1,
                max = 1_000_000_000)
        int iterations,

        @Param(
                doc = "flattens the posterior, 1 is the posterior itself",
                symbol = "T",
                def = "[{\"at\": 0, \"value\": 5}, {\"at\": 0.8, \"value\": 1}]")
        List<TrackPoint> temperature,

        @Param(
                doc = "how far samples that need more active units than a state has are left out, 0..1",
                symbol = "c",
                def = "[{\"at\": 0, \"value\": 0}, {\"at\": 0.667, \"value\": 1}]")
        List<TrackPoint> cut,

        @Param(
                doc =
                        "standard deviation of the first fields around the mean sample, in standard deviations of a pixel",
                def = "0.25",
                min = 1e-6,
                max = 100)
        double fieldNoise,

        @Param(doc = "samples of one M step", def = "1000", min = 1, max = 1_000_000_000)
        int updateSamples,

        @Param(doc = "samples in a step", def = "1000", min = 1, max = 1_000_000)
        int samples,

        @Param(
                doc = "further samples in a step that are coded but not learnt from",
                def = "0",
                min = 0,
                max = 1_000_000)
        int probes,

        @Param(doc = "samples in a unit, among which the cut chooses", def = "250", min = 1, max = 1_000_000)
        int chunk)
        implements ModelParams {
    private static final double SATURATED_SHARE = 0.5;

    public TruncatedEmParams {
        Checks.that(candidates <= atoms, "candidates", candidates, "must not exceed atoms = " + atoms);
        Checks.that(active <= candidates, "active", active, "must not exceed candidates = " + candidates);
        TrackPoint.check("temperature", temperature, 1.0, 1e6);
        TrackPoint.check("cut", cut, 0.0, 1.0);
        Checks.that(
                superposition instanceof Superposition.Linear || prior instanceof Prior.Bernoulli,
                "prior",
                prior.getClass().getSimpleName(),
                "must be bernoulli where the largest field counts");
        prior.probabilities(atoms);
        new StateTree(candidates, active, prior.levels().length);
    }

    ChunkPlan plan() {
        return new ChunkPlan(samples, probes, chunk, dimension);
    }

    StateTree states() {
        return new StateTree(candidates, active, prior.levels().length);
    }

    SuperpositionRule rule(Parameters theta, StateTree tree) {
        if (!(superposition instanceof Superposition.Linear)) {
            return new MaxRule(theta, tree, candidates, superposition);
        }
        return prior instanceof Prior.SpikeAndSlab
                ? new SlabRule(theta, tree, candidates)
                : new DiscreteRule(theta, tree, candidates);
    }

    @Override
    public int units() {
        return plan().units();
    }

    @Override
    public List<PortSpec> ports() {
        return LearnerModel.ports("samples");
    }

    @Override
    public List<SignalSpec> signals() {
        return TruncatedEm.outputs(this).specs();
    }

    @Override
    public List<Guard> guards() {
        return List.of(
                Guard.above(
                        TruncatedEm.SATURATED,
                        SATURATED_SHARE,
                        "most samples would take more active units than a state can have; raise active, and candidates with it"));
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return repeatedBytes(context) + 8L * plan().units() * statisticsSize();
    }

    private long statisticsSize() {
        return 2L * atoms * dimension + (long) atoms * (atoms + 1) / 2;
    }

    @Override
    public long repeatedBytes(BuildContext context) {
        long kept = 3L * atoms + (long) candidates * Math.max(dimension, candidates) + dimension;
        return 8L * (8 * statisticsSize() + 2L * chunk * kept + 4L * states().size() * dimension);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        return LearnerModel.at(
                context, plan(), TruncatedEm.outputs(this), range -> new TruncatedEm(this, context.seed()));
    }
}
