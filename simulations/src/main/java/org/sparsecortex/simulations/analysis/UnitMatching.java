package org.sparsecortex.simulations.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * How alike the units of two networks are.
 *
 * <pre>
 *   C_ij = corr(x_i, y_j) over samples, or |cos(x_i, y_j)| of vectors
 *   one to one: assignment a that maximises sum_i C_i,a(i)      best: max_j C_ij
 * </pre>
 *
 * @param first kept units of the first network, by their numbers
 * @param second the same of the second
 * @param similarity C
 * @param partner column of each row, one to one; -1 for rows without one
 */
record UnitMatching(int[] first, int[] second, double[][] similarity, int[] partner) {
    private static final double LEAST_SPREAD = 1e-6;

    /** Matches units whose standard deviation is at least 1e-6 (or that are not 0, for vectors); the others are dead. */
    static UnitMatching of(double[][] x, double[][] y, boolean vectors) {
        int[] first = alive(x, vectors);
        int[] second = alive(y, vectors);
        double[][] a = unitVectors(x, first, vectors);
        double[][] b = unitVectors(y, second, vectors);
        double[][] c = new double[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                double dot = Math.max(-1.0, Math.min(1.0, dot(a[i], b[j]))); // rounding
                c[i][j] = vectors ? Math.abs(dot) : dot;
            }
        }
        return new UnitMatching(first, second, c, partners(c));
    }

    private static int[] alive(double[][] x, boolean vectors) {
        return IntStream.range(0, x.length)
                .filter(i -> Math.sqrt(spread(x[i], vectors) / x[i].length) >= (vectors ? 1e-300 : LEAST_SPREAD))
                .toArray();
    }

    private static double spread(double[] x, boolean vectors) {
        double mean = vectors ? 0.0 : mean(x);
        double sum = 0.0;
        for (double v : x) {
            sum += (v - mean) * (v - mean);
        }
        return sum;
    }

    private static double mean(double[] x) {
        double sum = 0.0;
        for (double v : x) {
            sum += v;
        }
        return sum / x.length;
    }

    /** Rows of unit norm; without their means unless they are vectors. */
    static double[][] unitVectors(double[][] x, int[] kept, boolean vectors) {
        double[][] rows = new double[kept.length][];
        for (int i = 0; i < kept.length; i++) {
            double[] row = x[kept[i]].clone();
            double mean = vectors ? 0.0 : mean(row);
            double norm = Math.sqrt(spread(row, vectors));
            for (int k = 0; k < row.length; k++) {
                row[k] = (row[k] - mean) / norm;
            }
            rows[i] = row;
        }
        return rows;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0.0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /** Partner of each row, one to one. */
    static int[] partners(double[][] c) {
        if (c.length == 0 || c[0].length == 0) {
            return IntStream.generate(() -> -1).limit(c.length).toArray();
        }
        if (c.length <= c[0].length) {
            return Assignment.best(c);
        }
        double[][] turned = new double[c[0].length][c.length];
        for (int i = 0; i < c.length; i++) {
            for (int j = 0; j < turned.length; j++) {
                turned[j][i] = c[i][j];
            }
        }
        int[] rows = Assignment.best(turned);
        int[] partners = IntStream.generate(() -> -1).limit(c.length).toArray();
        for (int j = 0; j < rows.length; j++) {
            partners[rows[j]] = j;
        }
        return partners;
    }

    /** C of each row that has a partner. */
    double[] matched() {
        return IntStream.range(0, partner.length)
                .filter(i -> partner[i] >= 0)
                .mapToDouble(i -> similarity[i][partner[i]])
                .toArray();
    }

    /** Largest C of each row. */
    double[] best() {
        return Arrays.stream(similarity)
                .mapToDouble(row -> Arrays.stream(row).max().orElse(Double.NaN))
                .toArray();
    }

    /** The same values with the samples of all units in another order, one that {@code key} draws: what chance would match. */
    static double[][] shuffled(double[][] x, long key) {
        int n = x.length == 0 ? 0 : x[0].length;
        int[] order = IntStream.range(0, n).toArray();
        KeyedRandom random = KeyedRandom.of(key, "shuffled samples");
        for (int k = n - 1; k > 0; k--) {
            int other = (int) (random.uniform(k, 0, 0) * (k + 1));
            int held = order[k];
            order[k] = order[other];
            order[other] = held;
        }
        double[][] moved = new double[x.length][n];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < n; k++) {
                moved[i][k] = x[i][order[k]];
            }
        }
        return moved;
    }
}
