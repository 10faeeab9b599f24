package org.sparsecortex.v1.tuning;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;

/**
 * Collects, in steps without learning, the response of each neuron to each grating.
 *
 * <pre>  F0 = mean over phases of max(r, 0);   F1 = 2 |mean over phases of max(r, 0) e^(-i phase)|;   R = max(F0, F1)  </pre>
 *
 * Negative codes count as no response, as a firing rate has no sign. A grating shown again replaces its response.
 */
final class ResponseTuningKernel implements StreamedKernel<Tuple, Tuple> {
    private final ResponseTuningParams p;
    private final UnitRange range;
    private final int gratings;
    private final double[] mean;
    private final double[] modulated;
    private double[] allVariances = {};

    ResponseTuningKernel(ResponseTuningParams params, UnitRange range) {
        this.p = params;
        this.range = range;
        this.gratings = params.orientations() * params.frequencies();
        this.mean = new double[range.size() * gratings];
        this.modulated = new double[range.size() * gratings];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
        if (!step.learn()) {
            double number = inputs.reals("grating").get(0);
            int grating = (int) number;
            Checks.that(
                    grating == number && grating >= 0 && grating < gratings,
                    "grating",
                    number,
                    "must be one of the numbers 0.." + (gratings - 1));
            collect(inputs.reals("responses"), grating);
        }
        double[] variances = new double[range.size()];
        for (int i = 0; i < variances.length; i++) {
            variances[i] = OrientationCurve.of(curve(i)).circularVariance();
        }
        return Tuple.of(Reals.wrap(variances));
    }

    private void collect(Reals responses, int grating) {
        for (int i = 0; i < range.size(); i++) {
            double sum = 0.0;
            double re = 0.0;
            double im = 0.0;
            for (int k = 0; k < p.phases(); k++) {
                double r = Math.max(0.0, responses.get(k * p.neurons() + range.from() + i));
                sum += r;
                re += r * ExactMath.cos(2.0 * Math.PI * k / p.phases());
                im += r * ExactMath.sin(2.0 * Math.PI * k / p.phases());
            }
            mean[i * gratings + grating] = sum / p.phases();
            modulated[i * gratings + grating] = 2.0 * Math.sqrt(re * re + im * im) / p.phases();
        }
    }

    private double response(int i, int grating) {
        return Math.max(mean[i * gratings + grating], modulated[i * gratings + grating]);
    }

    private int best(int i) {
        int best = 0;
        for (int g = 1; g < gratings; g++) {
            best = response(i, g) > response(i, best) ? g : best;
        }
        return best;
    }

    private double[] curve(int i) {
        int first = best(i) / p.orientations() * p.orientations();
        double[] curve = new double[p.orientations()];
        for (int o = 0; o < curve.length; o++) {
            curve[o] = response(i, first + o);
        }
        return curve;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
        allVariances = decision.reals(0).toArray();
    }

    @Override
    public Signal read(String signal) {
        double[] responding =
                Arrays.stream(allVariances).filter(v -> !Double.isNaN(v)).toArray();
        switch (signal) {
            case "responsive":
                return Reals.of((double) responding.length / p.neurons());
            case "meanCircularVariance":
                return Reals.of(Arrays.stream(responding).average().orElse(Double.NaN));
            case "curves":
                double[] curves = new double[range.size() * p.orientations()];
                for (int i = 0; i < range.size(); i++) {
                    System.arraycopy(curve(i), 0, curves, i * p.orientations(), p.orientations());
                }
                return Reals.wrap(curves);
            default:
                double[] values = new double[range.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(signal, i);
                }
                return Reals.wrap(values);
        }
    }

    private double value(String signal, int i) {
        OrientationCurve curve = OrientationCurve.of(curve(i));
        int best = best(i);
        boolean silent = !(response(i, best) > 0.0);
        return switch (signal) {
            case "circularVariance" -> curve.circularVariance();
            case "orientationSelectivity" -> curve.selectivity();
            case "preferredOrientation" -> curve.preferredDeg();
            case "halfWidth" -> curve.halfWidthDeg();
            case "modulation" -> silent ? Double.NaN : modulated[i * gratings + best] / mean[i * gratings + best];
            case "bestFrequency" -> silent ? Double.NaN : best / p.orientations();
            default -> throw new IllegalArgumentException("response tuning has no signal '" + signal + "'");
        };
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        for (int g = 0; g < gratings; g++) {
            out.writeDouble(mean[(unit - range.from()) * gratings + g]);
            out.writeDouble(modulated[(unit - range.from()) * gratings + g]);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        for (int g = 0; g < gratings; g++) {
            mean[(unit - range.from()) * gratings + g] = in.readDouble();
            modulated[(unit - range.from()) * gratings + g] = in.readDouble();
        }
    }
}
