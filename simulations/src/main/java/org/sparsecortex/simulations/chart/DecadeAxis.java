package org.sparsecortex.simulations.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A logarithmic axis with ticks where readers expect them: at 1, 2 and 5 times powers of ten, at more multiples if fewer than three of
 * those fit, at whole decades if there are more than two.
 */
final class DecadeAxis extends LogAxis {
    private static final long serialVersionUID = 1L;
    private static final double FEW_DECADES = 2.2;
    private static final int MOST_DECADES = 8;
    private static final int FEWEST_TICKS = 3;
    private static final int[][] MULTIPLES = {{1, 2, 5}, {1, 2, 3, 5, 7}, {1, 2, 3, 4, 5, 6, 7, 8, 9}};
    private static final double ROUNDING = 1e-9;

    DecadeAxis(String label) {
        super(label);
        setMinorTickMarksVisible(false);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        TextAnchor anchor = RectangleEdge.BOTTOM.equals(edge)
                ? TextAnchor.TOP_CENTER
                : RectangleEdge.TOP.equals(edge)
                        ? TextAnchor.BOTTOM_CENTER
                        : RectangleEdge.LEFT.equals(edge) ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT;
        List<NumberTick> ticks = new ArrayList<>();
        boolean decadesOnly = Math.log10(getUpperBound() / getLowerBound()) > FEW_DECADES;
        for (double v : values(getLowerBound(), getUpperBound())) {
            ticks.add(new NumberTick(v, label(v, decadesOnly), anchor, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    private static String label(double value, boolean decadesOnly) {
        return decadesOnly
                ? "10" + new PowerFormat().format(Math.round(Math.log10(value)))
                : new PlainFormat().format(value);
    }

    /** Where the ticks of the range are, ascending. */
    static List<Double> values(double low, double high) {
        double decades = Math.log10(high / low);
        if (decades > FEW_DECADES) {
            return values(low, high, (int) Math.ceil(decades / MOST_DECADES), 1);
        }
        List<Double> ticks = List.of();
        for (int m = 0; m < MULTIPLES.length && ticks.size() < FEWEST_TICKS; m++) {
            ticks = values(low, high, 1, MULTIPLES[m]);
        }
        return ticks;
    }

    private static List<Double> values(double low, double high, int everyDecades, int... multiples) {
        List<Double> all = new ArrayList<>();
        int first = (int) Math.floor(Math.log10(low));
        int last = (int) Math.ceil(Math.log10(high));
        for (int e = first; e <= last; e++) {
            for (int m : multiples) {
                double v = e < 0 ? m / Math.pow(10, -e) : m * Math.pow(10, e);
                if (Math.floorMod(e, everyDecades) == 0 && v >= low * (1 - ROUNDING) && v <= high * (1 + ROUNDING)) {
                    all.add(v);
                }
            }
        }
        return all;
    }
}
