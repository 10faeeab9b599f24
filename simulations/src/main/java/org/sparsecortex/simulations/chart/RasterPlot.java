package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.data.Range;
import org.sparsecortex.simulations.table.RecordTable;

/** Draws active bits as dots, all of them as one picture, so that files stay small however many there are. */
final class RasterPlot {
    private RasterPlot() {}

    static ChartSpec.Painting painting(RasterChart spec, Path records) throws IOException {
        RecordTable table = RecordTable.read(records, spec.record());
        boolean csv = table.hasColumn("step");
        double[] steps = table.column(csv ? "step" : "0");
        double[] bits = table.column(csv ? "index" : "1");
        if (steps.length == 0) {
            return new Placeholder(spec.title(), "record '" + spec.record() + "' has no active bit");
        }
        ValueAxis x = Theme.axis(spec.x());
        ValueAxis y = Theme.axis(spec.y());
        fit(x, spec.x(), steps);
        fit(y, spec.y(), bits);
        BufferedImage image = dots(steps, bits, x.getRange(), y.getRange(), spec);
        return Theme.painting(Theme.chart(spec, Theme.plot(x, y, HeatmapPlot.filling(image)), false));
    }

    private static void fit(ValueAxis axis, ChartSpec.Axis spec, double[] values) {
        if (spec.range().isEmpty() && spec.names().isEmpty()) {
            Extent extent = new Extent(false);
            extent.add(values);
            axis.setRange(extent.low() - 0.5, extent.high() + 0.5);
        }
    }

    private static BufferedImage dots(double[] xs, double[] ys, Range x, Range y, RasterChart spec) {
        int width = HeatmapPlot.dots(Theme.widthMm(spec));
        int height = HeatmapPlot.dots(Theme.heightMm(spec));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setPaint(Color.BLACK);
        int wide = (int) Math.max(3, Math.min(8, width / x.getLength()));
        for (int i = 0; i < xs.length; i++) {
            int px = (int) ((xs[i] - x.getLowerBound()) / x.getLength() * width);
            int py = (int) ((y.getUpperBound() - ys[i]) / y.getLength() * height);
            g.fillRect(px - wide / 2, py - 1, wide, 3);
        }
        g.dispose();
        return image;
    }
}
