package org.sparsecortex.v1.code;

/**
 * The proximal operator of a penalty that couples coefficients, at one weight and step.
 *
 * <pre>  T(u) = argmin_x 1/2 |x - u|^2 + g pen(x)  </pre>
 *
 * <p>Owns its work space; for one thread.
 */
interface VectorProx {
    /**
     * Applies T to all coefficients of a code.
     *
     * @param u where to be near
     * @param out written; may not be u
     */
    void apply(float[] u, float[] out);
}
