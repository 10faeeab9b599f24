package org.sparsecortex.dendrites;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Error rates of pattern detection by a segment, over all combinations of the listed values: the unit is one combination, a
 * step is a batch of Monte Carlo trials for each.
 *
 * <pre>
 *   false positive = P(|x and d| &gt;= theta),  x: a random ones of n, d: the s synapses of the segment
 *                  = sum_{b &gt;= theta} C(s, b) C(n - s, a - b) / C(n, a)
 *   false negative = P(fewer than theta of the s synapses stay active if each is lost with probability nu)
 * </pre>
 *
 * <p>The union of M patterns has s bits of each. With s = a the segment holds a whole SDR, and the false positive is the false match of two SDRs.
 *
 * <p>Source: Ahmad and Hawkins 2015 (arXiv 1503.07469) and 2016 (arXiv 1601.00720), the equations of false matches; lost
 * synapses by a binomial distribution are ours.
 */
@ModelType(
        name = "segment-detection",
        summary =
                "Error rates of pattern detection by a dendritic segment or an SDR match: exact theory and Monte Carlo.",
        source = "Ahmad and Hawkins 2015 (arXiv 1503.07469) and 2016 (arXiv 1601.00720)",
        kind = ModelType.Kind.STUDY)
public record DetectionParams(
        @Param(doc = "cells that could be active", symbol = "n", min = 1, max = 10_000_000)
        List<Integer> cells,

        @Param(doc = "active cells of a pattern", symbol = "a", def = "[]", min = 1, max = MAX_ACTIVE)
        List<Integer> active,

        @Param(doc = "further numbers of active cells, as fractions of the cells", def = "[]", min = 0, max = 1)
        List<Double> activeFractions,

        @Param(
                doc = "synapses on the segment; 0 takes all active cells of the pattern",
                symbol = "s",
                min = 0,
                max = 65535)
        List<Integer> synapses,

        @Param(doc = "active synapses that make the segment active", symbol = "theta", def = "[]", min = 1, max = 65535)
        List<Integer> thresholds,

        @Param(doc = "further thresholds, as fractions of the synapses, rounded up", def = "[]", min = 0.001, max = 1)
        List<Double> thresholdFractions,

        @Param(
                doc = "probability with which each active input of a known pattern is lost",
                symbol = "nu",
                def = "[0]",
                min = 0,
                max = 1)
        List<Double> noise,

        @Param(doc = "stored patterns", symbol = "M", def = "[1]", min = 1, max = 100_000)
        List<Integer> patterns,

        @Param(doc = "how several patterns are stored", def = "\"union\"")
        Storage storage,

        @Param(doc = "Monte Carlo trials of each combination in a step", def = "100", min = 0, max = 1_000_000)
        int trialsPerStep)
        implements ModelParams {
    private static final int MAX_POINTS = 100_000;
    private static final int MAX_ACTIVE = 1_000_000;

    /** How several patterns are stored. */
    public enum Storage {
        /** The synapses of all patterns on one segment: one SDR. */
        UNION,
        /** Each on a segment of its own; a detection by any of them counts. */
        SEGMENTS
    }

    public DetectionParams {
        long points = (long) cells.size()
                * (active.size() + activeFractions.size())
                * synapses.size()
                * (thresholds.size() + thresholdFractions.size())
                * noise.size()
                * patterns.size();
        Checks.that(
                points >= 1 && points <= MAX_POINTS,
                "cells",
                cells,
                "the lists give " + points + " combinations, allowed are 1.." + MAX_POINTS);
        for (int n : cells) {
            for (int a : activeOf(n, active, activeFractions)) {
                int most = Math.min(n, MAX_ACTIVE);
                Checks.that(a >= 1 && a <= most, "active", a, "must be 1.." + most + " of cells = " + n);
                for (int s : synapses) {
                    Checks.that(
                            s <= a,
                            "synapses",
                            s,
                            "are a sample of the active cells of a pattern, so at most active = " + a);
                }
            }
        }
    }

    private static List<Integer> activeOf(int n, List<Integer> active, List<Double> fractions) {
        List<Integer> all = new ArrayList<>(active);
        fractions.forEach(f -> all.add((int) Math.rint(f * n)));
        return all;
    }

    private List<Integer> thresholdsOf(int s) {
        List<Integer> all = new ArrayList<>(thresholds);
        thresholdFractions.forEach(f -> all.add((int) Math.ceil(f * s)));
        return all;
    }

    /** One combination of values. */
    record Point(int cells, int active, int synapses, int threshold, double noise, int patterns, Storage storage) {}

    List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int n : cells) {
            for (int a : activeOf(n, active, activeFractions)) {
                for (int s : synapses) {
                    for (int m : patterns) {
                        for (double nu : noise) {
                            for (int theta : thresholdsOf(s == 0 ? a : s)) {
                                points.add(new Point(n, a, s == 0 ? a : s, theta, nu, m, storage));
                            }
                        }
                    }
                }
            }
        }
        return points;
    }

    @Override
    public int units() {
        return points().size();
    }

    @Override
    public List<PortSpec> ports() {
        return List.of();
    }

    @Override
    public List<SignalSpec> signals() {
        return DetectionKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        long largest = cells.stream().mapToInt(Integer::intValue).max().orElse(0);
        long segments = storage == Storage.UNION
                ? 1
                : patterns.stream().mapToInt(Integer::intValue).max().orElse(1);
        return trialsPerStep == 0 ? units() * 64L : units() * (64L + 40L * largest + 100L * segments);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        return Model.independent(range -> new DetectionKernel(this, context.seed(), range));
    }
}
