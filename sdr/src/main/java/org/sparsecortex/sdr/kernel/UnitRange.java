package org.sparsecortex.sdr.kernel;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;

/**
 * Half-open range of unit ids, [from, to), 0 &lt;= from &lt;= to.
 */
public record UnitRange(int from, int to) {
    public UnitRange {
        Checks.inRange("range.from", from, 0, to);
    }

    /** All units of a population. */
    public static UnitRange all(int units) {
        return new UnitRange(0, units);
    }

    /**
     * Cuts 0 .. units into {@code parts} consecutive ranges whose lengths differ by at most one.
     *
     * @throws IllegalArgumentException unless 1 &lt;= parts
     */
    public static List<UnitRange> split(int units, int parts) {
        Checks.atLeast("partitions", parts, 1);
        int count = Math.max(1, Math.min(parts, units));
        List<UnitRange> ranges = new ArrayList<>(count);
        for (int p = 0; p < count; p++) {
            ranges.add(new UnitRange((int) ((long) units * p / count), (int) ((long) units * (p + 1) / count)));
        }
        return ranges;
    }

    /** Number of units. */
    public int size() {
        return to - from;
    }

    /** Whether the range holds {@code unit}. */
    public boolean contains(int unit) {
        return from <= unit && unit < to;
    }

    @Override
    public String toString() {
        return "[" + from + ", " + to + ")";
    }
}
