package org.sparsecortex.simulations.analysis;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Whether a known cause can be put into samples, and taken out, by adding one vector.
 *
 * <pre>
 *   probe of cause u:  b_u . (x, 1) &gt;= 1/2,   b_u: least squares of [u is there] on (x, 1), fixed
 *   x' = x + a where t is not there, x - a where it is
 *   control = share of samples in which the probe of t then says the contrary of the truth
 *   side effects = share of samples and other causes whose probe says something else than for x
 * </pre>
 */
final class LatentControl {
    private static final double RIDGE = 1e-9; // of the mean square

    private final double[][] samples; // by pixel and sample
    private final boolean[][] on;
    private final double[][] probes;

    /** Effect of one vector. */
    record Effect(double control, double sideEffects) {}

    LatentControl(double[][] samples, boolean[][] on) {
        this.samples = samples;
        this.on = on;
        this.probes = fit();
    }

    private double[][] fit() {
        int d = samples.length;
        double[][] q = new double[d + 1][d + 1];
        double[][] p = new double[d + 1][on.length];
        int n = samples[0].length;
        for (int i = 0; i <= d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0.0;
                for (int k = 0; k < n; k++) {
                    sum += value(i, k) * value(j, k);
                }
                q[i][j] = sum;
                q[j][i] = sum;
            }
            for (int t = 0; t < on.length; t++) {
                for (int k = 0; k < n; k++) {
                    p[i][t] += on[t][k] ? value(i, k) : 0.0;
                }
            }
        }
        double trace = 0.0;
        for (int i = 0; i <= d; i++) {
            trace += q[i][i];
        }
        for (int i = 0; i <= d; i++) {
            q[i][i] += RIDGE * trace / (d + 1);
        }
        RealMatrix solved = new CholeskyDecomposition(new Array2DRowRealMatrix(q))
                .getSolver()
                .solve(new Array2DRowRealMatrix(p));
        return solved.transpose().getData();
    }

    private double value(int pixel, int sample) {
        return pixel == samples.length ? 1.0 : samples[pixel][sample];
    }

    /** What adding {@code a} for cause {@code t} does. */
    Effect of(int t, double[] a) {
        double[] shift = new double[probes.length];
        for (int u = 0; u < shift.length; u++) {
            for (int i = 0; i < a.length; i++) {
                shift[u] += probes[u][i] * a[i];
            }
        }
        int n = samples[0].length;
        int flipped = 0;
        long others = 0;
        for (int k = 0; k < n; k++) {
            double sign = on[t][k] ? -1.0 : 1.0;
            for (int u = 0; u < shift.length; u++) {
                double before = says(u, k);
                boolean after = before + sign * shift[u] >= 0.5;
                if (u == t) {
                    flipped += after != on[t][k] ? 1 : 0;
                } else {
                    others += after != before >= 0.5 ? 1 : 0;
                }
            }
        }
        return new Effect(flipped / (double) n, others / ((double) n * Math.max(1, shift.length - 1)));
    }

    private double says(int u, int sample) {
        double sum = 0.0;
        for (int i = 0; i <= samples.length; i++) {
            sum += probes[u][i] * value(i, sample);
        }
        return sum;
    }

    /** Mean of the samples with cause {@code t} minus mean of those without: what supervision would add. */
    double[] supervised(int t) {
        double[] a = new double[samples.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = difference(samples[i], on[t]);
        }
        return a;
    }

    /** Mean of values where a cause is there minus their mean where it is not; 0 if it is always or never there. */
    static double difference(double[] values, boolean[] there) {
        double with = 0.0;
        double without = 0.0;
        int count = 0;
        for (int k = 0; k < values.length; k++) {
            with += there[k] ? values[k] : 0.0;
            without += there[k] ? 0.0 : values[k];
            count += there[k] ? 1 : 0;
        }
        return count == 0 || count == values.length ? 0.0 : with / count - without / (values.length - count);
    }
}
