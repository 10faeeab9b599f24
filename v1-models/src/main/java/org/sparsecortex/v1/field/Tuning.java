package org.sparsecortex.v1.field;

import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * How a linear field responds to gratings.
 *
 * <pre>  R(theta, f) = |sum_xy h(x, y) exp(2 pi i f (x cos theta + y sin theta))|,   CV = 1 - |sum R e^(2 i theta)| / sum R  </pre>
 *
 * <p>R is the amplitude over all phases. CV is taken over 36 directions at the frequency of the largest R. It is 0 for a field
 * that answers to one orientation only, 1 for one that answers to all alike.
 *
 * @param direction of modulation with the largest response, radians, in [0, pi)
 * @param frequency with the largest response, cycles per px
 * @param circularVariance at that frequency
 */
record Tuning(double direction, double frequency, double circularVariance) {
    static final int DIRECTIONS = 36;
    private static final int FREQUENCIES = 16;
    private static final double HIGHEST = 0.45;

    /** The gratings of all directions and frequencies on a square field, made once. */
    static final class Gratings {
        private final int size;
        private final double[] frequency = new double[FREQUENCIES];
        private final double[][] cos;
        private final double[][] sin;

        Gratings(int size, double lowest) {
            this.size = size;
            this.cos = new double[FREQUENCIES * DIRECTIONS][size * size];
            this.sin = new double[FREQUENCIES * DIRECTIONS][size * size];
            for (int k = 0; k < FREQUENCIES; k++) {
                frequency[k] = lowest + (HIGHEST - lowest) * k / (FREQUENCIES - 1.0);
                for (int d = 0; d < DIRECTIONS; d++) {
                    fill(k * DIRECTIONS + d, frequency[k], Math.PI * d / DIRECTIONS);
                }
            }
        }

        private void fill(int row, double f, double theta) {
            double fx = 2 * Math.PI * f * ExactMath.cos(theta);
            double fy = 2 * Math.PI * f * ExactMath.sin(theta);
            for (int p = 0; p < size * size; p++) {
                double phase = fx * (p % size) + fy * (p / size);
                cos[row][p] = ExactMath.cos(phase);
                sin[row][p] = ExactMath.sin(phase);
            }
        }

        /** Tuning of a field of size x size pixels. */
        Tuning of(double[] field) {
            double[] response = new double[FREQUENCIES * DIRECTIONS];
            int best = 0;
            for (int row = 0; row < response.length; row++) {
                double c = 0;
                double s = 0;
                for (int p = 0; p < field.length; p++) {
                    c += field[p] * cos[row][p];
                    s += field[p] * sin[row][p];
                }
                response[row] = Math.sqrt(c * c + s * s);
                best = response[row] > response[best] ? row : best;
            }
            int first = best / DIRECTIONS * DIRECTIONS;
            double re = 0;
            double im = 0;
            double sum = 0;
            for (int d = 0; d < DIRECTIONS; d++) {
                double theta = Math.PI * d / DIRECTIONS;
                re += response[first + d] * ExactMath.cos(2 * theta);
                im += response[first + d] * ExactMath.sin(2 * theta);
                sum += response[first + d];
            }
            double variance = sum == 0 ? 1.0 : 1 - Math.sqrt(re * re + im * im) / sum;
            return new Tuning(Math.PI * (best - first) / DIRECTIONS, frequency[best / DIRECTIONS], variance);
        }
    }
}
