package org.sparsecortex.runtime;

/**
 * What a population takes of time (ns a step) or of memory (bytes).
 *
 * @param divided what its ranges share
 * @param repeated what every range takes for itself, however small it is
 */
public record Cost(double divided, double repeated) {
    /** What a population takes in one range. */
    public double whole() {
        return of(1.0);
    }

    /** What a range takes that has a share of the units, 0..1. */
    double of(double share) {
        return divided * share + repeated;
    }
}
