package org.sparsecortex.v1.field;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.v1.tuning.LinearTuning;

/**
 * Fits the fields of its range. Results are a function of the dictionary alone; they are kept while it stays the same, which
 * changes no value.
 */
final class ReceptiveFieldsKernel implements StreamedKernel<Tuple, Tuple> {
    private static final int MEASURES = 7;
    private static final int NX = 0;
    private static final int NY = 1;
    private static final int R2 = 2;
    private static final int FREQUENCY = 3;
    private static final int ORIENTATION = 4;
    private static final int VARIANCE = 5;
    private static final int TYPE = 6;
    private static final double BLOB = 0.25;
    private static final double SINGLE = 0.5;

    private final ReceptiveFieldsParams params;
    private final UnitRange range;
    private Reals known;
    private Tuple fitted = Tuple.EMPTY;
    private double[][] own = new double[MEASURES][0];
    private double[] variances = new double[0];
    private double[] explained = new double[0];
    private double[] types = new double[0];

    ReceptiveFieldsKernel(ReceptiveFieldsParams params, UnitRange range) {
        this.params = params;
        this.range = range;
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs in, int round) {
        own = new double[MEASURES][range.size()];
        if (step.learn()) {
            return packet();
        }
        Reals dictionary = in.reals("dictionary");
        if (!dictionary.equals(known)) {
            fitAll(dictionary);
            known = dictionary;
            fitted = packet();
        }
        for (int m = 0; m < MEASURES; m++) {
            own[m] = fitted.reals(m).toArray();
        }
        return fitted;
    }

    private Tuple packet() {
        Reals[] parts = new Reals[MEASURES];
        for (int m = 0; m < MEASURES; m++) {
            parts[m] = Reals.of(own[m]);
        }
        return Tuple.of(parts);
    }

    private void fitAll(Reals dictionary) {
        int n = params.patch() * params.patch();
        LinearTuning gratings = new LinearTuning(params.gratings());
        GaborFit fit = new GaborFit(params.patch(), params.lowestFrequency());
        double[] field = new double[n];
        for (int i = 0; i < range.size(); i++) {
            dictionary.copyTo((range.from() + i) * n, field, 0, n);
            LinearTuning.Tuned tuning = gratings.of(field);
            GaborFit.Fitted best = fit.fit(field, tuning);
            Gabor gabor = best.gabor();
            own[NX][i] = gabor.nx();
            own[NY][i] = gabor.ny();
            own[R2][i] = best.r2();
            own[FREQUENCY][i] = gabor.f();
            own[ORIENTATION][i] = (gabor.theta() / Math.PI * 180 + 90) % 180;
            double variance = tuning.curve().circularVariance();
            own[VARIANCE][i] = Double.isNaN(variance) ? 1 : variance; // a field of zeros answers to all alike
            own[TYPE][i] = type(best);
        }
    }

    private double type(GaborFit.Fitted best) {
        if (best.r2() < params.goodFit()) {
            return 0;
        }
        double nx = best.gabor().nx();
        return nx < BLOB && best.gabor().ny() < BLOB ? 1 : nx < SINGLE ? 2 : 3;
    }

    @Override
    public void commit(Step step, Inputs in, int round, Tuple decision) {
        variances = decision.reals(VARIANCE).toArray();
        explained = decision.reals(R2).toArray();
        types = decision.reals(TYPE).toArray();
    }

    @Override
    public Signal read(String signal) {
        return switch (signal) {
            case "nx" -> Reals.of(own[NX]);
            case "ny" -> Reals.of(own[NY]);
            case "r2" -> Reals.of(own[R2]);
            case "frequency" -> Reals.of(own[FREQUENCY]);
            case "orientation" -> Reals.of(own[ORIENTATION]);
            case "circularVariance" -> Reals.of(own[VARIANCE]);
            case "type" -> Reals.of(own[TYPE]);
            case "typeFractions" -> fractions();
            case "typeIndex" -> Reals.of(0, 1, 2, 3);
            case "medianR2" -> Reals.of(median(explained));
            case "medianCircularVariance" -> Reals.of(median(variances));
            case "goodFits" ->
                Reals.of((double) Arrays.stream(explained)
                                .filter(r -> r >= params.goodFit())
                                .count()
                        / explained.length);
            default -> throw new IllegalArgumentException("receptive fields have no signal '" + signal + "'");
        };
    }

    private Reals fractions() {
        double[] counts = new double[4];
        for (double type : types) {
            counts[(int) type] += 1.0 / types.length;
        }
        return Reals.wrap(counts);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    @Override
    public void saveUnit(int unit, DataOutput out) {
        // results follow from the dictionary
    }

    @Override
    public void loadUnit(int unit, DataInput in) {
        // results follow from the dictionary
    }
}
