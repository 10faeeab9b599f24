package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;

/** Active bits over time as dots. */
@TypeName(value = "raster", doc = "active bits of an SDR over time as dots")
public record RasterChart(
        @Param(doc = "name of the files") String id,

        @Param(doc = "title; empty for none", def = "\"\"") String title,

        @Param(doc = "horizontal axis") Axis x,
        @Param(doc = "vertical axis") Axis y,
        @Param(doc = "record of one SDR, by its id") String record,

        @Param(doc = "width in print", def = "\"two-column\"")
        Width width,

        @Param(doc = "height in print", unit = "mm", def = "70", min = 20, max = 400)
        double heightMm)
        implements ChartSpec {
    public RasterChart {
        if (x.log() || y.log()) {
            throw new ParameterException(
                    x.log() ? "x" : "y", "log", "cannot be: a raster shows steps and bits at equal distances");
        }
    }

    @Override
    public Painting painting(Path records) throws IOException {
        return RasterPlot.painting(this, records);
    }

    @Override
    public List<Use> uses() {
        return List.of(new Use("/record", record, "index"));
    }
}
