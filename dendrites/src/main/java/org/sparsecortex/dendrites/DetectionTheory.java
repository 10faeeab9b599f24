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
            return SdrMath.unionMatch(p.cells(), p.active(), p.synapses(), p.patterns(), p.threshold());
        }
        double one = SdrMath.falsePositive(p.cells(), p.active(), p.synapses(), p.threshold());
        return p.patterns() == 1 ? one : SdrMath.anyOf(one, p.patterns());
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
