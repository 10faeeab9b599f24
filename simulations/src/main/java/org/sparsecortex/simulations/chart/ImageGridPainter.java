package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.sparsecortex.simulations.table.RecordTable;

/** Draws pieces of a vector as grey images in a grid, each scaled to a full or its own largest magnitude, zero in mid-grey. */
final class ImageGridPainter {
    private ImageGridPainter() {}

    static ChartSpec.Painting painting(ChartSpec.ImageGrid spec, Path records) throws IOException {
        double[] values = values(spec, RecordTable.read(records, spec.record()));
        int pixels = spec.imageHeight() * spec.imageWidth();
        if (values.length % pixels != 0) {
            throw new IOException("chart '" + spec.id() + "': " + values.length + " values are no whole number of "
                    + spec.imageHeight() + " x " + spec.imageWidth() + " images");
        }
        return (g, width, height) -> paint(spec, values, g, width, height);
    }

    private static void paint(ChartSpec.ImageGrid spec, double[] values, Graphics2D g, double width, double height) {
        int pixels = spec.imageHeight() * spec.imageWidth();
        int count = values.length / pixels;
        int columns = Math.min(spec.columns(), count);
        int rows = (count + columns - 1) / columns;
        double top = spec.title().isEmpty() ? 4 : 16;
        double cell = Math.min(
                (width - 8) / columns / (spec.imageWidth() + 1), (height - top - 4) / rows / (spec.imageHeight() + 1));
        g.setPaint(Color.WHITE);
        g.fill(new java.awt.geom.Rectangle2D.Double(0, 0, width, height));
        g.setPaint(Color.BLACK);
        g.setFont(Theme.TITLE);
        if (!spec.title().isEmpty()) {
            g.drawString(spec.title(), 4, 11);
        }
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        double left = (width - columns * cell * (spec.imageWidth() + 1)) / 2;
        for (int i = 0; i < count; i++) {
            double x = left + i % columns * cell * (spec.imageWidth() + 1);
            double y = top + i / columns * cell * (spec.imageHeight() + 1);
            var at = java.awt.geom.AffineTransform.getTranslateInstance(x, y);
            at.scale(cell, cell);
            g.drawImage(image(values, i * pixels, spec), at, null);
        }
    }

    /** The signal in the last rows, one row after the other. */
    private static double[] values(ChartSpec.ImageGrid spec, RecordTable table) throws IOException {
        if (spec.rows() == 1) {
            return table.vector(spec.signal());
        }
        double[][] columns = table.matrix(spec.signal());
        int rows = Math.min(spec.rows(), columns[0].length);
        double[] values = new double[rows * columns.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns.length; c++) {
                values[r * columns.length + c] = columns[c][columns[c].length - rows + r];
            }
        }
        return values;
    }

    private static BufferedImage image(double[] values, int from, ChartSpec.ImageGrid spec) {
        int pixels = spec.imageHeight() * spec.imageWidth();
        double largest = Math.max(1e-300, spec.full());
        for (int p = 0; p < pixels && spec.full() == 0; p++) {
            largest = Math.max(largest, Math.abs(values[from + p]));
        }
        BufferedImage image = new BufferedImage(spec.imageWidth(), spec.imageHeight(), BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < pixels; p++) {
            int grey = (int) Math.round(127.5 + 127.5 * Math.max(-1, Math.min(1, values[from + p] / largest)));
            image.setRGB(p % spec.imageWidth(), p / spec.imageWidth(), grey << 16 | grey << 8 | grey);
        }
        return image;
    }
}
