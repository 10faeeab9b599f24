package org.sparsecortex.v1.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.v1.companions.Trial;
import org.sparsecortex.v1.hierarchy.AutoencoderParams.Encoding;

class HierarchyTest {
    private static final HierarchySamples TREE =
            new HierarchySamples(3, new HierarchySamples.Shape(24, 5, 3, 2, 0.4, 0.3, 0.5));

    private static AutoencoderParams params(Encoding encoder, boolean tied, boolean signed, boolean offset) {
        return new AutoencoderParams(24, 30, encoder, 4, 0, signed, tied, 0.1, 0.003, offset, 60, 0, 7);
    }

    @Test
    void childrenAreOrthogonalToTheirParentAndSiblingsCorrelate() {
        double[] atoms = TREE.atoms();
        double siblings = 0;
        for (int p = 0; p < 5; p++) {
            for (int c = 0; c < 3; c++) {
                int id = 5 + 3 * p + c;
                assertThat(Dense.square(atoms, id * 24, 24)).isCloseTo(1.0, within(1e-12));
                assertThat(Dense.dot(atoms, id * 24, atoms, p * 24, 24)).isCloseTo(0.0, within(1e-12));
                siblings += Dense.dot(atoms, id * 24, atoms, (5 + 3 * p + (c + 1) % 3) * 24, 24) / 15;
            }
        }
        // mean of 15 cosines of sd about 1/sqrt(24) = 0.2 each: standard error 0.05
        assertThat(siblings).isCloseTo(0.3, within(0.2));
    }

    @Test
    void magnitudesHaveMeanOneAndTheAskedVariance() {
        double sum = 0;
        double square = 0;
        int n = 0;
        for (int s = 0; s < 20_000; s++) {
            for (double m : TREE.magnitudes(0, s)) {
                if (m > 0) {
                    sum += m;
                    square += m * m;
                    n++;
                }
            }
        }
        double mean = sum / n;
        assertThat(n / 20_000.0).isCloseTo(2 * (1 + 3 * 0.4), within(0.03));
        assertThat(mean).isCloseTo(1.0, within(0.02));
        assertThat(square / n - mean * mean).isCloseTo(0.5, within(0.05));
    }

    /** Central differences of the loss over a chunk against the statistics, for decoder, encoder and offset. */
    @ParameterizedTest
    @CsvSource({
        "MATCHING_PURSUIT, true, false",
        "MATCHING_PURSUIT, false, false",
        "MATCHING_PURSUIT, false, true",
        "TOP_K, true, false",
        "TOP_K, false, false",
        "RELU, true, false",
        "RELU, false, false"
    })
    void gradientIsThatOfTheLoss(Encoding encoder, boolean tied, boolean signed) {
        AutoencoderParams p = params(encoder, tied, signed, true);
        Autoencoder model = new Autoencoder(p, 11);
        double[] samples = TREE.samples(TREE.atoms(), 0, 6);
        Chunk chunk = Chunk.of(model, 24, samples, true);
        model.code(chunk);
        double[] statistics = chunk.statistics();
        double[] values = model.parameters();
        assertThat(values).hasSameSizeAs(statistics);
        double h = 1e-6;
        KeyedRandom pick = KeyedRandom.of(5, "coordinates");
        int checked = 0;
        for (int trial = 0; trial < 120; trial++) {
            int i = trial < 100 ? pick.below(values.length, 0, trial, 0) : values.length - 1 - trial % 20;
            double kept = values[i];
            values[i] = kept + h;
            double up = loss(p, values, samples);
            values[i] = kept - h;
            double down = loss(p, values, samples);
            values[i] = kept;
            checked += Math.abs(statistics[i]) > 1e-3 ? 1 : 0;
            assertThat((up - down) / (2 * h)).as("coordinate " + i).isCloseTo(statistics[i], within(1e-5));
        }
        assertThat(checked).isGreaterThan(20);
    }

    private static double loss(AutoencoderParams p, double[] values, double[] samples) {
        Autoencoder model = new Autoencoder(p, 11);
        model.setParameters(values);
        Chunk chunk = Chunk.of(model, 24, samples, false);
        model.code(chunk);
        double[] scores = chunk.scores();
        double loss = scores[0] + scores[3] + scores[6] + scores[9] + scores[12] + scores[15];
        for (double z : chunk.codes()) {
            loss += p.encoder() == Encoding.RELU ? p.penalty() * z : 0;
        }
        return loss;
    }

    @Test
    void tiedPursuitNeverGrowsTheResidualAndStopsAtTheTolerance() {
        double[] samples = TREE.samples(TREE.atoms(), 1, 1);
        double before = Double.POSITIVE_INFINITY;
        for (int k = 1; k <= 12; k++) {
            double error = error(samples, k, 0)[0];
            assertThat(error).isLessThanOrEqualTo(before);
            before = error;
        }
        double[] stopped = error(samples, 1000, 0.2);
        assertThat(stopped[0]).isLessThanOrEqualTo(0.2 * stopped[1]);
        assertThat(stopped[2]).isBetween(1.0, 24.0);
    }

    private static double[] error(double[] samples, int k, double tolerance) {
        Autoencoder model = new Autoencoder(
                new AutoencoderParams(
                        24, 30, Encoding.MATCHING_PURSUIT, k, tolerance, true, true, 0, 0.01, false, 1, 0, 1),
                11);
        Chunk chunk = Chunk.of(model, 24, samples, false);
        model.code(chunk);
        return chunk.scores();
    }

    @Test
    void theTrueFeaturesAreFullyRecoveredAndCompositesCountAsAbsorbed() {
        double[] truth = TREE.atoms();
        RecoveryParams recovery = new RecoveryParams(24, 5, 3, 0.9);
        Map<String, double[]> found =
                new Trial(recovery, Map.of("truth", t -> truth.clone(), "dictionary", t -> truth.clone()), 1).run(2);
        assertThat(found.get("parentRecovered")).containsExactly(1.0);
        assertThat(found.get("childRecovered")).containsExactly(1.0);
        assertThat(found.get("absorbed")).containsExactly(0.0);
        double[] merged = truth.clone();
        for (int c = 0; c < 15; c++) {
            Dense.addScaled(1.0, truth, c / 3 * 24, merged, (5 + c) * 24, 24);
        }
        found = new Trial(recovery, Map.of("truth", t -> truth.clone(), "dictionary", t -> merged.clone()), 1).run(1);
        assertThat(found.get("parentRecovered")).containsExactly(1.0);
        assertThat(found.get("absorbed")[0]).isGreaterThan(0.9);
    }

    @Test
    void pursuitLearnsTheParents() {
        double[] truth = TREE.atoms();
        AutoencoderParams p = params(Encoding.MATCHING_PURSUIT, true, false, false);
        Map<String, double[]> end = new Trial(p, Map.of("samples", t -> TREE.samples(truth, t, 60)), 1500).run(1);
        double[] dictionary = end.get("dictionary");
        Map<String, double[]> found = new Trial(
                        new RecoveryParams(24, 5, 3, 0.9),
                        Map.of("truth", t -> truth.clone(), "dictionary", t -> dictionary.clone()),
                        1)
                .run(1);
        assertThat(found.get("parentCosine")[0]).isGreaterThan(0.97);
        assertThat(found.get("childCosine")[0]).isGreaterThan(0.85);
        assertThat(end.get("unexplained")[0]).isLessThan(0.1);
    }

    @ParameterizedTest
    @CsvSource({"MATCHING_PURSUIT, true", "MATCHING_PURSUIT, false", "TOP_K, true", "RELU, false"})
    void everyPlanGivesTheSameBits(Encoding encoder, boolean tied) {
        double[] truth = TREE.atoms();
        AutoencoderParams p = new AutoencoderParams(24, 30, encoder, 4, 0, false, tied, 0.1, 0.003, true, 60, 10, 7);
        assertThat(new Trial(
                                p,
                                Map.of(
                                        "samples",
                                        t -> TREE.samples(truth, t, 60),
                                        "probes",
                                        t -> TREE.samples(truth, t + 99, 10)),
                                4)
                        .isInvariant())
                .isTrue();
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        AutoencoderParams p = params(Encoding.TOP_K, true, false, false);
        assertThatThrownBy(() -> new Trial(p, Map.of("samples", t -> new double[100]), 1))
                .hasMessageContaining("60 samples of 24 numbers = 1440");
        assertThatThrownBy(() -> params(Encoding.TOP_K, true, true, false)).hasMessageContaining("isSigned");
    }
}
