package org.sparsecortex.v1.tuning;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/** Measures the tuning of the fields of its range. */
final class FieldTuningKernel implements Kernel<FieldTuningKernel.Tunings, FieldTuningKernel.Tunings> {
    private static final int VALUES = 6;

    /** Circular variance and shape of each field. */
    record Tunings(Reals variances, Reals shapes) implements Packet {}

    private final FieldTuningParams p;
    private final Outputs<FieldTuningKernel> outputs;
    private final UnitRange range;
    private final LinearTuning tuning;
    private final double[] values; // VALUES per owned field, in the order of the per-unit signals
    private double[] variances = {};
    private double[] shapes = {};

    FieldTuningKernel(FieldTuningParams params, UnitRange range) {
        this.p = params;
        this.range = range;
        this.outputs = outputs(params);
        this.tuning = new LinearTuning(params.gratings());
        values = new double[range.size() * VALUES];
        Arrays.fill(values, Double.NaN);
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tunings propose(Step step, Inputs inputs, int round) {
        if (!step.learn()) {
            double[] fields = inputs.reals("fields").toArray();
            int area = p.side() * p.side();
            for (int i = 0; i < range.size(); i++) {
                int from = (range.from() + i) * area;
                measure(Arrays.copyOfRange(fields, from, from + area), i * VALUES);
            }
        }
        return new Tunings(column(0), column(5));
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

    private Reals column(int v) {
        double[] column = new double[range.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = values[i * VALUES + v];
        }
        return Reals.wrap(column);
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tunings decision) {
        variances = Arrays.stream(decision.variances().toArray())
                .filter(v -> !Double.isNaN(v))
                .toArray();
        shapes = decision.shapes().toArray();
    }

    static Outputs<FieldTuningKernel> outputs(FieldTuningParams p) {
        String later = "; NaN before the first step without learning";
        int n = p.fields();
        int shapes = FieldShape.values().length;
        return new Outputs<FieldTuningKernel>()
                .perUnit(
                        "circularVariance",
                        Kind.REALS,
                        n,
                        "1 - resultant length of the responses at the best frequency, 0..1" + later,
                        k -> k.column(0))
                .perUnit(
                        "orientationSelectivity",
                        Kind.REALS,
                        n,
                        "(preferred - orthogonal) / (preferred + orthogonal), 0..1" + later,
                        k -> k.column(1))
                .perUnit(
                        "preferredOrientation",
                        Kind.REALS,
                        n,
                        "orientation of the bars, degrees" + later,
                        k -> k.column(2))
                .perUnit("preferredFrequency", Kind.REALS, n, "cycles per pixel" + later, k -> k.column(3))
                .perUnit(
                        "halfWidth",
                        Kind.REALS,
                        n,
                        "half-width at half height, degrees; NaN if the curve stays above" + later,
                        k -> k.column(4))
                .perUnit(
                        "shape",
                        Kind.REALS,
                        n,
                        "0 unstructured, 1 globular, 2 bar, 3 edge, 4 grating of three lobes or more" + later,
                        k -> k.column(5))
                .global("shapeShare", Kind.REALS, shapes, "share of the fields of each shape", k -> k.shares())
                .global(
                        "shapeNumber",
                        Kind.REALS,
                        shapes,
                        "0, 1, 2, 3, 4: abscissa for shapeShare",
                        k -> Reals.of(0, 1, 2, 3, 4))
                .global(
                        "meanCircularVariance",
                        Kind.REALS,
                        1,
                        "mean over the fields that respond",
                        k -> Reals.of(Arrays.stream(k.variances).average().orElse(Double.NaN)))
                .global(
                        "medianCircularVariance",
                        Kind.REALS,
                        1,
                        "median over the fields that respond",
                        k -> Reals.of(k.variances.length == 0 ? Double.NaN : new Median().evaluate(k.variances)));
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    private Reals shares() {
        double[] shares = new double[FieldShape.values().length];
        for (double shape : shapes) {
            if (!Double.isNaN(shape)) {
                shares[(int) shape] += 1.0 / shapes.length;
            }
        }
        return Reals.wrap(shares);
    }

    @Override
    public void unit(int unit, State state) {
        int from = (unit - range.from()) * VALUES;
        state.keep("tuning", values, from, from + VALUES);
    }
}
