package org.sparsecortex.v1.tuning;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;

/** Measures the tuning of the fields of its range. */
final class FieldTuningKernel implements StreamedKernel<Tuple, Tuple> {
    private static final int VALUES = 6;

    private final FieldTuningParams p;
    private final UnitRange range;
    private final LinearTuning tuning;
    private final double[] values; // VALUES per owned field, in the order of the per-unit signals
    private double[] variances = {};
    private double[] shapes = {};

    FieldTuningKernel(FieldTuningParams params, UnitRange range) {
        this.p = params;
        this.range = range;
        this.tuning = new LinearTuning(params.gratings());
        values = new double[range.size() * VALUES];
        Arrays.fill(values, Double.NaN);
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
        if (!step.learn()) {
            double[] fields = inputs.reals("fields").toArray();
            int area = p.side() * p.side();
            for (int i = 0; i < range.size(); i++) {
                int from = (range.from() + i) * area;
                measure(Arrays.copyOfRange(fields, from, from + area), i * VALUES);
            }
        }
        return Tuple.of(Reals.wrap(column(0)), Reals.wrap(column(5)));
    }

    private void measure(double[] field, int at) {
        LinearTuning.Tuned tuned = tuning.of(field);
        OrientationCurve curve = tuned.curve();
        values[at] = curve.circularVariance();
        values[at + 1] = curve.selectivity();
        values[at + 2] = curve.preferredDeg();
        values[at + 3] = tuned.frequency();
        values[at + 4] = curve.halfWidthDeg();
        values[at + 5] = FieldShape.of(field, p.side(), curve).ordinal();
    }

    private double[] column(int v) {
        double[] column = new double[range.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = values[i * VALUES + v];
        }
        return column;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
        variances = Arrays.stream(decision.reals(0).toArray())
                .filter(v -> !Double.isNaN(v))
                .toArray();
        shapes = decision.reals(1).toArray();
    }

    @Override
    public Signal read(String signal) {
        return switch (signal) {
            case "circularVariance" -> Reals.wrap(column(0));
            case "orientationSelectivity" -> Reals.wrap(column(1));
            case "preferredOrientation" -> Reals.wrap(column(2));
            case "preferredFrequency" -> Reals.wrap(column(3));
            case "halfWidth" -> Reals.wrap(column(4));
            case "shape" -> Reals.wrap(column(5));
            case "shapeShare" -> Reals.wrap(shares());
            case "shapeNumber" -> Reals.of(0, 1, 2, 3, 4);
            case "meanCircularVariance" ->
                Reals.of(Arrays.stream(variances).average().orElse(Double.NaN));
            case "medianCircularVariance" ->
                Reals.of(variances.length == 0 ? Double.NaN : new Median().evaluate(variances));
            default -> throw new IllegalArgumentException("field tuning has no signal '" + signal + "'");
        };
    }

    private double[] shares() {
        double[] shares = new double[FieldShape.values().length];
        for (double shape : shapes) {
            if (!Double.isNaN(shape)) {
                shares[(int) shape] += 1.0 / shapes.length;
            }
        }
        return shares;
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        for (int v = 0; v < VALUES; v++) {
            out.writeDouble(values[(unit - range.from()) * VALUES + v]);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        for (int v = 0; v < VALUES; v++) {
            values[(unit - range.from()) * VALUES + v] = in.readDouble();
        }
    }
}
