package org.sparsecortex.v1.code;

import java.util.Arrays;

/**
 * Codes batches of patches: one dense product for all correlations, then one sparse problem a patch.
 *
 * <p>Owns its work space and is for one thread; several coders may share a dictionary that does not change meanwhile. The
 * code of a patch does not depend on the other patches of the batch as long as batches have the same length.
 */
public final class SparseCoder {
    /** Most bytes of the arrays of a number an atom that a coder holds: fewer than 16 numbers. */
    public static final long BYTES_PER_ATOM = 64;

    private static final double DEPENDENT = 1e-6;

    private final Dictionary dictionary;
    private final Penalty penalty;
    private final PatchSolver solver;
    private float[] correlations = new float[0];
    private double[] factor = new double[0];
    private double[] fit = new double[0];

    /** A coder for one dictionary. */
    public SparseCoder(Dictionary dictionary, Penalty penalty, Solver solver) {
        this.dictionary = dictionary;
        this.penalty = penalty;
        this.solver = solver.bind(dictionary, penalty);
    }

    /** Gains of homeostasis by atom; only for matching pursuit. */
    public void setGains(float[] gains) {
        solver.setGains(gains);
    }

    /**
     * Codes a batch.
     *
     * @param patches rows of n pixels
     * @param out written; cleared first
     */
    public void encode(float[] patches, int rows, double lambda, Codes out) {
        int n = dictionary.pixels();
        int atoms = dictionary.count();
        if (correlations.length < rows * atoms) {
            correlations = new float[rows * atoms];
        }
        dictionary.correlate(patches, rows, correlations);
        solver.prepare(penalty, lambda);
        out.clear();
        for (int p = 0; p < rows; p++) {
            double energy = solver.usesEnergy() ? Vectors.dot(patches, p * n, patches, p * n, n) : 0;
            solver.solve(correlations, p * atoms, energy, out);
        }
    }

    /**
     * Objective 1/2 |x - Phi r|^2 + sum pen(|r_i|) of patch {@code p}; without the penalty for greedy solvers.
     *
     * @param patches the batch that was coded
     */
    public double objective(float[] patches, Codes codes, int p, double lambda) {
        double cost = residualEnergy(patches, codes, p) / 2;
        if (!penalty.isSeparable()) {
            double[] code = new double[dictionary.count()];
            for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                code[codes.atom(e)] = codes.value(e);
            }
            return cost + penalty.total(code, lambda);
        }
        for (int e = codes.first(p); e < codes.first(p + 1); e++) {
            cost += penalty.cost(Math.abs(codes.value(e)), lambda);
        }
        return cost;
    }

    /** |x - Phi r|^2 of patch {@code p}. */
    public double residualEnergy(float[] patches, Codes codes, int p) {
        float[] error = new float[dictionary.pixels()];
        residual(patches, codes, p, error);
        return Vectors.dot(error, 0, error, 0, error.length);
    }

    /**
     * Residual x - Phi r of patch {@code p}.
     *
     * @param error written; n pixels long
     */
    public void residual(float[] patches, Codes codes, int p, float[] error) {
        int n = dictionary.pixels();
        System.arraycopy(patches, p * n, error, 0, n);
        for (int e = codes.first(p); e < codes.first(p + 1); e++) {
            Vectors.add(-codes.value(e), dictionary.atom(codes.atom(e)), error);
        }
    }

    /**
     * Relative duality gap of an l1 code: how far its objective can be above the smallest one, as a fraction of it.
     *
     * <pre>  P = 1/2 |e|^2 + lambda |r|_1,   theta = e min(1, lambda / |Phi^T e|_inf),   D = 1/2 |x|^2 - 1/2 |x - theta|^2  </pre>
     */
    public double dualityGap(float[] patches, Codes codes, int p, double lambda) {
        int n = dictionary.pixels();
        float[] e = new float[n];
        residual(patches, codes, p, e);
        double largest = 0;
        for (int k = 0; k < dictionary.count(); k++) {
            largest = Math.max(largest, Math.abs(Vectors.dot(dictionary.atoms(), k * n, e, 0, n)));
        }
        double scale = largest > lambda ? lambda / largest : 1.0;
        double primal = Vectors.dot(e, 0, e, 0, n) / 2;
        for (int i = codes.first(p); i < codes.first(p + 1); i++) {
            primal += lambda * Math.abs(codes.value(i));
        }
        double dual = 0;
        for (int i = 0; i < n; i++) {
            double x = patches[p * n + i];
            double d = x - scale * e[i];
            dual += (x * x - d * d) / 2;
        }
        return primal == 0 ? 0.0 : (primal - dual) / primal;
    }

    /**
     * Replaces the coefficients of all patches by the least-squares fit on their supports, which takes the shrinkage of a
     * penalty away and leaves its choice. Atoms that depend on earlier ones of the support become zero.
     *
     * @param codes changed
     */
    public void debias(float[] patches, Codes codes) {
        int n = dictionary.pixels();
        float[][] gram = dictionary.gram();
        for (int p = 0; p < codes.size(); p++) {
            int s = codes.active(p);
            int first = codes.first(p);
            reserve(s);
            for (int i = 0; i < s; i++) {
                fit[i] = Vectors.dot(dictionary.atoms(), codes.atom(first + i) * n, patches, p * n, n);
                for (int j = 0; j <= i; j++) {
                    factor[i * s + j] = gram[codes.atom(first + i)][codes.atom(first + j)];
                }
            }
            solveSymmetric(s);
            for (int i = 0; i < s; i++) {
                codes.set(first + i, (float) fit[i]);
            }
        }
    }

    private void reserve(int s) {
        if (fit.length < s) {
            fit = new double[2 * s];
            factor = new double[4 * s * s];
        }
        Arrays.fill(fit, 0.0);
    }

    /** fit &lt;- factor^-1 fit by Cholesky's method; dependent rows give zero. */
    private void solveSymmetric(int s) {
        for (int i = 0; i < s; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = factor[i * s + j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * s + k] * factor[j * s + k];
                }
                boolean kept = factor[j * s + j] > 0;
                if (i == j) {
                    factor[i * s + i] = sum > DEPENDENT ? Math.sqrt(sum) : 0.0;
                } else {
                    factor[i * s + j] = kept ? sum / factor[j * s + j] : 0.0;
                }
            }
        }
        for (int i = 0; i < s; i++) {
            double sum = fit[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i * s + k] * fit[k];
            }
            fit[i] = factor[i * s + i] > 0 ? sum / factor[i * s + i] : 0.0;
        }
        for (int i = s - 1; i >= 0; i--) {
            double sum = fit[i];
            for (int k = i + 1; k < s; k++) {
                sum -= factor[k * s + i] * fit[k];
            }
            fit[i] = factor[i * s + i] > 0 ? sum / factor[i * s + i] : 0.0;
        }
    }
}
