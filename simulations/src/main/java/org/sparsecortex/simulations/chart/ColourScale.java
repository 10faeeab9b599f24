package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Paint;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.renderer.PaintScale;

/** Colours of the numbers from low to high, on a linear or logarithmic scale; of a missing number that of {@link Theme#MISSING}. */
record ColourScale(double low, double high, boolean log) implements PaintScale {
    private static final double WIDE = 100;

    /** The linear scale of these values; wide ones above 0 may get a logarithmic one. */
    static ColourScale of(Extent extent, boolean mayBeLog) {
        double low = extent.isEmpty() ? 0 : extent.low();
        double high = extent.isEmpty() ? 1 : extent.high();
        double top = high > low ? high : low + Math.max(1, Math.abs(low)); // of one value: it is dark
        return new ColourScale(low, top, mayBeLog && low > 0 && high / low >= WIDE);
    }

    Color colour(double value) {
        if (!Double.isFinite(value)) {
            return Theme.MISSING;
        }
        return Theme.mapped(
                log
                        ? Math.log(value / low) / Math.log(high / low)
                        : (value / 2 - low / 2) / (high / 2 - low / 2)); // halves: the whole range may be no number
    }

    ValueAxis axis(String label) {
        ValueAxis axis = Theme.axis(new ChartSpec.Axis(label, log, List.of(), List.of()));
        axis.setRange(low, high);
        return axis;
    }

    @Override
    public double getLowerBound() {
        return low;
    }

    @Override
    public double getUpperBound() {
        return high;
    }

    @Override
    public Paint getPaint(double value) {
        return colour(value);
    }
}
