package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * The points of one curve.
 *
 * @param label name in the legend
 * @param x abscissae
 * @param y values
 * @param low lower bounds, or null
 * @param high upper bounds, or null
 */
record CurveData(String label, double[] x, double[] y, double[] low, double[] high) {
    /** Reads the curves of a series: one, or one per value of its grouping column. */
    static List<CurveData> read(ChartSpec.Series series, Path records) throws IOException {
        RecordTable table = RecordTable.read(records, series.record());
        double[] y = values(table, series.y());
        double[] x = values(table, series.x());
        double[] low = series.low().isEmpty() ? null : values(table, series.low());
        double[] high = series.high().isEmpty() ? null : values(table, series.high());
        if (x.length != y.length) {
            throw new IOException("record '" + series.record() + "': " + series.x() + " has " + x.length + " values, "
                    + series.y() + " has " + y.length);
        }
        String name = series.label().isEmpty() ? series.y() : series.label();
        CurveData all = new CurveData(name, x, y, low, high);
        List<CurveData> curves = series.groupBy().isEmpty() ? List.of(all) : all.split(values(table, series.groupBy()));
        return series.average() == 1
                ? curves
                : curves.stream().map(c -> c.averaged(series.average())).toList();
    }

    /** A column over all rows if there is one of that name, else the vector signal in the last row. */
    private static double[] values(RecordTable table, String name) throws IOException {
        return table.hasColumn(name) ? table.column(name) : table.vector(name);
    }

    private List<CurveData> split(double[] groups) {
        Map<Double, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < y.length; i++) {
            rows.computeIfAbsent(groups[i], g -> new ArrayList<>()).add(i);
        }
        List<CurveData> curves = new ArrayList<>();
        PlainFormat format = new PlainFormat();
        rows.forEach((group, at) -> curves.add(new CurveData(
                label.contains("%") ? label.replace("%", format.format(group)) : label + " " + format.format(group),
                pick(x, at),
                pick(y, at),
                low == null ? null : pick(low, at),
                high == null ? null : pick(high, at))));
        return curves;
    }

    private static double[] pick(double[] values, List<Integer> at) {
        return at.stream().mapToDouble(i -> values[i]).toArray();
    }

    private CurveData averaged(int rows) {
        return new CurveData(
                label,
                mean(x, rows),
                mean(y, rows),
                low == null ? null : mean(low, rows),
                high == null ? null : mean(high, rows));
    }

    private static double[] mean(double[] values, int rows) {
        double[] means = new double[(values.length + rows - 1) / rows];
        for (int m = 0; m < means.length; m++) {
            int to = Math.min(values.length, (m + 1) * rows);
            double sum = 0;
            for (int i = m * rows; i < to; i++) {
                sum += values[i];
            }
            means[m] = sum / (to - m * rows);
        }
        return means;
    }
}
