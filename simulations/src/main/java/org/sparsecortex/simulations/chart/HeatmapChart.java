package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;

/** A vector signal over time as colours. */
@TypeName(value = "heatmap", doc = "a vector over time, or a matrix, as colours")
public record HeatmapChart(
        @Param(doc = "name of the files") String id,

        @Param(doc = "title; empty for none", def = "\"\"") String title,

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

        @Param(
                doc =
                        "first and last value of the colour scale; values beyond have its end colours; empty fits the data",
                def = "[]")
        List<Double> valueRange,

        @Param(doc = "width in print", def = "\"one-column\"")
        Width width,

        @Param(doc = "height in print", unit = "mm", def = "60", min = 20, max = 400)
        double heightMm)
        implements ChartSpec {
    public HeatmapChart {
        if (x.log() || y.log()) {
            throw new ParameterException(
                    x.log() ? "x" : "y", "log", "cannot be: the cells of a heat map are of equal size");
        }
        boolean finite = valueRange.stream().allMatch(Double::isFinite);
        if (!valueRange.isEmpty() && (valueRange.size() != 2 || !finite || !(valueRange.get(0) < valueRange.get(1)))) {
            throw new ParameterException("valueRange", valueRange, "must be empty or [low, high] with low < high");
        }
    }

    /** The same map with another colour scale. */
    HeatmapChart withValueRange(double low, double high) {
        return new HeatmapChart(
                id, title, x, y, valueLabel, record, signal, matrixColumns, List.of(low, high), width, heightMm);
    }

    @Override
    public Painting painting(Path records) throws IOException {
        return HeatmapPlot.painting(this, records);
    }

    @Override
    public List<Use> uses() {
        return List.of(new Use("/signal", record, signal));
    }

    @Override
    public List<Misfit> misfits(Columns columns) {
        return matrixColumns == 0
                ? List.of()
                : columns.unlessWhole(uses().get(0), "/matrixColumns", matrixColumns, "rows of " + matrixColumns);
    }
}
