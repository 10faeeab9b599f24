package org.sparsecortex.v1.probabilistic;

import java.util.Arrays;
import org.sparsecortex.learning.Dense;

/**
 * Fields that add up: the new ones solve normal equations.
 *
 * <pre>  P = sum &lt;s&gt; y^T,   Q = sum &lt;s s^T&gt;,   W = (Q + 1e-12 tr(Q) / H I)^-1 P  </pre>
 *
 * A unit with Q_hh &lt; 1e-6 N keeps its field, because what so little data says of it is noise without bound.
 */
abstract class LinearRule extends SuperpositionRule {
    private static final double RIDGE = 1e-12;
    private static final int BLOCK = 8;
    private static final double LEAST_USE = 1e-6;

    /** W W^T. */
    final double[][] gram;

    /** W W^T of the candidates of a sample. */
    final double[][] block;

    private final double[][] sumP;
    private final double[][] sumQ;
    private final double[] diagonalQ;

    LinearRule(Parameters theta, StateTree tree, int candidates) {
        super(theta, tree);
        gram = new double[atoms][atoms];
        block = new double[candidates][candidates];
        sumP = new double[atoms][dimension];
        sumQ = new double[atoms][atoms];
        diagonalQ = new double[atoms];
    }

    @Override
    void prepare(double temperature) {
        super.prepare(temperature);
        for (int top = 0; top < atoms; top += BLOCK) {
            int bottom = Math.min(atoms, top + BLOCK);
            for (int h = top; h < bottom; h++) {
                Arrays.fill(gram[h], 0.0);
            }
            for (int d = 0; d < dimension; d += BLOCK) {
                for (int h = top; h < bottom; h++) {
                    Rows.addAll(theta.fields[h], d, Math.min(BLOCK, dimension - d), columns(), top, gram[h]);
                }
            }
        }
        for (int h = 0; h < atoms; h++) {
            for (int other = 0; other < h; other++) {
                gram[h][other] = gram[other][h];
            }
        }
    }

    final void takeBlock(int[] candidates) {
        for (int i = 0; i < candidates.length; i++) {
            for (int j = 0; j < candidates.length; j++) {
                block[i][j] = gram[candidates[i]][candidates[j]];
            }
        }
    }

    /** Second moments: of each unit, then of pairs of candidates by rank. */
    @Override
    int keptSize() {
        return atoms + block.length * block.length;
    }

    @Override
    int statisticsSize() {
        return atoms * dimension + atoms * (atoms + 1) / 2;
    }

    @Override
    void clear() {
        Arrays.fill(diagonalQ, 0.0);
        for (int h = 0; h < atoms; h++) {
            Arrays.fill(sumP[h], 0.0);
            Arrays.fill(sumQ[h], 0.0);
        }
    }

    @Override
    void collect(int n, int[] candidates, double[] presence, double[] codes, double[] kept) {
        for (int h = 0; h < atoms; h++) {
            if (codes[h] != 0.0) {
                Rows.add(codes[h], samples[n], sumP[h]);
            }
            diagonalQ[h] += kept[h];
        }
        for (int r = 0; r < candidates.length; r++) {
            int at = atoms + r * candidates.length;
            for (int q = r + 1; q < candidates.length; q++) {
                int i = candidates[r];
                int j = candidates[q];
                sumQ[Math.min(i, j)][Math.max(i, j)] += kept[at + q];
            }
        }
    }

    @Override
    void write(double[] statistics, int at) {
        int to = at;
        for (double[] row : sumP) {
            System.arraycopy(row, 0, statistics, to, dimension);
            to += dimension;
        }
        for (int h = 0; h < atoms; h++) {
            System.arraycopy(sumQ[h], h, statistics, to, atoms - h);
            statistics[to] = diagonalQ[h];
            to += atoms - h;
        }
    }

    /** Q and P of the sums; units that were hardly used are cut off, their fields stand in for their part of P. */
    final NormalEquations equations(double[] sums, int at, double used) {
        NormalEquations equations = new NormalEquations(atoms, dimension);
        int from = at;
        for (int h = 0; h < atoms; h++) {
            System.arraycopy(sums, from, equations.right[h], 0, dimension);
            from += dimension;
        }
        double trace = 0.0;
        for (int h = 0; h < atoms; h++) {
            System.arraycopy(sums, from, equations.matrix[h], h, atoms - h);
            from += atoms - h;
            trace += equations.matrix[h][h];
        }
        boolean[] isIdle = new boolean[atoms];
        for (int h = 0; h < atoms; h++) {
            isIdle[h] = equations.matrix[h][h] < LEAST_USE * used;
            equations.matrix[h][h] += RIDGE * trace / atoms;
        }
        for (int h = 0; h < atoms; h++) {
            if (isIdle[h]) {
                equations.fix(h, theta.fields[h]);
            }
        }
        return equations;
    }

    /** |W^T s|^2 summed over samples: sum_ij Q_ij W_i . W_j with the sums' Q. */
    final double explained(double[] sums, int at, double[][] fields) {
        double sum = 0.0;
        double[] mixed = new double[dimension];
        int from = at + atoms * dimension;
        for (int i = 0; i < atoms; i++) {
            Arrays.fill(mixed, 0.0);
            for (int j = i; j < atoms; j++) {
                double q = sums[from++];
                if (q != 0.0) {
                    Rows.add(i == j ? q : 2.0 * q, fields[j], mixed);
                }
            }
            sum += Dense.dot(mixed, 0, fields[i], 0, dimension);
        }
        return sum;
    }
}
