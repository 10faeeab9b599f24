package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;

/**
 * How values are distributed, a box each: of columns, or of parts of one vector signal, as of the groups of a network.
 *
 * <pre>
 *   box: quartiles Q1 .. Q3 with the median    whiskers: last value within 1.5 (Q3 - Q1) of the box    crosses: values beyond    star: mean
 *   quartile p of n sorted values: value number p (n - 1), from 0, interpolated linearly
 * </pre>
 *
 * Sources: Tukey 1977, "Exploratory data analysis"; quartiles after Hyndman and Fan 1996, type 7.
 */
@TypeName(value = "box", doc = "quartiles, whiskers and mean of the values of columns or of parts of a vector signal")
public record BoxChart(
        @Param(doc = "name of the files") String id,

        @Param(doc = "title; empty for none", def = "\"\"") String title,

        @Param(doc = "axis of the values") Axis values,

        @Param(doc = "label of the axis of the boxes", def = "\"\"")
        String label,

        @Param(doc = "record, by its id") String record,

        @Param(doc = "columns, a box each; or one vector signal, whose last row is cut into parts")
        List<String> columns,

        @Param(doc = "parts of the vector signal, one after the other; empty makes a box of each column", def = "[]")
        List<Part> parts,

        @Param(doc = "whether the boxes lie, the first one at the top", def = "false")
        boolean lying,

        @Param(doc = "whether values beyond the whiskers are drawn", def = "true")
        boolean outliers,

        @Param(doc = "width in print", def = "\"one-column\"")
        Width width,

        @Param(doc = "height in print", unit = "mm", def = "60", min = 20, max = 400)
        double heightMm)
        implements ChartSpec {
    /** Values that follow each other in a vector signal, and make one box. */
    public record Part(
            @Param(doc = "name of the box") String label,

            @Param(doc = "how many values", min = 1, max = 1 << 26)
            int count,

            @Param(
                    doc = "whether the box is light, as those of excitatory groups beside inhibitory ones",
                    def = "false")
            boolean light) {}

    public BoxChart {
        if (columns.isEmpty()) {
            throw new ParameterException("columns", columns, "at least one is needed");
        }
        if (!parts.isEmpty() && columns.size() > 1) {
            throw new ParameterException("columns", columns, "must be one vector signal if there are parts");
        }
    }

    /** How many values the parts take. */
    long count() {
        return parts.stream().mapToLong(Part::count).sum();
    }

    @Override
    public Painting painting(Path records) throws IOException {
        return BoxPlot.painting(this, records);
    }

    @Override
    public List<Use> uses() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> new Use("/columns/" + i, record, columns.get(i)))
                .toList();
    }

    @Override
    public List<Misfit> misfits(Columns all) {
        List<Misfit> misfits = new ArrayList<>();
        OptionalLong length = all.length(record, columns.get(0));
        if (!parts.isEmpty() && length.isPresent() && length.getAsLong() != count()) {
            misfits.add(new Misfit(
                    "/parts",
                    "take " + count() + " values, but '" + columns.get(0) + "' will have " + length.getAsLong()
                            + ": they must be as many"));
        }
        return misfits;
    }
}
