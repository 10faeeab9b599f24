package org.sparsecortex.v1.companions;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.sparsecortex.learning.batch.BatchLearner;
import org.sparsecortex.learning.batch.Dense;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.ParameterException;

/**
 * FastICA with the symmetric fixed point and g = tanh, on a stream of samples.
 *
 * <pre>
 *   whitening:  C = &lt;x x^T&gt; - &lt;x&gt;&lt;x&gt;^T = E L E^T;  V = L^(-1/2) E^T of the c largest eigenvalues;  z = V (x - &lt;x&gt;)
 *   turn:       W_i &lt;- &lt;z g(W_i z)&gt; - &lt;g'(W_i z)&gt; S W_i;   W &lt;- (W S W^T)^(-1/2) W;   S = &lt;z z^T&gt;
 *   filters = W V;   dictionary = columns of E L^(1/2) S W^T
 * </pre>
 *
 * Averages run over {@code whiteningSamples}, then over {@code updateSamples} fresh samples in every turn. Until the whitening is
 * known all components are 0.
 *
 * <p>Source: Hyvarinen 1999, IEEE Trans. Neural Networks 10(3), equations 20 and 25 (numbers from memory). Differs from the usual use:
 * each turn sees new samples instead of one fixed set, so W settles up to sampling noise, and S, the identity for a fixed set, takes up
 * that new samples are not exactly white (without it W does not settle: the step is a difference of two nearly equal numbers).
 */
final class FastIca implements BatchLearner {
    private static final double LEAST_VARIANCE = 1e-9; // of the largest eigenvalue

    private final IcaParams p;
    private final int n;
    private final int c;
    private final double[] mean;
    private final double[] whitening;
    private final double[] back;
    private final double[] w;
    private final double[] inverse; // transposed: W S
    private double[] sums;
    private double[] filterColumns = {};
    private boolean white;
    private long gathered;
    private long turns;
    private double change = 1.0;

    FastIca(IcaParams params, long seed) {
        p = params;
        n = params.dimension();
        c = params.components();
        mean = new double[n];
        whitening = new double[c * n];
        back = new double[c * n];
        double[] identity = new double[c * c];
        for (int i = 0; i < c; i++) {
            identity[i * c + i] = 1.0;
        }
        w = decorrelated(Dense.gaussian(KeyedRandom.of(seed, "initial rotation"), c, c), identity);
        inverse = w.clone();
        sums = new double[statisticsSize()];
    }

    @Override
    public int codeSize() {
        return c;
    }

    @Override
    public int scoreSize() {
        return 2 * c;
    }

    @Override
    public int statisticsSize() {
        return white ? 2 * c * c + c : n * n + n;
    }

    @Override
    public void code(double[] samples, int first, int count, double[] codes, double[] scores, double[] statistics) {
        double[] x = new double[n];
        double[] z = new double[c];
        double[] y = new double[c];
        double[] whiteningColumns = Dense.transpose(whitening, c, n);
        for (int k = 0; k < count; k++) {
            System.arraycopy(samples, (first + k) * n, x, 0, n);
            if (!white) {
                if (statistics.length > 0) {
                    for (int i = 0; i < n; i++) {
                        Dense.addScaled(x[i], x, 0, statistics, i * n, n);
                    }
                    Dense.addScaled(1.0, x, 0, statistics, n * n, n);
                }
                continue;
            }
            Dense.addScaled(-1.0, mean, 0, x, 0, n);
            Dense.rowTimes(x, 0, filterColumns, n, c, y);
            System.arraycopy(y, 0, codes, k * c, c);
            for (int i = 0; i < c; i++) {
                scores[k * 2 * c + i] = y[i] * y[i];
                scores[k * 2 * c + c + i] = y[i] * y[i] * y[i] * y[i];
            }
            if (statistics.length > 0) {
                Dense.rowTimes(x, 0, whiteningColumns, n, c, z);
                for (int i = 0; i < c; i++) {
                    double g = ExactMath.tanh(y[i]);
                    Dense.addScaled(g, z, 0, statistics, i * c, c);
                    Dense.addScaled(z[i], z, 0, statistics, c * c + i * c, c);
                    statistics[2 * c * c + i] += 1.0 - g * g;
                }
            }
        }
    }

    @Override
    public void learn(double[] statistics, int samples) {
        Dense.addScaled(1.0, statistics, 0, sums, 0, sums.length);
        gathered += samples;
        if (!white && gathered >= p.whiteningSamples()) {
            whiten();
        } else if (white && gathered >= p.updateSamples()) {
            turn();
        } else {
            return;
        }
        filterColumns = Dense.transpose(filters(), c, n);
        gathered = 0;
        sums = new double[statisticsSize()];
    }

    private void whiten() {
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            mean[i] = sums[n * n + i] / gathered;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = sums[i * n + j] / gathered - mean[i] * mean[j];
                covariance[j][i] = covariance[i][j];
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(MatrixUtils.createRealMatrix(covariance));
        for (int k = 0; k < c; k++) {
            double variance = eigen.getRealEigenvalue(k);
            if (!(variance > LEAST_VARIANCE * eigen.getRealEigenvalue(0))) {
                throw new ParameterException(
                        "components", c, "the samples vary in " + k + " directions only; take at most that many");
            }
            double[] direction = eigen.getEigenvector(k).toArray();
            Dense.addScaled(1.0 / Math.sqrt(variance), direction, 0, whitening, k * n, n);
            Dense.addScaled(Math.sqrt(variance), direction, 0, back, k * n, n);
        }
        white = true;
    }

    private void turn() {
        double[] metric = new double[c * c];
        Dense.addScaled(1.0 / gathered, sums, c * c, metric, 0, c * c);
        double[] next = new double[c * c];
        double[] scaled = product(w, metric, c, c);
        for (int i = 0; i < c; i++) {
            Dense.addScaled(1.0 / gathered, sums, i * c, next, i * c, c);
            Dense.addScaled(-sums[2 * c * c + i] / gathered, scaled, i * c, next, i * c, c);
        }
        next = decorrelated(next, metric);
        System.arraycopy(product(next, metric, c, c), 0, inverse, 0, c * c);
        double least = 1.0;
        for (int i = 0; i < c; i++) {
            double norm = Math.sqrt(Dense.dot(scaled, i * c, w, i * c, c));
            least = Math.min(least, Math.abs(Dense.dot(inverse, i * c, w, i * c, c)) / norm);
        }
        change = 1.0 - least;
        System.arraycopy(next, 0, w, 0, w.length);
        turns++;
    }

    /** (M S M^T)^(-1/2) M for square M and S. */
    private double[] decorrelated(double[] m, double[] metric) {
        double[] scaled = product(m, metric, c, c);
        double[][] product = new double[c][c];
        for (int i = 0; i < c; i++) {
            for (int j = 0; j <= i; j++) {
                product[i][j] = Dense.dot(scaled, i * c, m, j * c, c);
                product[j][i] = product[i][j];
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(MatrixUtils.createRealMatrix(product));
        double[] root = new double[c * c];
        for (int k = 0; k < c; k++) {
            double[] direction = eigen.getEigenvector(k).toArray();
            for (int i = 0; i < c; i++) {
                Dense.addScaled(direction[i] / Math.sqrt(eigen.getRealEigenvalue(k)), direction, 0, root, i * c, c);
            }
        }
        return product(root, m, c, c);
    }

    /** Product of a rows x rows and a rows x columns matrix. */
    private static double[] product(double[] a, double[] b, int rows, int columns) {
        double[] out = new double[rows * columns];
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            Dense.rowTimes(a, i * rows, b, rows, columns, row);
            System.arraycopy(row, 0, out, i * columns, columns);
        }
        return out;
    }

    private double[] filters() {
        return product(w, whitening, c, n);
    }

    @Override
    public Signal read(String signal, double[] scores) {
        return switch (signal) {
            case "filters" -> Reals.wrap(filters());
            case "dictionary" -> Reals.wrap(product(inverse, back, c, n));
            case "kurtosis" -> Reals.of(kurtosis(scores));
            case "change" -> Reals.of(change);
            case "turns" -> Reals.of((double) turns);
            default -> throw new IllegalArgumentException("ica has no signal '" + signal + "'");
        };
    }

    private double kurtosis(double[] scores) {
        double sum = 0.0;
        for (int i = 0; i < c; i++) {
            double second = Dense.columnMean(scores, 2 * c, i);
            sum += second == 0.0 ? 0.0 : Dense.columnMean(scores, 2 * c, c + i) / (second * second) - 3.0;
        }
        return sum / c;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeBoolean(white);
        out.writeLong(gathered);
        out.writeLong(turns);
        out.writeDouble(change);
        for (double[] part : List.of(mean, whitening, back, w, inverse, sums)) {
            Dense.write(part, out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        white = in.readBoolean();
        gathered = in.readLong();
        turns = in.readLong();
        change = in.readDouble();
        sums = new double[statisticsSize()];
        for (double[] part : List.of(mean, whitening, back, w, inverse, sums)) {
            Dense.read(part, in);
        }
        filterColumns = white ? Dense.transpose(filters(), c, n) : new double[0];
    }
}
