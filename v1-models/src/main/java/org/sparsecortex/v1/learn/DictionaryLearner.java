package org.sparsecortex.v1.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.Learner;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.v1.code.Codes;
import org.sparsecortex.v1.code.Dictionary;
import org.sparsecortex.v1.code.Penalty;
import org.sparsecortex.v1.code.SparseCoder;

/**
 * Codes chunks of patches, and learns from the codes of all of them: dictionary, lambda, how often each atom is used.
 *
 * <p>A chunk is coded by products of one shape, so its codes do not depend on which other units share the range. The statistics
 * of a chunk are its codes, patch after patch: number of active atoms, then atom and coefficient of each. They are joined, not
 * added, because the sums of the learning rules run patch by patch in single precision.
 */
final class DictionaryLearner implements Learner {
    private static final double SERVO_LIMIT = 0.5;
    private static final int SCORES = 4; // iterations, solver residual, squared error after debiasing, not settled

    /** Name of the signal that {@link DictionaryLearningParams#guards} watches. */
    static final String UNSETTLED = "unsettled";

    private final DictionaryLearningParams params;
    private final Dictionary dictionary;
    private final DictionaryUpdate update;
    private final SparseCoder coder;
    private final int pixels;
    private final double[] usage;
    private final int[] idle;
    private final float[] chunk;
    private final float[] batch;
    private final Codes codes = new Codes();
    private final Codes all = new Codes();
    private CodingStatistics statistics;
    private double lambda;
    private double codedLambda;
    private long learned;

    DictionaryLearner(DictionaryLearningParams params, long seed) {
        this.params = params;
        this.pixels = params.patch() * params.patch();
        this.dictionary = Dictionary.random(
                params.atoms(), pixels, params.backend().open(), KeyedRandom.of(seed, "initial dictionary"));
        this.update = new DictionaryUpdate(params.rule(), params.atoms(), pixels);
        this.coder = new SparseCoder(dictionary, params.penalty(), params.solver());
        this.usage = new double[params.atoms()];
        this.idle = new int[params.atoms()];
        this.chunk = new float[params.chunk() * pixels];
        this.batch = new float[params.samples() * pixels];
        this.lambda = params.startLambda();
        prepare();
    }

    /** Sets the coder to the gains of the present usage. */
    private void prepare() {
        if (params.homeostasis() > 0) {
            coder.setGains(gains());
        }
    }

    @Override
    public int codeSize() {
        return params.atoms();
    }

    @Override
    public int scoreSize() {
        return SCORES;
    }

    /** The duality gap of the first patch. */
    @Override
    public int totalSize() {
        return 1;
    }

    @Override
    public void code(Chunk given) {
        given.samples(chunk);
        coder.encode(chunk, given.count(), lambda, codes);
        given.contribute(packed(codes));
        for (int p = 0; p < given.count(); p++) {
            given.scores()[p * SCORES] = codes.iterations(p);
            given.scores()[p * SCORES + 1] = codes.residual(p);
            given.scores()[p * SCORES + 3] = params.solver().settles(codes.residual(p)) ? 0 : 1;
            for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                given.codes()[p * params.atoms() + codes.atom(e)] = codes.value(e);
            }
        }
        if (params.penalty() instanceof Penalty.L1 && params.solver().usesPenalty()) {
            given.totals()[0] = coder.dualityGap(chunk, codes, 0, lambda);
        }
        if (params.debias()) {
            coder.debias(chunk, codes);
            for (int p = 0; p < given.count(); p++) {
                given.scores()[p * SCORES + 2] = coder.residualEnergy(chunk, codes, p);
            }
        }
    }

    private static double[] packed(Codes codes) {
        double[] packed = new double[codes.size() + 2 * codes.first(codes.size())];
        int at = 0;
        for (int p = 0; p < codes.size(); p++) {
            packed[at++] = codes.active(p);
            for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                packed[at++] = codes.atom(e);
                packed[at++] = codes.value(e);
            }
        }
        return packed;
    }

    /** The codes that joined statistics hold, into {@code codes} (written). */
    private static void unpack(StepSums sums, Codes codes) {
        codes.clear();
        double[] packed = sums.statistics();
        int at = 0;
        for (int p = 0; p < sums.samples(); p++) {
            int[] support = new int[(int) packed[at++]];
            float[] coefficients = new float[support.length];
            for (int e = 0; e < support.length; e++) {
                support[e] = (int) packed[at++];
                coefficients[e] = (float) packed[at++];
            }
            int steps = (int) sums.scores()[p * SCORES];
            codes.add(support, support.length, coefficients, true, steps, sums.scores()[p * SCORES + 1]);
        }
    }

    /** Takes a coded batch: usage and lambda always; dictionary and idle steps of atoms only in steps that learn. */
    @Override
    public void take(Step step, Inputs inputs, StepSums sums) {
        Reals patches = params.plan().samples(step, inputs);
        for (int i = 0; i < batch.length; i++) {
            batch[i] = (float) patches.get(i);
        }
        unpack(sums, all);
        statistics = new CodingStatistics(dictionary, batch, all);
        codedLambda = lambda;
        count(all, step.learn());
        if (params.targetActive() > 0) {
            double active = (double) all.first(all.size()) / all.size();
            double off = params.servoRate() * (active - params.targetActive()) / params.targetActive();
            lambda *= ExactMath.exp(Math.max(-SERVO_LIMIT, Math.min(SERVO_LIMIT, off)));
        }
        if (step.learn()) {
            learn(sums);
        }
        prepare();
    }

    @Override
    public void learn(StepSums sums) {
        update.apply(dictionary, batch, all, learned);
        learned++;
        if (params.deadAfter() > 0) {
            reviveDead(batch, all, statistics.energies);
        }
        dictionary.refresh();
    }

    /** Gains of homeostasis by atom. */
    private float[] gains() {
        double mean = Arrays.stream(usage).sum() / usage.length;
        float[] gains = new float[usage.length];
        for (int k = 0; k < gains.length; k++) {
            gains[k] = mean > 0 ? DictionaryUpdate.gain(usage[k], mean, params.homeostasis()) : 1f;
        }
        return gains;
    }

    private void count(Codes codes, boolean learn) {
        int[] uses = new int[usage.length];
        for (int e = 0; e < codes.first(codes.size()); e++) {
            uses[codes.atom(e)]++;
        }
        double rate = Math.max(params.usageRate(), 1.0 / (learned + 1));
        for (int k = 0; k < uses.length; k++) {
            usage[k] += rate * ((double) uses[k] / codes.size() - usage[k]);
            if (learn) {
                idle[k] = uses[k] > 0 ? 0 : idle[k] + 1;
            }
        }
    }

    /** Atoms that were idle too long become the worst-coded patches, the worst first. */
    private void reviveDead(float[] patches, Codes codes, double[] energies) {
        int n = dictionary.pixels();
        int[] worst = IntStream.range(0, codes.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(p -> -energies[p]).thenComparingInt(p -> p))
                .mapToInt(Integer::intValue)
                .toArray();
        int next = 0;
        for (int k = 0; k < idle.length && next < worst.length; k++) {
            if (idle[k] >= params.deadAfter()) {
                int p = worst[next++];
                System.arraycopy(patches, p * n, dictionary.atoms(), k * n, n);
                idle[k] = 0;
                update.forget(k);
            }
        }
    }

    static Outputs<LearnerKernel<DictionaryLearner>> outputs(DictionaryLearningParams p) {
        int n = p.patch() * p.patch();
        Outputs<LearnerKernel<DictionaryLearner>> all =
                LearnerKernel.codes(p.plan(), p.atoms(), "coefficients, K a patch");
        return all.addAll(vectors(p, n), LearnerKernel::learner)
                .addAll(scalars(p), LearnerKernel::learner)
                .global(
                        "debiasedMse",
                        Kind.REALS,
                        1,
                        "mean squared error a pixel after least squares on the support; 0 unless debias is on",
                        k -> Reals.of(mean(k, 2) / n))
                .global("iterations", Kind.REALS, 1, "mean iterations of the solver a patch", k -> Reals.of(mean(k, 0)))
                .global(
                        "solverResidual",
                        Kind.REALS,
                        1,
                        "mean distance from a fixed point, in the solver's own measure",
                        k -> Reals.of(mean(k, 1)))
                .global(
                        UNSETTLED,
                        Kind.REALS,
                        1,
                        "fraction of the patches whose solver met its limit of iterations before its tolerance",
                        k -> Reals.of(mean(k, 3)))
                .global(
                        "dualityGap",
                        Kind.REALS,
                        1,
                        "mean relative duality gap of the first patch of each unit; 0 unless the penalty is l1",
                        k -> Reals.of(k.sums().total(1, 0) / k.sums().totals().length));
    }

    private static double mean(LearnerKernel<DictionaryLearner> kernel, int score) {
        return kernel.sums().meanScore(SCORES, score);
    }

    private static Outputs<DictionaryLearner> vectors(DictionaryLearningParams p, int n) {
        return new Outputs<DictionaryLearner>()
                .global(
                        "dictionary",
                        Kind.REALS,
                        p.atoms() * n,
                        "atoms one after another, after the step",
                        l -> Floats.toReals(l.dictionary.atoms()))
                .over(p.atoms(), p.patch(), p.patch())
                .global(
                        "reconstruction",
                        Kind.REALS,
                        p.samples() * n,
                        "Phi r of all patches",
                        l -> Floats.toReals(l.statistics.reconstruction))
                .over(p.samples(), p.patch(), p.patch())
                .global(
                        "usage",
                        Kind.REALS,
                        p.atoms(),
                        "running fraction of patches in which an atom is active",
                        l -> Reals.of(l.usage))
                .global(
                        "activePerSample",
                        Kind.INTS,
                        p.samples(),
                        "active atoms of each patch",
                        l -> Ints.wrap(IntStream.range(0, l.all.size())
                                .map(l.all::active)
                                .toArray()));
    }

    private static Outputs<DictionaryLearner> scalars(DictionaryLearningParams p) {
        Outputs<DictionaryLearner> all = new Outputs<>();
        scalar(all, "mse", "mean squared error a pixel", l -> l.statistics.mse);
        scalar(all, "activeAtoms", "mean number of active atoms a patch", l -> l.statistics.active);
        scalar(all, "activeAtomsSd", "standard deviation of that number over patches", l -> l.statistics.activeSd);
        scalar(all, "snrDb", "signal-to-noise ratio of the reconstruction, dB", l -> l.statistics.snrDb());
        scalar(all, "psnrDb", "peak signal-to-noise ratio, dB", l -> l.statistics.psnrDb());
        scalar(all, "ssim", "structural similarity, one window a patch", l -> l.statistics.ssim);
        scalar(all, "lambda", "weight of the penalty in this step", l -> l.codedLambda);
        scalar(
                all,
                "trevesRolls",
                "population sparseness A of Treves and Rolls, small is sparse",
                l -> l.statistics.trevesRolls);
        scalar(
                all,
                "vinjeGallant",
                "population sparseness S of Vinje and Gallant, 1 is sparse",
                l -> l.statistics.vinjeGallant);
        scalar(all, "kurtosis", "excess kurtosis of all coefficients", l -> l.statistics.kurtosis);
        scalar(
                all,
                "usageEntropy",
                "entropy of the usage over its maximum",
                l -> CodingStatistics.usageEntropy(l.usage));
        scalar(
                all,
                "usedAtoms",
                "atoms whose running usage reaches usedFrom",
                l -> Arrays.stream(l.usage).filter(u -> u >= p.usedFrom()).count());
        scalar(all, "coherence", "largest |phi_i . phi_j|", l -> CodingStatistics.coherence(l.dictionary));
        return all;
    }

    private static void scalar(
            Outputs<DictionaryLearner> all, String name, String doc, ToDoubleFunction<DictionaryLearner> value) {
        all.global(name, Kind.REALS, 1, doc, l -> Reals.of(value.applyAsDouble(l)));
    }

    @Override
    public void shared(State state) {
        state.keep("dictionary", dictionary.atoms());
        state.keep("direction", dictionary.direction());
        double lipschitz = state.keep("lipschitz", dictionary.lipschitz());
        if (state.loading()) {
            dictionary.restore(lipschitz);
        }
        lambda = state.keep("lambda", lambda);
        learned = state.keep("learned", learned);
        state.keep("usage", usage);
        state.keep("idle", idle);
        update.state(state);
        prepare();
    }

    /** Atoms become unit vectors; the bound of the step of the solvers is that of the new atoms. */
    @Override
    public void imported() {
        Arrays.fill(dictionary.direction(), 0f);
        dictionary.refresh();
        prepare();
    }
}
