package org.sparsecortex.simulations.chart;

import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleToIntFunction;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.data.Range;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * Draws a vector over time, or a matrix, as colours, in a picture of 300 dots an inch. Missing and infinite values have a colour
 * of their own, which the legend names; a dot that covers several cells has the colour of the mean of those that are known.
 */
final class HeatmapPlot {
    private static final double DOTS_PER_MM = 300 / 25.4;

    private HeatmapPlot() {}

    static ChartSpec.Painting painting(HeatmapChart spec, Path records) throws IOException {
        RecordTable table = RecordTable.read(records, spec.record());
        if (table.rows() == 0) {
            return new Placeholder(spec.title(), "record '" + spec.record() + "' has no rows");
        }
        boolean whole = spec.matrixColumns() > 0;
        double[][] matrix = whole ? folded(table.vector(spec.signal()), spec) : table.matrix(spec.signal());
        double[] columns = !whole && table.hasColumn("step")
                ? table.column("step")
                : IntStream.range(0, matrix[0].length).asDoubleStream().toArray();
        Extent values = new Extent(false);
        Arrays.stream(matrix).forEach(values::add);
        if (values.isEmpty()) {
            return new Placeholder(spec.title(), "all values of '" + spec.signal() + "' are missing or infinite");
        }
        double width = columns.length > 1 ? distance(columns) : 1;
        ValueAxis x = Theme.axis(spec.x());
        ValueAxis y = Theme.axis(spec.y());
        if (spec.x().range().isEmpty() && spec.x().names().isEmpty()) {
            x.setRange(columns[0] - width / 2, columns[columns.length - 1] + width / 2);
        }
        if (spec.y().range().isEmpty() && spec.y().names().isEmpty()) {
            y.setRange(-0.5, matrix.length - 0.5);
        }
        Extent shown = values;
        if (!spec.valueRange().isEmpty()) {
            shown = new Extent(false);
            shown.add(spec.valueRange().stream().mapToDouble(v -> v).toArray());
        }
        ColourScale scale = ColourScale.of(shown, false);
        boolean[] gaps = new boolean[1];
        BufferedImage image = picture(
                spec,
                cellsOf(x.getRange(), dots(Theme.widthMm(spec)), at -> column(columns, width, at), false),
                cellsOf(y.getRange(), dots(Theme.heightMm(spec)), at -> row(matrix.length, at), true),
                matrix,
                scale,
                gaps);
        Notes notes = new Notes();
        if (values.low() < shown.low() || values.high() > shown.high()) {
            notes.shown("values from " + NumberLabels.text(values.low(), 4) + " to "
                    + NumberLabels.text(values.high(), 4) + ": beyond the scale they have its end colours");
        }
        List<LegendItem> legend = note(spec, matrix, gaps[0], notes);
        JFreeChart chart = Theme.chart(spec, Theme.plot(x, y, filling(image)), legend);
        Theme.addColourBar(chart, spec, scale, scale.axis(spec.valueLabel()));
        return Theme.painting(chart, notes);
    }

    /** Adds the values of a map to an extent. */
    static void measure(HeatmapChart spec, Path records, Extent extent) throws IOException {
        RecordTable table = RecordTable.read(records, spec.record());
        if (table.rows() > 0) {
            double[][] matrix = spec.matrixColumns() > 0
                    ? new double[][] {table.vector(spec.signal())}
                    : table.matrix(spec.signal());
            Arrays.stream(matrix).forEach(extent::add);
        }
    }

    private static List<LegendItem> note(HeatmapChart spec, double[][] matrix, boolean gaps, Notes notes) {
        long missing = Arrays.stream(matrix)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isNaN)
                .count();
        long infinite = Arrays.stream(matrix)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isInfinite)
                .count();
        if (missing + infinite > 0) {
            notes.said("'" + spec.signal() + "': " + Notes.count(missing, "missing value") + ", " + infinite
                    + " infinite, of " + (long) matrix.length * matrix[0].length);
        }
        return missing + infinite > 0 || gaps
                ? List.of(LegendItems.box(infinite > 0 ? "missing or infinite" : "missing", Theme.MISSING))
                : List.of();
    }

    private static double[][] folded(double[] values, HeatmapChart spec) throws IOException {
        int columns = spec.matrixColumns();
        if (values.length % columns != 0) {
            throw new IOException(values.length + " values of '" + spec.signal() + "' are no whole number of rows of "
                    + columns + " (matrixColumns)");
        }
        double[][] rows = new double[values.length / columns][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = Arrays.copyOfRange(values, r * columns, (r + 1) * columns);
        }
        return rows;
    }

    /** The smallest distance of neighbouring columns: the width of a cell. */
    private static double distance(double[] columns) {
        return IntStream.range(1, columns.length)
                .mapToDouble(i -> columns[i] - columns[i - 1])
                .filter(d -> d > 0)
                .min()
                .orElse(1);
    }

    /** The column at a place of the axis, or -1 if none is near. */
    private static int column(double[] columns, double width, double at) {
        int found = Arrays.binarySearch(columns, at);
        int after = found >= 0 ? found : -found - 1;
        for (int c = Math.max(0, after - 1); c <= Math.min(columns.length - 1, after); c++) {
            if (at >= columns[c] - width / 2 && at < columns[c] + width / 2) {
                return c;
            }
        }
        return -1;
    }

    private static int row(int rows, double at) {
        int row = (int) Math.floor(at + 0.5);
        return row >= 0 && row < rows ? row : -1;
    }

    /** The first cell and the one after the last that each dot covers, for half-open dots; -1 for none. */
    private static int[][] cellsOf(Range range, int dots, DoubleToIntFunction cell, boolean down) {
        int[][] cells = new int[dots][];
        for (int d = 0; d < dots; d++) {
            int at = down ? dots - 1 - d : d;
            double from = range.getLowerBound() + range.getLength() * at / dots;
            double to = range.getLowerBound() + range.getLength() * (at + 1) / dots;
            int middle = cell.applyAsInt(from + (to - from) / 2);
            int first = cell.applyAsInt(from);
            int last = cell.applyAsInt(to);
            boolean several = first >= 0 && last > first + 1; // else the dot has the colour of the cell at its middle
            cells[d] = several ? new int[] {first, last} : new int[] {middle, middle + 1};
        }
        return cells;
    }

    private static BufferedImage picture(
            HeatmapChart spec, int[][] columns, int[][] rows, double[][] matrix, ColourScale scale, boolean[] gaps) {
        BufferedImage image = new BufferedImage(columns.length, rows.length, BufferedImage.TYPE_INT_RGB);
        for (int py = 0; py < rows.length; py++) {
            boolean same = py > 0 && Arrays.equals(rows[py], rows[py - 1]);
            for (int px = 0; px < columns.length; px++) {
                boolean outside = columns[px][0] < 0 || rows[py][0] < 0;
                gaps[0] |= outside
                        && spec.x().range().isEmpty()
                        && spec.y().range().isEmpty();
                int colour = same
                        ? image.getRGB(px, py - 1)
                        : outside
                                ? Theme.MISSING.getRGB()
                                : scale.colour(mean(matrix, rows[py], columns[px]))
                                        .getRGB();
                image.setRGB(px, py, colour);
            }
        }
        return image;
    }

    /** Mean of the finite values of a block; NaN if there is none. */
    private static double mean(double[][] matrix, int[] rows, int[] columns) {
        double sum = 0;
        long count = 0;
        for (int r = rows[0]; r < rows[1]; r++) {
            for (int c = columns[0]; c < columns[1]; c++) {
                if (Double.isFinite(matrix[r][c])) {
                    sum += matrix[r][c];
                    count++;
                }
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Dots of a length in print. */
    static int dots(double mm) {
        return (int) Math.round(mm * DOTS_PER_MM);
    }

    /** A picture that fills the area of a plot, its dots as they are. */
    static PlotLayer.Drawing filling(BufferedImage image) {
        return (g, area) -> {
            AffineTransform place = AffineTransform.getTranslateInstance(
                    area.bounds().getX(), area.bounds().getY());
            place.scale(
                    area.bounds().getWidth() / image.getWidth(), area.bounds().getHeight() / image.getHeight());
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            g.drawImage(image, place, null);
        };
    }
}
