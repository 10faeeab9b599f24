package org.sparsecortex.simulations.chart;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a curve on the page, no finer than the page: of all points in one column of dots it keeps the first, the
 * lowest, the highest and the last, so that the drawn line covers the same dots as that through all points. Size: at most 4
 * points a column and run.
 *
 * <p>Source: Jugel et al. 2014, M4: a visualization-oriented time series data aggregation, VLDB 7(10).
 */
final class CurvePath {
    /** Width of a column of dots, in points: 300 dots an inch, the resolution of PNG files. */
    static final double DOT = 72.0 / 300.0;

    private final Path2D path = new Path2D.Double();
    private final List<double[]> dots = new ArrayList<>();
    private final double left;
    private final double right;
    private long column;
    private int inColumn;
    private int inRun;
    private double firstX;
    private double firstY;
    private double lastX;
    private double lastY;
    private double lowX;
    private double lowY;
    private double highX;
    private double highY;
    private boolean broken = true;

    private CurvePath(double left, double right) {
        this.left = left;
        this.right = right;
    }

    /** The line, in parts, and the points that stand alone between gaps. */
    record Shape(Path2D path, List<double[]> alone) {}

    /**
     * The shape of a line through points in the order of their indices.
     *
     * @param x places on the page
     * @param y places on the page; NaN for a gap
     * @param breaks whether there is a gap before each point
     * @param left where the page begins; what lies beyond is not drawn
     */
    static Shape of(double[] x, double[] y, boolean[] breaks, double left, double right) {
        CurvePath curve = new CurvePath(left, right);
        for (int i = 0; i < x.length; i++) {
            boolean gap = Double.isNaN(y[i]) || Double.isNaN(x[i]);
            if (gap || breaks[i]) {
                curve.broken = true;
            }
            if (!gap && !curve.beyond(x, i)) {
                curve.add(x[i], y[i]);
            }
        }
        curve.flush();
        curve.endRun();
        return new Shape(curve.path, curve.dots);
    }

    /** Whether a point and both its neighbours lie on one side of the page. */
    private boolean beyond(double[] x, int i) {
        double before = x[Math.max(0, i - 1)];
        double after = x[Math.min(x.length - 1, i + 1)];
        return (x[i] < left && before < left && after < left) || (x[i] > right && before > right && after > right);
    }

    private void add(double x, double y) {
        boolean first = inRun == 0 && inColumn == 0;
        boolean gap = broken && (first || Math.abs(x - lastX) >= DOT); // a gap narrower than a dot cannot be seen
        long at = (long) Math.floor(x / DOT);
        if (gap || at != column) {
            flush();
            column = at;
        }
        if (gap) {
            endRun();
        }
        broken = false;
        if (inColumn == 0) {
            firstX = lowX = highX = x;
            firstY = lowY = highY = y;
        }
        if (y < lowY) {
            lowX = x;
            lowY = y;
        }
        if (y > highY) {
            highX = x;
            highY = y;
        }
        lastX = x;
        lastY = y;
        inColumn++;
    }

    private void flush() {
        if (inColumn > 0) {
            point(firstX, firstY);
            boolean lowFirst = firstY - lowY < highY - firstY;
            if (inColumn > 2 && lowFirst) {
                point(lowX, lowY);
                point(highX, highY);
            } else if (inColumn > 2) {
                point(highX, highY);
                point(lowX, lowY);
            }
            if (inColumn > 1) {
                point(lastX, lastY);
            }
            inColumn = 0;
        }
    }

    private void point(double x, double y) {
        if (inRun == 0) {
            path.moveTo(x, y);
        } else if (path.getCurrentPoint().getX() != x || path.getCurrentPoint().getY() != y) {
            path.lineTo(x, y);
        } else {
            return;
        }
        inRun++;
    }

    private void endRun() {
        if (inRun == 1) {
            dots.add(new double[] {
                path.getCurrentPoint().getX(), path.getCurrentPoint().getY()
            });
        }
        inRun = 0;
    }
}
