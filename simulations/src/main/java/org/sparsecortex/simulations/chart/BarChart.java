package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;

/** One bar a row. */
@TypeName(value = "bar", doc = "one bar a row of a record, with error bars")
public record BarChart(
        @Param(doc = "name of the files") String id,

        @Param(doc = "title; empty for none", def = "\"\"") String title,

        @Param(doc = "label of the horizontal axis") String xLabel,
        @Param(doc = "vertical axis") Axis y,

        @Param(doc = "the bars: x names them, y is their height")
        List<Series> series,

        @Param(doc = "width in print", def = "\"one-column\"")
        Width width,

        @Param(doc = "height in print", unit = "mm", def = "60", min = 20, max = 400)
        double heightMm)
        implements ChartSpec {
    public BarChart {
        if (series.isEmpty()) {
            throw new ParameterException("series", series, "at least one is needed");
        }
        if (y.log()) {
            throw new ParameterException(
                    "y",
                    "log",
                    "cannot be: bars start at 0, which a logarithmic scale has not; draw a line chart with points");
        }
    }

    @Override
    public Painting painting(Path records) throws IOException {
        return BarPlot.painting(this, records);
    }

    @Override
    public List<Use> uses() {
        return Series.usesOf(series);
    }

    @Override
    public List<Misfit> misfits(Columns columns) {
        return Series.misfits(series, columns);
    }
}
