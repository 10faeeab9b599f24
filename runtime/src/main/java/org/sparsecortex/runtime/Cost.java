package org.sparsecortex.runtime;

/**
 * What a population costs.
 *
 * @param divided ns a step of its kernels, which its ranges share
 * @param repeated ns a step of its decision, which every range takes for itself
 */
public record Cost(double divided, double repeated) {
    /** What a population costs in one range, ns a step. */
    public double whole() {
        return divided + repeated;
    }
}
