package org.sparsecortex.simulations.chart;

import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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
     * What cannot be drawn whatever the run finds: lengths that do not fit each other. Asked before a run.
     *
     * @param columns what the records will hold
     */
    default List<Misfit> misfits(Columns columns) {
        return List.of();
    }

    /**
     * Reads the records and says how the chart is painted; {@link Theme#painting} paints one of JFreeChart. Records that hold
     * nothing to draw are no error: the painting says so in the place of the plot.
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

        /** What a reader must know to read it right, for the report: how many values were left out, and why. */
        default List<String> notes() {
            return List.of();
        }
    }

    /** What the records will hold. */
    @FunctionalInterface
    interface Columns {
        /** Number of values of a column or a vector signal; empty if only the run will tell. */
        OptionalLong length(String record, String name);

        /** What is said at {@code at} of a signal that is not a whole number of parts of {@code part} values; else nothing. */
        default List<Misfit> unlessWhole(Use use, String at, long part, String parts) {
            OptionalLong length = length(use.record(), use.name());
            return length.isEmpty() || length.getAsLong() % part == 0
                    ? List.of()
                    : List.of(new Misfit(
                            at,
                            "'" + use.name() + "' will have " + length.getAsLong() + " values, no whole number of "
                                    + parts));
        }
    }

    /**
     * Something that cannot be drawn.
     *
     * @param at where in the chart it is said, as a JSON pointer
     * @param why what does not fit, with the cure
     */
    record Misfit(String at, String why) {}

    /**
     * A column or a vector signal of a record.
     *
     * @param at where in the chart it is named, as a JSON pointer
     */
    record Use(String at, String record, String name) {}

    /** Width in print. */
    enum Width {
        /** 85 mm, unless the theme says otherwise. */
        ONE_COLUMN,
        /** 170 mm, unless the theme says otherwise. */
        TWO_COLUMN
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
            List<String> names,

            @Param(
                    doc =
                            "whether the values are seconds since 1970, as the column of times of a table gives them, to be"
                                    + " written as dates and times of day",
                    def = "false")
            boolean dates) {
        public Axis {
            if (dates && (log || !names.isEmpty())) {
                throw new ParameterException("dates", dates, "goes neither with log nor with names");
            }
            if (log && !names.isEmpty()) {
                throw new ParameterException("names", names, "a logarithmic scale has no names");
            }
            boolean finite = range.stream().allMatch(Double::isFinite);
            if (!range.isEmpty() && (range.size() != 2 || !finite || !(range.get(0) < range.get(1)))) {
                throw new ParameterException("range", range, "must be empty or [low, high] with low < high");
            }
            if (log && !range.isEmpty() && range.get(0) <= 0) {
                throw new ParameterException(
                        "range",
                        range,
                        "must begin above 0 on a logarithmic scale, which has no 0; or set log to false");
            }
        }

        /** An axis of numbers or names. */
        public Axis(String label, boolean log, List<Double> range, List<String> names) {
            this(label, log, range, names, false);
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

        /** The same curve of another record, under another name. */
        Series from(String otherRecord, String name) {
            return new Series(otherRecord, y, x, name, low, high, groupBy, style, average, meanByX);
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

        static List<Use> usesOf(List<Series> all) {
            return IntStream.range(0, all.size())
                    .boxed()
                    .flatMap(i -> all.get(i).uses("/series/" + i))
                    .toList();
        }

        /** Columns of unequal length in the chart's series. */
        static List<Misfit> misfits(List<Series> all, Columns columns) {
            List<Misfit> misfits = new ArrayList<>();
            for (Use use : usesOf(all)) {
                int i = Integer.parseInt(use.at.split("/", -1)[2]);
                String y = all.get(i).y;
                OptionalLong expected = columns.length(use.record, y);
                OptionalLong length = columns.length(use.record, use.name);
                boolean one = use.at.endsWith("/groupBy") && length.orElse(0) == 1; // one group of all
                if (!one && expected.isPresent() && length.isPresent() && !expected.equals(length)) {
                    misfits.add(new Misfit(
                            use.at,
                            "'" + use.name + "' will have " + length.getAsLong() + " values, but '" + y + "' "
                                    + expected.getAsLong() + ": they cannot be drawn against each other"));
                }
            }
            return misfits;
        }
    }
}
