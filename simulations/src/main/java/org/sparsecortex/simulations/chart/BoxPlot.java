package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.sparsecortex.simulations.table.RecordTable;

/** Draws boxes of quartiles; what the axis cannot show is left out and said. */
final class BoxPlot {
    private static final double HALF = 0.3;
    private static final double CAP = 0.15;
    private static final double CROSS = 1.6;
    private static final double STAR = 3.2;
    private static final Color LIGHT = new Color(0xC8, 0xC8, 0xC8);

    private final BoxChart spec;
    private final List<Box> boxes = new ArrayList<>();
    private int read;
    private int leftOut;

    /** What is drawn of some values; without a value all are NaN. */
    record Box(
            String label,
            boolean light,
            double low,
            double lower,
            double median,
            double upper,
            double high,
            double mean,
            double[] beyond) {
        /** @param all finite values */
        static Box of(String label, boolean light, double[] all) {
            double[] sorted = all.clone();
            Arrays.sort(sorted);
            double q1 = quantile(sorted, 0.25);
            double q3 = quantile(sorted, 0.75);
            double reach = 1.5 * (q3 - q1);
            double[] within = Arrays.stream(sorted)
                    .filter(v -> v >= q1 - reach && v <= q3 + reach)
                    .toArray();
            double[] beyond = Arrays.stream(sorted)
                    .filter(v -> v < q1 - reach || v > q3 + reach)
                    .toArray();
            return new Box(
                    label,
                    light,
                    within.length == 0 ? Double.NaN : within[0],
                    q1,
                    quantile(sorted, 0.5),
                    q3,
                    within.length == 0 ? Double.NaN : within[within.length - 1],
                    Arrays.stream(sorted).average().orElse(Double.NaN),
                    beyond);
        }

        /** Value number p (n - 1) of n sorted ones, interpolated linearly. */
        static double quantile(double[] sorted, double p) {
            if (sorted.length == 0) {
                return Double.NaN;
            }
            double at = p * (sorted.length - 1);
            int i = (int) at;
            int next = Math.min(i + 1, sorted.length - 1);
            return sorted[i] + (at - i) * (sorted[next] - sorted[i]);
        }
    }

    private BoxPlot(BoxChart spec) {
        this.spec = spec;
    }

    static ChartSpec.Painting painting(BoxChart spec, Path records) throws IOException {
        return new BoxPlot(spec).read(records);
    }

    private ChartSpec.Painting read(Path records) throws IOException {
        RecordTable table = RecordTable.read(records, spec.record());
        if (table.rows() == 0) {
            return new Placeholder(spec.title(), "record '" + spec.record() + "' has no rows");
        }
        Notes notes = new Notes();
        Extent extent = new Extent(spec.values().log());
        if (spec.parts().isEmpty()) {
            for (String column : spec.columns()) {
                add(
                        column,
                        false,
                        table.hasColumn(column) ? table.column(column) : table.vector(column),
                        extent,
                        notes);
            }
        } else {
            double[] all = table.vector(spec.columns().get(0));
            if (all.length != spec.count()) {
                throw new IOException("'" + spec.columns().get(0) + "' has " + all.length + " values, but the parts of "
                        + "chart '" + spec.id() + "' take " + spec.count());
            }
            int from = 0;
            for (BoxChart.Part part : spec.parts()) {
                add(part.label(), part.light(), Arrays.copyOfRange(all, from, from + part.count()), extent, notes);
                from += part.count();
            }
        }
        if (extent.isEmpty()) {
            return new Placeholder(spec.title(), "no value that the axis can show in " + spec.columns());
        }
        if (leftOut > 0) {
            notes.shown("left out: " + leftOut + " of " + Notes.count(read, "value")
                    + ", missing, infinite or beyond the scale");
        }
        return Theme.painting(upright(Theme.chart(spec, plot(extent), List.of())), notes);
    }

    private void add(String label, boolean light, double[] values, Extent extent, Notes notes) {
        double[] shown = Arrays.stream(values).filter(extent::shows).toArray();
        read += values.length;
        leftOut += values.length - shown.length;
        if (shown.length < values.length) {
            notes.said("'" + label + "': " + (values.length - shown.length) + " of "
                    + Notes.count(values.length, "value") + " left out");
        }
        Box box = Box.of(label, light, shown);
        extent.add(box.low, box.high, box.mean);
        if (spec.outliers()) {
            extent.add(box.beyond);
        }
        boxes.add(box);
    }

    private XYPlot plot(Extent extent) {
        ValueAxis values = Theme.axis(spec.values());
        Theme.fit(values, spec.values(), extent, 0.05);
        if (spec.lying()) {
            Collections.reverse(boxes);
        }
        ValueAxis names = Theme.symbols(
                spec.label().isEmpty() ? null : spec.label(),
                boxes.stream().map(Box::label).toList());
        return spec.lying() ? Theme.plot(values, names, this::draw) : Theme.plot(names, values, this::draw);
    }

    /** Grid lines at the values, not at the names. */
    private JFreeChart upright(JFreeChart chart) {
        if (spec.lying() && chart.getPlot() instanceof XYPlot plot) {
            plot.setDomainGridlinesVisible(plot.isRangeGridlinesVisible());
            plot.setDomainGridlinePaint(plot.getRangeGridlinePaint());
            plot.setDomainGridlineStroke(plot.getRangeGridlineStroke());
            plot.setRangeGridlinesVisible(false);
        }
        return chart;
    }

    private void draw(Graphics2D g, PlotLayer.Area area) {
        for (int i = 0; i < boxes.size(); i++) {
            if (!Double.isNaN(boxes.get(i).median)) {
                draw(g, area, boxes.get(i), i);
            }
        }
    }

    private void draw(Graphics2D g, PlotLayer.Area area, Box box, int i) {
        Point2D a = at(area, i - HALF, box.lower);
        Point2D b = at(area, i + HALF, box.upper);
        Rectangle2D body = new Rectangle2D.Double();
        body.setFrameFromDiagonal(a, b);
        g.setPaint(box.light ? LIGHT : Theme.colour(0));
        g.fill(body);
        g.setPaint(Color.BLACK);
        g.setStroke(Theme.THIN);
        g.draw(body);
        line(g, area, i, box.lower, i, box.low);
        line(g, area, i, box.upper, i, box.high);
        line(g, area, i - CAP, box.low, i + CAP, box.low);
        line(g, area, i - CAP, box.high, i + CAP, box.high);
        g.setStroke(Theme.stroke(0));
        line(g, area, i - HALF, box.median, i + HALF, box.median);
        area.over(g, CROSS, CROSS, canvas -> crosses(canvas, area, box, i));
        star(g, at(area, i, box.mean));
    }

    private void crosses(Graphics2D g, PlotLayer.Area area, Box box, int i) {
        g.setStroke(Theme.HAIR);
        for (double v : spec.outliers() ? box.beyond : new double[0]) {
            Point2D p = at(area, i, v);
            if (area.holds(p.getX(), p.getY())) {
                g.draw(new Line2D.Double(p.getX() - CROSS, p.getY(), p.getX() + CROSS, p.getY()));
                g.draw(new Line2D.Double(p.getX(), p.getY() - CROSS, p.getX(), p.getY() + CROSS));
            }
        }
    }

    private static void star(Graphics2D g, Point2D at) {
        Path2D star = new Path2D.Double();
        for (int k = 0; k < 10; k++) {
            double r = k % 2 == 0 ? STAR : 0.4 * STAR;
            double x = at.getX() + r * Math.sin(k * Math.PI / 5);
            double y = at.getY() - r * Math.cos(k * Math.PI / 5);
            if (k == 0) {
                star.moveTo(x, y);
            } else {
                star.lineTo(x, y);
            }
        }
        star.closePath();
        g.setPaint(Color.WHITE);
        g.fill(star);
        g.setPaint(Color.BLACK);
        g.draw(star);
    }

    private void line(Graphics2D g, PlotLayer.Area area, double i, double v, double j, double w) {
        g.draw(new Line2D.Double(at(area, i, v), at(area, j, w)));
    }

    /** Place of a value of box i. */
    private Point2D at(PlotLayer.Area area, double i, double value) {
        return spec.lying()
                ? new Point2D.Double(area.x(value), area.y(i))
                : new Point2D.Double(area.x(i), area.y(value));
    }
}
