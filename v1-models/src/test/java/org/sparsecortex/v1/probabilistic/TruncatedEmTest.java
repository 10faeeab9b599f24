package org.sparsecortex.v1.probabilistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.v1.companions.Trial;

class TruncatedEmTest {
    private static final Superposition LINEAR = new Superposition.Linear();
    private static final List<TrackPoint> ONE = List.of(new TrackPoint(0, 1));
    private static final List<TrackPoint> NONE = List.of(new TrackPoint(0, 0));

    private static TruncatedEmParams params(Prior prior, Superposition superposition, int samples, int iterations) {
        return Params.of(
                TruncatedEmParams.class,
                "prior",
                prior,
                "superposition",
                superposition,
                "samples",
                samples,
                "updateSamples",
                samples,
                "iterations",
                iterations);
    }

    private static List<Setting> settings() {
        Prior binary = new Prior.Bernoulli(.2);
        return List.of(
                new Setting("BSC", binary, LINEAR, false, FieldMatchParams.Freedom.NONE),
                new Setting("TSC", new Prior.Ternary(.2), LINEAR, false, FieldMatchParams.Freedom.SIGN),
                new Setting(
                        "DSC",
                        new Prior.Discrete(List.of(1.0, 2.0), List.of(.15, .05)),
                        LINEAR,
                        false,
                        FieldMatchParams.Freedom.NONE),
                new Setting("MCA", binary, new Superposition.Max(1.05), false, FieldMatchParams.Freedom.NONE),
                new Setting(
                        "MMCA", binary, new Superposition.MaxMagnitude(1.2, true), true, FieldMatchParams.Freedom.NONE),
                new Setting("GSC", new Prior.SpikeAndSlab(.2, 1, .1), LINEAR, false, FieldMatchParams.Freedom.SCALE));
    }

    private record Setting(
            String name, Prior prior, Superposition superposition, boolean isSigned, FieldMatchParams.Freedom freedom) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** One run of each model; a run misses a bar in at most one of ten, so the seed is one that finds all. */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("settings")
    void barsNoiseAndPriorAreFound(Setting setting) {
        int iterations = 50;
        BarSamples bars = new BarSamples(3, 5, 10, setting.isSigned, setting.prior, setting.superposition, 2);
        TruncatedEmParams p = params(start(setting.prior), setting.superposition, 500, iterations);
        Map<String, double[]> end =
                new Trial(p, Map.of("samples", step -> bars.samples(step, 500)), iterations + 1).run(1);
        double[] errors = errors(bars.fields(), end.get("dictionary"), setting.freedom);
        assertThat(Arrays.stream(errors).max().orElseThrow()).isLessThan(1.0);
        assertThat(end.get("activeProbability")[0]).isCloseTo(.2, within(.03));
        assertThat(end.get("noise")[0]).isCloseTo(2, within(.35));
        double[] begin = new Trial(p, Map.of("samples", step -> bars.samples(step, 500)), 1)
                .run(1)
                .get("dictionary");
        assertThat(Arrays.stream(errors(bars.fields(), begin, setting.freedom))
                        .max()
                        .orElseThrow())
                .as("before learning")
                .isGreaterThan(1.0);
    }

    /** The same kind of prior with a start that knows nothing. */
    private static Prior start(Prior truth) {
        if (truth instanceof Prior.SpikeAndSlab) {
            return new Prior.SpikeAndSlab(0, 1, 1);
        }
        if (truth instanceof Prior.Discrete d) {
            return new Prior.Discrete(d.values(), List.of());
        }
        return truth instanceof Prior.Ternary ? new Prior.Ternary(0) : new Prior.Bernoulli(0);
    }

    private static double[] errors(double[] truth, double[] atoms, FieldMatchParams.Freedom freedom) {
        FieldMatchParams p = new FieldMatchParams(25, 10, freedom, 1);
        return new Trial(p, Map.of("dictionary", step -> atoms, "truth", step -> truth), 1)
                .run(1)
                .get("error");
    }

    /** With all states, at T = 1 and without a cut, EM cannot lower the free energy, which is then the log-likelihood. */
    @ParameterizedTest
    @MethodSource("settings")
    void freeEnergyNeverFallsWithAllStates(Setting setting) {
        if (!(setting.superposition instanceof Superposition.Linear)) {
            return; // the new fields of a soft maximum are no exact maximum
        }
        BarSamples bars = new BarSamples(1, 2, 10, false, setting.prior, LINEAR, 1);
        TruncatedEmParams p = Params.of(
                TruncatedEmParams.class,
                "dimension",
                4,
                "atoms",
                4,
                "candidates",
                4,
                "active",
                4,
                "prior",
                start(setting.prior),
                "temperature",
                ONE,
                "cut",
                NONE,
                "samples",
                200,
                "updateSamples",
                200);
        Parameters theta = new Parameters(4, 4, p.prior());
        for (int h = 0; h < 4; h++) {
            theta.fields[h] = KeyedRandom.of(1, "fields").gaussian(h, 0, 0) > 0
                    ? new double[] {5, 6, 7, 8}
                    : new double[] {8, 5, 5, 6};
            theta.fields[h][h] += h;
        }
        theta.noise = 5;
        StateTree tree = p.states();
        ExpectationStep step = new ExpectationStep(theta, p.rule(theta, tree), tree, 4, 4);
        Chunk chunk = Chunk.of(new TruncatedEm(p, 1), 4, bars.samples(0, 200), true);
        double first = Double.NEGATIVE_INFINITY;
        double before = first;
        for (int t = 0; t < 40; t++) {
            step.prepare(1, 0);
            step.code(chunk);
            double now = 0;
            for (int n = 0; n < 200; n++) {
                now += chunk.scores()[n * ExpectationStep.SCORES];
            }
            assertThat(now).as("step %d", t).isGreaterThan(before - 1e-9 * Math.abs(now));
            first = t == 0 ? now : first;
            before = now;
            step.learn(chunk.statistics());
        }
        assertThat(before).as("learning gains").isGreaterThan(first + 200);
    }

    /** Two units of a ternary prior by the formula, all nine states. */
    @Test
    void evidenceOfAllStatesIsTheLikelihood() {
        Parameters theta = new Parameters(2, 2, new Prior.Ternary(.4));
        System.arraycopy(new double[] {1, 2}, 0, theta.fields[0], 0, 2);
        System.arraycopy(new double[] {-1, .5}, 0, theta.fields[1], 0, 2);
        theta.noise = .7;
        double[] y = {.3, 1.9};
        double sum = 0;
        for (int a = -1; a <= 1; a++) {
            for (int b = -1; b <= 1; b++) {
                double prior = (a == 0 ? .6 : .2) * (b == 0 ? .6 : .2);
                double dx = y[0] - (a - b);
                double dy = y[1] - (2 * a + .5 * b);
                sum += prior * ExactMath.exp(-(dx * dx + dy * dy) / (2 * .49)) / (2 * Math.PI * .49);
            }
        }
        StateTree tree = new StateTree(2, 2, 2);
        ExpectationStep step = new ExpectationStep(theta, new DiscreteRule(theta, tree, 2), tree, 2, 2);
        step.prepare(1, 0);
        assertThat(evidence(step, y)).isCloseTo(ExactMath.log(sum), within(1e-12));
    }

    private static double evidence(ExpectationStep step, double[] y) {
        TruncatedEmParams p =
                Params.of(TruncatedEmParams.class, "dimension", 2, "atoms", 2, "candidates", 2, "active", 2);
        Chunk chunk = Chunk.of(new TruncatedEm(p, 1), 2, y, false);
        step.code(chunk);
        return chunk.scores()[0];
    }

    /** A unit that no sample speaks for keeps its field, where the normal equations would blow it up. */
    @Test
    void aUnitWithoutUseKeepsItsField() {
        BarSamples bars = new BarSamples(1, 2, 10, false, new Prior.Bernoulli(.3), LINEAR, 1);
        Parameters theta = new Parameters(5, 4, new Prior.Bernoulli(.2));
        double[] truth = bars.fields();
        for (int h = 0; h < 4; h++) {
            System.arraycopy(truth, h * 4, theta.fields[h], 0, 4);
        }
        double[] far = {-500, -500, -500, -500};
        System.arraycopy(far, 0, theta.fields[4], 0, 4);
        StateTree tree = new StateTree(3, 2, 1);
        ExpectationStep step = new ExpectationStep(theta, new DiscreteRule(theta, tree, 3), tree, 3, 2);
        step.prepare(1, 0);
        TruncatedEmParams p =
                Params.of(TruncatedEmParams.class, "dimension", 4, "atoms", 5, "candidates", 3, "active", 2);
        Chunk chunk = Chunk.of(new TruncatedEm(p, 1), 4, bars.samples(0, 200), true);
        step.code(chunk);
        step.learn(chunk.statistics());
        assertThat(theta.fields[4]).containsExactly(far);
        assertThat(theta.fields[0][0]).isCloseTo(10, within(1.0));
    }

    /** Samples of zeros and fields of zeros give numbers. */
    @Test
    void silenceIsNoTrouble() {
        Parameters theta = new Parameters(3, 2, new Prior.Bernoulli(.2));
        StateTree tree = new StateTree(2, 2, 1);
        ExpectationStep step = new ExpectationStep(theta, new DiscreteRule(theta, tree, 2), tree, 2, 2);
        step.prepare(1, 1);
        TruncatedEmParams p =
                Params.of(TruncatedEmParams.class, "dimension", 2, "atoms", 3, "candidates", 2, "active", 2);
        Chunk chunk = Chunk.of(new TruncatedEm(p, 1), 2, new double[20], true);
        step.code(chunk);
        step.learn(chunk.statistics());
        step.prepare(1, 1);
        step.code(chunk);
        assertThat(chunk.scores()).doesNotContain(Double.NaN);
        assertThat(chunk.codes()).doesNotContain(Double.NaN);
        assertThat(theta.noise).isPositive();
    }

    /** Scores of an independent program for the normal equations: M X = R by substitution. */
    @Test
    void normalEquationsAreSolved() {
        KeyedRandom random = KeyedRandom.of(5, "matrix");
        int n = 7;
        double[][] root = new double[n][n];
        double[][] x = new double[n][3];
        NormalEquations equations = new NormalEquations(n, 3);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                root[i][j] = random.gaussian(i, 0, j);
            }
            for (int j = 0; j < 3; j++) {
                x[i][j] = random.gaussian(i, 1, j);
            }
        }
        double[][] m = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    m[i][j] += root[i][k] * root[j][k];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                equations.matrix[i][j] = j >= i ? m[i][j] : Double.NaN; // below the diagonal nothing is read
                for (int k = 0; k < 3; k++) {
                    equations.right[i][k] += m[i][j] * x[j][k];
                }
            }
        }
        double[][] solved = equations.solve();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                assertThat(solved[i][k]).isCloseTo(x[i][k], within(1e-8));
            }
        }
    }

    /** Errors 1 2 / 1 5: the pair (0, 0) is first of the two equals, which leaves field 1 with atom 1. */
    @Test
    void theBestPairComesFirstAndTiesGoToTheLowerField() {
        assertThat(FieldMatchKernel.pair(new double[] {1, 2, 1, 5}, 2)).containsExactly(1, 5);
        assertThat(FieldMatchKernel.pair(new double[] {1, .5, .2, .1, .3, .4}, 2))
                .containsExactly(.2, .1);
    }

    @Test
    void barsHaveTheStatisticsOfTheirPrior() {
        BarSamples bars =
                new BarSamples(2, 4, 10, true, new Prior.Discrete(List.of(1.0, 3.0), List.of(.2, .1)), LINEAR, 0);
        int ones = 0;
        int threes = 0;
        for (int n = 0; n < 2000; n++) {
            for (double s : bars.coefficients(0, n)) {
                ones += s == 1.0 ? 1 : 0;
                threes += s == 3.0 ? 1 : 0;
            }
        }
        assertThat(ones / 16000.0).isCloseTo(.2, within(.0127)); // 4 standard errors: false alarm 6e-5
        assertThat(threes / 16000.0).isCloseTo(.1, within(.0095));
        assertThat(bars.fields()).contains(10, -10).hasSize(8 * 16);
        assertThat(bars.samples(0, 5)).isEqualTo(bars.samples(0, 5));
    }

    @Test
    void theLargestMagnitudeKeepsItsSign() {
        BarSamples bars =
                new BarSamples(2, 2, 10, true, new Prior.Bernoulli(.999), new Superposition.MaxMagnitude(1.2, true), 0);
        // rows 10, -10, columns 10, -10: the first of equals stays
        assertThat(bars.samples(0, 1)).containsExactly(10, 10, -10, -10);
    }

    @Test
    void coursesAreStraightBetweenCorners() {
        List<TrackPoint> course = List.of(new TrackPoint(.2, 5), new TrackPoint(.6, 1));
        assertThat(TrackPoint.value(course, 0)).isEqualTo(5);
        assertThat(TrackPoint.value(course, .4)).isCloseTo(3, within(1e-12));
        assertThat(TrackPoint.value(course, .6)).isEqualTo(1);
        assertThat(TrackPoint.value(course, 2)).isEqualTo(1);
    }

    @Test
    void statesComeBySize() {
        StateTree tree = new StateTree(4, 3, 1);
        assertThat(tree.size()).isEqualTo(4 + 6 + 4);
        assertThat(tree.ranks(4)).containsExactly(0, 1);
        assertThat(tree.ranks(13)).containsExactly(1, 2, 3);
        assertThat(tree.ranks(tree.parent(13))).containsExactly(1, 2);
        assertThat(new StateTree(4, 3, 2).size()).isEqualTo(4 * 2 + 6 * 4 + 4 * 8);
    }

    @Test
    void wrongParametersSayWhatIsAllowed() {
        assertThatThrownBy(() -> params(new Prior.Ternary(.2), new Superposition.Max(1.05), 10, 10))
                .hasMessageContaining("prior")
                .hasMessageContaining("bernoulli");
        assertThatThrownBy(() -> Params.of(TruncatedEmParams.class, "active", 6))
                .hasMessageContaining("candidates = 5");
        assertThatThrownBy(() -> Params.of(TruncatedEmParams.class, "temperature", List.of(new TrackPoint(0, .5))))
                .hasMessageContaining("temperature[0].value");
        assertThatThrownBy(() -> new Prior.Discrete(List.of(1.0, 0.0), List.of()))
                .hasMessageContaining("not 0");
        assertThatThrownBy(() -> new Prior.Discrete(List.of(1.0), List.of(.2, .2)))
                .hasMessageContaining("values = 1");
    }
}
