package org.sparsecortex.v1.tuning;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
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
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;

/**
 * Collects, in steps without learning, the response of each neuron to each grating; see {@link ResponseTuningParams}. A grating
 * shown again replaces its response.
 */
final class ResponseTuningKernel implements Kernel<ResponseTuningKernel.Variances, ResponseTuningKernel.Variances> {
    /** Circular variance of each neuron. */
    record Variances(Reals circular) implements Packet {}

    private final ResponseTuningParams p;
    private final Outputs<ResponseTuningKernel> outputs;
    private final UnitRange range;
    private final int gratings;
    private final double[] mean;
    private final double[] modulated;
    private double[] allVariances = {};

    ResponseTuningKernel(ResponseTuningParams params, UnitRange range) {
        this.p = params;
        this.range = range;
        this.outputs = outputs(params);
        this.gratings = params.orientations() * params.frequencies();
        this.mean = new double[range.size() * gratings];
        this.modulated = new double[range.size() * gratings];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Variances propose(Step step, Inputs inputs, int round) {
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
        return new Variances(Reals.wrap(variances));
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
    public void commit(Step step, Inputs inputs, int round, Variances decision) {
        allVariances = decision.circular().toArray();
    }

    static Outputs<ResponseTuningKernel> outputs(ResponseTuningParams p) {
        String silent = "; NaN for a neuron without response";
        int n = p.neurons();
        return new Outputs<ResponseTuningKernel>()
                .perUnit(
                        "circularVariance",
                        Kind.REALS,
                        n,
                        "1 - resultant length at the best frequency, 0..1" + silent,
                        k -> k.ofCurves(OrientationCurve::circularVariance))
                .perUnit(
                        "orientationSelectivity",
                        Kind.REALS,
                        n,
                        "(preferred - orthogonal) / (preferred + orthogonal), 0..1" + silent,
                        k -> k.ofCurves(OrientationCurve::selectivity))
                .perUnit(
                        "preferredOrientation",
                        Kind.REALS,
                        n,
                        "orientation of the bars, degrees" + silent,
                        k -> k.ofCurves(OrientationCurve::preferredDeg))
                .perUnit(
                        "halfWidth",
                        Kind.REALS,
                        n,
                        "half-width at half height, degrees" + silent,
                        k -> k.ofCurves(OrientationCurve::halfWidthDeg))
                .perUnit(
                        "modulation",
                        Kind.REALS,
                        n,
                        "F1 / F0 at the best grating: above 1 for simple cells" + silent,
                        k -> k.ofBest((i, best) -> k.modulated[i * k.gratings + best] / k.mean[i * k.gratings + best]))
                .perUnit(
                        "bestFrequency",
                        Kind.REALS,
                        n,
                        "number of the best frequency" + silent,
                        k -> k.ofBest((i, best) -> best / k.p.orientations()))
                .perUnit(
                        "curves",
                        Kind.REALS,
                        n * p.orientations(),
                        "tuning curves at the best frequency, neuron by neuron",
                        k -> k.curves())
                .over(n, p.orientations())
                .global(
                        "responsive",
                        Kind.REALS,
                        1,
                        "share of the neurons that respond to any grating",
                        k -> Reals.of((double) k.responding().length / k.p.neurons()))
                .global(
                        "meanCircularVariance",
                        Kind.REALS,
                        1,
                        "mean over the neurons that respond",
                        k -> Reals.of(Arrays.stream(k.responding()).average().orElse(Double.NaN)));
    }

    private double[] responding() {
        return Arrays.stream(allVariances).filter(v -> !Double.isNaN(v)).toArray();
    }

    private Reals curves() {
        double[] curves = new double[range.size() * p.orientations()];
        for (int i = 0; i < range.size(); i++) {
            System.arraycopy(curve(i), 0, curves, i * p.orientations(), p.orientations());
        }
        return Reals.wrap(curves);
    }

    private Reals ofCurves(ToDoubleFunction<OrientationCurve> measure) {
        double[] values = new double[range.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = measure.applyAsDouble(OrientationCurve.of(curve(i)));
        }
        return Reals.wrap(values);
    }

    /** A measure of a neuron and its best grating. */
    private Reals ofBest(ToDoubleBiFunction<Integer, Integer> measure) {
        double[] values = new double[range.size()];
        for (int i = 0; i < values.length; i++) {
            int best = best(i);
            values[i] = response(i, best) > 0.0 ? measure.applyAsDouble(i, best) : Double.NaN;
        }
        return Reals.wrap(values);
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void unit(int unit, State state) {
        int from = (unit - range.from()) * gratings;
        state.keep("meanResponse", mean, from, from + gratings);
        state.keep("modulatedResponse", modulated, from, from + gratings);
    }
}
