package org.sparsecortex.sdr.numeric;

import org.sparsecortex.sdr.param.Checks;

/**
 * Durations in whole steps, so that no time is compared as a sum of doubles.
 *
 * <pre>  n = round(duration / step),  accepted if |n step - duration| &lt;= 8 ulp(duration)  </pre>
 *
 * A decimal such as 1.7 / 0.1 is 17 steps although neither number is exact in binary; 1.75 / 0.1 is refused.
 */
public final class Steps {
    private static final double ULPS = 8;

    private Steps() {}

    /**
     * Number of steps in a duration.
     *
     * @throws IllegalArgumentException if the duration is no whole number of steps
     */
    public static long of(String name, double duration, String stepName, double step) {
        Checks.positive(stepName, step);
        Checks.inRange(name, duration, 0.0, 1e15 * step);
        double n = Math.rint(duration / step);
        Checks.that(
                Math.abs(n * step - duration) <= ULPS * Math.ulp(duration),
                name,
                duration,
                "is no whole number of steps of " + stepName + " = " + step + ": take "
                        + near(Math.floor(duration / step) * step) + " or "
                        + near((Math.floor(duration / step) + 1) * step) + ", or a shorter step");
        return (long) n;
    }

    /** A multiple of the step as a user would write it. */
    private static String near(double time) {
        return String.valueOf(Double.parseDouble(String.format(java.util.Locale.ROOT, "%.12g", time)));
    }
}
