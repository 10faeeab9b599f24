package org.sparsecortex.simulations.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.table.CsvTable;

/**
 * How well the units of a code stand for causes that are known.
 *
 * <pre>
 *   recovery   = best F1 of one unit and the cause           F1 = 2 |both| / (|cause| + |unit active|)
 *   splitting  = units joined by "or", one by one, until F1 grows by less than 0.01 (at most 5); their F1
 *   alone, met = recall of the best unit where no other cause is as strong, and where one is: the difference is occlusion
 *   control    = share of samples in which adding (taking away) the unit's atom puts the cause in (out), side effects: on other causes
 *   reference  = the same for mean(x with the cause) - mean(x without), which needs labels
 * </pre>
 *
 * <p>A unit is active if |code| &gt; threshold. Atoms are scaled by the mean of the unit's code with the cause minus that without. Metrics {@code
 * id.recovery, .units, .joined, .alone, .met, .control, .sideEffects, .reference, .referenceSideEffects}: means over causes, then runs. Source:
 * Makelov, Lange and Nanda 2024, Towards principled evaluations of sparse autoencoders (arXiv 2405.08366).
 * Differs from the paper: causes of generated samples take the place of labelled features of a language model.
 */
@TypeName(value = "dictionary-evaluation", doc = "how well units of a code stand for known causes, and control them")
public record DictionaryEvaluation(
        @Param(doc = "name of the analysis") String id,
        @Param(doc = "codes of the samples") RecordedUnits codes,

        @Param(doc = "units of a code; 0 if a row is one sample", def = "0", min = 0, max = 1e7)
        int units,

        @Param(doc = "causes of the same samples, 0 where a cause is not there")
        RecordedUnits causes,

        @Param(doc = "causes of a sample; 0 if a row is one sample", def = "0", min = 0, max = 1e7)
        int causesPerSample,

        @Param(doc = "magnitude of a code above which its unit is active", def = "0", min = 0, max = 1e9)
        double threshold,

        @Param(doc = "the samples, and the atoms that belong to the units; empty leaves out control", def = "[]")
        List<RecordedUnits> samplesAndDictionary,

        @Param(doc = "numbers in a sample and an atom", def = "1", min = 1, max = 1e7)
        int dimension)
        implements AnalysisSpec {
    private static final List<String> COLUMNS = List.of(
            "recovery",
            "units",
            "joined",
            "alone",
            "met",
            "control",
            "sideEffects",
            "reference",
            "referenceSideEffects");

    public DictionaryEvaluation {
        Checks.that(
                samplesAndDictionary.isEmpty() || samplesAndDictionary.size() == 2,
                "samplesAndDictionary",
                samplesAndDictionary.size(),
                "must be two signals or none");
    }

    @Override
    public List<Use> uses() {
        List<Use> all = new ArrayList<>();
        all.add(new Use("/codes/record", codes.record(), ""));
        all.add(new Use("/causes/record", causes.record(), ""));
        all.addAll(RecordedUnits.uses("/samplesAndDictionary", samplesAndDictionary));
        return all;
    }

    @Override
    public Result analyse(List<SweepRun> runs) throws IOException {
        SweepPoints points = new SweepPoints(runs);
        List<String> header = new ArrayList<>(points.axes());
        header.addAll(List.of("repeat", "cause", "unit"));
        header.addAll(COLUMNS);
        CsvTable table = new CsvTable(header);
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (var point : points.all().entrySet()) {
            List<double[]> means = new ArrayList<>();
            for (SweepRun run : point.getValue()) {
                List<double[]> rows = evaluate(run.records());
                for (int t = 0; t < rows.size(); t++) {
                    List<Object> row = new ArrayList<>(point.getKey().values());
                    row.addAll(List.of(run.repeat(), t));
                    for (double value : rows.get(t)) {
                        row.add(SweepPoints.cell(value));
                    }
                    table.add(row);
                }
                means.add(meanOf(rows));
            }
            for (int c = 0; c < COLUMNS.size(); c++) {
                int column = c + 1;
                double[] values = means.stream().mapToDouble(m -> m[column]).toArray();
                SweepPoints.mean(metrics, points.name(id, point.getKey()) + "." + COLUMNS.get(c), values);
            }
        }
        return new Result(metrics, Optional.of(table));
    }

    private static double[] meanOf(List<double[]> rows) {
        double[] means = new double[rows.get(0).length];
        for (int c = 0; c < means.length; c++) {
            int column = c;
            means[c] = rows.stream()
                    .mapToDouble(r -> r[column])
                    .filter(v -> !Double.isNaN(v))
                    .average()
                    .orElse(Double.NaN);
        }
        return means;
    }

    /** Of each cause: the best unit, then the values of the columns. */
    private List<double[]> evaluate(Path records) throws IOException {
        double[][] values = codes.values(records, units);
        double[][] truth = causes.values(records, causesPerSample);
        Checks.equal("samples of the causes", truth[0].length, values[0].length);
        LatentScores scores = LatentScores.of(truth, values, threshold);
        Optional<LatentControl> control = Optional.empty();
        double[][] atoms = {};
        if (!samplesAndDictionary.isEmpty()) {
            double[][] samples = samplesAndDictionary.get(0).values(records, dimension);
            Checks.equal("samples", samples[0].length, values[0].length);
            atoms = samplesAndDictionary.get(1).vectors(records, dimension);
            Checks.equal("atoms", atoms.length, values.length);
            control = Optional.of(new LatentControl(samples, scores.on()));
        }
        List<double[]> rows = new ArrayList<>();
        for (int t = 0; t < truth.length; t++) {
            List<Integer> joined = scores.joined(t);
            int best = joined.get(0);
            LatentControl.Effect none = new LatentControl.Effect(Double.NaN, Double.NaN);
            LatentControl.Effect own = none;
            LatentControl.Effect reference = none;
            if (control.isPresent()) {
                double scale = LatentControl.difference(values[best], scores.on()[t]);
                own = control.get().of(t, scaled(atoms[best], scale));
                reference = control.get().of(t, control.get().supervised(t));
            }
            rows.add(new double[] {
                best,
                LatentScores.f1(scores.on()[t], scores.active()[best]),
                joined.size(),
                scores.joinedF1(t, joined),
                scores.recall(t, best, false),
                scores.recall(t, best, true),
                own.control(),
                own.sideEffects(),
                reference.control(),
                reference.sideEffects()
            });
        }
        return rows;
    }

    private static double[] scaled(double[] atom, double by) {
        double[] out = new double[atom.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = by * atom[i];
        }
        return out;
    }
}
