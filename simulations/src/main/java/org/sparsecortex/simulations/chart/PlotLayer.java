package org.sparsecortex.simulations.chart;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.function.Consumer;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/**
 * What is drawn into the area of a plot, straight from arrays and in points of the page: so it can be as coarse as the page,
 * however many values there are.
 */
final class PlotLayer extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private final transient Drawing drawing;

    PlotLayer(Drawing drawing) {
        this.drawing = drawing;
    }

    /** Draws into the area. */
    @FunctionalInterface
    interface Drawing {
        /** Draws; what lies outside of the area is cut off. */
        void draw(Graphics2D g, Area area);
    }

    /**
     * The area of a plot and its scales.
     *
     * @param bounds where it is on the page, in points
     */
    record Area(Rectangle2D bounds, ValueAxis xAxis, ValueAxis yAxis) {
        private static final double FAR = 1e5;
        private static final double EDGE = 1e-6; // places at the very edge are rounded

        /** Whether a place on the page lies in the area or on its edge. */
        boolean holds(double x, double y) {
            return x >= bounds.getMinX() - EDGE
                    && x <= bounds.getMaxX() + EDGE
                    && y >= bounds.getMinY() - EDGE
                    && y <= bounds.getMaxY() + EDGE;
        }

        /** Draws what may stand out of the area by some points: a marker on its edge is whole. */
        void over(Graphics2D g, double right, double up, Consumer<Graphics2D> content) {
            Shape clip = g.getClip();
            g.setClip(new Rectangle2D.Double(
                    bounds.getX() - right,
                    bounds.getY() - up,
                    bounds.getWidth() + 2 * right,
                    bounds.getHeight() + 2 * up));
            content.accept(g);
            g.setClip(clip);
        }

        /** Horizontal place of a value on the page, points. */
        double x(double value) {
            return place(xAxis, value, RectangleEdge.BOTTOM);
        }

        /** Vertical place of a value on the page, points, downwards. */
        double y(double value) {
            return place(yAxis, value, RectangleEdge.LEFT);
        }

        private double place(ValueAxis axis, double value, RectangleEdge edge) {
            double shown = axis instanceof DecadeAxis ? Math.max(value, Double.MIN_NORMAL) : value;
            double at = axis.valueToJava2D(shown, bounds, edge);
            return Double.isNaN(at)
                    ? at
                    : Math.max(-FAR, Math.min(FAR, at)); // canvases take no places beyond the world
        }
    }

    @Override
    public void draw(
            Graphics2D g,
            XYPlot plot,
            Rectangle2D bounds,
            ValueAxis xAxis,
            ValueAxis yAxis,
            int rendererIndex,
            PlotRenderingInfo info) {
        Shape clip = g.getClip();
        g.clip(bounds);
        drawing.draw(g, new Area(bounds, xAxis, yAxis));
        g.setClip(clip);
    }
}
