package org.sparsecortex.neurons.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Numbers that say how far a series is from its own past, each from earlier values only.
 *
 * <pre>
 *   z(y) = (y - mean of past y) / sd of past y;   &lt;y&gt;_w: mean of the last w values of y
 *   out of range   max(0, v - largest, smallest - v) / (largest - smallest)
 *   level          |z(&lt;v&gt;)|
 *   volatility     |z(ln(&lt;|v_t - v_{t-1}|&gt; + 0.01 mean |v_t - v_{t-1}|))|, over a shorter and a longer window
 *   day            |z(r)| and |z(&lt;r&gt;)|,  r = v - running mean of the values at that time of day
 *   week           |z(&lt;r&gt;)|,             r likewise for the hour of the week
 *   novelty        z(&lt;a&gt;), over a shorter and a longer window; a: anomaly score of the temporal memory
 * </pre>
 *
 * A missing value leaves everything as it is and gives zeros.
 */
final class SeriesMonitorKernel implements StreamedKernel<Tuple, Tuple> {
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
        if (!signal.equals("deviations")) {
            throw new IllegalArgumentException("series monitor has no signal '" + signal + "'");
        }
        return Reals.of(deviations);
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        out.writeLong(seen);
        for (double x : new double[] {previous, smallest, largest, meanStep}) {
            out.writeDouble(x);
        }
        for (double x : deviations) {
            out.writeDouble(x);
        }
        day.save(out);
        week.save(out);
        for (TrailingMean mean : means) {
            mean.save(out);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        seen = in.readLong();
        previous = in.readDouble();
        smallest = in.readDouble();
        largest = in.readDouble();
        meanStep = in.readDouble();
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = in.readDouble();
        }
        day.load(in);
        week.load(in);
        for (TrailingMean mean : means) {
            mean.load(in);
        }
    }
}
