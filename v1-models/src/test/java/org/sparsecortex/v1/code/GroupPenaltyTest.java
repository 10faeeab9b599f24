package org.sparsecortex.v1.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.blas.JavaBlas;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.v1.learn.DictionaryLearningParams;

/** Penalties on groups of coefficients against given numbers, against each other, and against nearby codes. */
class GroupPenaltyTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private static final double[] V = {3, 1, -1, 2, .5, -.5, 1.5, 0};
    private static final double[] D = {1, 1.2, 1, .8};

    private static double[] scaled(double[] v, int size, double[] factor) {
        double[] x = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            x[i] = factor[i / size] * v[i];
        }
        return x;
    }

    private static double[] weighted(double[] x, int size, double[] d) {
        double[] a = Groups.norms(x, size);
        for (int i = 0; i < a.length; i++) {
            a[i] *= d[i];
        }
        return a;
    }

    private static void equal(double[] actual, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("element " + i).isCloseTo(expected[i], EXACT);
        }
    }

    @Test
    void theEnvelopeOfTwoGroups() {
        double[] norms = Groups.norms(V, 2);
        assertThat(KEnvelope.eta(norms, D, 2, .5)).isCloseTo(.525328890, EXACT);
        double[] x = scaled(V, 2, KEnvelope.factors(norms, D, 2, .5));
        equal(x, 2, .666666667, -.489218731, .978437462, 0, 0, .738572241, 0);
        assertThat(KEnvelope.value(weighted(x, 2, D), 2)).isCloseTo(4.034010450, EXACT);
    }

    @Test
    void theEnvelopeOfThreeGroupsKeepsFour() {
        double[] norms = Groups.norms(V, 2);
        assertThat(KEnvelope.eta(norms, D, 3, .1)).isCloseTo(.610348624, EXACT);
        double[] x = scaled(V, 2, KEnvelope.factors(norms, D, 3, .1));
        equal(x, 2.727272727, .909090909, -.874125874, 1.748251748, .384147067, -.384147067, 1.368927369, 0);
    }

    @Test
    void theEnvelopeOfSingleCoefficients() {
        double[] v = {2, -1.5, 1, .8, .3, -.1};
        double[] ones = {1, 1, 1, 1, 1, 1};
        double[] norms = Groups.norms(v, 1);
        assertThat(KEnvelope.eta(norms, ones, 2, .5)).isCloseTo(.757575758, EXACT);
        double[] x = scaled(v, 1, KEnvelope.factors(norms, ones, 2, .5));
        equal(x, 1.333333333, -.84, .34, .14, 0, 0);
        assertThat(KEnvelope.value(weighted(x, 1, ones), 2)).isCloseTo(1.760088889, EXACT);
    }

    @Test
    void theEnvelopeOfAtMostKGroupsIsHalfTheirSquare() {
        assertThat(KEnvelope.value(new double[] {0, 3, 0, 1}, 2)).isEqualTo(5.0);
        equal(KEnvelope.factors(new double[] {0, 3, 0, 1}, new double[] {1, 1, 1, 1}, 2, .25), 0, .8, 0, .8);
    }

    /** No code nearby costs less than the one that an operator gives. */
    @Test
    void operatorsGiveMinima() {
        Penalty[] penalties = {new GroupL1(3), new KEnvelope(2, 3), new GroupTopK(2, 3)};
        for (int seed = 0; seed < 200; seed++) {
            KeyedRandom random = KeyedRandom.of(seed, "code");
            Penalty penalty = penalties[seed % 3];
            float[] u = new float[12];
            for (int i = 0; i < u.length; i++) {
                u[i] = (float) random.gaussian(i, 0, 0);
            }
            double lambda = .3 + random.uniform(0, 1, 0);
            float[] out = new float[12];
            penalty.vectorProx(lambda, .7, 12).apply(u, out);
            double least = objective(u, doubles(out), penalty, lambda);
            for (int trial = 0; trial < 50; trial++) {
                double[] other = doubles(out);
                for (int i = 0; i < other.length; i++) {
                    boolean moves = penalty.usesLambda() || out[i] != 0f;
                    other[i] += moves ? .05 * random.gaussian(i, 2, trial) : 0.0;
                }
                assertThat(objective(u, other, penalty, lambda))
                        .as(penalty.label() + ", seed " + seed)
                        .isGreaterThan(least - 1e-6);
            }
        }
    }

    private static double[] doubles(float[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i];
        }
        return y;
    }

    private static double objective(float[] u, double[] x, Penalty penalty, double lambda) {
        double cost = .7 * penalty.total(x, lambda);
        for (int i = 0; i < u.length; i++) {
            cost += (x[i] - u[i]) * (x[i] - u[i]) / 2;
        }
        return cost;
    }

    @Test
    void topKKeepsTheStrongestAndTheLowerOfEquals() {
        float[] out = new float[6];
        new GroupTopK(2, 1).vectorProx(9, 1, 6).apply(new float[] {1, -2, 3, 2, 0, .5f}, out);
        assertThat(out).containsExactly(0, -2, 3, 0, 0, 0);
    }

    @Test
    void groupsOfOneAreTheSoftThreshold() {
        Prox soft = new Penalty.L1().prox(.4, .5);
        float[] u = {1, -2, .1f, .2f, -.3f};
        float[] out = new float[5];
        new GroupL1(1).vectorProx(.4, .5, 5).apply(u, out);
        for (int i = 0; i < 5; i++) {
            assertThat((double) out[i]).isCloseTo(soft.apply(u[i]), within(1e-7));
        }
    }

    @Test
    void codesOfAProximalGradientHaveAtMostKGroups() {
        Dictionary dictionary = Dictionary.random(24, 12, new JavaBlas(), KeyedRandom.of(3, "atoms"));
        float[] patch = new float[12];
        for (int i = 0; i < patch.length; i++) {
            patch[i] = (float) KeyedRandom.of(5, "patch").gaussian(i, 0, 0);
        }
        Codes codes = new Codes();
        SparseCoder coder = new SparseCoder(
                dictionary, new GroupTopK(3, 2), Params.of(Solver.ProximalGradient.class, "tolerance", 1e-5));
        coder.encode(patch, 1, 1, codes);
        assertThat(codes.active(0)).isBetween(4, 6);
        assertThat(coder.objective(patch, codes, 0, 1)).isFinite();
    }

    @Test
    void whatTreatsCoefficientsOneByOneRefusesGroups() {
        assertThatThrownBy(() -> Params.of(
                        DictionaryLearningParams.class,
                        "penalty",
                        new GroupL1(2),
                        "solver",
                        Params.of(Solver.CoordinateDescent.class)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("proximal-gradient");
        assertThatThrownBy(() -> new KEnvelope(2, 5).check(12)).hasMessageContaining("must divide the 12 atoms");
        assertThatThrownBy(() -> new GroupL1(2).prox(1, 1)).hasMessageContaining("couples the coefficients");
    }
}
