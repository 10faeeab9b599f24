package org.sparsecortex.neurons.anomaly;

import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * The past of the series of {@link SeriesMonitorParams}.
 */
final class SeriesMonitorKernel implements IndependentKernel {
    private static final double DAY = 86_400.0;
    private static final double WEEK = 7 * DAY;
    private static final double QUIET = 0.01;
    private static final double RESOLUTION = 1e-6;
    private static final int LEVEL = 0;
    private static final int VOLATILITY = 1;
    private static final int SLOW_VOLATILITY = 2;
    private static final int DAILY = 3;
    private static final int SLOW_DAILY = 4;
    private static final int WEEKLY = 5;
    private static final int NOVELTY = 6;

    private final SeriesMonitorParams params;
    private final UnitRange range;
    private final Outputs<SeriesMonitorKernel> outputs;
    private final Rhythm day;
    private final Rhythm week;
    private final TrailingMean[] means;
    private long seen;
    private double previous;
    private double smallest;
    private double largest;
    private double meanStep;
    private double[] deviations;

    SeriesMonitorKernel(SeriesMonitorParams params, UnitRange range) {
        this.params = params;
        this.range = range;
        outputs = outputs(params);
        day = new Rhythm(DAY, params.dayBins(), params.dayRate());
        week = new Rhythm(WEEK, params.weekBins(), params.weekRate());
        deviations = new double[params.deviations()];
        means = new TrailingMean[params.deviations() - 1];
        means[LEVEL] = new TrailingMean(params.levelWindow());
        means[VOLATILITY] = new TrailingMean(params.volatilityWindow());
        means[SLOW_VOLATILITY] = new TrailingMean(params.volatilityLongWindow());
        means[DAILY] = new TrailingMean(1);
        means[SLOW_DAILY] = new TrailingMean(params.dayWindow());
        means[WEEKLY] = new TrailingMean(params.weekWindow());
        for (int n = 0; n < params.novelties(); n++) {
            means[NOVELTY + 2 * n] = new TrailingMean(params.noveltyWindow());
            means[NOVELTY + 2 * n + 1] = new TrailingMean(params.noveltyLongWindow());
        }
    }

    /** The signals and where their values come from. */
    static Outputs<SeriesMonitorKernel> outputs(SeriesMonitorParams p) {
        return new Outputs<SeriesMonitorKernel>()
                .perUnit(
                        "deviations",
                        Kind.REALS,
                        p.deviations(),
                        "out of range, level, volatility, slow volatility, day, slow day, week; novelty and slow"
                                + " novelty of each temporal memory",
                        k -> Reals.of(k.deviations));
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
        double v = inputs.reals("value").get(0);
        double time = inputs.reals("time").get(0);
        deviations = new double[params.deviations()];
        if (Double.isNaN(v) || Double.isNaN(time)) {
            return;
        }
        double[] now = trailing(v, time, inputs);
        if (seen >= params.warmUp()) {
            double outside = Math.max(0.0, Math.max(v - largest, smallest - v));
            deviations[0] = outside == 0.0 ? 0.0 : outside / Math.max(largest - smallest, RESOLUTION * Math.abs(v));
            double leastOfValues = Math.max(Double.MIN_NORMAL, RESOLUTION * (largest - smallest));
            for (int i = 0; i < now.length; i++) {
                boolean inUnitsOfValue = i == LEVEL || (i >= DAILY && i <= WEEKLY);
                double z = means[i].deviate(now[i], inUnitsOfValue ? leastOfValues : RESOLUTION);
                deviations[i + 1] = i >= NOVELTY ? z : Math.abs(z);
            }
        }
        smallest = seen == 0 ? v : Math.min(smallest, v);
        largest = seen == 0 ? v : Math.max(largest, v);
        previous = v;
        seen++;
    }

    /** Takes a row into all windows and rhythms; the numbers whose deviations are wanted. */
    private double[] trailing(double v, double time, Inputs inputs) {
        double change = seen == 0 ? 0.0 : Math.abs(v - previous);
        meanStep = seen == 0 ? 0.0 : meanStep + (change - meanStep) / seen;
        double daily = day.residual(time, v);
        double[] now = new double[means.length];
        now[LEVEL] = means[LEVEL].add(v);
        now[VOLATILITY] = logOf(means[VOLATILITY].add(change));
        now[SLOW_VOLATILITY] = logOf(means[SLOW_VOLATILITY].add(change));
        now[DAILY] = means[DAILY].add(daily);
        now[SLOW_DAILY] = means[SLOW_DAILY].add(daily);
        now[WEEKLY] = means[WEEKLY].add(week.residual(time, v));
        for (int i = NOVELTY; i < means.length; i++) {
            now[i] = means[i].add(inputs.reals("novelty").get((i - NOVELTY) / 2));
        }
        return now;
    }

    private double logOf(double step) {
        return ExactMath.log(step + QUIET * meanStep + Double.MIN_NORMAL);
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void unit(int unit, State state) {
        seen = state.keep("seen", seen);
        previous = state.keep("previous", previous);
        smallest = state.keep("smallest", smallest);
        largest = state.keep("largest", largest);
        meanStep = state.keep("meanStep", meanStep);
        state.keep("deviations", deviations);
        day.state("dayMeans", state);
        week.state("weekMeans", state);
        for (int i = 0; i < means.length; i++) {
            means[i].state(state.part("deviation" + i));
        }
    }
}
