package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sparsecortex.neurons.anomaly.AlarmParams;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.encode.DateTimeEncoderParams;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.simulations.nab.NabCorpus;
import org.sparsecortex.simulations.nab.NabProfile;
import org.sparsecortex.simulations.nab.NabScorer;
import org.sparsecortex.simulations.nab.NabSeries;

/**
 * What detectors that know little score on a folder of the Numenta Anomaly Benchmark, raw and behind an alarm population
 * (levels of 1.6, refractory period of a fifth of the rows, 50 to 150): how much of a score comes from the rules of the game.
 */
final class NabBaselines {
    private static final int WINDOW = 6400;
    private static final int PATTERN = 19;
    private static final int REACH = 3000;

    private NabBaselines() {}

    private record Series(String name, double[] values, List<NabSeries.Window> windows) {}

    static void run(Path folder) throws IOException {
        List<Series> corpus = read(folder);
        say("null", corpus, s -> new double[s.values().length]);
        for (int seed = 1; seed <= 5; seed++) {
            KeyedRandom random = KeyedRandom.of(seed, "random detector");
            say("random, seed " + seed, corpus, s -> random(random, s));
        }
        for (int period : new int[] {200, 300, 400, 600}) {
            say("an alarm every " + period + " rows", corpus, s -> periodic(s, period));
        }
        say("windowed Gaussian", corpus, s -> squash(gaussian(s)));
        say("windowed Gaussian, with our alarm", corpus, s -> alarm(gaussian(s), 1.0));
        say("Bayesian change point", corpus, s -> ChangePoint.scores(s.values()));
        say("nearest pattern", corpus, NabBaselines::nearest);
        say("nearest pattern, with our alarm", corpus, s -> alarm(logTail(nearest(s)), 0.9));
    }

    private static void say(String name, List<Series> corpus, Function<Series, double[]> detector) {
        List<NabSeries> scored = new ArrayList<>();
        for (Series s : corpus) {
            scored.add(new NabSeries(s.name(), detector.apply(s), s.windows()));
        }
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-36s", name));
        for (NabProfile profile : NabProfile.values()) {
            line.append(String.format(
                    Locale.ROOT, " %6.1f", new NabScorer(profile, scored).best().score()));
        }
        Bench.say("%s  leave one out %6.1f", line, new NabScorer(NabProfile.STANDARD, scored).leaveOneOut());
    }

    private static List<Series> read(Path folder) throws IOException {
        NabCorpus corpus = NabCorpus.read(folder, Optional.empty());
        List<Series> all = new ArrayList<>();
        for (var entry : corpus.windows().entrySet()) {
            List<String> lines = Files.readAllLines(corpus.folder().resolve(entry.getKey()));
            List<Double> times = new ArrayList<>();
            double[] values = new double[lines.size() - 1];
            for (int i = 0; i < values.length; i++) {
                String[] cells = lines.get(i + 1).split(",");
                times.add(DateTimeEncoderParams.parseStamp(cells[0]));
                values[i] = Double.parseDouble(cells[1]);
            }
            List<NabSeries.Window> windows = entry.getValue().stream()
                    .map(w -> new NabSeries.Window(row(times, w.get(0)), row(times, w.get(1))))
                    .toList();
            all.add(new Series(entry.getKey(), values, windows));
        }
        return all;
    }

    private static int row(List<Double> times, String stamp) {
        return times.indexOf(DateTimeEncoderParams.parseStamp(stamp));
    }

    private static double[] random(KeyedRandom random, Series s) {
        double[] score = new double[s.values().length];
        for (int i = 0; i < score.length; i++) {
            score[i] = random.uniform(s.name().hashCode(), i, 0);
        }
        return score;
    }

    private static double[] periodic(Series s, int period) {
        double[] score = new double[s.values().length];
        for (int i = NabSeries.probation(score.length); i < score.length; i += period) {
            score[i] = 1.0;
        }
        return score;
    }

    /** Distance from the mean of the last 6400 values, in their standard deviations. */
    private static double[] gaussian(Series s) {
        double[] v = s.values();
        double[] z = new double[v.length];
        double sum = 0.0;
        double squares = 0.0;
        for (int i = 0; i < v.length; i++) {
            int n = Math.min(i, WINDOW);
            if (n > 1) {
                double mean = sum / n;
                z[i] = Math.abs(v[i] - mean) / Math.sqrt(Math.max(1e-12, squares / n - mean * mean));
            }
            sum += v[i] - (i >= WINDOW ? v[i - WINDOW] : 0.0);
            squares += v[i] * v[i] - (i >= WINDOW ? v[i - WINDOW] * v[i - WINDOW] : 0.0);
        }
        return z;
    }

    /** Rank, among those before it, of a pattern's distance to the nearest one in the last 3000 rows. */
    private static double[] nearest(Series s) {
        double[] v = s.values();
        double[] rank = new double[v.length];
        List<Double> past = new ArrayList<>();
        for (int i = 3 * PATTERN; i < v.length; i++) {
            double best = Double.POSITIVE_INFINITY;
            for (int p = Math.max(PATTERN, i - REACH); p < i - PATTERN; p += 2) {
                double d = 0.0;
                for (int k = 0; k < PATTERN && d < best; k++) {
                    d += (v[i - k] - v[p - k]) * (v[i - k] - v[p - k]);
                }
                best = Math.min(best, d);
            }
            int found = java.util.Collections.binarySearch(past, best);
            int at = found < 0 ? -found - 1 : found;
            rank[i] = past.size() < 60 ? 0.0 : at / (double) past.size();
            past.add(at, best);
        }
        return rank;
    }

    private static double[] squash(double[] evidence) {
        return java.util.Arrays.stream(evidence).map(e -> e / (1.0 + e)).toArray();
    }

    private static double[] logTail(double[] rank) {
        return java.util.Arrays.stream(rank)
                .map(r -> r < 0.9 ? 0.0 : -Math.log10(1.0 - r + 1e-4))
                .toArray();
    }

    private static double[] alarm(double[] evidence, double least) {
        AlarmParams params = new AlarmParams(least, 1.6, 0.2, 50, 150);
        StepDriver<?, ?> alarm = StepDriver.of(Population.of(
                BuildContext.of("alarm", 1, Map.of("evidence", new Shape(Signal.Kind.REALS, 1))), params));
        double[] score = new double[evidence.length];
        for (int i = 0; i < score.length; i++) {
            alarm.step(new Step(i, true, false), Reals.of(evidence[i]));
            score[i] = ((Reals) alarm.read("score")).get(0);
        }
        return score;
    }
}
