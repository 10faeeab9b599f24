package org.sparsecortex.v1.field;

import java.util.Arrays;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.v1.tuning.LinearTuning;

/**
 * Fits the fields of its range. Results are a function of the dictionary alone; they are kept while it stays the same, which
 * changes no value.
 */
final class ReceptiveFieldsKernel implements Kernel<ReceptiveFieldsKernel.Fits, ReceptiveFieldsKernel.Fits> {
    private static final double BLOB = 0.25;
    private static final double SINGLE = 0.5;

    /** One number a field of each measure, in the words of the signals. */
    record Fits(Reals nx, Reals ny, Reals r2, Reals frequency, Reals orientation, Reals variance, Reals type)
            implements Packet {
        static Fits none(int fields) {
            Reals zeros = Reals.zeros(fields);
            return new Fits(zeros, zeros, zeros, zeros, zeros, zeros, zeros);
        }
    }

    private final ReceptiveFieldsParams params;
    private final Outputs<ReceptiveFieldsKernel> outputs;
    private final UnitRange range;
    private Reals known;
    private Fits fitted;
    private Fits own;
    private Fits all;

    ReceptiveFieldsKernel(ReceptiveFieldsParams params, UnitRange range) {
        this.params = params;
        this.range = range;
        this.outputs = outputs(params);
        this.fitted = Fits.none(range.size());
        this.own = fitted;
        this.all = Fits.none(params.fields());
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Fits propose(Step step, Inputs in, int round) {
        if (step.learn()) {
            own = Fits.none(range.size());
            return own;
        }
        Reals dictionary = in.reals("dictionary");
        if (!dictionary.equals(known)) {
            fitted = fitAll(dictionary);
            known = dictionary;
        }
        own = fitted;
        return own;
    }

    private Fits fitAll(Reals dictionary) {
        double[][] of = new double[Fits.class.getRecordComponents().length][range.size()];
        int n = params.patch() * params.patch();
        LinearTuning gratings = new LinearTuning(params.gratings());
        GaborFit fit = new GaborFit(params.patch(), params.lowestFrequency());
        double[] field = new double[n];
        for (int i = 0; i < range.size(); i++) {
            dictionary.copyTo((range.from() + i) * n, field, 0, n);
            LinearTuning.Tuned tuning = gratings.of(field);
            GaborFit.Fitted best = fit.fit(field, tuning);
            Gabor gabor = best.gabor();
            of[0][i] = gabor.nx();
            of[1][i] = gabor.ny();
            of[2][i] = best.r2();
            of[3][i] = gabor.f();
            of[4][i] = (gabor.theta() / Math.PI * 180 + 90) % 180;
            double variance = tuning.curve().circularVariance();
            of[5][i] = Double.isNaN(variance) ? 1 : variance; // a field of zeros answers to all alike
            of[6][i] = type(best);
        }
        return new Fits(
                Reals.wrap(of[0]),
                Reals.wrap(of[1]),
                Reals.wrap(of[2]),
                Reals.wrap(of[3]),
                Reals.wrap(of[4]),
                Reals.wrap(of[5]),
                Reals.wrap(of[6]));
    }

    private double type(GaborFit.Fitted best) {
        if (best.r2() < params.goodFit()) {
            return 0;
        }
        double nx = best.gabor().nx();
        return nx < BLOB && best.gabor().ny() < BLOB ? 1 : nx < SINGLE ? 2 : 3;
    }

    @Override
    public void commit(Step step, Inputs in, int round, Fits decision) {
        all = decision;
    }

    static Outputs<ReceptiveFieldsKernel> outputs(ReceptiveFieldsParams p) {
        int n = p.fields();
        return new Outputs<ReceptiveFieldsKernel>()
                .perUnit("nx", Kind.REALS, n, "sx f: extent across the stripes in cycles", k -> k.own.nx)
                .perUnit("ny", Kind.REALS, n, "sy f: extent along the stripes in cycles", k -> k.own.ny)
                .perUnit(
                        "r2",
                        Kind.REALS,
                        n,
                        "part of the field's energy that the Gabor function explains",
                        k -> k.own.r2)
                .perUnit("frequency", Kind.REALS, n, "fitted frequency, cycles/px", k -> k.own.frequency)
                .perUnit(
                        "orientation",
                        Kind.REALS,
                        n,
                        "fitted orientation of the stripes, degrees in [0, 180)",
                        k -> k.own.orientation)
                .perUnit(
                        "circularVariance",
                        Kind.REALS,
                        n,
                        "circular variance over 36 orientations at the best frequency",
                        k -> k.own.variance)
                .perUnit(
                        "type",
                        Kind.REALS,
                        n,
                        "0 poor fit, 1 blob (nx and ny < 0.25), 2 edge or bar (nx < 0.5), 3 several cycles",
                        k -> k.own.type)
                .global("typeFractions", Kind.REALS, 4, "fraction of fields of each type", k -> k.fractions())
                .global("typeIndex", Kind.REALS, 4, "0, 1, 2, 3", k -> Reals.of(0, 1, 2, 3))
                .global("medianR2", Kind.REALS, 1, "median of r2", k -> Reals.of(median(k.all.r2)))
                .global(
                        "medianCircularVariance",
                        Kind.REALS,
                        1,
                        "median of circularVariance",
                        k -> Reals.of(median(k.all.variance)))
                .global(
                        "goodFits",
                        Kind.REALS,
                        1,
                        "fraction of fields with r2 of at least goodFit",
                        k -> Reals.of(k.goodFits()));
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    private Reals fractions() {
        double[] counts = new double[4];
        for (int i = 0; i < params.fields(); i++) {
            counts[(int) all.type().get(i)] += 1.0 / params.fields();
        }
        return Reals.wrap(counts);
    }

    private double goodFits() {
        long good = Arrays.stream(all.r2().toArray())
                .filter(r -> r >= params.goodFit())
                .count();
        return (double) good / params.fields();
    }

    private static double median(Reals values) {
        double[] sorted = values.toArray();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
