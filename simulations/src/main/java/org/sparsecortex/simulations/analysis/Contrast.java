package org.sparsecortex.simulations.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.json.Names;

/**
 * Mean difference of a metric between two values of an axis, over pairs of runs that share everything else and the seed.
 *
 * <pre>  d_i = metric(to, i) - metric(from, i)      t = mean(d) / (sd(d) / sqrt(n)),  n - 1 degrees of freedom  </pre>
 *
 * <p>Metrics {@code id.difference, id.low, id.high} (95 % interval) and {@code id.p}, the two-sided p-value of Student's
 * paired test. Source: the usual paired test.
 */
@TypeName(
        value = "contrast",
        doc = "paired difference of a metric between two values of an axis, with interval and p-value")
public record Contrast(
        @Param(doc = "name of the analysis") String id,
        @Param(doc = "axis, by its label") String axis,
        @Param(doc = "label of the value to compare with") String from,
        @Param(doc = "label of the value that is compared") String to,
        @Param(doc = "metric, by its id") String metric)
        implements AnalysisSpec {
    private static final double LEVEL = 0.975;

    @Override
    public List<Misfit> misfits(Design sweep) {
        List<Misfit> all = new ArrayList<>();
        List<String> labels = sweep.axes().get(axis);
        if (labels == null) {
            Set<String> known = sweep.axes().keySet();
            all.add(new Misfit("/axis", "there is no axis '" + axis + "'" + Names.didYouMean(axis, known)));
        } else {
            value("/from", from, labels, all);
            value("/to", to, labels, all);
            if (from.equals(to)) {
                all.add(new Misfit("/to", "is the value to compare with; name another one"));
            }
        }
        if (!sweep.metrics().contains(metric)) {
            all.add(new Misfit(
                    "/metric", "there is no metric '" + metric + "'" + Names.didYouMean(metric, sweep.metrics())));
        }
        double pairs = sweep.repeats();
        for (var other : sweep.axes().entrySet()) {
            pairs *= other.getKey().equals(axis) ? 1 : other.getValue().size();
        }
        if (pairs < 2) {
            all.add(new Misfit(
                    "", "needs two pairs of runs or more, and this sweep has one; set /sweep/repeats to 2 or more"));
        }
        return all;
    }

    private void value(String at, String label, List<String> labels, List<Misfit> all) {
        if (!labels.contains(label)) {
            all.add(new Misfit(
                    at, "axis '" + axis + "' has no value '" + label + "'" + Names.didYouMean(label, labels)));
        }
    }

    @Override
    public Result analyse(List<SweepRun> runs) {
        Map<List<Object>, Double> base = new LinkedHashMap<>();
        Map<List<Object>, Double> other = new LinkedHashMap<>();
        for (SweepRun run : runs) {
            Checks.that(run.metrics().containsKey(metric), "metric", metric, "is no metric of the scenario");
            String label = Checks.present("axis '" + axis + "'", run.point().get(axis));
            List<Object> rest = new ArrayList<>(List.of(run.repeat()));
            run.point().forEach((name, value) -> rest.add(name.equals(axis) ? "" : value));
            if (label.equals(from)) {
                base.put(rest, run.metrics().get(metric));
            } else if (label.equals(to)) {
                other.put(rest, run.metrics().get(metric));
            }
        }
        Checks.that(base.size() >= 2, "from", from, "has fewer than two runs on axis '" + axis + "'");
        Checks.that(other.size() == base.size(), "to", to, "has not as many runs as " + from);
        SummaryStatistics differences = new SummaryStatistics();
        base.forEach((rest, value) -> differences.addValue(other.get(rest) - value));
        return new Result(metrics(differences), Optional.empty());
    }

    private Map<String, Double> metrics(SummaryStatistics d) {
        TDistribution student = new TDistribution(d.getN() - 1.0);
        double error = d.getStandardDeviation() / Math.sqrt((double) d.getN());
        double half = error * student.inverseCumulativeProbability(LEVEL);
        double p = d.getMean() == 0 ? 1 : 2 * student.cumulativeProbability(-Math.abs(d.getMean()) / error);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(id + ".difference", d.getMean());
        metrics.put(id + ".low", d.getMean() - half);
        metrics.put(id + ".high", d.getMean() + half);
        metrics.put(id + ".p", p);
        return metrics;
    }
}
