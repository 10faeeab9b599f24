package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;

/** Curves over a common abscissa. */
@TypeName(value = "line", doc = "curves with lines or points, error bands or bars, and shaded spans")
public record LineChart(
        @Param(doc = "name of the files") String id,

        @Param(doc = "title; empty for none", def = "\"\"") String title,

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
    public LineChart {
        if (series.isEmpty()) {
            throw new ParameterException("series", series, "at least one is needed");
        }
    }

    @Override
    public Painting painting(Path records) throws IOException {
        return LinePlot.painting(this, records);
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

    @Override
    public List<Misfit> misfits(Columns columns) {
        return Series.misfits(series, columns);
    }
}
