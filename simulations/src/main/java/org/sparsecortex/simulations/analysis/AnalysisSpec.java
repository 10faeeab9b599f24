package org.sparsecortex.simulations.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.sparsecortex.simulations.table.CsvTable;

/**
 * What is computed from all runs of a sweep together. The set is open: a record with a {@link
 * org.sparsecortex.sdr.param.TypeName} that is listed in {@code
 * META-INF/services/org.sparsecortex.simulations.analysis.AnalysisSpec} of its jar can be named in scenarios.
 */
public interface AnalysisSpec {
    /** Name of the table, records/&lt;id&gt;.csv, and start of the names of the metrics. */
    String id();

    /** What it reads of each run, so that a wrong name is told before anything runs. */
    default List<Use> uses() {
        return List.of();
    }

    /** What is wrong with it in a sweep, whatever the runs hold; told before anything runs. */
    default List<Misfit> misfits(Design sweep) {
        return List.of();
    }

    /**
     * Computes the analysis; a pure function of the runs and their files.
     *
     * @param runs all runs, by point of the axes, then by repeat
     * @throws IOException if a file of a run cannot be read
     * @throws IllegalArgumentException if the runs do not hold what the analysis needs; the message says what
     */
    Result analyse(List<SweepRun> runs) throws IOException;

    /**
     * A record that an analysis reads.
     *
     * @param at pointer of the name within the analysis, for example /signals/0
     * @param record the record, by its id
     * @param name column or vector signal of the record; empty for any
     */
    record Use(String at, String record, String name) {
        /** Several columns of a record, whose names stand in a list at {@code at}. */
        static List<Use> each(String at, String record, List<String> names) {
            return IntStream.range(0, names.size())
                    .mapToObj(i -> new Use(at + "/" + i, record, names.get(i)))
                    .toList();
        }
    }

    /**
     * Something that is wrong with an analysis.
     *
     * @param at pointer within the analysis; empty for all of it
     * @param why what is wrong and what is allowed
     */
    record Misfit(String at, String why) {}

    /**
     * A sweep as an analysis sees it.
     *
     * @param axes labels of the values by label of the axis
     * @param repeats runs of each point
     * @param metrics ids of the metrics
     */
    record Design(Map<String, List<String>> axes, int repeats, Set<String> metrics) {}

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
