package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;

/** Frequencies of the values of a column. */
@TypeName(value = "histogram", doc = "frequencies of the values of a column")
public record HistogramChart(
        @Param(doc = "name of the files") String id,

        @Param(doc = "title; empty for none", def = "\"\"") String title,

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
    public HistogramChart {
        if (columns.isEmpty()) {
            throw new ParameterException("columns", columns, "at least one is needed");
        }
    }

    @Override
    public Painting painting(Path records) throws IOException {
        return HistogramPlot.painting(this, records);
    }

    @Override
    public List<Use> uses() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> new Use("/columns/" + i, record, columns.get(i)))
                .toList();
    }
}
