package org.sparsecortex.dendrites;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.theory.SdrMath;

/**
 * Counts, on the real {@link SegmentStore}, how often random activity is detected and how often a segment's own noisy
 * pattern is missed; theory beside it from {@link DetectionTheory}.
 *
 * <p>M patterns on segments of their own are kept for all trials. For a union of M patterns a fresh union is drawn in every trial, because its number of ones varies; then the hits of the
 * a bits of a random SDR in the union are counted without a store.
 */
final class DetectionKernel implements StreamedKernel<Tuple, Tuple> {
    private static final double MIN_EXPECTED = 5.0;
    private static final int DRAWS_PER_PATTERN = 1 << 20;

    private final DetectionParams params;
    private final List<DetectionParams.Point> points;
    private final UnitRange range;
    private final KeyedRandom activity;
    private final KeyedRandom loss;
    private final double[] falsePositive;
    private final double[] falseNegative;
    private final Sdr[] pattern;
    private final SegmentStore[] store;
    private final int[] best;
    private final double[] bestError;
    private final long[] trials;
    private final long[] hits;
    private final long[] misses;

    DetectionKernel(DetectionParams params, long seed, UnitRange range) {
        this.params = params;
        this.range = range;
        points = params.points().subList(range.from(), range.to());
        activity = KeyedRandom.of(seed, "random activity");
        loss = KeyedRandom.of(seed, "lost inputs");
        int n = range.size();
        falsePositive = new double[n];
        falseNegative = new double[n];
        pattern = new Sdr[n];
        store = new SegmentStore[n];
        best = new int[n];
        bestError = new double[n];
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

    private static boolean isUnion(DetectionParams.Point p) {
        return p.patterns() > 1 && p.storage() == DetectionParams.Storage.UNION;
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
        return Tuple.EMPTY;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
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

    private int unionOverlap(DetectionParams.Point p, int unit, long number, Sdr random) {
        long[] union = new long[Sdr.wordCount(p.cells())];
        for (int m = 0; m < p.patterns(); m++) {
            int first = (m + 1) * DRAWS_PER_PATTERN;
            Sdr.ofSorted(p.cells(), activity.sample(p.cells(), p.active(), unit, number, first))
                    .setBits(union);
        }
        int overlap = 0;
        for (int k = 0; k < random.cardinality(); k++) {
            int bit = random.active(k);
            overlap += (int) (union[bit >>> 6] >>> bit & 1L);
        }
        return overlap;
    }

    @Override
    public Signal read(String signal) {
        double[] values = new double[points.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(signal, i);
        }
        return Reals.wrap(values);
    }

    private double value(String signal, int i) {
        if (signal.equals("log10Capacity")) {
            return SdrMath.log10(
                    SdrMath.binomial(points.get(i).cells(), points.get(i).active()));
        }
        if (signal.startsWith("best")) {
            if (best[i] == 0) {
                best[i] = DetectionTheory.bestThreshold(points.get(i));
                bestError[i] = DetectionTheory.errors(points.get(i), best[i]);
            }
            return signal.equals("bestError") ? bestError[i] : best[i];
        }
        boolean positive = signal.contains("alsePositive");
        double theory = positive ? falsePositive[i] : falseNegative[i];
        long count = positive ? hits[i] : misses[i];
        boolean resolved =
                theory * trials[i] >= MIN_EXPECTED && (positive || points.get(i).patterns() == 1);
        return switch (signal) {
            case "falsePositive", "falseNegative" -> theory;
            case "simulatedFalsePositive", "simulatedFalseNegative" ->
                resolved ? (double) count / trials[i] : Double.NaN;
            case "falsePositiveLow", "falseNegativeLow" ->
                resolved ? Interval.ofShare(count, trials[i]).low() : Double.NaN;
            case "falsePositiveHigh", "falseNegativeHigh" ->
                resolved ? Interval.ofShare(count, trials[i]).high() : Double.NaN;
            default -> DetectionParams.column(signal).applyAsDouble(points.get(i));
        };
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        int i = unit - range.from();
        out.writeLong(trials[i]);
        out.writeLong(hits[i]);
        out.writeLong(misses[i]);
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        int i = unit - range.from();
        trials[i] = in.readLong();
        hits[i] = in.readLong();
        misses[i] = in.readLong();
    }
}
