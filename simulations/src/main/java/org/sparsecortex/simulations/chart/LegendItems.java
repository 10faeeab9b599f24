package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;

/** The entries of a legend, as many as leave most of the figure to the plot. */
final class LegendItems {
    private static final double SHARE = 0.3;
    private static final double ROW = 15;
    private static final double SYMBOL = 22;
    private static final Shape LINE = new Line2D.Double(-6, 0, 6, 0);
    private static final Shape BOX = new Rectangle2D.Double(-5, -3, 10, 6);
    private static final Shape NONE = new Rectangle2D.Double();
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    private LegendItems() {}

    /** A line, a marker or both. */
    static LegendItem curve(String label, ChartSpec.Style style, Color colour, int series) {
        boolean line = style != ChartSpec.Style.POINTS;
        boolean marker = style != ChartSpec.Style.LINE;
        return item(label, marker ? Theme.marker(series) : null, colour, line ? Theme.stroke(series) : null);
    }

    /** A filled box. */
    static LegendItem box(String label, Paint paint) {
        return item(label, BOX, paint, null);
    }

    private static LegendItem item(String label, Shape shape, Paint paint, Stroke line) {
        return new LegendItem(
                label,
                null,
                null,
                null,
                shape != null,
                shape == null ? NONE : shape,
                true,
                paint,
                false,
                paint,
                Theme.THIN,
                line != null,
                LINE,
                line == null ? Theme.THIN : line,
                paint);
    }

    /**
     * Cuts a legend to three tenths of the figure's height; the last entry then says how many more there are.
     *
     * @param width width of the figure, points
     * @param height its height, points
     */
    static LegendItemCollection fit(List<LegendItem> items, double width, double height) {
        double line = width - 30;
        List<LegendItem> shortened = new ArrayList<>();
        items.forEach(item -> shortened.add(shortened(item, line)));
        int rows = Math.max(1, (int) (SHARE * height / ROW));
        int kept = shortened.size();
        while (kept > 1 && rows(shortened, kept, line) > rows) {
            kept--;
        }
        LegendItemCollection fitting = new LegendItemCollection();
        shortened.subList(0, kept).forEach(fitting::add);
        if (kept < items.size()) {
            fitting.add(item(more(items.size() - kept), NONE, Theme.NOTE, null));
        }
        return fitting;
    }

    private static String more(int n) {
        return "and " + n + " more";
    }

    private static int rows(List<LegendItem> items, int kept, double line) {
        int rows = 1;
        double used = 0;
        for (int i = 0; i <= kept; i++) {
            if (i == kept && kept == items.size()) {
                break;
            }
            double w = SYMBOL + width(i < kept ? items.get(i).getLabel() : more(items.size() - kept));
            if (used > 0 && used + w > line) {
                rows++;
                used = 0;
            }
            used += w;
        }
        return rows;
    }

    private static double width(String text) {
        return Theme.tick().getStringBounds(text, MEASURE).getWidth();
    }

    private static LegendItem shortened(LegendItem item, double line) {
        String label = item.getLabel();
        int length = label.length();
        while (length > 8 && SYMBOL + width(label.substring(0, length) + "\u2026") > line) {
            length--;
        }
        if (length == label.length()) {
            return item;
        }
        return item(
                label.substring(0, length) + "\u2026",
                item.isShapeVisible() ? item.getShape() : null,
                item.isShapeVisible() ? item.getFillPaint() : item.getLinePaint(),
                item.isLineVisible() ? item.getLineStroke() : null);
    }
}
