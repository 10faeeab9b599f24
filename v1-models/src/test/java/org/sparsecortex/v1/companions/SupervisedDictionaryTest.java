package org.sparsecortex.v1.companions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.sdr.param.Params;

/** The lift against values computed independently, and directions that principal components miss. */
class SupervisedDictionaryTest {
    /** Columns of X of the example, one after another. */
    private static final double[] SAMPLES = {1, 0, .5, 0, 1, .5, 2, -1, 0, -1, 2, 1, .5, .5, -1};

    private static final double[] LABELS = {1, 0, 1, 0, 1};
    private static final double[] COVARIATES = {.2, -.1, 0, .3, -.4};

    private static SupervisedDictionaryParams params(int n, int samples, int atoms, double errorWeight, double decay) {
        return Params.of(
                SupervisedDictionaryParams.class,
                "dimension",
                n,
                "samples",
                samples,
                "chunk",
                2,
                "covariates",
                1,
                "atoms",
                atoms,
                "errorWeight",
                errorWeight,
                "decay",
                decay);
    }

    private static Map<String, double[]> example(int steps) {
        return new Trial(
                        params(3, 5, 2, .5, .1),
                        Map.of("samples", t -> SAMPLES, "labels", t -> LABELS, "covariates", t -> COVARIATES),
                        steps)
                .run(1);
    }

    private static void equal(double[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("element " + i).isCloseTo(expected[i], within(1e-9));
        }
    }

    @Test
    void stepsAreThoseOfTheSpecifiedDescent() {
        Map<String, double[]> second = example(2);
        equal(second.get("readout"), .957025381, -.845971014, -.334020033);
        equal(second.get("offset"), .321382185, -.112241947);
        equal(second.get("objective"), 2.310210576);
        equal(example(3).get("objective"), 2.118218971);
    }

    @Test
    void unitsMayBeCutAndRunsResumed() {
        assertThat(new Trial(
                                params(3, 5, 2, .5, .1),
                                Map.of("samples", t -> SAMPLES, "labels", t -> LABELS, "covariates", t -> COVARIATES),
                                8)
                        .isInvariant())
                .isTrue();
    }

    @Test
    void descentEndsAtTheSpecifiedOptimum() {
        Map<String, double[]> end = example(4000);
        equal(end.get("objective"), 1.876389644);
        equal(end.get("readout"), 1.171531783, -1.565413453, -.739839135);
        equal(end.get("offset"), .995375858, -.646102613);
        double[] odds = new double[5];
        for (int s = 0; s < 5; s++) {
            odds[s] = end.get("offset")[0] + end.get("offset")[1] * COVARIATES[s];
            for (int r = 0; r < 2; r++) {
                odds[s] += end.get("weights")[r] * Dense.dot(end.get("dictionary"), r * 3, SAMPLES, s * 3, 3);
            }
            assertThat(odds[s]).as("by fields and weights").isCloseTo(end.get("codes")[s * 3 + 2], within(1e-3));
        }
    }

    private static Map<String, double[]> trained(int seed, int atoms, double errorWeight) {
        TwoDictionaries truth = new TwoDictionaries(seed, 12, 3, 1.2, .3);
        double[] q = truth.directions();
        TwoDictionaries.Drawn training = truth.draw(q, "training", 0, 300);
        TwoDictionaries.Drawn test = truth.draw(q, "test", 0, 1000);
        Map<String, LongFunction<double[]>> inputs = new HashMap<>();
        inputs.put("samples", t -> training.samples());
        inputs.put("labels", t -> doubles(training.labels()));
        inputs.put("covariates", t -> training.covariates());
        inputs.put("tests", t -> test.samples());
        inputs.put("testLabels", t -> doubles(test.labels()));
        inputs.put("testCovariates", t -> test.covariates());
        inputs.put("truth", t -> truth.truth(q));
        return new Trial(params(12, 300, atoms, errorWeight, 0), inputs, 150).run(1);
    }

    private static double[] doubles(int[] values) {
        return java.util.Arrays.stream(values).asDoubleStream().toArray();
    }

    /**
     * Two fields that are to reconstruct take the strong directions and tell little more of the classes than the covariate does; two
     * that are to tell the class take the others. Three seeds.
     */
    @Test
    void aSmallWeightOfTheErrorFindsTheDirectionsThatTellTheClass() {
        for (int seed = 1; seed <= 3; seed++) {
            Map<String, double[]> components = trained(seed, 2, 10);
            Map<String, double[]> supervised = trained(seed, 2, .001);
            assertThat(components.get("truthShare")[0]).isLessThan(.1);
            assertThat(components.get("testAccuracy")[0]).isBetween(.5, .72);
            assertThat(components.get("testError")[0]).isLessThan(.25);
            assertThat(supervised.get("truthShare")[0]).isGreaterThan(.3);
            assertThat(supervised.get("testAccuracy")[0])
                    .isGreaterThan(components.get("testAccuracy")[0] + .1);
            assertThat(supervised.get("testError")[0]).isGreaterThan(components.get("testError")[0]);
        }
    }

    @Test
    void portsMustFit() {
        assertThatThrownBy(() -> Params.of(SupervisedDictionaryParams.class, "dimension", 3, "atoms", 4))
                .hasMessageContaining("must not exceed dimension = 3");
        assertThatThrownBy(() -> new Trial(
                                params(3, 5, 2, .5, .1), Map.of("samples", t -> SAMPLES, "labels", t -> LABELS), 1)
                        .run(1))
                .hasMessageContaining("must have a connection, for covariates = 1");
    }
}
