package org.sparsecortex.v1.probabilistic;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.learning.Learner;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.ParameterException;

/** The learner of {@link TruncatedEmParams}. */
final class TruncatedEm implements Learner {
    /** Name of the signal that {@link TruncatedEmParams#guards} watches. */
    static final String SATURATED = "saturated";

    private final TruncatedEmParams p;
    private final long seed;
    private final Parameters theta;
    private final SuperpositionRule rule;
    private final ExpectationStep expectation;
    /** Whether all that M steps start from is there. */
    private boolean hasBegun;

    /** Whether samples can be coded; before learning begins, with fields that were imported. */
    private boolean hasFields;

    private long iteration;
    private double gathered;
    private double[] sums;

    TruncatedEm(TruncatedEmParams params, long seed) {
        this.p = params;
        this.seed = seed;
        theta = new Parameters(p.atoms(), p.dimension(), p.prior());
        StateTree tree = p.states();
        rule = p.rule(theta, tree);
        expectation = new ExpectationStep(theta, rule, tree, p.candidates(), p.active());
        sums = new double[statisticsSize()];
    }

    @Override
    public int codeSize() {
        return p.atoms();
    }

    @Override
    public int scoreSize() {
        return ExpectationStep.SCORES;
    }

    /** Samples that are learnt from. */
    @Override
    public int totalSize() {
        return 1;
    }

    private int statisticsSize() {
        return hasBegun ? expectation.statisticsSize() : 2 * p.dimension();
    }

    @Override
    public void code(Chunk chunk) {
        if (hasFields) {
            expectation.code(chunk);
        }
        if (!hasBegun && chunk.learns()) {
            gather(chunk);
        }
    }

    /** Sums of the samples and of their squares, for {@link #begin}. */
    private void gather(Chunk chunk) {
        double[] y = new double[p.dimension()];
        double[] statistics = chunk.statistics(statisticsSize());
        for (int n = 0; n < chunk.count(); n++) {
            chunk.sample(n, y);
            for (int d = 0; d < y.length; d++) {
                statistics[d] += y[d];
                statistics[y.length + d] += y[d] * y[d];
            }
        }
    }

    @Override
    public void learn(StepSums step) {
        Dense.addScaled(1.0, step.statistics(), 0, sums, 0, sums.length);
        gathered += step.samples();
        if (gathered < p.updateSamples()) {
            return;
        }
        if (hasBegun) {
            expectation.learn(sums);
            iteration++;
        } else {
            begin();
        }
        gathered = 0;
        sums = new double[statisticsSize()];
        prepare();
    }

    /**
     * Sets what is not there yet. Fields: the mean of the samples with noise; sigma: the mean over pixels of their standard
     * deviation.
     */
    private void begin() {
        int n = p.dimension();
        double deviation = 0.0;
        double[] mean = new double[n];
        for (int d = 0; d < n; d++) {
            mean[d] = sums[d] / gathered;
            deviation += Math.sqrt(Math.max(0.0, sums[n + d] / gathered - mean[d] * mean[d])) / n;
        }
        if (deviation == 0.0) {
            throw new ParameterException(
                    "samples", p.updateSamples(), "are all equal; there is nothing to learn from them");
        }
        if (!hasFields) {
            drawFields(mean, p.fieldNoise() * deviation);
        }
        theta.noise = theta.noise > 0.0 ? theta.noise : deviation;
        hasFields = true;
        hasBegun = true;
    }

    private void drawFields(double[] mean, double deviation) {
        KeyedRandom random = KeyedRandom.of(seed, "initial fields");
        for (int h = 0; h < p.atoms(); h++) {
            for (int d = 0; d < mean.length; d++) {
                theta.fields[h][d] = mean[d] + deviation * random.gaussian(h, 0, d);
            }
        }
        floor();
    }

    private void floor() {
        if (rule instanceof MaxRule max) {
            max.floor();
        }
    }

    private void prepare() {
        if (hasFields) {
            expectation.prepare(temperature(), TrackPoint.value(p.cut(), progress()));
        }
    }

    private double progress() {
        return (double) iteration / p.iterations();
    }

    private double temperature() {
        return TrackPoint.value(p.temperature(), progress());
    }

    static Outputs<LearnerKernel<TruncatedEm>> outputs(TruncatedEmParams p) {
        Outputs<LearnerKernel<TruncatedEm>> all = LearnerKernel.codes(
                p.plan(),
                p.atoms(),
                "expected coefficients of the samples, atoms of them each; zeros before there are fields");
        all.global(
                        "dictionary",
                        Kind.REALS,
                        p.atoms() * p.dimension(),
                        "fields one after another, after the step; unit vectors if the prior is spike-and-slab",
                        k -> Reals.wrap(k.learner().dictionary()))
                .over(p.atoms(), p.dimension());
        all.global(
                "prior",
                Kind.REALS,
                p.prior().isShared() ? p.prior().levels().length : p.atoms(),
                "probability of each value other than 0; of each unit if the prior is spike-and-slab",
                k -> Reals.wrap(Arrays.copyOf(
                        k.learner().theta.probability,
                        p.prior().isShared() ? p.prior().levels().length : p.atoms())));
        if (p.prior() instanceof Prior.SpikeAndSlab) {
            all.global(
                    "slabMean",
                    Kind.REALS,
                    p.atoms(),
                    "mean of a unit that is on, for fields of norm 1",
                    k -> k.learner().slab(k.learner().theta.slabMean, 1));
            all.global(
                    "slabVariance",
                    Kind.REALS,
                    p.atoms(),
                    "variance of a unit that is on, for fields of norm 1",
                    k -> k.learner().slab(k.learner().theta.slabVariance, 2));
        }
        scalar(
                all,
                "activeProbability",
                "prior probability that a unit is on, mean over units",
                k -> k.learner().on());
        scalar(
                all,
                "noise",
                "standard deviation of a pixel around the mean of the states",
                k -> k.learner().theta.sigma());
        scalar(
                all,
                "freeEnergy",
                "mean log evidence of a sample over the states kept; not a number before there are fields",
                k -> k.sums().total(1, 0) > 0 ? score(k, 0) : Double.NaN);
        scalar(all, "activeAtoms", "mean number of active units a sample", k -> score(k, 1));
        scalar(
                all,
                SATURATED,
                "fraction of the samples whose most probable state has the largest number of active units",
                k -> score(k, 2));
        scalar(
                all,
                "usedShare",
                "fraction of the samples that is learnt from",
                k -> k.sums().total(1, 0) / p.samples());
        scalar(
                all,
                "temperature",
                "temperature of the next step",
                k -> k.learner().temperature());
        scalar(all, "iteration", "M steps so far", k -> (double) k.learner().iteration);
        return all;
    }

    private static double score(LearnerKernel<TruncatedEm> kernel, int s) {
        return kernel.sums().scores().length == 0 ? 0.0 : kernel.sums().meanScore(ExpectationStep.SCORES, s);
    }

    private static void scalar(
            Outputs<LearnerKernel<TruncatedEm>> all,
            String name,
            String doc,
            ToDoubleFunction<LearnerKernel<TruncatedEm>> value) {
        all.global(name, Kind.REALS, 1, doc, k -> Reals.of(value.applyAsDouble(k)));
    }

    private double on() {
        double sum = 0.0;
        for (int h = 0; h < p.atoms(); h++) {
            sum += theta.on(h);
        }
        return sum / p.atoms();
    }

    private double[] dictionary() {
        double[] flat = theta.flat();
        if (p.prior() instanceof Prior.SpikeAndSlab) {
            Dense.normaliseRows(flat, p.dimension());
        }
        return flat;
    }

    private Reals slab(double[] moment, int power) {
        double[] scaled = moment.clone();
        for (int h = 0; h < scaled.length; h++) {
            double square = Dense.square(theta.fields[h], 0, p.dimension());
            scaled[h] *= power == 2 ? square : Math.sqrt(square);
        }
        return Reals.wrap(scaled);
    }

    @Override
    public void shared(State state) {
        hasBegun = state.keep("hasBegun", hasBegun);
        iteration = state.keep("iteration", iteration);
        gathered = state.keep("gathered", gathered);
        theta.keep(state);
        sums = state.loading() ? new double[statisticsSize()] : sums;
        state.keep("sums", sums);
        if (state.loading()) {
            hasFields = hasBegun || theta.hasFields();
            prepare();
        }
    }

    /**
     * Fields that come from another program code from the first sample on. Learning begins with them: at once if sigma came
     * along, else after the samples that tell it.
     */
    @Override
    public void imported() {
        if (hasFields && !hasBegun) {
            floor();
            hasBegun = theta.noise > 0.0;
            sums = new double[statisticsSize()];
        }
        prepare();
    }
}
