package org.sparsecortex.v1.tuning;

import org.sparsecortex.sdr.numeric.ExactMath;

/** Types of receptive fields by their shape, after what one would say of the picture. */
enum FieldShape {
    /** No neighbouring pixels that agree: noise. */
    UNSTRUCTURED,
    /** A spot without a clear orientation. */
    GLOBULAR,
    /** One elongated lobe. */
    BAR,
    /** Two lobes of opposite sign. */
    EDGE,
    /** Three lobes or more. */
    GRATING;

    private static final double LEAST_AGREEMENT = 0.4;
    private static final double GLOBULAR_VARIANCE = 0.8;
    private static final double LEAST_LOBE = 0.25;

    /**
     * The type of a field.
     *
     * <p>Unstructured: the correlation of neighbours is below 0.4 in each of the four directions (white noise: 0 within about 0.1 for
     * 144 pixels). Globular: circular variance above 0.8. Else the number of lobes of the profile across the bars that reach a
     * quarter of the largest. The limits are ours; no source is known.
     */
    static FieldShape of(double[] field, int side, OrientationCurve curve) {
        double best = Math.max(
                Math.max(agreement(field, side, 0, 1), agreement(field, side, 1, 0)),
                Math.max(agreement(field, side, 1, 1), agreement(field, side, 1, -1)));
        if (!(best >= LEAST_AGREEMENT)) {
            return UNSTRUCTURED;
        }
        if (!(curve.circularVariance() <= GLOBULAR_VARIANCE)) {
            return GLOBULAR;
        }
        int lobes = lobes(profile(field, side, curve.preferredDeg() * Math.PI / 180.0));
        return lobes <= 1 ? BAR : lobes == 2 ? EDGE : GRATING;
    }

    private static double agreement(double[] field, int side, int down, int right) {
        double product = 0.0;
        double square = 0.0;
        for (int y = 0; y + down < side; y++) {
            for (int x = Math.max(0, -right); x + Math.max(0, right) < side; x++) {
                double a = field[y * side + x];
                double b = field[(y + down) * side + x + right];
                product += a * b;
                square += (a * a + b * b) / 2.0;
            }
        }
        return square == 0.0 ? 0.0 : product / square;
    }

    /** Sums along the bars, in bins of one pixel across them; each pixel is shared by its two nearest bins. */
    private static double[] profile(double[] field, int side, double theta) {
        double centre = (side - 1) / 2.0;
        double sin = ExactMath.sin(theta);
        double cos = ExactMath.cos(theta);
        double[] profile = new double[2 * side];
        for (int i = 0; i < field.length; i++) {
            double at = side - (i % side - centre) * sin + (i / side - centre) * cos;
            int bin = (int) at;
            profile[bin] += field[i] * (1.0 - (at - bin));
            profile[bin + 1] += field[i] * (at - bin);
        }
        return profile;
    }

    private static int lobes(double[] profile) {
        double largest = 0.0;
        for (double v : profile) {
            largest = Math.max(largest, Math.abs(v));
        }
        int lobes = 0;
        double sign = 0.0;
        for (double v : profile) {
            if (Math.abs(v) >= LEAST_LOBE * largest && largest > 0.0 && Math.signum(v) != sign) {
                sign = Math.signum(v);
                lobes++;
            }
        }
        return lobes;
    }
}
