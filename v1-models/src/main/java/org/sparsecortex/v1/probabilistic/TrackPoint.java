package org.sparsecortex.v1.probabilistic;

import java.util.List;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * One corner of a course that is straight between corners and constant before the first and after the last.
 *
 * <pre>  value(t) = a.value + (b.value - a.value) (t - a.at) / (b.at - a.at)   for a.at &lt;= t &lt;= b.at, t = iteration / iterations  </pre>
 *
 * Source: annealing by linear pieces as in Exarchakis et al. 2019, arXiv 1908.06843.
 */
public record TrackPoint(
        @Param(doc = "where, as a share of the iterations", min = 0, max = 1)
        double at,

        @Param(doc = "the value there", min = 0, max = 1e6) double value) {
    /** The value at {@code t}. */
    static double value(List<TrackPoint> course, double t) {
        TrackPoint before = course.get(0);
        for (TrackPoint next : course) {
            if (t < next.at) {
                return next.at <= before.at
                        ? next.value
                        : before.value + (next.value - before.value) * (t - before.at) / (next.at - before.at);
            }
            before = next;
        }
        return before.value;
    }

    /**
     * Checks a course.
     *
     * @throws IllegalArgumentException if it is empty, goes back in time, or leaves min..max
     */
    static void check(String name, List<TrackPoint> course, double min, double max) {
        Checks.that(!course.isEmpty(), name, "[]", "must hold at least one corner");
        for (int i = 0; i < course.size(); i++) {
            Checks.inRange(name + "[" + i + "].value", course.get(i).value, min, max);
            Checks.that(
                    i == 0 || course.get(i).at >= course.get(i - 1).at,
                    name + "[" + i + "].at",
                    course.get(i).at,
                    "must not come before the corner ahead of it");
        }
    }
}
