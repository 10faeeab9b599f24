package org.sparsecortex.simulations.chart;

import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;

/**
 * A chart of a scenario, drawn from record files only. The set is open: a record with a {@link TypeName} that is listed in
 * {@code META-INF/services/org.sparsecortex.simulations.chart.ChartSpec} of its jar can be named in scenarios.
 */
public interface ChartSpec {
    /** Name of the files, charts/&lt;id&gt;.svg, .pdf and .png. */
    String id();

    /** Title above the plot; empty for none. */
    String title();

    /** Width in print. */
    Width width();

    /** Height in print, mm. */
    double heightMm();

    /** Records that it reads. */
    default List<String> records() {
        return uses().stream().map(Use::record).distinct().toList();
    }

    /** Columns and vector signals that it reads. */
    List<Use> uses();

    /**
     * Reads the records and says how the chart is painted; {@link Theme#painting} paints one of JFreeChart.
     *
     * @param records folder of the record files
     * @throws IOException if a record or a column is missing, or holds what cannot be drawn
     */
    Painting painting(Path records) throws IOException;

    /** A chart on a canvas; called once for each format of file. */
    @FunctionalInterface
    interface Painting {
        /** Paints on a canvas of this size in points, 1/72 inch. */
        void paint(Graphics2D g, double width, double height);
    }

    /**
     * A column or a vector signal of a record.
     *
     * @param at where in the chart it is named, as a JSON pointer
     */
    record Use(String at, String record, String name) {}

    /** Width in print. */
    enum Width {
        /** 85 mm. */
        ONE_COLUMN,
        /** 170 mm. */
        TWO_COLUMN;

        /** The width in mm. */
        public double mm() {
            return this == ONE_COLUMN ? 85 : 170;
        }
    }

    /** An axis. */
    record Axis(
            @Param(doc = "label, with the unit in parentheses")
            String label,

            @Param(doc = "whether the scale is logarithmic", def = "false")
            boolean log,

            @Param(doc = "first and last value; empty fits the data", def = "[]")
            List<Double> range,

            @Param(doc = "names of the values 0, 1, 2, ...; empty writes numbers", def = "[]")
            List<String> names) {
        public Axis {
            if (log && !names.isEmpty()) {
                throw new ParameterException("names", names, "a logarithmic scale has no names");
            }
            if (!range.isEmpty() && (range.size() != 2 || !(range.get(0) < range.get(1)))) {
                throw new ParameterException("range", range, "must be empty or [low, high] with low < high");
            }
        }

        /** A linear axis that fits its numbers. */
        public static Axis linear(String label) {
            return new Axis(label, false, List.of(), List.of());
        }
    }

    /** How a series is drawn. */
    enum Style {
        /** A line. */
        LINE,
        /** Points. */
        POINTS,
        /** A line with points. */
        LINE_POINTS
    }

    /** A curve: two columns of a record, perhaps with a band or error bars between two further columns. */
    record Series(
            @Param(doc = "record, by its id") String record,
            @Param(doc = "column of the values") String y,

            @Param(doc = "column of the abscissa", def = "\"step\"")
            String x,

            @Param(doc = "name in the legend; empty takes the column's", def = "\"\"")
            String label,

            @Param(doc = "column of the lower bound; empty for none", def = "\"\"")
            String low,

            @Param(doc = "column of the upper bound; empty for none", def = "\"\"")
            String high,

            @Param(doc = "column whose values split the rows into curves; empty for none", def = "\"\"")
            String groupBy,

            @Param(doc = "how it is drawn", def = "\"line\"")
            Style style,

            @Param(doc = "rows averaged into one point; 1 draws all", def = "1", min = 1, max = 1_000_000)
            int average,

            @Param(
                    doc = "whether rows of equal abscissa become one point: their mean with its 95 % interval",
                    def = "false")
            boolean meanByX) {
        public Series {
            if (low.isEmpty() != high.isEmpty()) {
                throw new IllegalArgumentException("low and high belong together: give both columns or none");
            }
            if (meanByX && (average > 1 || !low.isEmpty())) {
                throw new IllegalArgumentException(
                        "meanByX makes means and bounds itself: leave average, low and high out");
            }
        }

        /** Columns that it reads; {@code at} is the series' own place. */
        private Stream<Use> uses(String at) {
            return Stream.of(
                            new Use(at + "/y", record, y),
                            new Use(at + "/x", record, x),
                            new Use(at + "/low", record, low),
                            new Use(at + "/high", record, high),
                            new Use(at + "/groupBy", record, groupBy))
                    .filter(use -> !use.name.isEmpty());
        }

        private static List<Use> usesOf(List<Series> all) {
            return IntStream.range(0, all.size())
                    .boxed()
                    .flatMap(i -> all.get(i).uses("/series/" + i))
                    .toList();
        }

        /** A series that draws every row as it is, or means of consecutive ones. */
        public Series(
                String record,
                String y,
                String x,
                String label,
                String low,
                String high,
                String groupBy,
                Style style,
                int average) {
            this(record, y, x, label, low, high, groupBy, style, average, false);
        }
    }

    /** Curves over a common abscissa. */
    @TypeName(value = "line", doc = "curves with lines or points, error bands or bars, and shaded spans")
    record Line(
            @Param(doc = "name of the files") String id,

            @Param(doc = "title; empty for none", def = "\"\"")
            String title,

            @Param(doc = "horizontal axis") Axis x,
            @Param(doc = "vertical axis") Axis y,
            @Param(doc = "the curves") List<Series> series,

            @Param(doc = "0/1 column, as record:column, whose ones are shaded; empty for none", def = "\"\"")
            String shade,

            @Param(doc = "name of the shaded spans in the legend", def = "\"\"")
            String shadeLabel,

            @Param(doc = "width in print", def = "\"one-column\"")
            Width width,

            @Param(doc = "height in print", unit = "mm", def = "60", min = 20, max = 400)
            double heightMm)
            implements ChartSpec {
        public Line {
            if (series.isEmpty()) {
                throw new IllegalArgumentException("series = []: at least one is needed");
            }
        }

        @Override
        public Painting painting(Path records) throws IOException {
            return Theme.painting(Charts.line(this, records));
        }

        @Override
        public List<Use> uses() {
            List<Use> all = new ArrayList<>(Series.usesOf(series));
            if (!shade.isEmpty()) {
                int colon = Math.max(0, shade.indexOf(':'));
                all.add(new Use("/shade", shade.substring(0, colon), shade.substring(colon + 1)));
            }
            return all;
        }
    }

    /** Frequencies of the values of a column. */
    @TypeName(value = "histogram", doc = "frequencies of the values of a column")
    record Histogram(
            @Param(doc = "name of the files") String id,

            @Param(doc = "title; empty for none", def = "\"\"")
            String title,

            @Param(doc = "horizontal axis") Axis x,
            @Param(doc = "record, by its id") String record,
            @Param(doc = "columns, one histogram each") List<String> columns,

            @Param(doc = "number of bins", def = "30", min = 1, max = 1000)
            int bins,

            @Param(doc = "width in print", def = "\"one-column\"")
            Width width,

            @Param(doc = "height in print", unit = "mm", def = "60", min = 20, max = 400)
            double heightMm)
            implements ChartSpec {
        @Override
        public Painting painting(Path records) throws IOException {
            return Theme.painting(Charts.histogram(this, records));
        }

        @Override
        public List<Use> uses() {
            return IntStream.range(0, columns.size())
                    .mapToObj(i -> new Use("/columns/" + i, record, columns.get(i)))
                    .toList();
        }
    }

    /** One bar a row. */
    @TypeName(value = "bar", doc = "one bar a row of a record, with error bars")
    record Bar(
            @Param(doc = "name of the files") String id,

            @Param(doc = "title; empty for none", def = "\"\"")
            String title,

            @Param(doc = "label of the horizontal axis") String xLabel,
            @Param(doc = "vertical axis") Axis y,

            @Param(doc = "the bars: x names them, y is their height")
            List<Series> series,

            @Param(doc = "width in print", def = "\"one-column\"")
            Width width,

            @Param(doc = "height in print", unit = "mm", def = "60", min = 20, max = 400)
            double heightMm)
            implements ChartSpec {
        @Override
        public Painting painting(Path records) throws IOException {
            return Theme.painting(Charts.bar(this, records));
        }

        @Override
        public List<Use> uses() {
            return Series.usesOf(series);
        }
    }

    /** A vector signal over time as colours. */
    @TypeName(value = "heatmap", doc = "a vector over time, or a matrix, as colours")
    record Heatmap(
            @Param(doc = "name of the files") String id,

            @Param(doc = "title; empty for none", def = "\"\"")
            String title,

            @Param(doc = "horizontal axis") Axis x,
            @Param(doc = "vertical axis") Axis y,
            @Param(doc = "label of the colour scale") String valueLabel,
            @Param(doc = "record, by its id") String record,
            @Param(doc = "vector signal") String signal,

            @Param(
                    doc = "columns of the matrix that the signal's last row is; 0: a column is a row of the record",
                    def = "0",
                    min = 0,
                    max = 65536)
            int matrixColumns,

            @Param(doc = "width in print", def = "\"one-column\"")
            Width width,

            @Param(doc = "height in print", unit = "mm", def = "60", min = 20, max = 400)
            double heightMm)
            implements ChartSpec {
        @Override
        public Painting painting(Path records) throws IOException {
            return Theme.painting(Charts.heatmap(this, records));
        }

        @Override
        public List<Use> uses() {
            return List.of(new Use("/signal", record, signal));
        }
    }

    /** Active bits over time as dots. */
    @TypeName(value = "raster", doc = "active bits of an SDR over time as dots")
    record Raster(
            @Param(doc = "name of the files") String id,

            @Param(doc = "title; empty for none", def = "\"\"")
            String title,

            @Param(doc = "horizontal axis") Axis x,
            @Param(doc = "vertical axis") Axis y,
            @Param(doc = "record of one SDR, by its id") String record,

            @Param(doc = "width in print", def = "\"two-column\"")
            Width width,

            @Param(doc = "height in print", unit = "mm", def = "70", min = 20, max = 400)
            double heightMm)
            implements ChartSpec {
        @Override
        public Painting painting(Path records) throws IOException {
            return Theme.painting(Charts.raster(this, records));
        }

        @Override
        public List<Use> uses() {
            return List.of(new Use("/record", record, "index"));
        }
    }

    /** Rows of a record, or pieces of one row, as small images. */
    @TypeName(value = "image-grid", doc = "pieces of a vector as small images, for example receptive fields")
    record ImageGrid(
            @Param(doc = "name of the files") String id,

            @Param(doc = "title; empty for none", def = "\"\"")
            String title,

            @Param(doc = "record, by its id") String record,

            @Param(doc = "rows of the record that are drawn, the last ones", def = "1", min = 1, max = 10000)
            int rows,

            @Param(doc = "vector signal") String signal,

            @Param(doc = "height of an image", unit = "px", min = 1, max = 4096)
            int imageHeight,

            @Param(doc = "width of an image", unit = "px", min = 1, max = 4096)
            int imageWidth,

            @Param(doc = "images side by side", def = "16", min = 1, max = 1000)
            int columns,

            @Param(
                    doc = "magnitude that is drawn black or white; 0 takes the largest of each image",
                    def = "0",
                    min = 0)
            double full,

            @Param(doc = "width in print", def = "\"one-column\"")
            Width width,

            @Param(doc = "height in print", unit = "mm", def = "85", min = 20, max = 400)
            double heightMm)
            implements ChartSpec {
        @Override
        public Painting painting(Path records) throws IOException {
            return ImageGridPainter.painting(this, records);
        }

        @Override
        public List<Use> uses() {
            return List.of(new Use("/signal", record, signal));
        }
    }
}
