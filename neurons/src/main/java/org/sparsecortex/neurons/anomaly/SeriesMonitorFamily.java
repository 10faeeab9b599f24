package org.sparsecortex.neurons.anomaly;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code series-monitor}. */
public final class SeriesMonitorFamily implements ModelFamily {
    /** Called by the service loader. */
    public SeriesMonitorFamily() {}

    @Override
    public String type() {
        return "series-monitor";
    }

    @Override
    public String summary() {
        return "How far level, volatility, rhythm and novelty of a series are from their own past.";
    }

    @Override
    public String source() {
        return "our own; running moments after Welford 1962, Note on a method for calculating corrected sums";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return SeriesMonitorParams.class;
    }
}
