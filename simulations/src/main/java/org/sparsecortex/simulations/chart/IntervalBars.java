package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.category.CategoryDataset;

/** Bars, each with a line from its lower to its upper bound, wherever these lie. */
final class IntervalBars extends BarRenderer {
    private static final long serialVersionUID = 1L;
    private static final double CAP = 2.5;
    private final transient List<Map<Integer, Bounds>> bounds;

    /** The bounds of a bar. */
    record Bounds(double low, double high) {}

    /** Bars with these bounds, by series and place. */
    IntervalBars(List<Map<Integer, Bounds>> bounds) {
        this.bounds = bounds;
        setBarPainter(new StandardBarPainter());
        setShadowVisible(false);
        setDrawBarOutline(false);
        for (int s = 0; s < bounds.size(); s++) {
            setSeriesPaint(s, Theme.colour(s));
        }
    }

    @Override
    public void drawItem(
            Graphics2D g,
            CategoryItemRendererState state,
            Rectangle2D area,
            CategoryPlot plot,
            CategoryAxis x,
            ValueAxis y,
            CategoryDataset data,
            int row,
            int column,
            int pass) {
        super.drawItem(g, state, area, plot, x, y, data, row, column, pass);
        Bounds of = bounds.get(row).get(column);
        if (of == null || !(of.high > of.low)) {
            return;
        }
        double left = calculateBarW0(plot, plot.getOrientation(), area, x, state, row, column);
        double middle = left + state.getBarWidth() / 2;
        double cap = Math.min(CAP, state.getBarWidth() / 2);
        double top = y.valueToJava2D(Math.min(of.high, y.getUpperBound()), area, RectangleEdge.LEFT);
        double bottom = y.valueToJava2D(Math.max(of.low, y.getLowerBound()), area, RectangleEdge.LEFT);
        g.setPaint(Color.BLACK);
        g.setStroke(Theme.ERROR);
        g.draw(new Line2D.Double(middle, top, middle, bottom));
        if (of.high <= y.getUpperBound()) {
            g.draw(new Line2D.Double(middle - cap, top, middle + cap, top));
        }
        if (of.low >= y.getLowerBound()) {
            g.draw(new Line2D.Double(middle - cap, bottom, middle + cap, bottom));
        }
    }
}
