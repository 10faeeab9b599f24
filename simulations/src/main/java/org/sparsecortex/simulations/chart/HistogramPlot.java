package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.ValueAxis;
import org.sparsecortex.simulations.table.RecordTable;

/** Draws histograms of columns over common bins, of equal width on the axis; each is of the values that the axis can show. */
final class HistogramPlot {
    private static final int OVERLAID = 140;

    private HistogramPlot() {}

    static ChartSpec.Painting painting(HistogramChart spec, Path records) throws IOException {
        RecordTable table = RecordTable.read(records, spec.record());
        if (table.rows() == 0) {
            return new Placeholder(spec.title(), "record '" + spec.record() + "' has no rows");
        }
        Notes notes = new Notes();
        Extent extent = new Extent(spec.x().log());
        List<double[]> columns = new ArrayList<>();
        for (String column : spec.columns()) {
            double[] values = table.hasColumn(column) ? table.column(column) : table.vector(column);
            extent.add(values);
            columns.add(Arrays.stream(values).filter(extent::shows).toArray());
            note(column, values, extent, notes);
        }
        if (extent.isEmpty()) {
            return new Placeholder(spec.title(), "no value that the axis can show in " + spec.columns());
        }
        double[] edges = edges(extent, spec);
        Extent heights = new Extent(false);
        heights.add(0);
        List<double[]> fractions =
                columns.stream().map(c -> fractions(c, edges)).toList();
        fractions.forEach(heights::add);
        ValueAxis x = Theme.axis(spec.x());
        Theme.fit(x, spec.x(), extentOf(edges, spec.x().log()), spec.x().log() ? 0.02 : 0.05);
        ValueAxis y = Theme.axis(ChartSpec.Axis.linear("fraction of values"));
        y.setRange(0, 1.05 * heights.high());
        List<LegendItem> legend = new ArrayList<>();
        for (int s = 0; s < columns.size() && columns.size() > 1; s++) {
            legend.add(LegendItems.box(spec.columns().get(s), colour(s, columns.size())));
        }
        return Theme.painting(
                Theme.chart(spec, Theme.plot(x, y, (g, area) -> draw(g, area, edges, fractions)), legend), notes);
    }

    private static void note(String column, double[] values, Extent extent, Notes notes) {
        long missing = Arrays.stream(values).filter(Double::isNaN).count();
        long infinite = Arrays.stream(values).filter(Double::isInfinite).count();
        long below = Arrays.stream(values)
                .filter(v -> Double.isFinite(v) && !extent.shows(v))
                .count();
        List<String> parts = new ArrayList<>();
        if (missing > 0) {
            parts.add(missing + " missing");
        }
        if (infinite > 0) {
            parts.add(infinite + " infinite");
        }
        if (below > 0) {
            parts.add(below + " not above 0");
        }
        if (!parts.isEmpty()) {
            notes.shown("left out of " + Notes.count(values.length, "value") + " of '" + column + "': "
                    + String.join(", ", parts));
        }
    }

    private static Extent extentOf(double[] edges, boolean log) {
        Extent extent = new Extent(log);
        extent.add(edges);
        return extent;
    }

    /** Edges of the bins, equally spaced on the axis. */
    private static double[] edges(Extent extent, HistogramChart spec) {
        boolean log = spec.x().log();
        double low = extent.low();
        double high = extent.high();
        if (!(high > low)) { // one value, in the middle of a bin
            double half = log ? 0 : Math.max(0.5, Math.abs(low) * 1e-6);
            low = log ? low / 2 : low - half;
            high = log ? high * 2 : high + half;
        }
        double[] edges = new double[spec.bins() + 1];
        for (int e = 0; e < edges.length; e++) {
            double at = (double) e / spec.bins();
            edges[e] = log ? low * Math.pow(high / low, at) : low * (1 - at) + high * at;
        }
        return edges;
    }

    /** Fraction of the values in each bin [edge, next edge); the last one holds its upper edge, too. */
    static double[] fractions(double[] values, double... edges) {
        double[] fractions = new double[edges.length - 1];
        for (double value : values) {
            int at = Arrays.binarySearch(edges, value);
            int bin = at >= 0 ? at : -at - 2;
            fractions[Math.max(0, Math.min(fractions.length - 1, bin))] += 1.0;
        }
        for (int b = 0; b < fractions.length; b++) {
            fractions[b] /= Math.max(1, values.length);
        }
        return fractions;
    }

    private static Color colour(int series, int of) {
        Color c = Theme.colour(series);
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), of > 1 ? OVERLAID : 255);
    }

    private static void draw(Graphics2D g, PlotLayer.Area area, double[] edges, List<double[]> all) {
        double base = area.y(0);
        for (int s = 0; s < all.size(); s++) {
            for (int b = 0; b + 1 < edges.length; b++) {
                double top = area.y(all.get(s)[b]);
                if (top < base) {
                    double left = area.x(edges[b]);
                    Rectangle2D bar = new Rectangle2D.Double(left, top, area.x(edges[b + 1]) - left, base - top);
                    g.setPaint(colour(s, all.size()));
                    g.fill(bar);
                    g.setPaint(Color.WHITE);
                    g.setStroke(Theme.HAIR);
                    g.draw(bar);
                }
            }
        }
    }
}
