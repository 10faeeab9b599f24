package org.sparsecortex.simulations.scenario;

import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/** A number computed from a column of a record. */
public record MetricSpec(
        @Param(doc = "name of the metric") String id,
        @Param(doc = "record, by its id") String record,

        @Param(doc = "column of the record, or a vector signal, of which the last row is taken")
        String column,

        @Param(doc = "what is computed") Statistic statistic,

        @Param(doc = "only rows of this phase; empty for all", def = "\"\"")
        String phase,

        @Param(doc = "only this many of the last of these rows; 0 for all", def = "0", min = 0, max = 1 << 30)
        int lastRows,

        @Param(
                doc = "column that accuracy, mae, rmse, correlation, median-difference and wilcoxon compare with",
                def = "\"\"")
        String reference,

        @Param(doc = "threshold that first-above looks for, and fraction-above and quantile use", def = "0.5")
        double level) {
    public MetricSpec {
        Checks.that(
                statistic.comparesColumns() != reference.isEmpty(),
                "reference",
                "\"" + reference + "\"",
                statistic.comparesColumns()
                        ? "names the column to compare with"
                        : "is only for accuracy, mae, rmse, correlation, median-difference and wilcoxon");
        Checks.that(statistic != Statistic.QUANTILE || (level > 0 && level <= 1), "level", level, "must be in (0, 1]");
    }

    /** What is computed. */
    public enum Statistic {
        /** Arithmetic mean. */
        MEAN,
        /** Median. */
        MEDIAN,
        /** The value below which a fraction level lies, interpolated. */
        QUANTILE,
        /** Smallest value. */
        MIN,
        /** Largest value. */
        MAX,
        /** Value of the first row. */
        FIRST,
        /** Value of the last row. */
        LAST,
        /** Sum. */
        SUM,
        /** Number of rows. */
        COUNT,
        /** Standard deviation, n - 1 in the denominator. */
        SD,
        /** Root of the mean square. */
        RMS,
        /** Fraction of the rows with a value above level. */
        FRACTION_ABOVE,
        /** Step of the first row with a value above level; NaN if there is none. */
        FIRST_ABOVE,
        /** Step of the largest value, the first of several. */
        STEP_OF_MAX,
        /** Fraction of the rows where column and reference are equal. */
        ACCURACY,
        /** Mean absolute difference of column and reference. */
        MAE,
        /** Root of the mean squared difference of column and reference. */
        RMSE,
        /** Pearson's correlation of column and reference. */
        CORRELATION,
        /** Median of column minus reference, row by row. */
        MEDIAN_DIFFERENCE,
        /** Two-sided p-value of Wilcoxon's signed-rank test of column against reference, row by row. */
        WILCOXON;

        boolean comparesColumns() {
            return compareTo(ACCURACY) >= 0;
        }
    }
}
