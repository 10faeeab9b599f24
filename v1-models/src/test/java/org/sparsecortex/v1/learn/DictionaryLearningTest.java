package org.sparsecortex.v1.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.blas.Backend;
import org.sparsecortex.learning.blas.JavaBlas;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.v1.code.Codes;
import org.sparsecortex.v1.code.Dictionary;
import org.sparsecortex.v1.code.Penalty;
import org.sparsecortex.v1.code.Solver;
import org.sparsecortex.v1.code.SparseCoder;
import org.sparsecortex.v1.image.DeadLeaves;
import org.sparsecortex.v1.image.GreyImage;
import org.sparsecortex.v1.image.PatchSampler;
import org.sparsecortex.v1.image.Preprocessing;

class DictionaryLearningTest {
    private static final int PATCH = 6;
    private static final int BATCH = 60;
    private static final Solver ISTA = new Solver.ProximalGradient(false, 0, 1e-3, 200, 0);
    private static final LearningRule GRADIENT = new LearningRule.Gradient(0.5, 0, true);

    private static DictionaryLearningParams params(
            Penalty penalty, Solver solver, LearningRule rule, double target, double homeostasis, int deadAfter) {
        return new DictionaryLearningParams(
                50,
                PATCH,
                BATCH,
                20,
                penalty,
                0.05,
                false,
                target,
                0.2,
                solver,
                rule,
                homeostasis,
                0.05,
                0.001,
                deadAfter,
                true,
                Backend.JAVA);
    }

    private static List<GreyImage> images() {
        Preprocessing whitening = new Preprocessing.Whitening(0.4, 4, false);
        return new DeadLeaves(2, 64, DeadLeaves.Shape.RECTANGLES, 4, 30, 0)
                .generate(1).stream()
                        .map(i ->
                                whitening.apply(i.standardised()).standardised().scaled(0, 0.3))
                        .toList();
    }

    /** Runs steps of learning over some ranges. */
    private static StepDriver<?, ?> run(DictionaryLearningParams params, int steps, int parts) {
        return run(params, steps, parts, new double[steps]);
    }

    /** The same; {@code active} (written) gets the mean number of active units of each step. */
    private static StepDriver<?, ?> run(DictionaryLearningParams params, int steps, int parts, double[] active) {
        PatchSampler sampler = new PatchSampler(images(), PATCH, 0, 9);
        BuildContext context =
                BuildContext.of("v1", 3, Map.of("samples", new Shape(Signal.Kind.REALS, BATCH * PATCH * PATCH)));
        StepDriver<?, ?> driver = StepDriver.of(Population.of(context, params), parts);
        for (int t = 0; t < steps; t++) {
            driver.step(new Step(t, true, false), Reals.wrap(sampler.patches(t, BATCH)), null);
            active[t] = scalar(driver, "activeAtoms");
        }
        return driver;
    }

    private static double scalar(StepDriver<?, ?> driver, String signal) {
        return ((Reals) driver.read(signal)).get(0);
    }

    /** The gradient rule is minus the numerical derivative of 1/2 sum |x - Phi r|^2. */
    @Test
    void theGradientRuleFollowsTheGradient() {
        int n = PATCH * PATCH;
        Dictionary dictionary = Dictionary.random(20, n, new JavaBlas(), KeyedRandom.of(1, "d"));
        double[] wide = new PatchSampler(images(), PATCH, 0, 2).patches(0, 10);
        float[] patches = new float[wide.length];
        for (int i = 0; i < wide.length; i++) {
            patches[i] = (float) wide[i];
        }
        Codes codes = new Codes();
        SparseCoder coder = new SparseCoder(dictionary, new Penalty.L1(), ISTA);
        coder.encode(patches, 10, 0.05, codes);
        assertThat(codes.first(10)).isGreaterThan(10);
        float[] before = dictionary.atoms().clone();
        new DictionaryUpdate(new LearningRule.Gradient(1, 0, false), 20, n).apply(dictionary, patches, codes, 0);
        float[] step = new float[before.length];
        for (int i = 0; i < step.length; i++) {
            step[i] = dictionary.atoms()[i] - before[i];
        }
        System.arraycopy(before, 0, dictionary.atoms(), 0, before.length);
        float h = 1f / 64;
        for (int i = 0; i < before.length; i += 7) {
            dictionary.atoms()[i] = before[i] + h;
            double up = energy(dictionary, patches, codes);
            dictionary.atoms()[i] = before[i] - h;
            double down = energy(dictionary, patches, codes);
            dictionary.atoms()[i] = before[i];
            assertThat((double) step[i]).isCloseTo(-(up - down) / (2 * h), within(1e-4));
        }
    }

    /** 1/2 sum |x - Phi r|^2 for atoms of any norm. */
    private static double energy(Dictionary dictionary, float[] patches, Codes codes) {
        int n = dictionary.pixels();
        double sum = 0;
        for (int p = 0; p < codes.size(); p++) {
            for (int i = 0; i < n; i++) {
                double error = patches[p * n + i];
                for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                    error -= (double) codes.value(e) * dictionary.atoms()[codes.atom(e) * n + i];
                }
                sum += error * error / 2;
            }
        }
        return sum;
    }

    @Test
    void learningLowersTheError() {
        for (LearningRule rule : List.of(GRADIENT, new LearningRule.BlockCoordinate(0.9))) {
            DictionaryLearningParams params = params(new Penalty.Cel0(1), ISTA, rule, 6, 0, 0);
            double early = scalar(run(params, 10, 1), "mse");
            StepDriver<?, ?> learnt = run(params, 60, 1);
            assertThat(scalar(learnt, "mse")).as(rule.toString()).isLessThan(0.7 * early);
            assertThat(scalar(learnt, "debiasedMse")).isBetween(0.0, scalar(learnt, "mse"));
        }
    }

    @Test
    void theServoHitsItsTargetWithinFivePercent() {
        for (Penalty penalty : List.of(new Penalty.L1(), new Penalty.L0(), new Penalty.Lq(0.5), new Penalty.Cel0(1))) {
            double[] active = new double[90];
            run(params(penalty, ISTA, GRADIENT, 6, 0, 0), 90, 1, active);
            double late = Arrays.stream(active, 70, 90).average().orElseThrow();
            assertThat(late).as(penalty.label()).isBetween(5.7, 6.3);
        }
    }

    @Test
    void rangesShareOneResultBitForBit() {
        for (LearningRule rule : List.of(GRADIENT, new LearningRule.BlockCoordinate(0.9))) {
            DictionaryLearningParams params = params(new Penalty.Lq(0.5), ISTA, rule, 6, 0, 5);
            Signal one = run(params, 15, 1).read("dictionary");
            assertThat(run(params, 15, 2).read("dictionary")).isEqualTo(one);
            assertThat(run(params, 15, 3).read("dictionary")).isEqualTo(one);
        }
    }

    @Test
    void homeostasisEvensOutTheUseOfAtoms() {
        Solver pursuit = new Solver.MatchingPursuit(5, 1);
        double without = scalar(run(params(new Penalty.L0(), pursuit, GRADIENT, 0, 0, 0), 60, 1), "usageEntropy");
        double with = scalar(run(params(new Penalty.L0(), pursuit, GRADIENT, 0, 0.5, 0), 60, 1), "usageEntropy");
        assertThat(with).isGreaterThan(without + 0.01);
        assertThatThrownBy(() -> params(new Penalty.L1(), ISTA, GRADIENT, 0, 1, 0))
                .hasMessageContaining("homeostasis");
    }

    @Test
    void deadAtomsComeBack() {
        Solver pursuit = new Solver.MatchingPursuit(1, 1);
        double without = scalar(run(params(new Penalty.L0(), pursuit, GRADIENT, 0, 0, 0), 60, 1), "usedAtoms");
        double with = scalar(run(params(new Penalty.L0(), pursuit, GRADIENT, 0, 0, 5), 60, 1), "usedAtoms");
        assertThat(with).isGreaterThan(without);
    }

    /** Codes 1, -2 of one atom: A = 1, S = 0. Codes (1, 0) and (1, 1) of two: A = 1/2 and 1, S = 1 and 0. */
    @Test
    void aSingleAtomIsAsDenseAsEqualOnes() {
        Codes one = new Codes();
        one.add(new int[] {0}, 1, new float[] {0.1f}, true, 1, 0);
        one.add(new int[] {0}, 1, new float[] {-0.3f}, true, 1, 0);
        CodingStatistics single = statistics(1, one);
        assertThat(single.vinjeGallant).isZero();
        assertThat(single.trevesRolls).isCloseTo(1, within(1e-15));
        Codes two = new Codes();
        two.add(new int[] {0}, 1, new float[] {1}, true, 1, 0);
        two.add(new int[] {0, 1}, 2, new float[] {1, 1}, true, 1, 0);
        CodingStatistics pair = statistics(2, two);
        assertThat(pair.vinjeGallant).isEqualTo(0.5);
        assertThat(pair.trevesRolls).isEqualTo(0.75);
    }

    private static CodingStatistics statistics(int atoms, Codes codes) {
        Dictionary dictionary = Dictionary.random(atoms, 4, new JavaBlas(), KeyedRandom.of(1, "atoms"));
        return new CodingStatistics(dictionary, new float[4 * codes.size()], codes);
    }
}
