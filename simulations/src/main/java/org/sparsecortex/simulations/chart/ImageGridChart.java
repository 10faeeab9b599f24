package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/** Rows of a record, or pieces of one row, as small images. */
@TypeName(value = "image-grid", doc = "pieces of a vector as small images, for example receptive fields")
public record ImageGridChart(
        @Param(doc = "name of the files") String id,

        @Param(doc = "title; empty for none", def = "\"\"") String title,

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

        @Param(doc = "magnitude that is drawn black or white; 0 takes the largest of each image", def = "0", min = 0)
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

    @Override
    public List<Misfit> misfits(Columns columns) {
        return columns.unlessWhole(
                uses().get(0),
                "/imageHeight",
                (long) imageHeight * imageWidth,
                "images of " + imageHeight + " x " + imageWidth);
    }
}
