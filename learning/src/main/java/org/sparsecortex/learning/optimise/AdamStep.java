package org.sparsecortex.learning.optimise;

import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Adam: moves each parameter w by its gradient g, scaled by running moments of it.
 *
 * <pre>
 *   m &lt;- beta1 m + (1 - beta1) g        m' = m / (1 - beta1^t)
 *   v &lt;- beta2 v + (1 - beta2) g^2      v' = v / (1 - beta2^t)
 *   w &lt;- w - decay w - rate m' / (sqrt(v') + epsilon)
 * </pre>
 *
 * m, v: running mean and mean square of the gradient, 0 at first; t: number of the update, 1 first. The three forms differ in
 * precision only: all in double, parameters and moments kept in float, all in float.
 *
 * <p>Source: Kingma and Ba 2015 (arXiv 1412.6980), algorithm 1; decay decoupled from the gradient: Loshchilov and Hutter 2019
 * (arXiv 1711.05101).
 */
final class AdamStep {
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private double correction1; // 1 - beta1^t
    private double correction2;

    AdamStep(OptimiserSpec.Adam spec) {
        this(spec.beta1(), spec.beta2(), spec.epsilon());
    }

    AdamStep(double beta1, double beta2, double epsilon) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
    }

    /** The steps from now on are those of update {@code t}. */
    void update(long t) {
        update(ExactMath.pow(beta1, (double) t), ExactMath.pow(beta2, (double) t));
    }

    /** The steps from now on are those of the update whose powers of beta1 and beta2 are given. */
    void update(double power1, double power2) {
        correction1 = 1 - power1;
        correction2 = 1 - power2;
    }

    /**
     * All in double precision, without decay.
     *
     * @param w written
     * @param g gradient from {@code from} on, times {@code scale}
     * @param m written
     * @param v written
     */
    void exact(double[] w, double[] g, int from, double scale, double[] m, double[] v, double rate) {
        for (int i = 0; i < w.length; i++) {
            double gradient = g[from + i] * scale;
            m[i] = beta1 * m[i] + (1 - beta1) * gradient;
            v[i] = beta2 * v[i] + (1 - beta2) * gradient * gradient;
            w[i] -= rate * (m[i] / correction1) / (Math.sqrt(v[i] / correction2) + epsilon);
        }
    }

    /**
     * Worked out in double precision and kept in floats.
     *
     * @param w written
     * @param from where the gradient begins in {@code g}, to be multiplied by {@code scale}; below 0 if all of it is 0
     * @param m written
     * @param v written
     */
    void wide(float[] w, double[] g, int from, double scale, float[] m, float[] v, double rate, double decay) {
        double b1 = beta1;
        double b2 = beta2;
        double c1 = correction1;
        double c2 = correction2;
        double least = epsilon;
        boolean given = from >= 0;
        for (int i = 0; i < w.length; i++) {
            double gradient = given ? scale * g[from + i] : 0.0;
            m[i] = (float) (b1 * m[i] + (1 - b1) * gradient);
            v[i] = (float) (b2 * v[i] + (1 - b2) * gradient * gradient);
            double direction = m[i] / c1 / (Math.sqrt(v[i] / c2) + least);
            w[i] = (float) (w[i] - decay * w[i] - rate * direction);
        }
    }

    /** All in single precision, without decay, about twenty times faster on long rows; {@code w}, {@code m}, {@code v} are written. */
    void narrow(float[] w, float[] g, float[] m, float[] v, double rate) {
        narrow(
                w,
                g,
                m,
                v,
                (float) beta1,
                (float) (1 - beta1),
                (float) beta2,
                (float) (1 - beta2),
                (float) (rate / correction1),
                (float) (1 / correction2),
                (float) epsilon);
    }

    /** Only floats and equal indices, so that the compiler uses vector instructions. */
    private static void narrow(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            float beta1,
            float new1,
            float beta2,
            float new2,
            float step,
            float scale2,
            float epsilon) {
        for (int c = 0; c < w.length; c++) {
            float mean = beta1 * m[c] + new1 * g[c];
            float square = beta2 * v[c] + new2 * g[c] * g[c];
            m[c] = mean;
            v[c] = square;
            w[c] -= step * mean / ((float) Math.sqrt(square * scale2) + epsilon);
        }
    }
}
