package org.sparsecortex.benchmarks;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * Bayesian online change point detection: the probability that the current run of equal mean and variance began within the
 * last three rows.
 *
 * <pre>
 *   P(r_t = 0)     ~ sum over r of P(r_{t-1} = r) p(x_t | run of r) H
 *   P(r_t = r + 1) ~                P(r_{t-1} = r) p(x_t | run of r) (1 - H)
 * </pre>
 *
 * p: Student's t of a normal-gamma prior (mean 0, kappa 1, alpha 1, beta 1) on values centred at the first and scaled by the
 * mean distance of the first 200 from it; H = 1/250; runs are followed up to 500 rows. Source: Adams and MacKay 2007
 * (arXiv 0710.3742).
 */
final class ChangePoint {
    private static final int LONGEST = 500;
    private static final double HAZARD = 1.0 / 250;
    private static final int SCALE_ROWS = 200;

    private double[] p = new double[LONGEST + 1];
    private double[] mean = new double[LONGEST + 1];
    private double[] squares = new double[LONGEST + 1];

    private ChangePoint() {
        p[0] = 1.0;
        squares[0] = 1.0;
    }

    /** The probability for each row. */
    static double[] scores(double[] values) {
        double scale = 0.0;
        int n = Math.min(values.length, SCALE_ROWS);
        for (int i = 0; i < n; i++) {
            scale += Math.abs(values[i] - values[0]) / n;
        }
        ChangePoint runs = new ChangePoint();
        double[] scores = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scores[i] = runs.next((values[i] - values[0]) / Math.max(scale, 1e-9));
        }
        return scores;
    }

    private double next(double x) {
        double[] q = new double[p.length];
        double[] m = new double[p.length];
        double[] s = new double[p.length];
        s[0] = 1.0;
        double total = 0.0;
        for (int r = 0; r < p.length; r++) {
            if (p[r] == 0.0) {
                continue;
            }
            double kappa = 1.0 + r;
            double alpha = 1.0 + 0.5 * r;
            double d = x - mean[r];
            double density = p[r] * student(d, 2 * alpha, squares[r] * (kappa + 1) / (alpha * kappa));
            int longer = Math.min(r + 1, LONGEST);
            q[0] += density * HAZARD;
            q[longer] += density * (1 - HAZARD);
            m[longer] = mean[r] + d / (kappa + 1);
            s[longer] = squares[r] + kappa * d * d / (2 * (kappa + 1));
            total += density;
        }
        if (!(total > 0.0)) {
            Arrays.fill(q, 0.0); // nothing explains the value: a new run
            q[0] = total = 1.0;
        }
        for (int r = 0; r < q.length; r++) {
            q[r] /= total;
        }
        p = q;
        mean = m;
        squares = s;
        return Math.min(1.0, p[0] + p[1] + p[2]);
    }

    private static double student(double d, double degrees, double scale2) {
        return Math.exp(Gamma.logGamma((degrees + 1) / 2)
                - Gamma.logGamma(degrees / 2)
                - 0.5 * Math.log(Math.PI * degrees * scale2)
                - (degrees + 1) / 2 * Math.log1p(d * d / (degrees * scale2)));
    }
}
