package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Draws a curve: its band or error bars, its line with gaps, its markers. What is drawn is bounded by the dots of the page: lines
 * by {@link CurvePath}, bands by one pair of bounds a column of dots, and markers by their places; more than {@link #MOST_MARKS}
 * of those become a picture of the same look.
 *
 * @param breaks whether rows are missing before each point
 */
record CurveLayer(CurveData curve, ChartSpec.Style style, Color colour, int series, boolean[] breaks)
        implements PlotLayer.Drawing {
    private static final int MOST_MARKS = 3000;
    private static final double CAP = 1.5;
    private static final double NEAR = 4; // by which a marker on the edge stands out at most
    private static final double EDGE = 1e-6;
    private static final double DOT_HEIGHT = 0.5; // half the stroke of a cap, and more
    private static final int DOT_BITS = 20; // places are within 1e5 points, that is, 2^19 dots
    private static final long FAR_DOTS = 1L << 19;
    private static final float BAND = 0.25f;

    @Override
    public void draw(Graphics2D g, PlotLayer.Area area) {
        int n = curve.y().length;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = shown(curve.x()[i], area.xAxis() instanceof DecadeAxis) ? area.x(curve.x()[i]) : Double.NaN;
            y[i] = shown(curve.y()[i], area.yAxis() instanceof DecadeAxis) ? area.y(curve.y()[i]) : Double.NaN;
        }
        g.setPaint(colour);
        if (curve.low() != null && style == ChartSpec.Style.LINE) {
            band(g, area, x, y);
        } else if (curve.low() != null) {
            errors(g, area, x, y);
        }
        g.setPaint(colour);
        if (style != ChartSpec.Style.POINTS) {
            Rectangle2D page = area.bounds();
            CurvePath.Shape line = CurvePath.of(x, y, breaks, page.getMinX(), page.getMaxX());
            g.setStroke(Theme.stroke(series));
            g.draw(line.path());
            for (double[] dot : style == ChartSpec.Style.LINE ? line.alone() : List.<double[]>of()) {
                g.fill(new Ellipse2D.Double(dot[0] - 0.7, dot[1] - 0.7, 1.4, 1.4));
            }
        }
        if (style != ChartSpec.Style.LINE) {
            markers(g, area, x, y);
        }
    }

    private static boolean shown(double value, boolean log) {
        return Double.isFinite(value) && (!log || value > 0);
    }

    /** The band between the bounds, in one part between any two gaps. */
    private void band(Graphics2D g, PlotLayer.Area area, double[] x, double[] y) {
        g.setPaint(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), Math.round(255 * BAND)));
        List<double[]> part = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            boolean gap = !bounded(i, x, y);
            double[] last = part.isEmpty() ? null : part.get(part.size() - 1);
            if (last != null && (gap || breaks[i]) && (gap ? next(i, x, y) : x[i]) - last[0] >= CurvePath.DOT) {
                fill(g, part);
                last = null;
            }
            if (gap) {
                continue;
            }
            double top = area.y(curve.high()[i]);
            double bottom = area.y(curve.low()[i]);
            if (last != null && Math.floor(x[i] / CurvePath.DOT) == Math.floor(last[0] / CurvePath.DOT)) {
                last[1] = Math.min(last[1], top);
                last[2] = Math.max(last[2], bottom);
            } else {
                part.add(new double[] {x[i], top, bottom});
            }
        }
        fill(g, part);
    }

    private boolean bounded(int i, double[] x, double[] y) {
        return !Double.isNaN(x[i])
                && !Double.isNaN(y[i])
                && !Double.isNaN(curve.low()[i])
                && !Double.isNaN(curve.high()[i]);
    }

    /** Place of the next point with bounds; beyond the page if there is none. */
    private double next(int from, double[] x, double[] y) {
        int i = from;
        while (i < x.length && !bounded(i, x, y)) {
            i++;
        }
        return i < x.length ? x[i] : Double.POSITIVE_INFINITY;
    }

    private static void fill(Graphics2D g, List<double[]> part) {
        if (part.size() > 1) {
            Path2D area = new Path2D.Double();
            area.moveTo(part.get(0)[0], part.get(0)[1]);
            for (double[] at : part) {
                area.lineTo(at[0], at[1]);
            }
            for (int i = part.size() - 1; i >= 0; i--) {
                area.lineTo(part.get(i)[0], part.get(i)[2]);
            }
            area.closePath();
            g.fill(area);
        } else if (part.size() == 1) { // a single point between gaps
            g.fill(new Rectangle2D.Double(part.get(0)[0] - 0.5, part.get(0)[1], 1, part.get(0)[2] - part.get(0)[1]));
        }
        part.clear();
    }

    private void errors(Graphics2D g, PlotLayer.Area area, double[] x, double[] y) {
        List<double[]> bars = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            if (bounded(i, x, y) && curve.high()[i] > curve.low()[i]) {
                bars.add(new double[] {x[i], area.y(curve.high()[i]), area.y(curve.low()[i])});
            }
        }
        Mark errorBar = (canvas, bar) -> {
            canvas.setStroke(Theme.ERROR);
            canvas.draw(new Line2D.Double(bar[0], bar[1], bar[0], bar[2]));
            canvas.draw(new Line2D.Double(bar[0] - CAP, bar[1], bar[0] + CAP, bar[1]));
            canvas.draw(new Line2D.Double(bar[0] - CAP, bar[2], bar[0] + CAP, bar[2]));
        };
        area.over(g, NEAR, DOT_HEIGHT, canvas -> marks(canvas, area, bars, errorBar));
    }

    private void markers(Graphics2D g, PlotLayer.Area area, double[] x, double[] y) {
        List<double[]> marks = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            if (area.holds(x[i], y[i])) {
                marks.add(new double[] {x[i], y[i]});
            }
        }
        Shape marker = Theme.marker(series);
        Mark whole = (canvas, at) ->
                canvas.fill(AffineTransform.getTranslateInstance(at[0], at[1]).createTransformedShape(marker));
        area.over(g, NEAR, NEAR, canvas -> marks(canvas, area, marks, whole));
    }

    @FunctionalInterface
    private interface Mark {
        void draw(Graphics2D canvas, double[] at);
    }

    /** Draws marks at their places, of those within one dot only one; many of them as a picture. */
    private void marks(Graphics2D g, PlotLayer.Area area, List<double[]> all, Mark mark) {
        Set<Long> taken = new HashSet<>();
        List<double[]> distinct = new ArrayList<>();
        Rectangle2D b = area.bounds();
        for (double[] at : all) {
            long dots = 0;
            for (double place : at) {
                dots = dots << DOT_BITS ^ Math.round(place / CurvePath.DOT) + FAR_DOTS;
            }
            if (at[0] >= b.getMinX() - EDGE && at[0] <= b.getMaxX() + EDGE && taken.add(dots)) {
                distinct.add(at);
            }
        }
        if (distinct.size() <= MOST_MARKS) {
            distinct.forEach(at -> mark.draw(g, at));
            return;
        }
        Rectangle2D whole = new Rectangle2D.Double(
                b.getX() - NEAR, b.getY() - NEAR, b.getWidth() + 2 * NEAR, b.getHeight() + 2 * NEAR);
        picture(g, whole, canvas -> distinct.forEach(at -> mark.draw(canvas, at)));
    }

    /** Draws as a picture of the resolution of PNG files. */
    private void picture(Graphics2D g, Rectangle2D b, Consumer<Graphics2D> content) {
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(b.getWidth() / CurvePath.DOT),
                (int) Math.ceil(b.getHeight() / CurvePath.DOT),
                BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.scale(1 / CurvePath.DOT, 1 / CurvePath.DOT);
        canvas.translate(-b.getX(), -b.getY());
        canvas.setPaint(colour);
        content.accept(canvas);
        canvas.dispose();
        AffineTransform place = AffineTransform.getTranslateInstance(b.getX(), b.getY());
        place.scale(CurvePath.DOT, CurvePath.DOT);
        g.drawImage(image, place, null);
    }
}
