package org.sparsecortex.simulations.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.json.Names;
import org.sparsecortex.simulations.nab.NabProfile;
import org.sparsecortex.simulations.nab.NabScorer;
import org.sparsecortex.simulations.nab.NabSeries;
import org.sparsecortex.simulations.table.CsvTable;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * The score of the Numenta Anomaly Benchmark, with one threshold per profile over all series of the sweep.
 *
 * <pre>  score = 100 (raw - null) / (perfect - null)  </pre>
 *
 * <p>raw, null, perfect: {@link org.sparsecortex.simulations.nab.NabScorer}. Source: Lavin and Ahmad 2015 (arXiv 1510.03336); judging
 * each series by the threshold of all others is ours.
 *
 * <p>For each profile the metrics {@code id.<profile>}, the mean over the repeats, {@code .sd}, {@code .threshold} of the
 * first repeat, and {@code id.leaveOneOut}: the standard score when each series is judged at the threshold chosen on all
 * others. The table has a row for each series at the standard threshold of the first repeat.
 */
@TypeName(value = "nab", doc = "score of the Numenta Anomaly Benchmark over all series of a sweep")
public record NabAnalysis(
        @Param(doc = "name of the analysis") String id,
        @Param(doc = "axis of the series, by its label") String axis,
        @Param(doc = "record with the scores, by its id") String record,
        @Param(doc = "column of the anomaly score, 0..1") String score,

        @Param(doc = "column of the label, 1 within an anomaly")
        String label)
        implements AnalysisSpec {
    @Override
    public List<Use> uses() {
        return List.of(new Use("/score", record, score), new Use("/label", record, label));
    }

    @Override
    public List<Misfit> misfits(Design sweep) {
        Set<String> known = sweep.axes().keySet();
        return known.contains(axis)
                ? List.of()
                : List.of(new Misfit("/axis", "there is no axis '" + axis + "'" + Names.didYouMean(axis, known)));
    }

    @Override
    public Result analyse(List<SweepRun> runs) throws IOException {
        Map<Integer, List<SweepRun>> byRepeat =
                runs.stream().collect(Collectors.groupingBy(SweepRun::repeat, TreeMap::new, Collectors.toList()));
        Map<String, SummaryStatistics> all = new LinkedHashMap<>();
        Map<String, Double> metrics = new LinkedHashMap<>();
        List<NabScorer.Row> rows = new ArrayList<>();
        for (var repeat : byRepeat.values()) {
            List<NabSeries> corpus = corpus(repeat);
            for (NabProfile profile : NabProfile.values()) {
                NabScorer scorer = new NabScorer(profile, corpus);
                NabScorer.Score best = scorer.best();
                note(all, id + "." + profile.id(), best.score());
                metrics.putIfAbsent(id + "." + profile.id() + ".threshold", best.threshold());
                if (profile == NabProfile.STANDARD) {
                    note(all, id + ".leaveOneOut", corpus.size() < 2 ? Double.NaN : scorer.leaveOneOut());
                    rows = rows.isEmpty() ? scorer.rows(best.threshold()) : rows;
                }
            }
        }
        all.forEach((name, values) -> {
            metrics.put(name, values.getMean());
            if (values.getN() > 1) {
                metrics.put(name + ".sd", values.getStandardDeviation());
            }
        });
        return new Result(new TreeMap<>(metrics), Optional.of(table(rows)));
    }

    private static void note(Map<String, SummaryStatistics> all, String name, double value) {
        all.computeIfAbsent(name, n -> new SummaryStatistics()).addValue(value);
    }

    /** The series of one repeat with their scores. */
    private List<NabSeries> corpus(List<SweepRun> runs) throws IOException {
        List<NabSeries> corpus = new ArrayList<>();
        for (SweepRun run : runs) {
            String name = Checks.present("axis '" + axis + "'", run.point().get(axis));
            RecordTable table = RecordTable.read(run.records(), record);
            corpus.add(NabSeries.ofLabels(name, table.column(score), table.column(label)));
        }
        return corpus;
    }

    private static CsvTable table(List<NabScorer.Row> rows) {
        CsvTable table = new CsvTable(List.of("series", "windows", "detected", "falseAlarms", "raw", "perfect"));
        for (NabScorer.Row row : rows) {
            table.add(List.of(
                    row.name(), row.windows(), row.detected(), row.falseAlarms(), row.raw(), (double) row.windows()));
        }
        return table;
    }
}
