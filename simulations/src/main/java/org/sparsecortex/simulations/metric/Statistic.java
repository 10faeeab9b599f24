package org.sparsecortex.simulations.metric;

import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.sdr.param.ByName;

/**
 * A number computed from the rows of a column, or of two columns row by row. The set is open: a record with a {@link
 * org.sparsecortex.sdr.param.TypeName} that is listed in {@code META-INF/services/org.sparsecortex.simulations.metric.Statistic}
 * of its jar can be named in scenarios: by its name alone, or as an object if it has parameters.
 */
@ByName
public interface Statistic {
    /**
     * Computes it; a pure function of the rows.
     *
     * @throws IllegalArgumentException if these rows do not have it; the message says why
     */
    double of(Rows rows);

    /** Whether it compares the column with a reference, which the metric then names. */
    default boolean comparesColumns() {
        return false;
    }

    /** Whether a missing value of the column says something, as a missing answer does; else such rows are left out. */
    default boolean takesMissingValues() {
        return false;
    }

    /** The range that its values cannot leave, whatever the column; intervals of means stay inside. */
    default Interval range() {
        return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The statistic of no rows. */
    default double ofNone() {
        return Double.NaN;
    }

    /**
     * Checks the level of its metric.
     *
     * @throws org.sparsecortex.sdr.param.ParameterException if it is none for this statistic
     */
    default void checkLevel(double level) {}

    /**
     * The rows of a metric that hold a value, at least one.
     *
     * @param values the column
     * @param reference the column to compare with, as long as {@code values}; empty if the statistic compares nothing
     * @param steps step of each row; its number if the record has no steps
     * @param level level of the metric
     */
    record Rows(double[] values, double[] reference, double[] steps, double level) {}
}
