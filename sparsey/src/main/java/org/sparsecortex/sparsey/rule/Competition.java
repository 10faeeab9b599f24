package org.sparsecortex.sparsey.rule;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Param;

/**
 * What several equally supported codes in a source mac ("competing hypotheses") mean for those it sends to.
 *
 * <pre>  f = 1 for zeta = 1;  boost: zeta^A,  discount: 1 / (1 + zeta^A),  0 for zeta above B  </pre>
 *
 * f: factor on the mac's signal. zeta is the number of codes in competition: the mean over modules of the number of cells with V of at least the
 * threshold, rounded, at least 1. The two published conventions are opposite: the paper boosts the signal so that the true
 * continuation still reaches full support; later code discounts it.
 *
 * <p>Source: Rinkus 2014, doi:10.3389/fncom.2014.00160, section on multiple competing hypotheses; A and B from memory.
 */
public record Competition(
        @Param(doc = "what happens to the signal of a mac with several competing codes", def = "\"off\"")
        Policy policy,

        @Param(doc = "support from which a cell competes", def = "0.5", min = 0, max = 1)
        double threshold,

        @Param(doc = "exponent A of zeta", symbol = "A", def = "1", min = 0, max = 10)
        double exponent,

        @Param(doc = "largest zeta that is still heard", symbol = "B", def = "4", min = 1, max = 1000)
        int limit) {
    /** What happens to the signal. */
    public enum Policy {
        /** Nothing. */
        OFF,
        /** zeta^A; Rinkus 2014, from memory. */
        BOOST,
        /** 1 / (1 + zeta^A) for zeta of at least 2. */
        DISCOUNT
    }

    /** Signals pass as they are. */
    public static final Competition OFF = new Competition(Policy.OFF, 0.5, 1, 4);

    /** Factor on the signal of a mac with {@code zeta} competing codes; 0 if it is not heard. */
    public double factor(int zeta) {
        if (policy == Policy.OFF || zeta <= 1) {
            return 1.0;
        }
        if (zeta > limit) {
            return 0.0;
        }
        double power = ExactMath.pow(zeta, exponent);
        return policy == Policy.BOOST ? power : 1.0 / (1.0 + power);
    }
}
