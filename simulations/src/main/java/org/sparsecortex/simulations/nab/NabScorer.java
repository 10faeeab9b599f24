package org.sparsecortex.simulations.nab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The score of a detector on a corpus: at a threshold, or at the best one.
 *
 * <pre>
 *   raw(theta) = sum over windows of (best worth of a detection in it, else -A_fn) + sum over detections outside of their cost
 *   score      = 100 (raw - null) / (perfect - null),   null = -A_fn * windows,   perfect = A_tp * windows
 * </pre>
 *
 * A row is detected if its score is at least theta. NAB chooses for each profile the one theta over all series that gives the
 * largest raw score; of equal ones the largest. Rows of the probation are neither detections nor windows.
 *
 * <p>Source: Lavin and Ahmad 2015 (arXiv 1510.03336) and the sweep in numenta/NAB. Differs from it: a window of one row has no
 * width to measure a distance with, so false alarms after it cost the full weight.
 */
public final class NabScorer {
    /** A threshold above every anomaly score: nothing is detected. */
    public static final double NOTHING = 1.1;

    private final NabProfile profile;
    private final List<NabSeries> corpus;
    private final List<Change> changes = new ArrayList<>();

    /** What lowering the threshold to {@code score} adds to the raw score. */
    private record Change(double score, double gain) {}

    /** Scores the corpus under one profile. */
    public NabScorer(NabProfile profile, List<NabSeries> corpus) {
        this.profile = profile;
        this.corpus = List.copyOf(corpus);
        for (NabSeries series : corpus) {
            addChanges(series, changes);
        }
        changes.sort(Comparator.comparingDouble(Change::score).reversed());
    }

    /**
     * A corpus score.
     *
     * @param threshold the threshold it belongs to
     * @param raw sum of worths and costs
     * @param score normalised: 0 for no detections at all, 100 for every window at its first row without a false alarm
     */
    public record Score(double threshold, double raw, double score) {}

    /**
     * One series at a threshold.
     *
     * @param name name of the series
     * @param raw its part of the raw score
     * @param windows labelled windows
     * @param detected windows with a detection
     * @param falseAlarms detections outside of the windows
     */
    public record Row(String name, double raw, int windows, int detected, int falseAlarms) {}

    /** The best threshold over the whole corpus. */
    public Score best() {
        double raw = nullRaw();
        double bestRaw = raw;
        double threshold = NOTHING;
        for (int i = 0; i < changes.size(); i++) {
            raw += changes.get(i).gain();
            boolean last = i + 1 == changes.size()
                    || changes.get(i + 1).score() < changes.get(i).score();
            if (last && raw > bestRaw) {
                bestRaw = raw;
                threshold = changes.get(i).score();
            }
        }
        return new Score(threshold, bestRaw, normalised(bestRaw));
    }

    /** The score at a given threshold. */
    public Score at(double threshold) {
        double raw = nullRaw();
        for (Change change : changes) {
            raw += change.score() >= threshold ? change.gain() : 0.0;
        }
        return new Score(threshold, raw, normalised(raw));
    }

    /** Each series at a threshold, in the order of the corpus. */
    public List<Row> rows(double threshold) {
        return corpus.stream().map(s -> row(s, threshold)).toList();
    }

    /**
     * The score when each series is judged at the threshold that is best for all the others: what the choice of the threshold
     * on labelled data is worth to new series.
     */
    public double leaveOneOut() {
        double raw = nullRaw();
        for (NabSeries left : corpus) {
            List<NabSeries> others = new ArrayList<>(corpus);
            others.remove(left);
            double threshold = new NabScorer(profile, others).best().threshold();
            List<Change> own = new ArrayList<>();
            addChanges(left, own);
            for (Change change : own) {
                raw += change.score() >= threshold ? change.gain() : 0.0;
            }
        }
        return normalised(raw);
    }

    private double normalised(double raw) {
        int windows = corpus.stream().mapToInt(s -> s.windows().size()).sum();
        double perfect = windows * profile.truePositive();
        double none = nullRaw();
        return perfect == none ? 0.0 : 100.0 * (raw - none) / (perfect - none);
    }

    private double nullRaw() {
        int windows = 0;
        for (NabSeries series : corpus) {
            for (int w = 0; w < series.windows().size(); w++) {
                windows += series.isScored(w) ? 1 : 0;
            }
        }
        return -profile.falseNegative() * windows;
    }

    /** Goes down through the scores of a series and notes each change of its raw score. */
    private void addChanges(NabSeries series, List<Change> into) {
        double[] scores = series.scores();
        double[] worth = series.worth(profile);
        int[] window = series.windowOfRow();
        double[] held = new double[series.windows().size()];
        Arrays.fill(held, -profile.falseNegative());
        List<Integer> rows = new ArrayList<>();
        for (int i = series.firstScored(); i < scores.length; i++) {
            rows.add(i);
        }
        rows.sort(Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
        for (int i : rows) {
            double gain = worth[i];
            if (window[i] >= 0) {
                gain = Math.max(0.0, worth[i] - held[window[i]]);
                held[window[i]] += gain;
            }
            if (gain != 0.0) {
                into.add(new Change(scores[i], gain));
            }
        }
    }

    private Row row(NabSeries series, double threshold) {
        double[] worth = series.worth(profile);
        int[] window = series.windowOfRow();
        double[] held = new double[series.windows().size()];
        Arrays.fill(held, -profile.falseNegative());
        double raw = 0.0;
        int falseAlarms = 0;
        for (int i = series.firstScored(); i < worth.length; i++) {
            if (series.scores()[i] >= threshold) {
                if (window[i] >= 0) {
                    held[window[i]] = Math.max(held[window[i]], worth[i]);
                } else {
                    raw += worth[i];
                    falseAlarms++;
                }
            }
        }
        int detected = 0;
        for (int w = 0; w < held.length; w++) {
            raw += series.isScored(w) ? held[w] : 0.0;
            detected += held[w] > -profile.falseNegative() ? 1 : 0;
        }
        return new Row(series.name(), raw, held.length, detected, falseAlarms);
    }
}
