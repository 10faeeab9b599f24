package org.sparsecortex.simulations.scenario;

import org.sparsecortex.sdr.param.Param;

/** A number computed from a column of a record. */
public record MetricSpec(
        @Param(doc = "name of the metric") String id,
        @Param(doc = "record, by its id") String record,
        @Param(doc = "column of the record") String column,
        @Param(doc = "what is computed") Statistic statistic,

        @Param(doc = "only rows of this phase; empty for all", def = "\"\"")
        String phase) {
    /** What is computed. */
    public enum Statistic {
        /** Arithmetic mean. */
        MEAN,
        /** Smallest value. */
        MIN,
        /** Largest value. */
        MAX,
        /** Value of the last row. */
        LAST,
        /** Sum. */
        SUM,
        /** Standard deviation, n - 1 in the denominator. */
        SD
    }
}
