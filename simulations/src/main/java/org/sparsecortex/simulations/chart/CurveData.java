package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * The points of one curve.
 *
 * @param label name in the legend
 * @param names names of the abscissae if these are text, else empty; one a point
 * @param x abscissae; of text the number of its first occurrence in the record, 0, 1, 2, ...
 * @param y values
 * @param low lower bounds, or null
 * @param high upper bounds, or null
 */
record CurveData(String label, List<String> names, double[] x, double[] y, double[] low, double[] high) {

    /** Reads the curves of a series: one, or one per value of its grouping column. */
    static List<CurveData> read(ChartSpec.Series series, Path records) throws IOException {
        RecordTable table = RecordTable.read(records, series.record());
        double[] y = values(table, series.y());
        List<String> names = table.hasText(series.x()) ? table.text(series.x()) : List.of();
        double[] x = names.isEmpty() ? values(table, series.x()) : numbers(names);
        double[] low = series.low().isEmpty() ? null : values(table, series.low());
        double[] high = series.high().isEmpty() ? null : values(table, series.high());
        if (x.length != y.length) {
            throw new IOException("record '" + series.record() + "': " + series.x() + " has " + x.length + " values, "
                    + series.y() + " has " + y.length);
        }
        String name = series.label().isEmpty() ? series.y() : series.label();
        CurveData all = new CurveData(name, names, x, y, low, high);
        List<CurveData> curves = series.groupBy().isEmpty() ? List.of(all) : all.split(groups(table, series.groupBy()));
        if (series.meanByX()) {
            return curves.stream().map(CurveData::meanByX).toList();
        }
        return series.average() == 1
                ? curves
                : curves.stream().map(c -> c.averaged(series.average())).toList();
    }

    /** A column over all rows if there is one of that name, else the vector signal in the last row. */
    private static double[] values(RecordTable table, String name) throws IOException {
        return table.hasColumn(name) ? table.column(name) : table.vector(name);
    }

    private static double[] numbers(List<String> names) {
        List<String> known = new ArrayList<>(new LinkedHashSet<>(names));
        return names.stream().mapToDouble(known::indexOf).toArray();
    }

    private static List<String> groups(RecordTable table, String column) throws IOException {
        if (table.hasText(column)) {
            return table.text(column);
        }
        PlainFormat format = new PlainFormat();
        return Arrays.stream(values(table, column)).mapToObj(format::format).toList();
    }

    private List<CurveData> split(List<String> groups) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < y.length; i++) {
            rows.computeIfAbsent(groups.get(i), g -> new ArrayList<>()).add(i);
        }
        List<CurveData> curves = new ArrayList<>();
        rows.forEach((group, at) -> curves.add(new CurveData(
                label.contains("%") ? label.replace("%", group) : label + " " + group,
                names.isEmpty() ? names : at.stream().map(names::get).toList(),
                pick(x, at),
                pick(y, at),
                low == null ? null : pick(low, at),
                high == null ? null : pick(high, at))));
        return curves;
    }

    /** One point per abscissa, ascending: mean and its 95 % interval (Student's t). */
    private CurveData meanByX() {
        double[] at = Arrays.stream(x).distinct().sorted().toArray();
        double[] mean = new double[at.length];
        double[] from = new double[at.length];
        double[] to = new double[at.length];
        List<String> named = new ArrayList<>();
        for (int p = 0; p < at.length; p++) {
            double wanted = at[p];
            int[] rows =
                    IntStream.range(0, x.length).filter(i -> x[i] == wanted).toArray();
            double[] values = IntStream.of(rows).mapToDouble(i -> y[i]).toArray();
            mean[p] = Interval.mean(values);
            Interval of = Interval.ofValues(values);
            from[p] = of.low();
            to[p] = of.high();
            if (!names.isEmpty()) {
                named.add(names.get(rows[0]));
            }
        }
        return new CurveData(label, named, at, mean, from, to);
    }

    private static double[] pick(double[] values, List<Integer> at) {
        return at.stream().mapToDouble(i -> values[i]).toArray();
    }

    private CurveData averaged(int rows) {
        return new CurveData(
                label,
                List.of(),
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
