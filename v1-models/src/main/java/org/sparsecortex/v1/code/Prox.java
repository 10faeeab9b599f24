package org.sparsecortex.v1.code;

/**
 * The proximal operator of one penalty at one weight and step, ready to be applied to many coefficients.
 *
 * <pre>  T(u) = argmin_x 1/2 (x - u)^2 + g pen(|x|)  </pre>
 *
 * <p>T is odd, zero for |u| &lt;= {@link #threshold} and given by {@link #shrink} above it. At a magnitude where two minima tie,
 * the smaller one is taken.
 */
public abstract class Prox {
    private final double threshold;

    Prox(double threshold) {
        this.threshold = threshold;
    }

    /** The largest magnitude that is set to zero. */
    public final double threshold() {
        return threshold;
    }

    /** The minimiser for a magnitude above the threshold. */
    abstract double shrink(double magnitude);

    /** T(u). */
    public final double apply(double u) {
        double magnitude = Math.abs(u);
        return magnitude <= threshold ? 0.0 : Math.copySign(shrink(magnitude), u);
    }
}
