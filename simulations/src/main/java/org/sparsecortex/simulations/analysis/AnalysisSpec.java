package org.sparsecortex.simulations.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.simulations.table.CsvTable;

/**
 * What is computed from all runs of a sweep together. The set is open: a record with a {@link
 * org.sparsecortex.sdr.param.TypeName} that is listed in {@code
 * META-INF/services/org.sparsecortex.simulations.analysis.AnalysisSpec} of its jar can be named in scenarios.
 */
public interface AnalysisSpec {
    /** Name of the table, records/&lt;id&gt;.csv, and start of the names of the metrics. */
    String id();

    /**
     * Computes the analysis; a pure function of the runs and their files.
     *
     * @param runs all runs, by point of the axes, then by repeat
     * @throws IOException if a file of a run cannot be read
     * @throws IllegalArgumentException if the runs do not hold what the analysis needs; the message says what
     */
    Result analyse(List<SweepRun> runs) throws IOException;

    /**
     * One run of a sweep.
     *
     * @param point label of its value by axis
     * @param repeat number of the repeat, from 0
     * @param records folder of its record files
     * @param metrics its metrics by id
     */
    record SweepRun(Map<String, String> point, int repeat, Path records, Map<String, Double> metrics) {}

    /**
     * What an analysis found.
     *
     * @param metrics numbers by name, for the sweep's metrics.json
     * @param table rows for charts; empty for none
     */
    record Result(Map<String, Double> metrics, Optional<CsvTable> table) {}
}
