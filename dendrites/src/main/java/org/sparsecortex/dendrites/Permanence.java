package org.sparsecortex.dendrites;

import org.sparsecortex.sdr.param.Checks;

/**
 * Permanences as integers: multiples of 1/10,000 in 0 .. 10,000.
 *
 * <p>Sums and comparisons are exact, so learning gives the same bits in any order of machines and partitions. A parameter is
 * rounded once to the nearest multiple, half to even; the usual values (0.5, 0.21, 0.1, 0.008) are met exactly.
 */
public final class Permanence {
    /** The integer of permanence 1. */
    public static final int ONE = 10_000;

    private Permanence() {}

    /**
     * The integer of a permanence or of a change of one.
     *
     * @throws IllegalArgumentException unless -1 &lt;= value &lt;= 1
     */
    public static int of(double value) {
        return (int) Math.rint(Checks.inRange("permanence", value, -1.0, 1.0) * ONE);
    }

    /**
     * The integer of a change of permanences that a parameter sets.
     *
     * @throws IllegalArgumentException if it is not 0 but rounds to 0, or is outside -1 .. 1
     */
    public static int step(String name, double value) {
        int step = of(value);
        Checks.that(
                step != 0 || value == 0,
                name,
                value,
                "rounds to 0, permanences are multiples of 0.0001: give 0 or at least 0.0001");
        return step;
    }
}
