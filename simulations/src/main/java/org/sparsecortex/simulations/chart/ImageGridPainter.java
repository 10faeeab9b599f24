package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.simulations.table.RecordTable;

/** Draws pieces of a vector as grey images in a grid, each scaled to a full or its own largest magnitude, zero in mid-grey. */
final class ImageGridPainter {
    private ImageGridPainter() {}

    static ChartSpec.Painting painting(ImageGridChart spec, Path records) throws IOException {
        RecordTable table = RecordTable.read(records, spec.record());
        if (table.rows() == 0) {
            return new Placeholder(spec.title(), "record '" + spec.record() + "' has no rows");
        }
        double[] values = values(spec, table);
        int pixels = spec.imageHeight() * spec.imageWidth();
        if (values.length % pixels != 0) {
            throw new IOException(values.length + " values of '" + spec.signal() + "' are no whole number of "
                    + spec.imageHeight() + " x " + spec.imageWidth() + " images");
        }
        long missing = Arrays.stream(values).filter(v -> !Double.isFinite(v)).count();
        Notes notes = new Notes();
        if (missing > 0) {
            notes.shown(Notes.count(missing, "pixel") + " of " + values.length + " missing or infinite, in light red");
        }
        return new ChartSpec.Painting() {
            @Override
            public void paint(Graphics2D g, double width, double height) {
                ImageGridPainter.paint(spec, values, notes.shown(), g, width, height);
            }

            @Override
            public List<String> notes() {
                return notes.all();
            }
        };
    }

    private static void paint(
            ImageGridChart spec, double[] values, List<String> foot, Graphics2D g, double width, double height) {
        int pixels = spec.imageHeight() * spec.imageWidth();
        int count = values.length / pixels;
        int columns = Math.min(spec.columns(), count);
        int rows = (count + columns - 1) / columns;
        double top = spec.title().isEmpty() ? 4 : 16;
        double bottom = foot.isEmpty() ? 4 : 14;
        double cell = Math.min(
                (width - 8) / columns / (spec.imageWidth() + 1),
                (height - top - bottom) / rows / (spec.imageHeight() + 1));
        g.setPaint(Color.WHITE);
        g.fill(new java.awt.geom.Rectangle2D.Double(0, 0, width, height));
        g.setPaint(Color.BLACK);
        g.setFont(Theme.title());
        if (!spec.title().isEmpty()) {
            g.drawString(spec.title(), 4, 11);
        }
        g.setFont(Theme.foot());
        for (String note : foot) {
            g.drawString(note, 4f, (float) (height - 4));
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
    private static double[] values(ImageGridChart spec, RecordTable table) throws IOException {
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

    private static BufferedImage image(double[] values, int from, ImageGridChart spec) {
        int pixels = spec.imageHeight() * spec.imageWidth();
        double largest = Math.max(1e-300, spec.full());
        for (int p = 0; p < pixels && spec.full() == 0; p++) {
            double magnitude = Math.abs(values[from + p]);
            largest = Double.isFinite(magnitude) ? Math.max(largest, magnitude) : largest;
        }
        BufferedImage image = new BufferedImage(spec.imageWidth(), spec.imageHeight(), BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < pixels; p++) {
            double value = values[from + p];
            int grey = (int) Math.round(127.5 + 127.5 * Math.max(-1, Math.min(1, value / largest)));
            int colour = Double.isFinite(value) ? grey << 16 | grey << 8 | grey : Theme.MISSING_IN_GREY.getRGB();
            image.setRGB(p % spec.imageWidth(), p / spec.imageWidth(), colour);
        }
        return image;
    }
}
