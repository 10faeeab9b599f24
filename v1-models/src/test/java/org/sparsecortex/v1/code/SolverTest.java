package org.sparsecortex.v1.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.blas.JavaBlas;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class SolverTest {
    private static final int PIXELS = 36;
    private static final int ATOMS = 90;
    private static final int PATCHES = 40;
    private static final double LAMBDA = 0.35;

    private final Dictionary dictionary =
            Dictionary.random(ATOMS, PIXELS, new JavaBlas(), KeyedRandom.of(3, "solver test"));
    private final float[] patches = patches(7);

    private static float[] patches(long seed) {
        KeyedRandom random = KeyedRandom.of(seed, "patches");
        float[] all = new float[PATCHES * PIXELS];
        for (int p = 0; p < PATCHES; p++) {
            for (int i = 0; i < PIXELS; i++) {
                all[p * PIXELS + i] = (float) (0.3 * random.gaussian(p, 0, i));
            }
        }
        return all;
    }

    private float[] dense(Penalty penalty, Solver solver, double lambda) {
        Codes codes = new Codes();
        new SparseCoder(dictionary, penalty, solver).encode(patches, PATCHES, lambda, codes);
        assertThat(codes.first(PATCHES)).as("active atoms").isGreaterThan(PATCHES);
        float[] all = new float[PATCHES * ATOMS];
        for (int p = 0; p < PATCHES; p++) {
            for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                all[p * ATOMS + codes.atom(e)] = codes.value(e);
            }
        }
        return all;
    }

    private static double distance(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    @Test
    void solversOfTheLassoAgreeTo1e5() {
        Penalty l1 = new Penalty.L1();
        float[] descent = dense(l1, new Solver.CoordinateDescent(1e-6, 20000), LAMBDA);
        float[] fista = dense(l1, new Solver.ProximalGradient(true, 0, 1e-8, 20000, 0), LAMBDA);
        float[] ista = dense(l1, new Solver.ProximalGradient(false, 0, 1e-8, 50000, 0), LAMBDA);
        float[] warm = dense(l1, new Solver.ProximalGradient(true, 0, 1e-8, 20000, 4), LAMBDA);
        float[] lca = dense(l1, new Solver.Lca(0.1, 2e-7, 50000), LAMBDA);
        assertThat(distance(descent, fista)).isLessThan(1e-5);
        assertThat(distance(descent, ista)).isLessThan(1e-5);
        assertThat(distance(descent, warm)).isLessThan(1e-5);
        assertThat(distance(descent, lca)).isLessThan(1e-5);
    }

    @Test
    void theDualityGapOfALassoCodeCloses() {
        Codes codes = new Codes();
        SparseCoder rough =
                new SparseCoder(dictionary, new Penalty.L1(), new Solver.ProximalGradient(false, 0, 0, 5, 0));
        rough.encode(patches, PATCHES, LAMBDA, codes);
        double before = rough.dualityGap(patches, codes, 0, LAMBDA);
        SparseCoder coder = new SparseCoder(dictionary, new Penalty.L1(), new Solver.CoordinateDescent(1e-6, 20000));
        coder.encode(patches, PATCHES, LAMBDA, codes);
        assertThat(before).isGreaterThan(1e-3);
        for (int p = 0; p < PATCHES; p++) {
            assertThat(coder.dualityGap(patches, codes, p, LAMBDA)).isBetween(-1e-6, 1e-5);
        }
    }

    /** Nearly parallel atoms make the active set go round in circles and the pivots vanish; lambdas leave few to most active. */
    @Test
    void theLassoIsSolvedForParallelAtomsAndAnyLambda() {
        Dictionary parallel = new Dictionary(ATOMS, PIXELS, new JavaBlas());
        for (int k = 0; k < ATOMS; k++) {
            for (int i = 0; i < PIXELS; i++) {
                float turn = k % 3 == 0 ? 0f : k % 3 == 1 ? 1e-5f : 0.03f;
                parallel.atoms()[k * PIXELS + i] = dictionary.atoms()[k / 3 * PIXELS + i]
                        + turn * dictionary.atoms()[(k / 3 + 40) * PIXELS + i];
            }
        }
        parallel.refresh();
        Codes codes = new Codes();
        for (double lambda : new double[] {1.0, 0.5, 0.3, 0.1}) {
            SparseCoder coder = new SparseCoder(parallel, new Penalty.L1(), new Solver.CoordinateDescent(1e-5, 2000));
            coder.encode(patches, PATCHES, lambda, codes);
            for (int p = 0; p < PATCHES; p++) {
                assertThat(coder.dualityGap(patches, codes, p, lambda))
                        .as("lambda " + lambda + ", patch " + p)
                        .isBetween(-1e-5, 1e-4);
            }
        }
        assertThat(codes.first(PATCHES)).isGreaterThan(10 * PATCHES);
    }

    @Test
    void proximalGradientNeverRaisesTheObjective() {
        List<Penalty> penalties = List.of(
                new Penalty.L1(),
                new Penalty.L0(),
                new Penalty.Lq(0.5),
                new Penalty.Lq(0.8),
                new Penalty.Cel0(1),
                new Penalty.Mcp(3),
                new Penalty.Scad(3.7),
                new Penalty.LogSum(0.2));
        Codes codes = new Codes();
        for (Penalty penalty : penalties) {
            double[] before = new double[PATCHES];
            java.util.Arrays.fill(before, Double.MAX_VALUE);
            for (int t = 1; t <= 60; t += t < 20 ? 1 : 10) {
                SparseCoder coder =
                        new SparseCoder(dictionary, penalty, new Solver.ProximalGradient(false, 0, 0, t, 0));
                coder.encode(patches, PATCHES, 0.1, codes);
                for (int p = 0; p < PATCHES; p++) {
                    double objective = coder.objective(patches, codes, p, 0.1);
                    assertThat(objective)
                            .as(penalty + ", iteration " + t)
                            .isLessThanOrEqualTo(before[p] + 1e-5 * Math.abs(objective));
                    before[p] = objective;
                }
            }
        }
    }

    /** r = T(r + c - G r) with step 1 for every coordinate, to the tolerance asked for. */
    @Test
    void coordinateDescentEndsAtAFixedPointForEveryPenalty() {
        List<Penalty> penalties = List.of(
                new Penalty.L1(),
                new Penalty.L0(),
                new Penalty.Lq(0.5),
                new Penalty.Cel0(1),
                new Penalty.Mcp(3),
                new Penalty.Scad(3.7),
                new Penalty.LogSum(0.2));
        for (Penalty penalty : penalties) {
            float[] r = dense(penalty, new Solver.CoordinateDescent(1e-6, 20000), 0.1);
            Prox prox = penalty.prox(0.1, 1.0);
            double unit = Math.abs(prox.apply(prox.threshold() + 1e-3));
            for (int p = 0; p < PATCHES; p++) {
                for (int k = 0; k < ATOMS; k++) {
                    double u = r[p * ATOMS + k];
                    for (int i = 0; i < PIXELS; i++) {
                        u += dictionary.atoms()[k * PIXELS + i] * (double) patches[p * PIXELS + i];
                    }
                    for (int j = 0; j < ATOMS; j++) {
                        u -= (double) dictionary.gram()[k][j] * r[p * ATOMS + j];
                    }
                    boolean atJump = unit > 0.01 && Math.abs(Math.abs(u) - prox.threshold()) < 1e-4;
                    if (!atJump) {
                        assertThat(prox.apply(u)).as(penalty + " patch " + p).isCloseTo(r[p * ATOMS + k], within(1e-4));
                    }
                }
            }
        }
    }

    /** Orthogonal matching pursuit leaves a residual that is orthogonal to every chosen atom. */
    @Test
    void orthogonalMatchingPursuitFitsItsAtoms() {
        Codes codes = new Codes();
        SparseCoder omp = new SparseCoder(dictionary, new Penalty.L0(), new Solver.Omp(6, 0));
        omp.encode(patches, PATCHES, 0, codes);
        float[] error = new float[PIXELS];
        for (int p = 0; p < PATCHES; p++) {
            assertThat(codes.active(p)).isEqualTo(6);
            omp.residual(patches, codes, p, error);
            for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                assertThat(Vectors.dot(dictionary.atoms(), codes.atom(e) * PIXELS, error, 0, PIXELS))
                        .isCloseTo(0, within(1e-5));
            }
        }
    }

    /** Same atoms and coefficients as least squares in double precision, solved anew after each choice. */
    @Test
    void orthogonalMatchingPursuitFollowsItsDefinition() {
        Codes codes = new Codes();
        SparseCoder omp = new SparseCoder(dictionary, new Penalty.L0(), new Solver.Omp(12, 0));
        omp.encode(patches, PATCHES, 0, codes);
        for (int p = 0; p < PATCHES; p++) {
            RealVector patch = vector(patches, p);
            List<Integer> chosen = new ArrayList<>();
            RealVector fit = null;
            RealVector rest = patch;
            while (chosen.size() < 12) {
                chosen.add(mostCorrelated(rest));
                RealMatrix atoms = MatrixUtils.createRealMatrix(PIXELS, chosen.size());
                for (int i = 0; i < chosen.size(); i++) {
                    atoms.setColumnVector(i, vector(dictionary.atoms(), chosen.get(i)));
                }
                fit = new QRDecomposition(atoms).getSolver().solve(patch);
                rest = patch.subtract(atoms.operate(fit));
            }
            for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                assertThat(chosen).contains(codes.atom(e));
                assertThat((double) codes.value(e))
                        .isCloseTo(fit.getEntry(chosen.indexOf(codes.atom(e))), within(1e-5));
            }
        }
    }

    private int mostCorrelated(RealVector rest) {
        int best = 0;
        for (int k = 1; k < ATOMS; k++) {
            boolean more = Math.abs(vector(dictionary.atoms(), k).dotProduct(rest))
                    > Math.abs(vector(dictionary.atoms(), best).dotProduct(rest));
            best = more ? k : best;
        }
        return best;
    }

    private static RealVector vector(float[] rows, int row) {
        double[] values = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            values[i] = rows[row * PIXELS + i];
        }
        return MatrixUtils.createRealVector(values);
    }

    @Test
    void matchingPursuitFollowsItsDefinition() {
        Codes codes = new Codes();
        new SparseCoder(dictionary, new Penalty.L0(), new Solver.MatchingPursuit(3, 1)).encode(patches, 1, 0, codes);
        double[] rho = new double[ATOMS];
        for (int k = 0; k < ATOMS; k++) {
            rho[k] = Vectors.dot(dictionary.atoms(), k * PIXELS, patches, 0, PIXELS);
        }
        double[] r = new double[ATOMS];
        for (int t = 0; t < 3; t++) {
            int best = 0;
            for (int k = 1; k < ATOMS; k++) {
                best = Math.abs(rho[k]) > Math.abs(rho[best]) ? k : best;
            }
            double part = rho[best];
            r[best] += part;
            for (int k = 0; k < ATOMS; k++) {
                rho[k] -= part * dictionary.gram()[best][k];
            }
        }
        for (int e = codes.first(0); e < codes.first(1); e++) {
            assertThat((double) codes.value(e)).isCloseTo(r[codes.atom(e)], within(1e-6));
        }
    }

    @Test
    void gainsSteerTheChoicesOfMatchingPursuitOnly() {
        float[] gains = new float[ATOMS];
        java.util.Arrays.fill(gains, 1e-3f);
        gains[5] = 1f;
        Codes codes = new Codes();
        SparseCoder coder = new SparseCoder(dictionary, new Penalty.L0(), new Solver.MatchingPursuit(1, 1));
        coder.setGains(gains);
        coder.encode(patches, 1, 0, codes);
        assertThat(codes.atom(0)).isEqualTo(5);
        assertThat((double) codes.value(0))
                .isCloseTo(Vectors.dot(dictionary.atoms(), 5 * PIXELS, patches, 0, PIXELS), within(1e-6));
        SparseCoder other = new SparseCoder(dictionary, new Penalty.L1(), new Solver.Omp(2, 0));
        assertThatThrownBy(() -> other.setGains(gains)).hasMessageContaining("matching-pursuit");
    }

    @Test
    void debiasingFitsTheSupportByLeastSquares() {
        Codes codes = new Codes();
        SparseCoder coder = new SparseCoder(dictionary, new Penalty.L1(), new Solver.CoordinateDescent(1e-6, 5000));
        coder.encode(patches, PATCHES, LAMBDA, codes);
        double shrunk = coder.residualEnergy(patches, codes, 0);
        coder.debias(patches, codes);
        assertThat(coder.residualEnergy(patches, codes, 0)).isLessThan(shrunk);
        float[] error = new float[PIXELS];
        coder.residual(patches, codes, 0, error);
        for (int e = codes.first(0); e < codes.first(1); e++) {
            assertThat(Vectors.dot(dictionary.atoms(), codes.atom(e) * PIXELS, error, 0, PIXELS))
                    .isCloseTo(0, within(1e-5));
        }
    }

    @Test
    void theLipschitzConstantIsTheLargestEigenvalue() {
        double[][] gram = new double[ATOMS][ATOMS];
        for (int i = 0; i < ATOMS; i++) {
            for (int j = 0; j < ATOMS; j++) {
                gram[i][j] = dictionary.gram()[i][j];
            }
        }
        double largest = new org.apache.commons.math3.linear.EigenDecomposition(
                        new org.apache.commons.math3.linear.Array2DRowRealMatrix(gram))
                .getRealEigenvalue(0);
        assertThat(dictionary.lipschitz()).isBetween(0.97 * largest, largest * 1.0001);
    }
}
