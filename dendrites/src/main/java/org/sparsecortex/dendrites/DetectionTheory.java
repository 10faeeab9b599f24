package org.sparsecortex.dendrites;

import org.sparsecortex.sdr.theory.SdrMath;

/**
 * Error rates of a dendritic segment that samples s of a pattern's a active cells among n, with threshold theta.
 *
 * <p>Source: Ahmad and Hawkins 2016 (arXiv 1601.00720); formulas in {@link SdrMath}.
 */
final class DetectionTheory {
    private DetectionTheory() {}

    static double falsePositive(DetectionParams.Point p) {
        if (p.patterns() > 1 && p.storage() == DetectionParams.Storage.UNION) {
            return unionFalsePositive(p);
        }
        double one = SdrMath.falsePositive(p.cells(), p.active(), p.synapses(), p.threshold());
        return p.patterns() == 1 ? one : SdrMath.anyOf(one, p.patterns());
    }

    /**
     * Probability that at least theta of a bits lie in the union of M samples of s, bits taken as independent.
     *
     * <pre>  P(Binomial(a, p) &gt;= theta) = P(Binomial(a, 1 - p) &lt; a - theta + 1),   p = 1 - (1 - s/n)^M  </pre>
     */
    private static double unionFalsePositive(DetectionParams.Point p) {
        if (p.synapses() == p.active()) {
            return SdrMath.unionMatch(p.cells(), p.active(), p.patterns(), p.threshold());
        }
        double density = SdrMath.unionDensity(p.cells(), p.synapses(), p.patterns());
        return SdrMath.falseNegativeIndependent(p.active(), p.active() - p.threshold() + 1, density);
    }

    static int bestThreshold(DetectionParams.Point p) {
        return SdrMath.optimalThreshold(p.cells(), p.active(), p.synapses(), p.noise());
    }

    /** Sum of both error probabilities at a threshold. */
    static double errors(DetectionParams.Point p, int threshold) {
        return SdrMath.falsePositive(p.cells(), p.active(), p.synapses(), threshold)
                + SdrMath.falseNegativeIndependent(p.synapses(), threshold, p.noise());
    }

    static double falseNegative(DetectionParams.Point p) {
        return SdrMath.falseNegativeIndependent(p.synapses(), p.threshold(), p.noise());
    }
}
