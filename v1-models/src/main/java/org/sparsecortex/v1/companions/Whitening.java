package org.sparsecortex.v1.companions;

import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.param.ParameterException;

/**
 * Whitening by principal components, from sums over samples.
 *
 * <pre>  C = &lt;x x^T&gt; - &lt;x&gt;&lt;x&gt;^T = E L E^T;   V = L^(-1/2) E^T of the c largest eigenvalues;   z = V (x - &lt;x&gt;)  </pre>
 */
final class Whitening {
    private static final double LEAST_VARIANCE = 1e-9; // of the largest eigenvalue

    private final int n;
    private final int c;
    private final double[] mean;
    private final double[] forth;
    private final double[] back;

    /** All zeros, of {@code n} numbers and {@code c} components. */
    Whitening(int n, int c) {
        this.n = n;
        this.c = c;
        mean = new double[n];
        forth = new double[c * n];
        back = new double[c * n];
    }

    /** Numbers in the sums of a chunk. */
    int statisticsSize() {
        return n * n + n;
    }

    /** Adds a sample to the sums (written): products of its numbers, then the numbers. */
    void gather(double[] x, double[] statistics) {
        for (int i = 0; i < n; i++) {
            Dense.addScaled(x[i], x, 0, statistics, i * n, n);
        }
        Dense.addScaled(1.0, x, 0, statistics, n * n, n);
    }

    /** Computes the whitening from the sums of {@code gathered} samples. */
    void learn(double[] sums, long gathered) {
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
            Dense.addScaled(1.0 / Math.sqrt(variance), direction, 0, forth, k * n, n);
            Dense.addScaled(Math.sqrt(variance), direction, 0, back, k * n, n);
        }
    }

    /** Takes samples as white, of which there are as many components as numbers. */
    void identity() {
        for (int i = 0; i < c; i++) {
            forth[i * n + i] = 1.0;
            back[i * n + i] = 1.0;
        }
    }

    /** &lt;x&gt;; not to be written to. */
    double[] mean() {
        return mean;
    }

    /** V, a row a component; not to be written to. */
    double[] forth() {
        return forth;
    }

    /** L^(1/2) E^T, a row a component; not to be written to. */
    double[] back() {
        return back;
    }

    /** Visits mean, V and its inverse. */
    void state(State state) {
        state.keep("mean", mean);
        state.keep("whitening", forth);
        state.keep("back", back);
    }
}
