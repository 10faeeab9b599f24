package org.sparsecortex.simulations.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * The points of one curve; a value that is missing is NaN, and means and averages leave it out.
 *
 * @param label name in the legend
 * @param group value of the grouping column; NaN if that is text, or there is none
 * @param names names of the abscissae if these are text, else empty; one a point
 * @param x abscissae; of text NaN
 * @param y values
 * @param low lower bounds, or null
 * @param high upper bounds, or null
 */
record CurveData(String label, double group, List<String> names, double[] x, double[] y, double[] low, double[] high) {
    private static final int MOST_DISTANCES = 1000;
    private static final int FEWEST_OTHERS = 20;
    private static final double SHARE_OF_STEPS = 0.6;
    private static final double SHARE_OF_OTHERS = 0.9;

    /**
     * Reads the curves of a series: one, or one per value of its grouping column; none if the record has no rows.
     *
     * @param log whether values stand on a logarithmic axis, on which intervals of means are ratios
     */
    static List<CurveData> read(ChartSpec.Series series, boolean log, Path records, Notes notes) throws IOException {
        RecordTable table = RecordTable.read(records, series.record());
        if (table.rows() == 0) {
            notes.shown("record '" + series.record() + "' has no rows");
            return List.of();
        }
        double[] y = values(table, series, series.y(), -1);
        List<String> names = table.hasText(series.x()) ? table.text(series.x()) : List.of();
        double[] x = names.isEmpty() ? values(table, series, series.x(), y.length) : new double[y.length];
        double[] low = series.low().isEmpty() ? null : values(table, series, series.low(), y.length);
        double[] high = series.high().isEmpty() ? null : values(table, series, series.high(), y.length);
        requireLength(series, series.x(), names.isEmpty() ? y.length : names.size(), y.length);
        String name = series.label().isEmpty() ? series.y() : series.label();
        CurveData all = new CurveData(name, Double.NaN, names, x, y, low, high);
        List<CurveData> curves = series.groupBy().isEmpty() ? List.of(all) : all.split(table, series, notes);
        long missing = Arrays.stream(y).filter(Double::isNaN).count();
        boolean mean = series.meanByX() || series.average() > 1;
        if (missing > 0) {
            notes.said("'" + series.y() + "': " + Notes.count(missing, "missing value") + " of " + y.length
                    + (mean ? " left out of the means" : ""));
        }
        if (series.meanByX()) {
            return curves.stream().map(c -> c.meanByX(log)).toList();
        }
        return series.average() == 1
                ? curves
                : curves.stream().map(c -> c.averaged(series.average())).toList();
    }

    /** A column over all rows if there is one of that name, else the vector signal in the last row. */
    private static double[] values(RecordTable table, ChartSpec.Series series, String name, int length)
            throws IOException {
        double[] values = table.hasColumn(name) ? table.column(name) : table.vector(name);
        if (length >= 0) {
            requireLength(series, name, values.length, length);
        }
        return values;
    }

    private static void requireLength(ChartSpec.Series series, String name, int length, int expected)
            throws IOException {
        if (length != expected) {
            throw new IOException("record '" + series.record() + "': '" + name + "' has " + length + " values, '"
                    + series.y() + "' has " + expected + ": they cannot be drawn against each other");
        }
    }

    private List<CurveData> split(RecordTable table, ChartSpec.Series series, Notes notes) throws IOException {
        String column = series.groupBy();
        if (table.hasText(column)) {
            List<String> groups = table.text(column);
            requireLength(series, column, groups.size(), y.length);
            return split(groups::get, Map.of());
        }
        double[] groups = values(table, series, column, -1);
        if (groups.length == 1 && y.length > 1) { // one group of all, as of a vector in a record of one row
            groups = IntStream.range(0, y.length)
                    .mapToDouble(constant(groups[0]))
                    .toArray();
        }
        requireLength(series, column, groups.length, y.length);
        Map<Double, String> labels = NumberLabels.of(groups);
        double[] found = groups;
        long without = Arrays.stream(found).filter(Double::isNaN).count();
        if (without > 0) {
            notes.shown("left out: " + Notes.count(without, "row") + " without a value of '" + column + "'");
        }
        return split(i -> Double.isNaN(found[i]) ? null : found[i] + 0.0, labels);
    }

    private static IntToDoubleFunction constant(double value) {
        return i -> value;
    }

    private List<CurveData> split(IntFunction<Object> groups, Map<Double, String> labels) {
        Map<Object, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < y.length; i++) {
            Object group = groups.apply(i);
            if (group != null) {
                rows.computeIfAbsent(group, g -> new ArrayList<>()).add(i);
            }
        }
        List<CurveData> curves = new ArrayList<>();
        rows.forEach((group, at) -> {
            String text = group instanceof Double number ? labels.get(number) : (String) group;
            curves.add(new CurveData(
                    label.contains("%") ? label.replace("%", text) : label + " " + text,
                    group instanceof Double number ? number : Double.NaN,
                    names.isEmpty() ? names : at.stream().map(names::get).toList(),
                    pick(x, at),
                    pick(y, at),
                    low == null ? null : pick(low, at),
                    high == null ? null : pick(high, at)));
        });
        return curves;
    }

    private static double[] pick(double[] values, List<Integer> at) {
        return at.stream().mapToDouble(i -> values[i]).toArray();
    }

    /** One point per abscissa, ascending, or of names in their order: mean and its 95 % interval (Student's t), none of a single value. */
    private CurveData meanByX(boolean log) {
        int[] order = IntStream.range(0, x.length)
                .filter(i -> !names.isEmpty() || !Double.isNaN(x[i]))
                .toArray();
        List<int[]> places = new ArrayList<>();
        if (names.isEmpty()) {
            order = IntStream.of(order)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> x[i] + 0.0))
                    .mapToInt(i -> i)
                    .toArray();
            for (int from = 0; from < order.length; ) {
                int to = from;
                while (to < order.length && x[order[to]] == x[order[from]]) {
                    to++;
                }
                places.add(Arrays.copyOfRange(order, from, to));
                from = to;
            }
        } else {
            Map<String, List<Integer>> rows = new LinkedHashMap<>();
            for (int i : order) {
                rows.computeIfAbsent(names.get(i), n -> new ArrayList<>()).add(i);
            }
            rows.values().forEach(at -> places.add(at.stream().mapToInt(i -> i).toArray()));
        }
        return means(places, log);
    }

    private CurveData means(List<int[]> places, boolean log) {
        double[] at = new double[places.size()];
        double[] mean = new double[places.size()];
        double[] from = new double[places.size()];
        double[] to = new double[places.size()];
        List<String> named = new ArrayList<>();
        for (int p = 0; p < at.length; p++) {
            int[] rows = places.get(p);
            double[] values = IntStream.of(rows)
                    .mapToDouble(i -> y[i])
                    .filter(v -> !Double.isNaN(v))
                    .toArray();
            boolean finite = Arrays.stream(values).allMatch(Double::isFinite);
            at[p] = x[rows[0]];
            mean[p] = values.length == 0 ? Double.NaN : Interval.mean(values);
            Interval of = values.length < 2 || !finite // one value tells no spread
                    ? new Interval(Double.NaN, Double.NaN)
                    : log && mean[p] > 0 ? Interval.ofPositive(values) : Interval.ofValues(values);
            from[p] = of.low();
            to[p] = of.high();
            if (!names.isEmpty()) {
                named.add(names.get(rows[0]));
            }
        }
        return new CurveData(label, group, named, at, mean, from, to);
    }

    private CurveData averaged(int rows) {
        double[] at = names.isEmpty()
                ? x
                : IntStream.range(0, y.length).asDoubleStream().toArray(); // of names their rows
        return new CurveData(
                label,
                group,
                List.of(),
                mean(at, rows),
                mean(y, rows),
                low == null ? null : mean(low, rows),
                high == null ? null : mean(high, rows));
    }

    /** Means of so many values each, without the missing ones; of none NaN. */
    private static double[] mean(double[] values, int rows) {
        double[] means = new double[(values.length + rows - 1) / rows];
        for (int m = 0; m < means.length; m++) {
            int to = Math.min(values.length, (m + 1) * rows);
            double sum = 0;
            int count = 0;
            for (int i = m * rows; i < to; i++) {
                if (!Double.isNaN(values[i])) {
                    sum += values[i];
                    count++;
                }
            }
            means[m] = count == 0 ? Double.NaN : sum / count;
        }
        return means;
    }

    /** The same points over the numbers 0, 1, 2, ... that {@code numbers} gives their names; new names get the next number. */
    CurveData numbered(Map<String, Integer> numbers) {
        if (names.isEmpty()) {
            return this;
        }
        double[] at = names.stream()
                .mapToDouble(name -> numbers.computeIfAbsent(name, n -> numbers.size()))
                .toArray();
        return new CurveData(label, group, names, at, y, low, high);
    }

    /** The largest regular distance of abscissae: what is further apart has rows missing between. Infinite if there is no rule. */
    double regularDistance(boolean steps) {
        Map<Double, Integer> distances = new HashMap<>();
        double[] known = Arrays.stream(x).filter(Double::isFinite).toArray();
        for (int i = 1; i < known.length; i++) {
            double distance = known[i] - known[i - 1];
            if (distance <= 0 || distances.size() > MOST_DISTANCES) {
                return Double.POSITIVE_INFINITY;
            }
            distances.merge(
                    (double) (float) distance, 1, Integer::sum); // as float: 0.1 + 0.1 + 0.1 are equal distances
        }
        var usual = distances.entrySet().stream().max(Map.Entry.comparingByValue());
        double share = steps ? SHARE_OF_STEPS : SHARE_OF_OTHERS;
        boolean rule = usual.isPresent()
                && (steps || known.length >= FEWEST_OTHERS)
                && usual.get().getValue() >= share * (known.length - 1);
        return rule ? 1.5 * usual.get().getKey() : Double.POSITIVE_INFINITY;
    }
}
