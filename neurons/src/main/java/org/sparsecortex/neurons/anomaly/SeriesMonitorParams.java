package org.sparsecortex.neurons.anomaly;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

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
 * A missing value leaves everything as it is and gives zeros. The past goes on in every step, also in one that does not learn.
 *
 * <p>Source: our own; running moments after Welford 1962, doi:10.1080/00401706.1962.10490022.
 */
@ModelType(
        name = "series-monitor",
        summary = "How far level, volatility, rhythm and novelty of a series are from their own past.",
        source = "our own; running moments after Welford 1962, Note on a method for calculating corrected sums")
public record SeriesMonitorParams(
        @Param(doc = "temporal memories whose anomaly scores are watched", def = "1", min = 0, max = 1000)
        int novelties,

        @Param(
                doc = "first steps, in which running means and rhythms only settle",
                unit = "steps",
                def = "80",
                min = 1,
                max = 1e9)
        int warmUp,

        @Param(doc = "window of the level", unit = "steps", def = "20", min = 1, max = 100000)
        int levelWindow,

        @Param(doc = "shorter window of the volatility", unit = "steps", def = "20", min = 1, max = 100000)
        int volatilityWindow,

        @Param(doc = "longer window of the volatility", unit = "steps", def = "60", min = 1, max = 100000)
        int volatilityLongWindow,

        @Param(
                doc = "longer window of the deviation from the daily rhythm",
                unit = "steps",
                def = "20",
                min = 1,
                max = 100000)
        int dayWindow,

        @Param(doc = "window of the deviation from the weekly rhythm", unit = "steps", def = "5", min = 1, max = 100000)
        int weekWindow,

        @Param(doc = "shorter window of the novelty", unit = "steps", def = "10", min = 1, max = 100000)
        int noveltyWindow,

        @Param(doc = "longer window of the novelty", unit = "steps", def = "30", min = 1, max = 100000)
        int noveltyLongWindow,

        @Param(doc = "parts of a day that have a mean of their own", def = "48", min = 1, max = 86400)
        int dayBins,

        @Param(doc = "share of a new value in the mean of its part of the day", def = "0.15", min = 0.0001, max = 1)
        double dayRate,

        @Param(doc = "parts of a week that have a mean of their own", def = "168", min = 1, max = 604800)
        int weekBins,

        @Param(doc = "share of a new value in the mean of its part of the week", def = "0.3", min = 0.0001, max = 1)
        double weekRate)
        implements ModelParams {
    /** Deviations of the series itself. */
    static final int OF_SERIES = 7;

    /** Number of deviations: those of the series, and two for each temporal memory. */
    int deviations() {
        return OF_SERIES + 2 * novelties;
    }

    @Override
    public int units() {
        return 1;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("value", Kind.REALS, true, "the series, one number; NaN where a value is missing")
                        .withMissing(),
                new PortSpec("time", Kind.REALS, true, "its time stamp, seconds since 1970; NaN if unknown")
                        .withMissing(),
                new PortSpec("novelty", Kind.REALS, novelties > 0, "anomaly scores of temporal memories, 0..1"));
    }

    @Override
    public List<SignalSpec> signals() {
        return SeriesMonitorKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        long ofSeries = (long) levelWindow + volatilityWindow + volatilityLongWindow + dayWindow + weekWindow;
        return 16L * (dayBins + weekBins + ofSeries + novelties * ((long) noveltyWindow + noveltyLongWindow));
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'value'", context.inputSize("value"), 1);
        Checks.equal("size of input 'time'", context.inputSize("time"), 1);
        Checks.equal("size of input 'novelty'", context.has("novelty") ? context.inputSize("novelty") : 0, novelties);
        return Model.independent(range -> new SeriesMonitorKernel(this, range));
    }
}
