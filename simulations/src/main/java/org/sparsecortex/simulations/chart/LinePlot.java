package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.ValueAxis;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * Draws curves.
 *
 * <p>A line has a gap where a value is missing or infinite, or not above 0 on a logarithmic axis, and where rows are missing:
 * where abscissae are further apart than one and a half times the distance that most of them keep (three fifths of steps, nine
 * in ten of at least twenty other abscissae).
 */
final class LinePlot {
    private static final int MANY_GROUPS = 12;
    private static final double SPANS = 4000; // shaded spans of less than this part of the width become one

    /** Heights in points. */
    private static final double TITLE = 14;

    private static final double AXIS = 32;
    private static final double LEGEND = 14;
    private static final double LEAST_PLOT = 10;

    private final LineChart spec;
    private final Notes notes = new Notes();
    private final List<CurveData> curves = new ArrayList<>();
    private final List<ChartSpec.Series> series = new ArrayList<>();
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private ColourScale groups;

    private LinePlot(LineChart spec) {
        this.spec = spec;
    }

    static ChartSpec.Painting painting(LineChart spec, Path records) throws IOException {
        return new LinePlot(spec).painting(records);
    }

    private ChartSpec.Painting painting(Path records) throws IOException {
        for (ChartSpec.Series each : spec.series()) {
            for (CurveData curve : CurveData.read(each, spec.y().log(), records, notes)) {
                curves.add(curve.numbered(names));
                series.add(each);
            }
        }
        Extent xs = new Extent(spec.x().log());
        Extent ys = new Extent(spec.y().log());
        List<Boolean> drawable = curves.stream().map(c -> measure(c, xs, ys)).toList();
        if (!drawable.contains(true)) {
            String why = curves.isEmpty() ? String.join("; ", notes.all()) : "no value that the axes can show";
            return new Placeholder(spec.title(), why);
        }
        String beyond = beyond("x", spec.x(), xs);
        beyond = beyond.isEmpty() ? beyond("y", spec.y(), ys) : beyond;
        if (!beyond.isEmpty()) {
            return new Placeholder(spec.title(), beyond);
        }
        ValueAxis xAxis =
                names.isEmpty() ? Theme.axis(spec.x()) : Theme.symbols(spec.x().label(), names.keySet());
        ValueAxis yAxis = Theme.axis(spec.y());
        boolean points = spec.series().stream().anyMatch(s -> s.style() != ChartSpec.Style.LINE);
        Theme.fit(xAxis, spec.x(), xs, spec.x().log() ? 0.05 : points ? 0.03 : 0.01);
        Theme.fit(yAxis, spec.y(), ys, 0.05);
        List<double[]> spans = spec.shade().isEmpty() ? List.of() : spans(records);
        List<CurveLayer> layers = layers();
        List<LegendItem> legend = legend(layers, drawable);
        if (legend.size() > 1 && !isRoomForLegend()) {
            legend = List.of();
            notes.said("the legend is left out: in " + Math.round(Theme.heightMm(spec))
                    + " mm there is no room for it beside the plot; give the chart a larger heightMm");
        }
        JFreeChart chart = Theme.chart(
                spec,
                Theme.plot(xAxis, yAxis, (g, area) -> draw(g, area, spans, layers)),
                legend.size() > 1 || groups != null ? legend : List.of());
        if (groups != null) {
            Theme.addColourBar(chart, spec, groups, groups.axis(grouped().groupBy()));
        }
        return Theme.painting(chart, notes);
    }

    /** Says that all values lie on one side of the range of an axis, with them; empty if not. */
    private static String beyond(String axis, ChartSpec.Axis spec, Extent values) {
        boolean seen = spec.range().isEmpty()
                || (values.high() >= spec.range().get(0)
                        && values.low() <= spec.range().get(1));
        return seen
                ? ""
                : "all values of " + axis + ", " + NumberLabels.text(values.low(), 4) + " to "
                        + NumberLabels.text(values.high(), 4) + ", are beyond the range of the axis, "
                        + NumberLabels.text(spec.range().get(0), 4) + " to "
                        + NumberLabels.text(spec.range().get(1), 4);
    }

    /** Whether title, axis and legend leave a plot of some height. */
    private boolean isRoomForLegend() {
        double title = spec.title().isEmpty() ? 0 : TITLE;
        return Theme.heightMm(spec) * Theme.POINTS_PER_MM - title - AXIS - LEGEND >= LEAST_PLOT;
    }

    private static void draw(Graphics2D g, PlotLayer.Area area, List<double[]> spans, List<CurveLayer> layers) {
        g.setPaint(Theme.SHADE);
        for (double[] span : spans) {
            double from = area.x(span[0]);
            double width = Math.max(2 * CurvePath.DOT, area.x(span[1]) - from); // a single row is seen, too
            g.fill(new Rectangle2D.Double(
                    from, area.bounds().getY(), width, area.bounds().getHeight()));
        }
        layers.forEach(layer -> layer.draw(g, area));
    }

    /** Takes a curve into account and notes what the axes cannot show; whether there is a point that they can. */
    private boolean measure(CurveData curve, Extent xs, Extent ys) {
        int shown = 0;
        int infinite = 0;
        int negative = 0;
        for (int i = 0; i < curve.y().length; i++) {
            double x = curve.x()[i];
            double y = curve.y()[i];
            if (xs.shows(x) && ys.shows(y)) {
                shown++;
                xs.add(x);
                ys.add(y);
                if (curve.low() != null) {
                    ys.add(curve.low()[i], curve.high()[i]);
                }
            } else if (!Double.isNaN(x) && !Double.isNaN(y)) {
                infinite += Double.isInfinite(x) || Double.isInfinite(y) ? 1 : 0;
                negative += Double.isFinite(x) && Double.isFinite(y) ? 1 : 0;
            }
        }
        String name = curves.size() > 1 ? " of '" + curve.label() + "'" : "";
        if (infinite > 0) {
            notes.shown("left out: " + Notes.count(infinite, "infinite value") + name);
        }
        if (negative > 0) {
            notes.shown("left out: " + Notes.count(negative, "point") + name
                    + " not above 0, which a logarithmic axis cannot show");
        }
        return shown > 0;
    }

    private List<CurveLayer> layers() {
        int[] numbers = numbers();
        ChartSpec.Series grouped = grouped();
        if (grouped != null) {
            Extent extent = new Extent(false);
            for (int c = 0; c < curves.size(); c++) {
                if (series.get(c).equals(grouped)) {
                    extent.add(curves.get(c).group());
                }
            }
            groups = ColourScale.of(extent, true);
        }
        List<CurveLayer> layers = new ArrayList<>();
        for (int c = 0; c < curves.size(); c++) {
            CurveData curve = curves.get(c);
            ChartSpec.Series of = series.get(c);
            boolean scaled = of.equals(grouped);
            double limit =
                    curve.names().isEmpty() ? curve.regularDistance(of.x().equals("step")) : Double.POSITIVE_INFINITY;
            boolean[] breaks = new boolean[curve.x().length];
            for (int i = 1; i < breaks.length; i++) {
                breaks[i] = curve.x()[i] - curve.x()[i - 1] > limit;
            }
            Color colour = scaled ? groups.colour(curve.group()) : Theme.colour(numbers[c]);
            layers.add(new CurveLayer(curve, of.style(), colour, scaled ? 0 : numbers[c], breaks));
        }
        return layers;
    }

    /** The first series of more curves by number than colours tell apart, which get a scale of colours; null for none. */
    private ChartSpec.Series grouped() {
        for (ChartSpec.Series each : spec.series()) {
            int count = 0;
            for (int c = 0; c < curves.size(); c++) {
                count += series.get(c).equals(each)
                                && Double.isFinite(curves.get(c).group())
                        ? 1
                        : 0;
            }
            if (count > MANY_GROUPS) {
                return each;
            }
        }
        return null;
    }

    /**
     * A number for each curve, which gives it its colour. Points share that of an earlier line whose label is the same but for
     * what stands in parentheses at its end, as in "n = 512 (theory)" and "n = 512 (simulated)".
     */
    private int[] numbers() {
        int[] numbers = new int[curves.size()];
        Map<String, Integer> lines = new LinkedHashMap<>();
        int next = 0;
        for (int c = 0; c < numbers.length; c++) {
            String stem = curves.get(c).label().replaceAll(" \\([^()]*\\)$", "");
            Integer line = series.get(c).style() == ChartSpec.Style.POINTS ? lines.get(stem) : null;
            numbers[c] = line == null ? next++ : line;
            if (series.get(c).style() == ChartSpec.Style.LINE) {
                lines.put(stem, numbers[c]);
            }
        }
        return numbers;
    }

    private List<LegendItem> legend(List<CurveLayer> layers, List<Boolean> drawable) {
        List<LegendItem> items = new ArrayList<>();
        for (int c = 0; c < layers.size(); c++) {
            if (drawable.get(c)
                    && (groups == null || !series.get(c).equals(grouped()))) { // nothing drawn, nothing to explain
                CurveLayer layer = layers.get(c);
                items.add(LegendItems.curve(layer.curve().label(), layer.style(), layer.colour(), layer.series()));
            }
        }
        if (!spec.shade().isEmpty() && !spec.shadeLabel().isEmpty()) {
            items.add(LegendItems.box(spec.shadeLabel(), Theme.SHADE));
        }
        return items;
    }

    /** First and last abscissa of each stretch of ones. */
    private List<double[]> spans(Path records) throws IOException {
        int colon = Math.max(0, spec.shade().indexOf(':'));
        RecordTable table = RecordTable.read(records, spec.shade().substring(0, colon));
        double[] flag = table.column(spec.shade().substring(colon + 1));
        double[] x = table.column(spec.series().get(0).x());
        double least = x.length == 0 ? 0 : (x[x.length - 1] - x[0]) / SPANS;
        List<double[]> spans = new ArrayList<>();
        for (int i = 0; i < flag.length; i++) {
            if (flag[i] > 0.5) {
                double[] last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
                if (last != null && (flag[i - 1] > 0.5 || x[i] - last[1] < least)) {
                    last[1] = x[i];
                } else {
                    spans.add(new double[] {x[i], x[i]});
                }
            }
        }
        return spans;
    }
}
