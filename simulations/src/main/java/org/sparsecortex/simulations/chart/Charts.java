package org.sparsecortex.simulations.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.category.StatisticalBarRenderer;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.renderer.xy.XYDotRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.statistics.DefaultStatisticalCategoryDataset;
import org.jfree.data.statistics.HistogramDataset;
import org.jfree.data.statistics.HistogramType;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.DefaultXYZDataset;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.sparsecortex.simulations.table.RecordTable;

/** Builds the JFreeChart of each kind of chart from record files. */
final class Charts {
    private static final int MANY_BARS = 9;
    private static final float UPRIGHT_LABEL_SHARE = 0.6f;
    private static final float SMALL_LABEL_POINTS = 5f;

    private Charts() {}

    static JFreeChart line(ChartSpec.Line spec, Path records) throws IOException {
        List<CurveData> curves = new ArrayList<>();
        List<ChartSpec.Style> styles = new ArrayList<>();
        for (ChartSpec.Series series : spec.series()) {
            for (CurveData curve : CurveData.read(series, records)) {
                curves.add(curve);
                styles.add(series.style());
            }
        }
        if (curves.isEmpty()) {
            throw new IOException("chart '" + spec.id() + "' has no data");
        }
        ValueAxis xAxis = abscissa(spec, curves);
        XYPlot plot = new XYPlot(null, xAxis, Theme.axis(spec.y()), null);
        int[] colours = colours(curves, styles);
        for (int c = 0; c < curves.size(); c++) {
            addCurve(plot, c, colours[c], curves.get(c), styles.get(c), spec.y().log());
        }
        LegendItemCollection legend = plot.getLegendItems();
        if (!spec.shade().isEmpty()) {
            shade(plot, spec, records);
            if (!spec.shadeLabel().isEmpty()) {
                legend.add(new LegendItem(
                        spec.shadeLabel(),
                        null,
                        null,
                        null,
                        new java.awt.geom.Rectangle2D.Double(-5, -3, 10, 6),
                        Theme.SHADE));
            }
        }
        plot.setFixedLegendItems(legend);
        return Theme.chart(spec, plot, legend.getItemCount() > 1);
    }

    /**
     * A colour for each curve. Points share that of an earlier line whose label is the same but for what stands in
     * parentheses at its end, as in "n = 512 (theory)" and "n = 512 (simulated)".
     */
    private static int[] colours(List<CurveData> curves, List<ChartSpec.Style> styles) {
        int[] colours = new int[curves.size()];
        int next = 0;
        for (int c = 0; c < colours.length; c++) {
            int shared = -1;
            for (int line = 0; line < c && styles.get(c) == ChartSpec.Style.POINTS; line++) {
                boolean same =
                        stem(curves.get(line).label()).equals(stem(curves.get(c).label()));
                shared = same && styles.get(line) == ChartSpec.Style.LINE ? colours[line] : shared;
            }
            colours[c] = shared >= 0 ? shared : next++;
        }
        return colours;
    }

    private static String stem(String label) {
        return label.replaceAll(" \\([^()]*\\)$", "");
    }

    /** The horizontal axis: of numbers, or of the names in the order of the record. */
    private static ValueAxis abscissa(ChartSpec.Line spec, List<CurveData> curves) {
        TreeMap<Double, String> names = new TreeMap<>();
        for (CurveData curve : curves) {
            for (int i = 0; i < curve.names().size(); i++) {
                names.put(curve.x()[i], curve.names().get(i));
            }
        }
        if (!names.isEmpty()) {
            return Theme.symbols(spec.x().label(), names.values());
        }
        ValueAxis axis = Theme.axis(spec.x());
        if (spec.x().range().isEmpty() && !spec.x().log()) {
            boolean points = spec.series().stream().anyMatch(series -> series.style() != ChartSpec.Style.LINE);
            axis.setLowerMargin(points ? 0.03 : 0.01); // whole markers at both ends
            axis.setUpperMargin(points ? 0.03 : 0.01);
        }
        return axis;
    }

    private static void addCurve(
            XYPlot plot, int dataset, int colour, CurveData curve, ChartSpec.Style style, boolean log) {
        YIntervalSeries points = new YIntervalSeries(curve.label(), false, true);
        for (int i = 0; i < curve.y().length; i++) {
            double y = curve.y()[i];
            boolean drawable = Double.isFinite(y) && Double.isFinite(curve.x()[i]) && (!log || y > 0);
            if (drawable) {
                double low = curve.low() == null ? y : Math.min(y, curve.low()[i]);
                double high = curve.high() == null ? y : Math.max(y, curve.high()[i]);
                points.add(curve.x()[i], y, log ? Math.max(low, y * 1e-3) : low, high);
            }
        }
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        data.addSeries(points);
        XYLineAndShapeRenderer renderer = renderer(style, curve.low() != null);
        renderer.setSeriesPaint(0, Theme.colour(colour));
        renderer.setSeriesFillPaint(0, Theme.colour(colour));
        renderer.setSeriesStroke(0, Theme.stroke(colour));
        renderer.setSeriesShape(0, Theme.marker(colour));
        renderer.setLegendLine(new java.awt.geom.Line2D.Double(-6, 0, 6, 0));
        renderer.setSeriesVisibleInLegend(0, !points.isEmpty()); // nothing drawable, nothing to explain
        plot.setDataset(dataset, data);
        plot.setRenderer(dataset, renderer);
        plot.mapDatasetToRangeAxis(dataset, 0);
    }

    private static XYLineAndShapeRenderer renderer(ChartSpec.Style style, boolean band) {
        if (band && style == ChartSpec.Style.LINE) {
            DeviationRenderer deviation = new DeviationRenderer(true, false);
            deviation.setAlpha(0.25f);
            return deviation;
        }
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDrawYError(band);
        renderer.setErrorStroke(new BasicStroke(0.6f));
        renderer.setCapLength(3);
        renderer.setDefaultLinesVisible(style != ChartSpec.Style.POINTS);
        renderer.setDefaultShapesVisible(style != ChartSpec.Style.LINE);
        return renderer;
    }

    private static void shade(XYPlot plot, ChartSpec.Line spec, Path records) throws IOException {
        int colon = spec.shade().indexOf(':');
        RecordTable table = RecordTable.read(records, spec.shade().substring(0, Math.max(0, colon)));
        double[] flag = table.column(spec.shade().substring(colon + 1));
        double[] step = table.column(spec.series().get(0).x());
        int from = -1;
        for (int i = 0; i <= flag.length; i++) {
            boolean on = i < flag.length && flag[i] > 0.5;
            if (on && from < 0) {
                from = i;
            } else if (!on && from >= 0) {
                IntervalMarker span = new IntervalMarker(step[from], step[i - 1]);
                span.setPaint(Theme.SHADE);
                span.setOutlinePaint(null);
                plot.addDomainMarker(span, Layer.BACKGROUND);
                from = -1;
            }
        }
    }

    static JFreeChart histogram(ChartSpec.Histogram spec, Path records) throws IOException {
        RecordTable table = RecordTable.read(records, spec.record());
        HistogramDataset data = new HistogramDataset();
        data.setType(HistogramType.RELATIVE_FREQUENCY);
        List<double[]> all = new ArrayList<>();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (String column : spec.columns()) {
            double[] values = table.hasColumn(column) ? table.column(column) : table.vector(column);
            all.add(values);
            low = Math.min(low, Arrays.stream(values).min().orElse(low));
            high = Math.max(high, Arrays.stream(values).max().orElse(high));
        }
        for (int s = 0; s < all.size(); s++) {
            // all columns share their bins, so that bars can be compared
            data.addSeries(spec.columns().get(s), all.get(s), spec.bins(), low, high > low ? high : low + 1);
        }
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(true);
        for (int s = 0; s < spec.columns().size(); s++) {
            Color c = Theme.colour(s);
            renderer.setSeriesPaint(
                    s,
                    new Color(
                            c.getRed(),
                            c.getGreen(),
                            c.getBlue(),
                            spec.columns().size() > 1 ? 140 : 255));
            renderer.setSeriesOutlinePaint(s, Color.WHITE);
        }
        NumberAxis y = (NumberAxis) Theme.axis(ChartSpec.Axis.linear("fraction of values"));
        y.setAutoRangeIncludesZero(true);
        return Theme.chart(
                spec,
                new XYPlot(data, Theme.axis(spec.x()), y, renderer),
                spec.columns().size() > 1);
    }

    static JFreeChart bar(ChartSpec.Bar spec, Path records) throws IOException {
        DefaultStatisticalCategoryDataset data = new DefaultStatisticalCategoryDataset();
        boolean errors = false;
        PlainFormat format = new PlainFormat();
        for (ChartSpec.Series series : spec.series()) {
            for (CurveData curve : CurveData.read(series, records)) {
                for (int i = 0; i < curve.y().length; i++) {
                    double error = curve.low() == null ? 0 : (curve.high()[i] - curve.low()[i]) / 2;
                    errors |= curve.low() != null;
                    data.add(
                            curve.y()[i],
                            error,
                            curve.label(),
                            curve.names().isEmpty()
                                    ? format.format(curve.x()[i])
                                    : curve.names().get(i));
                }
            }
        }
        BarRenderer renderer = errors ? new StatisticalBarRenderer() : new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        if (renderer instanceof StatisticalBarRenderer statistical) {
            statistical.setErrorIndicatorPaint(Color.BLACK);
            statistical.setErrorIndicatorStroke(new BasicStroke(0.6f));
        }
        for (int s = 0; s < data.getRowCount(); s++) {
            renderer.setSeriesPaint(s, Theme.colour(s));
        }
        CategoryAxis x = new CategoryAxis(spec.xLabel());
        x.setLabelFont(Theme.LABEL);
        x.setTickLabelFont(Theme.TICK);
        x.setAxisLinePaint(Color.BLACK);
        x.setAxisLineStroke(new BasicStroke(0.5f));
        if (data.getColumnCount() > MANY_BARS) {
            x.setCategoryLabelPositions(CategoryLabelPositions.UP_90);
            x.setMaximumCategoryLabelWidthRatio(UPRIGHT_LABEL_SHARE);
            x.setTickLabelFont(Theme.TICK.deriveFont(SMALL_LABEL_POINTS));
        }
        NumberAxis y = (NumberAxis) Theme.axis(spec.y());
        y.setAutoRangeIncludesZero(true);
        return Theme.chart(spec, new CategoryPlot(data, x, y, renderer), data.getRowCount() > 1);
    }

    static JFreeChart heatmap(ChartSpec.Heatmap spec, Path records) throws IOException {
        RecordTable table = RecordTable.read(records, spec.record());
        boolean whole = spec.matrixColumns() > 0;
        double[][] matrix = whole ? folded(table.vector(spec.signal()), spec) : table.matrix(spec.signal());
        double[] steps = !whole && table.hasColumn("step") ? table.column("step") : index(matrix[0].length);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int n = matrix.length * steps.length;
        double[][] points = new double[3][n];
        int at = 0;
        for (int row = 0; row < matrix.length; row++) {
            for (int t = 0; t < steps.length; t++) {
                points[0][at] = steps[t];
                points[1][at] = row;
                points[2][at++] = matrix[row][t];
                low = Math.min(low, matrix[row][t]);
                high = Math.max(high, matrix[row][t]);
            }
        }
        DefaultXYZDataset data = new DefaultXYZDataset();
        data.addSeries(spec.signal(), points);
        Scale scale = new Scale(low, high > low ? high : low + 1);
        XYBlockRenderer renderer = new XYBlockRenderer();
        renderer.setPaintScale(scale);
        renderer.setBlockWidth(steps.length > 1 ? steps[1] - steps[0] : 1);
        JFreeChart chart =
                Theme.chart(spec, new XYPlot(data, Theme.axis(spec.x()), Theme.axis(spec.y()), renderer), false);
        NumberAxis colours = (NumberAxis) Theme.axis(ChartSpec.Axis.linear(spec.valueLabel()));
        PaintScaleLegend legend = new PaintScaleLegend(scale, colours);
        legend.setPosition(RectangleEdge.RIGHT);
        legend.setStripWidth(6);
        legend.setMargin(new RectangleInsets(4, 4, 24, 2));
        legend.setBackgroundPaint(Color.WHITE);
        chart.addSubtitle(legend);
        return chart;
    }

    private static double[][] folded(double[] values, ChartSpec.Heatmap spec) throws IOException {
        int columns = spec.matrixColumns();
        if (values.length % columns != 0) {
            throw new IOException("chart '" + spec.id() + "': " + values.length + " values of '" + spec.signal()
                    + "' are no whole number of rows of " + columns);
        }
        double[][] rows = new double[values.length / columns][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = Arrays.copyOfRange(values, r * columns, (r + 1) * columns);
        }
        return rows;
    }

    private static double[] index(int count) {
        double[] index = new double[count];
        for (int i = 0; i < count; i++) {
            index[i] = i;
        }
        return index;
    }

    private record Scale(double low, double high) implements PaintScale {
        @Override
        public double getLowerBound() {
            return low;
        }

        @Override
        public double getUpperBound() {
            return high;
        }

        @Override
        public java.awt.Paint getPaint(double value) {
            return Theme.mapped((value - low) / (high - low));
        }
    }

    static JFreeChart raster(ChartSpec.Raster spec, Path records) throws IOException {
        RecordTable table = RecordTable.read(records, spec.record());
        boolean csv = table.hasColumn("step");
        double[] steps = table.column(csv ? "step" : "0");
        double[] bits = table.column(csv ? "index" : "1");
        if (steps.length == 0) {
            throw new IOException("chart '" + spec.id() + "': record '" + spec.record() + "' has no active bit");
        }
        XYPlot plot =
                new XYPlot(new DefaultXYDataset(), Theme.axis(spec.x()), Theme.axis(spec.y()), new XYDotRenderer());
        fit(plot.getDomainAxis(), spec.x(), steps);
        fit(plot.getRangeAxis(), spec.y(), bits);
        Range x = plot.getDomainAxis().getRange();
        Range y = plot.getRangeAxis().getRange();
        BufferedImage image = dots(steps, bits, x, y, spec);
        plot.addAnnotation(
                new XYDataImageAnnotation(image, x.getLowerBound(), y.getLowerBound(), x.getLength(), y.getLength()));
        return Theme.chart(spec, plot, false);
    }

    private static void fit(ValueAxis axis, ChartSpec.Axis spec, double[] values) {
        if (spec.range().isEmpty()) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            axis.setRange(low - 0.5, high + 0.5);
        }
    }

    /** All dots as one image, so that files stay small however many there are; 300 dots an inch over the whole chart. */
    private static BufferedImage dots(double[] xs, double[] ys, Range x, Range y, ChartSpec.Raster spec) {
        int width = (int) Math.round(spec.width().mm() / 25.4 * 300);
        int height = (int) Math.round(spec.heightMm() / 25.4 * 300);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setPaint(Color.BLACK);
        int wide = (int) Math.max(3, Math.min(8, width / x.getLength()));
        for (int i = 0; i < xs.length; i++) {
            int px = (int) ((xs[i] - x.getLowerBound()) / x.getLength() * width);
            int py = (int) ((y.getUpperBound() - ys[i]) / y.getLength() * height);
            g.fillRect(px - wide / 2, py - 1, wide, 3);
        }
        g.dispose();
        return image;
    }
}
