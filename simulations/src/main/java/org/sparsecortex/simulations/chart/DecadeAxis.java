package org.sparsecortex.simulations.chart;

import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
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
 * those fit, at whole decades if there are more than two, at even distances if the range is too narrow for all of these: there are
 * always three or more. A label that would touch the one before it is left out.
 */
final class DecadeAxis extends LogAxis {
    private static final long serialVersionUID = 1L;
    private static final double FEW_DECADES = 2.2;
    private static final int MOST_DECADES = 8;
    private static final int FEWEST_TICKS = 3;
    private static final double GAP = 3; // points between two labels
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
        List<Double> values = values(getLowerBound(), getUpperBound());
        boolean decades = values.stream().allMatch(DecadeAxis::isDecade)
                && Math.log10(getUpperBound() / getLowerBound()) > FEW_DECADES;
        double end = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            String label =
                    decades ? "10" + new PowerFormat().format(Math.round(Math.log10(v))) : new PlainFormat().format(v);
            double place = Math.abs(valueToJava2D(v, area, edge) - valueToJava2D(getLowerBound(), area, edge));
            double half = half(label, edge);
            boolean fits = place - half >= end; // a label that would touch the one before is left out, its mark stays
            end = fits ? place + half + GAP : end;
            ticks.add(new NumberTick(v, fits ? label : "", anchor, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    private double half(String label, RectangleEdge edge) {
        Rectangle2D bounds = getTickLabelFont().getStringBounds(label, new FontRenderContext(null, true, true));
        return (RectangleEdge.isTopOrBottom(edge) ? bounds.getWidth() : bounds.getHeight()) / 2;
    }

    private static boolean isDecade(double value) {
        double exponent = Math.log10(value);
        return Math.abs(exponent - Math.rint(exponent)) < ROUNDING;
    }

    /** Where the ticks of the range are, ascending. */
    static List<Double> values(double low, double high) {
        double decades = Math.log10(high / low);
        List<Double> ticks = List.of();
        if (decades > FEW_DECADES) {
            ticks = values(low, high, (int) Math.ceil(decades / MOST_DECADES), 1);
        }
        for (int m = 0; m < MULTIPLES.length && ticks.size() < FEWEST_TICKS; m++) {
            ticks = values(low, high, 1, MULTIPLES[m]);
        }
        for (int e = (int) Math.ceil(Math.log10(high)); ticks.size() < FEWEST_TICKS && e > -300; e--) {
            for (int m : new int[] {5, 2, 1}) {
                ticks = ticks.size() < FEWEST_TICKS ? even(low, high, m, e) : ticks;
            }
        }
        return ticks;
    }

    /** All multiples of m 10^e. */
    private static List<Double> even(double low, double high, int m, int e) {
        List<Double> all = new ArrayList<>();
        double step = e < 0 ? m / Math.pow(10, -e) : m * Math.pow(10, e);
        for (double k = Math.ceil(low / step * (1 - ROUNDING));
                k * step <= high * (1 + ROUNDING) && all.size() < 99;
                k++) {
            all.add(e < 0 ? k * m / Math.pow(10, -e) : k * step);
        }
        return all;
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
