package org.sparsecortex.dendrites;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.theory.SdrMath;

/**
 * Counts, on the real {@link SegmentStore}, how often random activity is detected and how often a segment's own noisy
 * pattern is missed; theory beside it from {@link DetectionTheory}.
 *
 * <p>M patterns on segments of their own are kept for all trials. For a union of M patterns a fresh union is drawn in every trial, because its number of ones varies; then the hits of the
 * a bits of a random SDR in the union are counted without a store. The union takes s bits of each pattern, drawn at once: a sample
 * of a random SDR is a random SDR.
 */
final class DetectionKernel implements IndependentKernel {
    private static final double MIN_EXPECTED = 5.0;

    /** More than the active cells that a combination can have. */
    private static final int DRAWS_PER_PATTERN = 1 << 20;

    /** Patterns of a trial that one key has draws for; the first block of them belongs to the random activity. */
    private static final int PATTERNS_PER_KEY = (1 << 12) - 1;

    private final DetectionParams params;
    private final Outputs<DetectionKernel> outputs;
    private final List<DetectionParams.Point> points;
    private final UnitRange range;
    private final KeyedRandom activity;
    private final List<KeyedRandom> unionPatterns;
    private final KeyedRandom loss;
    private final double[] falsePositive;
    private final double[] falseNegative;
    private final Sdr[] pattern;
    private final SegmentStore[] store;
    private final int[] best;
    private final long[] trials;
    private final long[] hits;
    private final long[] misses;

    DetectionKernel(DetectionParams params, long seed, UnitRange range) {
        this.params = params;
        outputs = outputs(params);
        this.range = range;
        points = params.points().subList(range.from(), range.to());
        activity = KeyedRandom.of(seed, "random activity");
        unionPatterns = unionPatterns(seed);
        loss = KeyedRandom.of(seed, "lost inputs");
        int n = range.size();
        falsePositive = new double[n];
        falseNegative = new double[n];
        pattern = new Sdr[n];
        store = new SegmentStore[n];
        best = new int[n];
        trials = new long[n];
        hits = new long[n];
        misses = new long[n];
        KeyedRandom patterns = KeyedRandom.of(seed, "stored pattern");
        KeyedRandom synapses = KeyedRandom.of(seed, "synapses of the segment");
        for (int i = 0; i < n; i++) {
            DetectionParams.Point p = points.get(i);
            falsePositive[i] = DetectionTheory.falsePositive(p);
            falseNegative[i] = DetectionTheory.falseNegative(p);
            if (params.trialsPerStep() > 0 && !isUnion(p)) {
                int unit = range.from() + i;
                store[i] = new SegmentStore(1, p.cells(), Permanence.of(0.5), p.patterns(), p.synapses());
                for (int m = 0; m < p.patterns(); m++) {
                    Sdr stored = Sdr.ofSorted(p.cells(), patterns.sample(p.cells(), p.active(), unit, m, 0));
                    pattern[i] = m == 0 ? stored : pattern[i];
                    int segment = store[i].create(0, 0);
                    for (int s : synapses.sample(p.active(), p.synapses(), unit, m, 0)) {
                        store[i].grow(segment, stored.active(s), Permanence.ONE);
                    }
                }
            }
        }
    }

    /** The key of the random activity, and further ones for the patterns that it has no draws for. */
    private List<KeyedRandom> unionPatterns(long seed) {
        List<KeyedRandom> keys = new ArrayList<>();
        keys.add(activity);
        int most =
                points.stream().mapToInt(DetectionParams.Point::patterns).max().orElse(0);
        for (int first = PATTERNS_PER_KEY; first < most; first += PATTERNS_PER_KEY) {
            keys.add(KeyedRandom.of(seed, "patterns of a union from " + first + " on"));
        }
        return keys;
    }

    private static boolean isUnion(DetectionParams.Point p) {
        return p.patterns() > 1 && p.storage() == DetectionParams.Storage.UNION;
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
        for (int i = 0; i < points.size(); i++) {
            for (int t = 0; t < params.trialsPerStep(); t++) {
                trial(i, step.index() * params.trialsPerStep() + t);
            }
            trials[i] += params.trialsPerStep();
        }
    }

    private void trial(int i, long number) {
        DetectionParams.Point p = points.get(i);
        int unit = range.from() + i;
        Sdr random = Sdr.ofSorted(p.cells(), activity.sample(p.cells(), p.active(), unit, number, 0));
        if (isUnion(p)) {
            hits[i] += unionOverlap(p, unit, number, random) >= p.threshold() ? 1 : 0;
            return;
        }
        hits[i] += detects(i, random, p.patterns()) ? 1 : 0;
        if (p.patterns() > 1) {
            return;
        }
        int[] kept = pattern[i].toArray();
        int count = 0;
        for (int k = 0; k < kept.length; k++) {
            if (!loss.bernoulli(p.noise(), unit, number, k)) {
                kept[count++] = kept[k];
            }
        }
        misses[i] += detects(i, Sdr.ofSorted(p.cells(), Arrays.copyOf(kept, count)), 1) ? 0 : 1;
    }

    /** Whether one of the first {@code count} segments reaches the threshold. */
    private boolean detects(int i, Sdr x, int count) {
        store[i].detect(x);
        boolean any = false;
        for (int m = 0; m < count; m++) {
            any |= store[i].connectedOverlap(store[i].segmentOn(0, m))
                    >= points.get(i).threshold();
        }
        return any;
    }

    private int unionOverlap(DetectionParams.Point p, int unit, long number, Sdr probe) {
        long[] union = new long[Sdr.wordCount(p.cells())];
        for (int m = 0; m < p.patterns(); m++) {
            KeyedRandom random = unionPatterns.get(m / PATTERNS_PER_KEY);
            int first = (m % PATTERNS_PER_KEY + 1) * DRAWS_PER_PATTERN;
            Sdr.ofSorted(p.cells(), random.sample(p.cells(), p.synapses(), unit, number, first))
                    .setBits(union);
        }
        int overlap = 0;
        for (int k = 0; k < probe.cardinality(); k++) {
            int bit = probe.active(k);
            overlap += (int) (union[bit >>> 6] >>> bit & 1L);
        }
        return overlap;
    }

    /** The signals of a kernel of these parameters; each row of a signal is one combination. */
    static Outputs<DetectionKernel> outputs(DetectionParams params) {
        Columns all = new Columns(params.units());
        all.add("falsePositive", "theory: probability that random activity is detected", (k, i) -> k.falsePositive[i]);
        all.add(
                "falseNegative",
                "theory: probability that the segment's own noisy pattern is missed",
                (k, i) -> k.falseNegative[i]);
        all.addShare("falsePositive", "FalsePositive", "hits", DetectionKernel::positive, k -> k.hits);
        all.addShare("falseNegative", "FalseNegative", "misses", DetectionKernel::negative, k -> k.misses);
        all.add(
                "bestThreshold",
                "theory: threshold with the smallest sum of both error probabilities",
                (k, i) -> k.bestThreshold(i));
        all.add("bestError", "theory: that sum", (k, i) -> DetectionTheory.errors(k.points.get(i), k.bestThreshold(i)));
        all.add(
                "log10Capacity",
                "theory: decimal logarithm of the number of patterns, C(n, a)",
                (k, i) -> SdrMath.log10(SdrMath.binomial(
                        k.points.get(i).cells(), k.points.get(i).active())));
        all.add("cells", "n", (k, i) -> k.points.get(i).cells());
        all.add("active", "a", (k, i) -> k.points.get(i).active());
        all.add("synapses", "s", (k, i) -> k.points.get(i).synapses());
        all.add("threshold", "theta", (k, i) -> k.points.get(i).threshold());
        all.add("noise", "nu", (k, i) -> k.points.get(i).noise());
        all.add("patterns", "M", (k, i) -> k.points.get(i).patterns());
        return all.outputs;
    }

    /** Signals with one double for each combination. */
    private static final class Columns {
        private final Outputs<DetectionKernel> outputs = new Outputs<>();
        private final int units;

        Columns(int units) {
            this.units = units;
        }

        /** A simulated fraction of the trials and the bounds of its interval, NaN where too few events are expected. */
        void addShare(
                String error,
                String suffix,
                String events,
                BiPredicate<DetectionKernel, Integer> known,
                Function<DetectionKernel, long[]> counts) {
            add(
                    "simulated" + suffix,
                    "simulated fraction; NaN where fewer than 5 " + events + " are expected",
                    (k, i) -> known.test(k, i) ? (double) counts.apply(k)[i] / k.trials[i] : Double.NaN);
            addBound(error + "Low", "lower", Interval::low, known, counts);
            addBound(error + "High", "upper", Interval::high, known, counts);
        }

        private void addBound(
                String name,
                String which,
                ToDoubleFunction<Interval> bound,
                BiPredicate<DetectionKernel, Integer> known,
                Function<DetectionKernel, long[]> counts) {
            add(
                    name,
                    "Wilson 95 % interval of the simulated fraction, " + which + " bound",
                    (k, i) -> known.test(k, i)
                            ? bound.applyAsDouble(Interval.ofShare(counts.apply(k)[i], k.trials[i]))
                            : Double.NaN);
        }

        void add(String name, String doc, ToDoubleBiFunction<DetectionKernel, Integer> value) {
            outputs.perUnit(name, Kind.REALS, units, doc, k -> {
                double[] values = new double[k.points.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = value.applyAsDouble(k, i);
                }
                return Reals.wrap(values);
            });
        }
    }

    private boolean positive(int i) {
        return falsePositive[i] * trials[i] >= MIN_EXPECTED;
    }

    private boolean negative(int i) {
        return falseNegative[i] * trials[i] >= MIN_EXPECTED && points.get(i).patterns() == 1;
    }

    private int bestThreshold(int i) {
        if (best[i] == 0) {
            best[i] = DetectionTheory.bestThreshold(points.get(i));
        }
        return best[i];
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void unit(int unit, State state) {
        int i = unit - range.from();
        trials[i] = state.keep("trials", trials[i]);
        hits[i] = state.keep("hits", hits[i]);
        misses[i] = state.keep("misses", misses[i]);
    }
}
