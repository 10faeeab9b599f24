package org.sparsecortex.v1.tuning;

import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Measures of an orientation tuning curve R(theta), sampled evenly over 180 degrees.
 *
 * <pre>
 *   circular variance        1 - |sum R e^(2 i theta)| / sum R          0: one orientation only, 1: none preferred
 *   orientation selectivity  (R(p) - R(p + 90)) / (R(p) + R(p + 90))    p: orientation of the largest response
 *   half-width               half the width of the peak at half its height, degrees
 * </pre>
 *
 * <p>Source: Ringach, Shapley and Hawken 2002, J. Neurosci. 22(13) for the circular variance; the rest is common usage. The preferred
 * orientation is half the angle of the resultant, not the largest sample.
 *
 * @param preferredDeg preferred orientation, 0..180 degrees
 * @param circularVariance 0..1
 * @param selectivity 0..1
 * @param halfWidthDeg NaN if the curve never falls to half its peak
 */
public record OrientationCurve(double preferredDeg, double circularVariance, double selectivity, double halfWidthDeg) {
    private static final OrientationCurve SILENT = new OrientationCurve(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /**
     * Measures of responses at the orientations i * 180 / r.length degrees; all NaN if there is no response.
     *
     * @param r responses, none negative
     */
    public static OrientationCurve of(double[] r) {
        int n = r.length;
        double sum = 0.0;
        double re = 0.0;
        double im = 0.0;
        int top = 0;
        for (int i = 0; i < n; i++) {
            sum += r[i];
            re += r[i] * ExactMath.cos(2.0 * Math.PI * i / n);
            im += r[i] * ExactMath.sin(2.0 * Math.PI * i / n);
            top = r[i] > r[top] ? i : top;
        }
        if (!(sum > 0.0)) {
            return SILENT;
        }
        double angle = ExactMath.atan2(im, re) / 2.0 * 180.0 / Math.PI;
        double across = n % 2 == 0 ? r[(top + n / 2) % n] : (r[(top + n / 2) % n] + r[(top + n / 2 + 1) % n]) / 2.0;
        return new OrientationCurve(
                angle < 0.0 ? angle + 180.0 : angle,
                1.0 - Math.sqrt(re * re + im * im) / sum,
                (r[top] - across) / (r[top] + across),
                (fall(r, top, 1) + fall(r, top, -1)) / 2.0 * 180.0 / n);
    }

    /** Samples from the peak to where the curve crosses half its height, linearly interpolated; NaN if it does not. */
    private static double fall(double[] r, int top, int direction) {
        int n = r.length;
        double half = r[top] / 2.0;
        for (int k = 1; k <= n / 2; k++) {
            double inner = r[Math.floorMod(top + direction * (k - 1), n)];
            double outer = r[Math.floorMod(top + direction * k, n)];
            if (outer <= half) {
                return k - 1 + (inner - half) / (inner - outer);
            }
        }
        return Double.NaN;
    }
}
