package org.sparsecortex.v1.companions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class CompanionsTest {
    private static final int N = 16;
    private static final KeyedRandom RANDOM = KeyedRandom.of(9, "companions test");
    private static final double[] MIXING = mixing();

    private static double[] mixing() {
        double[] a = Dense.gaussian(KeyedRandom.of(2, "mixing"), N, N);
        Dense.normaliseRows(a, N);
        return a;
    }

    /** Sparse sources (Laplace) through a random mixing matrix. */
    private static double[] mixed(long step, int count) {
        return mixed(step, count, 1);
    }

    /** Sources sign(e) |e|^power with e exponential on both sides: the larger the power, the sparser. */
    private static double[] mixed(long step, int count, double power) {
        double[] x = new double[count * N];
        for (int s = 0; s < count; s++) {
            for (int i = 0; i < N; i++) {
                double u = RANDOM.uniform(s, step, i) - 0.5;
                double source = 0.3 * Math.signum(u) * ExactMath.pow(-ExactMath.log(1 - 2 * Math.abs(u)), power);
                Dense.addScaled(source, MIXING, i * N, x, s * N, N);
            }
        }
        return x;
    }

    private static double meanBestCosine(double[] learnt) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
            double best = 0;
            for (int j = 0; j < learnt.length / N; j++) {
                double norm = Math.sqrt(Dense.square(learnt, j * N, N));
                best = Math.max(best, Math.abs(Dense.dot(MIXING, i * N, learnt, j * N, N)) / norm);
            }
            sum += best / N;
        }
        return sum;
    }

    private static SparsenetParams sparsenet(int samples, int probes, double tolerance, int iterations) {
        return new SparsenetParams(
                N, 20, 0.01, 2.2, 0.316, tolerance, iterations, 5, 1, 100, 0.1, 0.001, 0.02, samples, probes, 7);
    }

    private static SailnetParams sailnet(int samples, double target) {
        return new SailnetParams(N, 20, target, 1, 0.02, 0.1, 2, 50, 0.1, samples, 5, 9);
    }

    @Test
    void sparsenetInferenceNeverRaisesTheEnergyAndEndsAtAStationaryPoint() {
        double[] x = mixed(0, 1);
        double before = Double.POSITIVE_INFINITY;
        double[] s = new double[20];
        for (int steps = 1; steps <= 40; steps++) {
            Sparsenet model = new Sparsenet(sparsenet(1, 0, 0, steps), 3);
            model.infer(x.clone(), s);
            double energy = model.energy(x, s);
            assertThat(energy).isLessThanOrEqualTo(before + 1e-9);
            before = energy;
        }
        Sparsenet model = new Sparsenet(sparsenet(1, 0, 0, 2000), 3);
        model.infer(x.clone(), s);
        double least = model.energy(x, s);
        for (int i = 0; i < 20; i++) {
            for (double h : new double[] {-1e-4, 1e-4}) {
                s[i] += h;
                assertThat(model.energy(x, s)).isGreaterThan(least - 1e-9);
                s[i] -= h;
            }
        }
        assertThat(Dense.square(s, 0, 20)).isGreaterThan(0.01);
    }

    @Test
    void sparsenetLearnsTheBasisOfSparseSources() {
        Map<String, double[]> end =
                new Trial(sparsenet(100, 0, 1e-4, 60), Map.of("samples", t -> mixed(t, 100, 2)), 700).run(1);
        assertThat(meanBestCosine(end.get("dictionary"))).isGreaterThan(0.9);
        assertThat(end.get("snrDb")[0]).isGreaterThan(8);
        assertThat(end.get("kurtosis")[0]).isGreaterThan(1.5);
    }

    /**
     * By hand: one neuron, drive b = 1, time step 0.1, threshold 0.5: u_t = 1 - 0.9^t reaches 0.5 at t = 7 (0.5217), so 50 steps
     * hold 7 spikes. At threshold 1.1 it never fires.
     */
    @Test
    void sailnetNeuronFiresAsTheClosedFormSays() {
        for (double threshold : new double[] {0.5, 1.1}) {
            SailnetParams p = new SailnetParams(1, 1, 0.05, 1, 0, 0, threshold, 50, 0.1, 1, 0, 1);
            double[] y = new double[1];
            Sailnet net = new Sailnet(p, 1);
            double sign = net.fields()[0];
            net.respond(new double[] {sign}, y);
            assertThat(y[0]).isEqualTo(threshold == 0.5 ? 7 : 0);
        }
    }

    @Test
    void sailnetReachesItsTargetRateAndInhibitsNonNegatively() {
        Trial trial = new Trial(
                sailnet(100, 0.1), Map.of("samples", t -> mixed(t, 100), "probes", t -> mixed(t + 5000, 5)), 1500);
        Map<String, double[]> end = trial.run(1);
        // mean count of 2000 neuron-patches near 0.1: standard error about 0.01
        assertThat(end.get("rate")[0]).isCloseTo(0.1, within(0.04));
        double sum = 0;
        for (int i = 0; i < 400; i++) {
            double weight = end.get("inhibition")[i];
            assertThat(weight).isGreaterThanOrEqualTo(0);
            assertThat(i % 21 == 0 ? weight : 0).isEqualTo(0);
            sum += weight;
        }
        assertThat(sum).isPositive();
        assertThat(end.get("activeAtoms")[0]).isGreaterThan(0.5);
    }

    @Test
    void icaFindsTheMixingMatrix() {
        IcaParams p = new IcaParams(N, N, 4000, 4000, 500, 0, 125);
        Map<String, double[]> end = new Trial(p, Map.of("samples", t -> mixed(t, 500)), 8 * 15).run(1);
        assertThat(end.get("turns")[0]).isGreaterThan(10);
        assertThat(meanBestCosine(end.get("dictionary"))).isGreaterThan(0.98);
        // Laplace sources have an excess kurtosis of 3; the estimate of 16 components from 500 samples has sd of about
        // 0.4
        assertThat(end.get("kurtosis")[0]).isCloseTo(3.0, within(1.5));
        double[] filters = end.get("filters");
        double[] basis = end.get("dictionary");
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                assertThat(Dense.dot(filters, i * N, basis, j * N, N)).isCloseTo(i == j ? 1 : 0, within(1e-9));
            }
        }
    }

    @Test
    void icaRefusesMoreComponentsThanDirections() {
        IcaParams p = new IcaParams(N, N, 100, 100, 50, 0, 50);
        Trial flat = new Trial(
                p,
                Map.of("samples", t -> {
                    double[] x = mixed(t, 50);
                    for (int s = 0; s < 50; s++) {
                        x[s * N] = x[s * N + 1];
                    }
                    return x;
                }),
                3);
        assertThatThrownBy(() -> flat.run(1)).rootCause().hasMessageContaining("vary in 15 directions only");
    }

    @Test
    void everyPlanGivesTheSameBits() {
        assertThat(new Trial(
                                sparsenet(30, 5, 1e-4, 20),
                                Map.of("samples", t -> mixed(t, 30), "probes", t -> mixed(t, 5)),
                                4)
                        .isInvariant())
                .isTrue();
        assertThat(new Trial(sailnet(30, 0.1), Map.of("samples", t -> mixed(t, 30), "probes", t -> mixed(t, 5)), 4)
                        .isInvariant())
                .isTrue();
        IcaParams ica = new IcaParams(N, 8, 60, 60, 30, 5, 7);
        assertThat(new Trial(ica, Map.of("samples", t -> mixed(t, 30), "probes", t -> mixed(t, 5)), 7).isInvariant())
                .isTrue();
    }
}
