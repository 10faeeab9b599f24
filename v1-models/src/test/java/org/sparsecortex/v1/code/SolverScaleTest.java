package org.sparsecortex.v1.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.blas.JavaBlas;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * Solvers at any scale of the data and on any dictionary, against plain coordinate descent in double precision on the atoms
 * themselves, stopped by a relative duality gap of 1e-8.
 */
class SolverScaleTest {
    private static final int PIXELS = 64;
    private static final int ATOMS = 128;
    private static final int PATCHES = 12;
    private static final double[] SCALES = {1e-6, 1e-4, 1e-2, 1, 100, 255, 65_535, 1e6};
    private static final Penalty L1 = new Penalty.L1();

    private final Dictionary dictionary = Dictionary.random(ATOMS, PIXELS, new JavaBlas(), KeyedRandom.of(2, "atoms"));
    private final float[] patches = normal(PATCHES * PIXELS, 3);

    private static float[] normal(int count, long seed) {
        KeyedRandom random = KeyedRandom.of(seed, "normal");
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.gaussian(i, 0, 0);
        }
        return values;
    }

    private static float[] scaled(float[] values, double by) {
        float[] product = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            product[i] = (float) (by * values[i]);
        }
        return product;
    }

    /** Smallest objective of the lasso on one patch. */
    private static double smallest(Dictionary of, double[] x, double lambda) {
        int n = of.pixels();
        double[] r = new double[of.count()];
        double[] e = x.clone();
        for (int sweep = 0; sweep < 200_000; sweep++) {
            for (int k = 0; k < r.length; k++) {
                double c = 0;
                double energy = 0;
                for (int i = 0; i < n; i++) {
                    c += of.atoms()[k * n + i] * e[i];
                    energy += (double) of.atoms()[k * n + i] * of.atoms()[k * n + i];
                }
                double u = c + energy * r[k];
                double v = Math.signum(u) * Math.max(0, Math.abs(u) - lambda) / energy;
                for (int i = 0; i < n && v != r[k]; i++) {
                    e[i] -= (v - r[k]) * of.atoms()[k * n + i];
                }
                r[k] = v;
            }
            if (sweep % 10 == 0 && gap(of, x, e, r, lambda) < 1e-8) {
                return objective(e, r, lambda);
            }
        }
        throw new AssertionError("the reference did not converge");
    }

    private static double objective(double[] e, double[] r, double lambda) {
        return Arrays.stream(e).map(v -> v * v / 2).sum()
                + lambda * Arrays.stream(r).map(Math::abs).sum();
    }

    private static double gap(Dictionary of, double[] x, double[] e, double[] r, double lambda) {
        double largest = 0;
        for (int k = 0; k < r.length; k++) {
            double c = 0;
            for (int i = 0; i < e.length; i++) {
                c += of.atoms()[k * e.length + i] * e[i];
            }
            largest = Math.max(largest, Math.abs(c));
        }
        double theta = Math.min(1, lambda / largest);
        double dual = 0;
        for (int i = 0; i < e.length; i++) {
            dual += x[i] * x[i] / 2 - (x[i] - theta * e[i]) * (x[i] - theta * e[i]) / 2;
        }
        double primal = objective(e, r, lambda);
        return (primal - dual) / primal;
    }

    /** Objective of a code over the smallest one, minus 1, at most. */
    private double excess(Dictionary of, float[] x, double lambda, Solver solver) {
        int rows = x.length / of.pixels();
        Codes codes = new Codes();
        new SparseCoder(of, L1, solver).encode(x, rows, lambda, codes);
        double worst = 0;
        for (int p = 0; p < rows; p++) {
            assertThat(solver.settles(codes.residual(p)))
                    .as("patch %d, residual %s after %d", p, codes.residual(p), codes.iterations(p))
                    .isTrue();
            double[] patch = new double[of.pixels()];
            double[] e = new double[of.pixels()];
            double[] r = new double[of.count()];
            for (int i = 0; i < patch.length; i++) {
                patch[i] = x[p * patch.length + i];
                e[i] = patch[i];
            }
            for (int at = codes.first(p); at < codes.first(p + 1); at++) {
                r[codes.atom(at)] = codes.value(at);
                for (int i = 0; i < e.length; i++) {
                    e[i] -= (double) codes.value(at) * of.atoms()[codes.atom(at) * e.length + i];
                }
            }
            double best = smallest(of, patch, lambda);
            worst = Math.max(worst, objective(e, r, lambda) / best - 1);
        }
        return worst;
    }

    /** Few to 50 of 64 active. */
    @Test
    void descentEndsAtTheMinimumAtAnyScale() {
        Solver descent = new Solver.CoordinateDescent(1e-5, 2000);
        for (double lambda : new double[] {1.5, 0.3, 0.15}) {
            for (double scale : SCALES) {
                assertThat(excess(dictionary, scaled(patches, scale), lambda * scale, descent))
                        .as("lambda " + lambda + ", scale " + scale)
                        .isLessThan(1e-5);
            }
        }
    }

    /** More atoms at the start than pixels: the active set is singular on the way. By the duality gap, as no reference gets here. */
    @Test
    void denseCodesSettleAtAnyScale() {
        Solver descent = new Solver.CoordinateDescent(1e-5, 2000);
        for (double scale : SCALES) {
            float[] x = scaled(patches, scale);
            Codes codes = new Codes();
            SparseCoder coder = new SparseCoder(dictionary, L1, descent);
            coder.encode(x, PATCHES, 0.02 * scale, codes);
            assertThat(codes.first(PATCHES) / PATCHES).as("active atoms").isGreaterThan(55);
            for (int p = 0; p < PATCHES; p++) {
                assertThat(descent.settles(codes.residual(p)))
                        .as("scale " + scale)
                        .isTrue();
                assertThat(coder.dualityGap(x, codes, p, 0.02 * scale)).isLessThan(2e-3);
            }
        }
    }

    @Test
    void iterationsEndAtTheMinimumAtAnyScale() {
        List<Solver> solvers = List.of(
                new Solver.ProximalGradient(true, 0, 1e-6, 20_000, 0),
                new Solver.ProximalGradient(false, 0, 1e-6, 50_000, 0),
                new Solver.Lca(0.1, 1e-4, 20_000));
        float[] few = Arrays.copyOf(patches, 3 * PIXELS);
        for (Solver solver : solvers) {
            for (double scale : new double[] {1e-6, 1, 255, 1e6}) {
                assertThat(excess(dictionary, scaled(few, scale), 0.6 * scale, solver))
                        .as(solver + ", scale " + scale)
                        .isLessThan(1e-4);
            }
        }
    }

    /** Times a power of two, data, lambda and coefficients round alike: the code is the same to the bit. */
    @Test
    void powersOfTwoScaleEveryCodeExactly() {
        List<Solver> solvers = List.of(
                new Solver.CoordinateDescent(1e-5, 2000),
                new Solver.ProximalGradient(true, 0, 1e-3, 300, 2),
                new Solver.ProximalGradient(false, 0, 1e-3, 300, 0),
                new Solver.Lca(0.1, 1e-4, 1000),
                new Solver.Omp(8, 0.01),
                new Solver.MatchingPursuit(8, 0.9));
        for (Solver solver : solvers) {
            for (Penalty penalty : List.of(L1, new Penalty.L0())) {
                Codes one = new Codes();
                new SparseCoder(dictionary, penalty, solver).encode(patches, PATCHES, 0.1, one);
                assertThat(one.first(PATCHES)).as(solver + " " + penalty).isGreaterThan(PATCHES);
                for (int power : new int[] {-20, 20}) {
                    double scale = Math.scalb(1.0, power);
                    Codes other = new Codes();
                    double lambda = 0.1 * (penalty.equals(L1) ? scale : scale * scale);
                    new SparseCoder(dictionary, penalty, solver).encode(scaled(patches, scale), PATCHES, lambda, other);
                    for (int p = 0; p < PATCHES; p++) {
                        assertThat(other.active(p)).as(solver + " " + penalty).isEqualTo(one.active(p));
                        for (int e = one.first(p); e < one.first(p + 1); e++) {
                            assertThat(other.atom(e)).isEqualTo(one.atom(e));
                            assertThat(other.value(e)).isEqualTo((float) (scale * one.value(e)));
                        }
                        assertThat(other.residual(p)).isEqualTo(one.residual(p));
                    }
                }
            }
        }
    }

    /** The residual is that of the code handed out, and tells when the budget was too small. */
    @Test
    void theResidualIsThatOfTheCode() {
        Solver hasty = new Solver.CoordinateDescent(1e-4, 2);
        double lambda = 0.3;
        Codes codes = new Codes();
        new SparseCoder(dictionary, L1, hasty).encode(patches, PATCHES, lambda, codes);
        int unsettled = 0;
        for (int p = 0; p < PATCHES; p++) {
            double[] e = new double[PIXELS];
            double[] r = new double[ATOMS];
            for (int i = 0; i < PIXELS; i++) {
                e[i] = patches[p * PIXELS + i];
            }
            for (int at = codes.first(p); at < codes.first(p + 1); at++) {
                r[codes.atom(at)] = codes.value(at);
                for (int i = 0; i < PIXELS; i++) {
                    e[i] -= (double) codes.value(at) * dictionary.atoms()[codes.atom(at) * PIXELS + i];
                }
            }
            double distance = 0;
            for (int k = 0; k < ATOMS; k++) {
                double u = r[k];
                for (int i = 0; i < PIXELS; i++) {
                    u += dictionary.atoms()[k * PIXELS + i] * e[i];
                }
                double v = Math.signum(u) * Math.max(0, Math.abs(u) - lambda);
                distance = Math.max(distance, Math.abs(v - r[k]));
            }
            assertThat(codes.residual(p) * lambda).isCloseTo(distance, within(1e-5 + 0.3 * distance));
            unsettled += hasty.settles(codes.residual(p)) ? 0 : 1;
        }
        assertThat(unsettled).isGreaterThan(PATCHES / 2);
    }

    @Test
    void blankPatchesHaveEmptyCodesThatSettle() {
        for (Solver solver : List.of(
                new Solver.CoordinateDescent(1e-5, 2000),
                new Solver.ProximalGradient(true, 0, 1e-3, 300, 0),
                new Solver.Lca(0.1, 1e-4, 1000),
                new Solver.Omp(8, 0),
                new Solver.MatchingPursuit(8, 1))) {
            Codes codes = new Codes();
            new SparseCoder(dictionary, L1, solver).encode(new float[PIXELS], 1, 0.1, codes);
            assertThat(codes.active(0)).isZero();
            assertThat(codes.residual(0)).isZero();
        }
    }

    /** Atoms and their negatives, 49 = 7 x 7 of each: the regular start of power iteration is orthogonal to all that counts. */
    @Test
    void atomsAndTheirNegativesAreOneBasis() {
        Dictionary pairs = new Dictionary(98, 49, new JavaBlas());
        for (int k = 0; k < 49; k++) {
            pairs.atoms()[k * 49 + k] = 1;
            pairs.atoms()[(k + 49) * 49 + k] = -1;
        }
        pairs.refresh();
        assertThat(pairs.lipschitz()).isCloseTo(2, within(1e-5));
        float[] x = normal(5 * 49, 8);
        for (Solver solver : List.of(
                new Solver.ProximalGradient(false, 0, 1e-6, 3000, 0),
                new Solver.ProximalGradient(true, 0, 1e-6, 3000, 0),
                new Solver.CoordinateDescent(1e-5, 2000),
                new Solver.Lca(0.1, 1e-5, 5000))) {
            assertThat(excess(pairs, x, 0.3, solver)).as(solver.toString()).isLessThan(1e-5);
        }
    }

    /** Positive atoms: L is 0.6 K, at which Euler steps of 0.1 blow up. */
    @Test
    void leakyNeuronsSettleOnCoherentAtoms() {
        Dictionary positive = new Dictionary(ATOMS, PIXELS, new JavaBlas());
        float[] normal = normal(ATOMS * PIXELS, 9);
        for (int i = 0; i < normal.length; i++) {
            positive.atoms()[i] = Math.abs(normal[i]);
        }
        positive.refresh();
        assertThat(positive.lipschitz()).isGreaterThan(0.6 * ATOMS);
        float[] x = normal(2 * PIXELS, 10);
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.abs(x[i]);
        }
        assertThat(excess(positive, x, 0.3, new Solver.Lca(0.1, 1e-4, 200_000))).isLessThan(1e-3);
        assertThat(excess(positive, x, 0.3, new Solver.CoordinateDescent(1e-5, 2000)))
                .isLessThan(1e-5);
    }
}
