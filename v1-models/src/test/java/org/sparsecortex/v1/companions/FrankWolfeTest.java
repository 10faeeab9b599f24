package org.sparsecortex.v1.companions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.sdr.param.Params;

/** Steps of Frank and Wolfe against values computed independently, and recovery of a dictionary that is known. */
class FrankWolfeTest {
    private static final double[] SAMPLES = {1, .5, -.2, 0, -1, .4, .3, .2, 2, -1.5, .1, 0};

    private static OrthogonalDictionaryParams params(int n, int samples, double exponent) {
        return Params.of(
                OrthogonalDictionaryParams.class,
                "dimension",
                n,
                "components",
                n,
                "samples",
                samples,
                "chunk",
                7,
                "exponent",
                exponent);
    }

    private static double[] step(FrankWolfe learner, double[] samples, int n) {
        Chunk chunk = Chunk.of(learner, n, samples, true);
        learner.code(chunk);
        StepSums sums = new StepSums(chunk.statistics(), chunk.scores(), chunk.totals(), samples.length / n);
        learner.learn(sums);
        return chunk.codes();
    }

    private static void equal(double[] matrix, int from, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(matrix[from + i]).as("element " + (from + i)).isCloseTo(expected[i], within(1e-9));
        }
    }

    @Test
    void threeStepsAreThoseOfTheSpecifiedUpdate() {
        FrankWolfe learner = new FrankWolfe(params(3, 4, .75));
        step(learner, SAMPLES, 3);
        equal(learner.relaxed(), 0, .995793196, -.005115237, -.091486309, -.004425361, .994590590, -.103778488);
        equal(learner.relaxed(), 6, .091522274, .103746772, .990383906);
        step(learner, SAMPLES, 3);
        step(learner, SAMPLES, 3);
        double[] a = learner.relaxed();
        equal(a, 0, .994653297, -.007110931, -.102821961);
        double[] codes = step(learner, SAMPLES, 3); // by the polar factor of A_3
        double third = 0;
        for (int s = 0; s < 4; s++) {
            equal(codes, s * 3, Dense.dot(new double[] {.994673877, -.007088542, -.102828164}, 0, SAMPLES, s * 3, 3));
            for (int i = 0; i < 3; i++) {
                double c = Math.abs(Dense.dot(a, i * 3, SAMPLES, s * 3, 3));
                third += c * c * c / 12;
            }
        }
        assertThat(third).isCloseTo(1.167598992, within(1e-9));
    }

    /** Batches smaller than the dimension give a singular gradient at first; P stays orthogonal all the same. */
    @Test
    void findsTheAtomsOfAStreamSeenOnce() {
        BernoulliGaussian truth = new BernoulliGaussian(3, 8, .3);
        double[] atoms = truth.atoms();
        FrankWolfe learner = new FrankWolfe(params(8, 5, .5));
        for (int t = 0; t < 1500; t++) {
            double[] codes = step(learner, truth.samples(atoms, t, 5), 8);
            assertThat(Dense.square(codes, 0, codes.length))
                    .isCloseTo(Dense.square(truth.samples(atoms, t, 5), 0, 40), within(1e-9));
        }
        Map<String, double[]> run = new Trial(
                        params(8, 5, .5), Map.of("samples", t -> truth.samples(atoms, t, 5), "truth", t -> atoms), 1500)
                .run(1);
        assertThat(run.get("recovered")[0]).isEqualTo(1.0);
        assertThat(run.get("error")[0]).isLessThan(.02);
        assertThat(run.get("least")[0]).isGreaterThan(.99);
    }

    @Test
    void unitsMustFit() {
        assertThatThrownBy(() -> Params.of(OrthogonalDictionaryParams.class, "dimension", 9, "components", 8))
                .hasMessageContaining("where nothing is whitened");
    }
}
