package org.sparsecortex.v1.field;

import java.util.Arrays;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.v1.tuning.LinearTuning;

/**
 * Least-squares fit of a Gabor function to a field, with every parameter held within bounds.
 *
 * <p>The two amplitudes are solved for linearly at each point (variable projection, Golub and Pereyra 1973); position,
 * direction, extents and frequency are found by Levenberg and Marquardt's method with numerical derivatives, from several
 * starts at the best grating. Bounds: f in [{@code lowest}, 0.5], sx and sy in [0.5 px, the field's size], the centre within
 * one pixel of the field. Without a lower bound f of a single edge is not identifiable: it runs to 0 with an odd phase.
 */
final class GaborFit {
    private static final int PARAMETERS = 6;
    private static final int ITERATIONS = 40;
    private static final double DERIVATIVE = 1e-5;
    private static final double GAIN = 1e-7;
    private static final double[] EXTENTS = {1.0, 0.6, 1.6};

    private final int size;
    private final double lowest;
    private final double[] even;
    private final double[] odd;
    private final double[] trial;
    private final double[] residual;
    private final double[][] jacobian;
    private double[] field = new double[0];

    GaborFit(int size, double lowest) {
        this.size = size;
        this.lowest = lowest;
        int n = size * size;
        this.even = new double[n];
        this.odd = new double[n];
        this.trial = new double[n];
        this.residual = new double[n];
        this.jacobian = new double[PARAMETERS][n];
    }

    /**
     * A fit and the share of the field's energy that it explains.
     *
     * @param r2 1 - |field - h|^2 / |field|^2
     */
    record Fitted(Gabor gabor, double r2) {}

    /** Fits a field of size x size pixels, row by row; the tuning gives the direction and frequency to start from. */
    Fitted fit(double[] pixels, LinearTuning.Tuned tuning) {
        field = pixels;
        double energy = 0;
        double cx = 0;
        double cy = 0;
        for (int p = 0; p < pixels.length; p++) {
            double e = pixels[p] * pixels[p];
            energy += e;
            cx += e * (p % size);
            cy += e * (p / size);
        }
        if (energy == 0) {
            return new Fitted(new Gabor(0, 0, 0, 1, 1, lowest, 0, 0), 0);
        }
        cx /= energy;
        cy /= energy;
        double spread = 0;
        for (int p = 0; p < pixels.length; p++) {
            double dx = p % size - cx;
            double dy = p / size - cy;
            spread += pixels[p] * pixels[p] * (dx * dx + dy * dy) / (2 * energy);
        }
        double extent = Math.max(0.7, Math.min(0.9 * size, Math.sqrt(2 * spread)));
        double[] best = new double[0];
        double least = Double.POSITIVE_INFINITY;
        for (double factor : EXTENTS) {
            double[] start = {
                logit((cx + 1) / (size + 1)),
                logit((cy + 1) / (size + 1)),
                (tuning.orientationDeg() / 180 + 0.5) * Math.PI,
                extentToFree(extent * factor),
                extentToFree(extent),
                logit((Math.max(tuning.frequency(), lowest) - lowest) / (0.5 - lowest))
            };
            double left = descend(start);
            if (left < least) {
                least = left;
                best = start;
            }
        }
        evaluate(best, residual);
        return new Fitted(amplitudes(gabor(best, 0, 0)), 1 - least / energy);
    }

    private static double logit(double p) {
        double q = Math.max(0.02, Math.min(0.98, p));
        return ExactMath.log(q / (1 - q));
    }

    private double extentToFree(double extent) {
        return logit(ExactMath.log(extent / 0.5) / ExactMath.log(size / 0.5));
    }

    private double freeToExtent(double free) {
        return 0.5 * ExactMath.exp(ExactMath.sigmoid(free) * ExactMath.log(size / 0.5));
    }

    private Gabor gabor(double[] q, double a, double b) {
        double theta = q[2] - Math.PI * Math.floor(q[2] / Math.PI);
        return new Gabor(
                ExactMath.sigmoid(q[0]) * (size + 1) - 1,
                ExactMath.sigmoid(q[1]) * (size + 1) - 1,
                theta,
                freeToExtent(q[3]),
                freeToExtent(q[4]),
                lowest + (0.5 - lowest) * ExactMath.sigmoid(q[5]),
                a,
                b);
    }

    /** The same function with the amplitudes that fit the field best. */
    private Gabor amplitudes(Gabor g) {
        g.parts(size, even, odd);
        double[] ab = solve();
        return new Gabor(g.x0(), g.y0(), g.theta(), g.sx(), g.sy(), g.f(), ab[0], ab[1]);
    }

    /** Residual field - h at the best amplitudes (written); returns its energy. */
    private double evaluate(double[] q, double[] out) {
        gabor(q, 0, 0).parts(size, even, odd);
        double[] ab = solve();
        double sum = 0;
        for (int p = 0; p < out.length; p++) {
            out[p] = field[p] - ab[0] * even[p] - ab[1] * odd[p];
            sum += out[p] * out[p];
        }
        return sum;
    }

    private double[] solve() {
        double ee = 1e-12;
        double oo = 1e-12;
        double eo = 0;
        double ef = 0;
        double of = 0;
        for (int p = 0; p < even.length; p++) {
            ee += even[p] * even[p];
            oo += odd[p] * odd[p];
            eo += even[p] * odd[p];
            ef += even[p] * field[p];
            of += odd[p] * field[p];
        }
        double det = ee * oo - eo * eo;
        return det > 1e-9 * ee * oo
                ? new double[] {(ef * oo - of * eo) / det, (of * ee - ef * eo) / det}
                : new double[] {ef / ee, 0};
    }

    /** Improves {@code q} (written); returns the energy that is left. */
    private double descend(double[] q) {
        double left = evaluate(q, residual);
        double damping = 1e-2;
        for (int t = 0; t < ITERATIONS && damping < 1e8; t++) {
            for (int j = 0; j < PARAMETERS; j++) {
                double kept = q[j];
                q[j] = kept + DERIVATIVE;
                evaluate(q, trial);
                q[j] = kept;
                for (int p = 0; p < trial.length; p++) {
                    jacobian[j][p] = (trial[p] - residual[p]) / DERIVATIVE;
                }
            }
            double before = left;
            while (damping < 1e8) {
                double[] moved = step(q, damping);
                double now = evaluate(moved, trial);
                if (now < left) {
                    System.arraycopy(moved, 0, q, 0, PARAMETERS);
                    System.arraycopy(trial, 0, residual, 0, trial.length);
                    left = now;
                    damping = Math.max(1e-9, damping / 5);
                    break;
                }
                damping *= 4;
            }
            if (before - left < GAIN * before) {
                break;
            }
        }
        return left;
    }

    /** q - (J^T J + damping diag)^-1 J^T residual, by Gaussian elimination with pivots. */
    private double[] step(double[] q, double damping) {
        double[][] m = new double[PARAMETERS][PARAMETERS + 1];
        for (int i = 0; i < PARAMETERS; i++) {
            for (int j = 0; j < PARAMETERS; j++) {
                m[i][j] = dot(jacobian[i], jacobian[j]);
            }
            m[i][PARAMETERS] = dot(jacobian[i], residual);
            m[i][i] += damping * (m[i][i] + 1e-9);
        }
        for (int c = 0; c < PARAMETERS; c++) {
            int column = c;
            Arrays.sort(m, c, PARAMETERS, (x, y) -> Double.compare(Math.abs(y[column]), Math.abs(x[column])));
            for (int i = c + 1; i < PARAMETERS; i++) {
                double factor = m[c][c] == 0 ? 0 : m[i][c] / m[c][c];
                for (int j = c; j <= PARAMETERS; j++) {
                    m[i][j] -= factor * m[c][j];
                }
            }
        }
        double[] moved = q.clone();
        double[] d = new double[PARAMETERS];
        for (int i = PARAMETERS - 1; i >= 0; i--) {
            double sum = m[i][PARAMETERS];
            for (int j = i + 1; j < PARAMETERS; j++) {
                sum -= m[i][j] * d[j];
            }
            d[i] = m[i][i] == 0 ? 0 : Math.max(-2, Math.min(2, sum / m[i][i]));
            moved[i] -= d[i];
        }
        return moved;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int p = 0; p < a.length; p++) {
            sum += a[p] * b[p];
        }
        return sum;
    }
}
