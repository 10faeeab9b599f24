package org.sparsecortex.sparsey.rule;

import org.sparsecortex.sdr.param.Param;

/**
 * How weights fall and when learning ends for ever.
 *
 * <pre>  frozen once set weights / all weights &gt;= freezeFraction, of a mac, of the weights onto a cell, or of those of an input bit  </pre>
 *
 * Source: Rinkus 2014, doi:10.3389/fncom.2014.00160, "freezing" (critical periods); the fall: {@link Decay}.
 */
public record Plasticity(
        @Param(doc = "how weights fall after a coincidence", def = "{\"type\": \"none\"}")
        Decay decay,

        @Param(doc = "fraction of weights set from which learning ends; 1 never ends it", def = "1", min = 0, max = 1)
        double freezeFraction,

        @Param(doc = "what the fraction is of, and what freezes", def = "\"mac\"")
        Scope freezeScope) {
    /** What freezes on its own. */
    public enum Scope {
        /** All weights of one mac on one kind of input. */
        MAC,
        /** The weights onto one cell. */
        CELL,
        /** The weights from one input bit. */
        SOURCE
    }

    /** Weights that are set once and never freeze. */
    public static final Plasticity SET_ONCE = new Plasticity(new Decay.None(), 1, Scope.MAC);
}
