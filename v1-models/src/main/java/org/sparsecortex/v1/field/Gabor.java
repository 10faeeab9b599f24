package org.sparsecortex.v1.field;

import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * A Gabor function.
 *
 * <pre>
 *   h(x, y) = exp(-u^2 / 2 sx^2 - v^2 / 2 sy^2) (a cos(2 pi f u) + b sin(2 pi f u))
 *   u = (x - x0) cos theta + (y - y0) sin theta,   v = (y - y0) cos theta - (x - x0) sin theta
 * </pre>
 *
 * <p>u runs across the stripes: theta is the direction of modulation, sx the extent across and sy along the stripes. Ringach's
 * dimensionless shape is nx = sx f, ny = sy f.
 *
 * @param x0 centre, px from the first column
 * @param y0 centre, px from the first row
 * @param theta direction of modulation, radians, in [0, pi)
 * @param sx standard deviation across the stripes, px
 * @param sy standard deviation along the stripes, px
 * @param f frequency, cycles per px
 * @param a amplitude of the even part
 * @param b amplitude of the odd part
 */
record Gabor(double x0, double y0, double theta, double sx, double sy, double f, double a, double b) {
    /** Even and odd part at every pixel of a square field, without amplitudes, into {@code even} and {@code odd} (written). */
    void parts(int size, double[] even, double[] odd) {
        double cos = ExactMath.cos(theta);
        double sin = ExactMath.sin(theta);
        for (int p = 0; p < size * size; p++) {
            double dx = p % size - x0;
            double dy = p / size - y0;
            double u = dx * cos + dy * sin;
            double v = dy * cos - dx * sin;
            double envelope = ExactMath.exp(-u * u / (2 * sx * sx) - v * v / (2 * sy * sy));
            even[p] = envelope * ExactMath.cos(2 * Math.PI * f * u);
            odd[p] = envelope * ExactMath.sin(2 * Math.PI * f * u);
        }
    }

    double nx() {
        return sx * f;
    }

    double ny() {
        return sy * f;
    }
}
