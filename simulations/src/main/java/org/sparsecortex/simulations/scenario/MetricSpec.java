package org.sparsecortex.simulations.scenario;

import java.util.Optional;
import org.sparsecortex.sdr.kernel.Guard;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.simulations.metric.Statistic;

/**
 * A number computed from a column of a record. Rows without a value (NaN) are left out after {@code phase} and {@code lastRows}
 * have chosen; how many is said in the run, its manifest and its report. Infinite values count. Of no value at all every
 * statistic but the count is NaN.
 */
public record MetricSpec(
        @Param(doc = "name of the metric") String id,
        @Param(doc = "record, by its id") String record,

        @Param(doc = "column of the record, or a vector signal, of which the last row is taken")
        String column,

        @Param(doc = "what is computed, by its name; an object if it has parameters")
        Statistic statistic,

        @Param(doc = "only rows of this phase; empty for all", def = "\"\"")
        String phase,

        @Param(doc = "only this many of the last of these rows; 0 for all", def = "0", min = 0, max = 1 << 30)
        int lastRows,

        @Param(
                doc = "column that a statistic of two columns compares with, such as accuracy, mae, rmse, correlation,"
                        + " median-difference and wilcoxon",
                def = "\"\"")
        String reference,

        @Param(doc = "threshold that first-above looks for, and fraction-above and quantile use", def = "0.5")
        double level,

        @Param(doc = "the run warns at its end if the metric is below this; null for no bound", def = "null")
        Optional<Double> warnBelow,

        @Param(doc = "the run warns at its end if the metric is above this; null for no bound", def = "null")
        Optional<Double> warnAbove) {
    public MetricSpec {
        Checks.that(
                statistic.comparesColumns() != reference.isEmpty(),
                "reference",
                "\"" + reference + "\"",
                statistic.comparesColumns()
                        ? "names the column to compare with"
                        : "is only for statistics of two columns, such as accuracy, mae, rmse, correlation,"
                                + " median-difference and wilcoxon");
        statistic.checkLevel(level);
        guard(column, warnBelow, warnAbove);
    }

    private static Guard guard(String column, Optional<Double> warnBelow, Optional<Double> warnAbove) {
        double below = warnBelow.orElse(Double.NEGATIVE_INFINITY);
        return new Guard(column, below, warnAbove.orElse(Double.POSITIVE_INFINITY), "");
    }

    /** The bounds of the metric. */
    public Guard guard() {
        return guard(column, warnBelow, warnAbove);
    }
}
