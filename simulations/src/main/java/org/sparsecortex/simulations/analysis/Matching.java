package org.sparsecortex.simulations.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.table.CsvTable;

/**
 * Which units of two networks that learned the same are alike: convergent learning.
 *
 * <pre>
 *   C_ij = correlation of units i and j over the same samples; of dictionaries |cosine| of atoms
 *   matched: mean over i of C_i,a(i),  a the one-to-one assignment of the largest sum      best: mean over i of max_j C_ij
 * </pre>
 *
 * <p>One signal is compared between all pairs of repeats, two signals within each run. Two nulls tell what chance gives: the samples of the
 * second network in another order ({@code shuffled}), and networks that did not learn ({@code untrained}). Units of
 * standard deviation below 1e-6 are dead and left out. With {@code lambda} above 0 each unit of the second network is predicted from
 * few units of the first.
 *
 * <p>Source: Li, Yosinski, Clune, Lipson and Hopcroft 2016, Convergent learning (arXiv 1511.07543). Differs from the paper: no spectral
 * clustering of units.
 */
@TypeName(value = "matching", doc = "which units of two networks that learned the same are alike, with two nulls")
public record Matching(
        @Param(doc = "name of the analysis") String id,

        @Param(doc = "one signal, compared between all pairs of repeats, or two, compared within each run")
        List<RecordedUnits> units,

        @Param(doc = "numbers of one sample, or of an atom; 0 if a row is one sample", def = "0", min = 0, max = 1e7)
        int size,

        @Param(doc = "what is compared", def = "\"activity\"")
        What of,

        @Param(doc = "the same signals of networks that did not learn; empty for no such null", def = "[]")
        List<RecordedUnits> untrained,

        @Param(
                doc = "penalty of the predictors of a unit; 0 leaves them out",
                symbol = "lambda",
                def = "0",
                min = 0,
                max = 1)
        double lambda)
        implements AnalysisSpec {
    private static final double ALIKE = 0.8;

    /** What is compared. */
    public enum What {
        /** Correlation over the samples of all rows. */
        ACTIVITY,
        /** Cosine of the vectors in the last row. */
        DICTIONARY
    }

    public Matching {
        Checks.inRange("signals of units", units.size(), 1, 2);
        Checks.that(
                untrained.isEmpty() || untrained.size() == units.size(),
                "signals of untrained",
                untrained.size(),
                "must be as many as those of units, " + units.size());
    }

    @Override
    public List<Use> uses() {
        List<Use> all = new ArrayList<>(RecordedUnits.uses("/units", units));
        all.addAll(RecordedUnits.uses("/untrained", untrained));
        return all;
    }

    @Override
    public List<Misfit> misfits(Design sweep) {
        return units.size() == 2 || sweep.repeats() > 1
                ? List.of()
                : List.of(new Misfit(
                        "",
                        "compares one signal between two repeats or more, and this sweep has one; set /sweep/repeats to"
                                + " 2 or more, or name two signals"));
    }

    @Override
    public Result analyse(List<SweepRun> runs) throws IOException {
        SweepPoints points = new SweepPoints(runs);
        List<String> header = new ArrayList<>(points.axes());
        header.addAll(List.of("pair", "rank", "matched", "best", "shuffled", "untrained", "first", "second"));
        CsvTable table = new CsvTable(header);
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (var point : points.all().entrySet()) {
            List<Pair> pairs = pairs(point.getValue());
            for (int p = 0; p < pairs.size(); p++) {
                rows(table, point.getKey(), p, pairs.get(p));
            }
            measure(metrics, points.name(id, point.getKey()), pairs);
        }
        return new Result(metrics, Optional.of(table));
    }

    /** What a pair of networks gave; the nulls may be missing. */
    private record Pair(
            UnitMatching learned,
            UnitMatching shuffled,
            Optional<UnitMatching> untrained,
            double dead,
            SparsePredictors.Found predicted) {}

    private List<Pair> pairs(List<SweepRun> runs) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            int to = units.size() == 2 ? i + 1 : runs.size();
            for (int j = units.size() == 2 ? i : i + 1; j < to; j++) {
                pairs.add(pair(runs.get(i), runs.get(j), pairs.size()));
            }
        }
        Checks.that(!pairs.isEmpty(), "repeats", runs.size(), "one signal is compared between two repeats or more");
        return pairs;
    }

    private Pair pair(SweepRun a, SweepRun b, int number) throws IOException {
        double[][] x = read(a, units.get(0));
        double[][] y = read(b, units.get(units.size() - 1));
        UnitMatching learned = match(x, y);
        UnitMatching shuffled = match(x, UnitMatching.shuffled(y, number));
        Optional<UnitMatching> raw = untrained.isEmpty()
                ? Optional.empty()
                : Optional.of(match(read(a, untrained.get(0)), read(b, untrained.get(untrained.size() - 1))));
        double dead = 1.0 - (learned.first().length + learned.second().length) / (double) (x.length + y.length);
        return new Pair(learned, shuffled, raw, dead, predicted(x, y, learned));
    }

    private double[][] read(SweepRun run, RecordedUnits signal) throws IOException {
        return of == What.ACTIVITY ? signal.values(run.records(), size) : signal.vectors(run.records(), size);
    }

    private UnitMatching match(double[][] x, double[][] y) {
        Checks.equal("samples of the second signal", y[0].length, x[0].length);
        return UnitMatching.of(x, y, of == What.DICTIONARY);
    }

    private SparsePredictors.Found predicted(double[][] x, double[][] y, UnitMatching kept) {
        if (lambda == 0.0 || kept.first().length == 0 || kept.second().length == 0) {
            return new SparsePredictors.Found(Double.NaN, Double.NaN);
        }
        boolean vectors = of == What.DICTIONARY;
        return SparsePredictors.of(
                UnitMatching.unitVectors(x, kept.first(), vectors),
                UnitMatching.unitVectors(y, kept.second(), vectors),
                lambda);
    }

    private void measure(Map<String, Double> metrics, String name, List<Pair> pairs) {
        put(metrics, name + ".matched", pairs, p -> mean(p.learned().matched()));
        put(metrics, name + ".best", pairs, p -> mean(p.learned().best()));
        put(
                metrics,
                name + ".above",
                pairs,
                p -> mean(Arrays.stream(p.learned().matched())
                        .map(c -> c > ALIKE ? 1 : 0)
                        .toArray()));
        put(metrics, name + ".shuffled", pairs, p -> mean(p.shuffled().matched()));
        put(
                metrics,
                name + ".untrained",
                pairs,
                p -> p.untrained().map(u -> mean(u.matched())).orElse(Double.NaN));
        put(metrics, name + ".dead", pairs, Pair::dead);
        put(metrics, name + ".predictors", pairs, p -> p.predicted().predictors());
        put(metrics, name + ".unexplained", pairs, p -> p.predicted().unexplained());
    }

    private static void put(Map<String, Double> metrics, String name, List<Pair> pairs, ToDoubleFunction<Pair> value) {
        SweepPoints.mean(metrics, name, pairs.stream().mapToDouble(value).toArray());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length; // of nothing: not a number
    }

    /** A row for each unit of the first network, the best matched first; the other columns are sorted for themselves. */
    private void rows(CsvTable table, Map<String, String> point, int number, Pair pair) {
        UnitMatching learned = pair.learned();
        int[] order = IntStream.range(0, learned.partner().length)
                .filter(i -> learned.partner()[i] >= 0)
                .boxed()
                .sorted((i, j) -> Double.compare(
                        learned.similarity()[j][learned.partner()[j]], learned.similarity()[i][learned.partner()[i]]))
                .mapToInt(i -> i)
                .toArray();
        double[] best = falling(learned.best());
        double[] shuffled = falling(pair.shuffled().matched());
        double[] raw = pair.untrained().map(u -> falling(u.matched())).orElse(new double[0]);
        for (int r = 0; r < order.length; r++) {
            int i = order[r];
            List<Object> row = new ArrayList<>(point.values());
            row.addAll(List.of(number, r + 1, learned.similarity()[i][learned.partner()[i]]));
            row.addAll(List.of(at(best, r), at(shuffled, r), at(raw, r)));
            row.addAll(List.of(learned.first()[i], learned.second()[learned.partner()[i]]));
            table.add(row);
        }
    }

    private static double[] falling(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return IntStream.range(0, sorted.length)
                .mapToDouble(i -> sorted[sorted.length - 1 - i])
                .toArray();
    }

    private static Object at(double[] values, int i) {
        return i < values.length ? SweepPoints.cell(values[i]) : "";
    }
}
