package org.example;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.chart.Theme;
import org.sparsecortex.simulations.table.RecordTable;

/** Columns of a record one below the other, each from zero to its largest value. */
@TypeName(value = "sparklines", doc = "columns of a record as small lines, one below the other")
public record SparklinesChart(
        @Param(doc = "name of the files") String id,

        @Param(doc = "title; empty for none", def = "\"\"") String title,

        @Param(doc = "record, by its id") String record,
        @Param(doc = "columns, from the top") List<String> columns,

        @Param(doc = "width in print", def = "\"one-column\"")
        Width width,

        @Param(doc = "height in print", unit = "mm", def = "40", min = 10, max = 400)
        double heightMm)
        implements ChartSpec {
    private static final double MARGIN = 4;
    private static final double LABEL = 70;

    @Override
    public List<Use> uses() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> new Use("/columns/" + i, record, columns.get(i)))
                .toList();
    }

    @Override
    public Painting painting(Path records) throws IOException {
        RecordTable table = RecordTable.read(records, record);
        List<double[]> lines = new ArrayList<>();
        for (String column : columns) {
            lines.add(table.column(column));
        }
        return (g, w, h) -> paint(lines, g, w, h);
    }

    private void paint(List<double[]> lines, Graphics2D g, double w, double h) {
        g.setFont(g.getFont().deriveFont(7f));
        g.setPaint(Color.BLACK);
        g.drawString(title, (float) MARGIN, (float) (2 * MARGIN));
        double first = title.isEmpty() ? MARGIN : 3 * MARGIN;
        double strip = (h - first - MARGIN) / lines.size();
        for (int i = 0; i < lines.size(); i++) {
            double base = first + (i + 1) * strip;
            g.setPaint(Color.BLACK);
            g.drawString(columns.get(i), (float) MARGIN, (float) base);
            g.setPaint(Theme.colour(i));
            g.setStroke(Theme.stroke(i));
            g.draw(line(lines.get(i), w, base, 0.9 * strip));
        }
    }

    private static Path2D line(double[] values, double w, double base, double height) {
        double top = Math.max(Double.MIN_NORMAL, Arrays.stream(values).max().orElse(1));
        Path2D path = new Path2D.Double();
        for (int i = 0; i < values.length; i++) {
            double x = LABEL + (w - LABEL - MARGIN) * i / Math.max(1, values.length - 1);
            double y = base - height * values[i] / top;
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        return path;
    }
}
