package org.sparsecortex.simulations.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnitSource;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYDotRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * The look of all charts: lengths in points at print size, sans-serif 7 and 8 pt unless a {@link ThemeSpec} says otherwise, colours of Okabe and Ito 2008 that readers
 * with a colour vision deficiency can tell apart.
 */
public final class Theme {
    static final Color NOTE = new Color(0x66, 0x66, 0x66);
    /** Of values that are missing in a map of colours. */
    static final Color MISSING = new Color(0xD9, 0xD9, 0xD9);
    /** Of values that are missing in a grey picture. */
    static final Color MISSING_IN_GREY = new Color(0xF2, 0xB8, 0xA0);

    static final double POINTS_PER_MM = 72.0 / 25.4;
    static final Stroke HAIR = new BasicStroke(0.3f);
    static final Stroke THIN = new BasicStroke(0.5f);
    static final Stroke ERROR = new BasicStroke(0.6f);
    static final Color SHADE = new Color(0xF0, 0xE4, 0x42, 110);
    private static final Color[] COLOURS = {
        new Color(0x00, 0x72, 0xB2),
        new Color(0xD5, 0x5E, 0x00),
        new Color(0x00, 0x9E, 0x73),
        new Color(0xCC, 0x79, 0xA7),
        new Color(0xE6, 0x9F, 0x00),
        new Color(0x56, 0xB4, 0xE9),
        Color.BLACK
    };
    private static final float[][] DASHES = {null, {4, 2}, {1, 1.5f}, {5, 1.5f, 1, 1.5f}};
    private static final double AXIS_ENDS = 40; // points: what stands before and after an axis
    private static final Color GRID = new Color(0xDD, 0xDD, 0xDD);
    /** Anchors of a perceptually ordered map from dark violet over green to yellow, after viridis. */
    private static final int[] MAP = {0x440154, 0x414487, 0x2A788E, 0x22A884, 0x7AD151, 0xFDE725};

    /** Width and height of the panel that is being made, mm; none while a chart is a figure of its own. */
    private static final ThreadLocal<double[]> PANEL = new ThreadLocal<>();

    /** The options of the figure that is being drawn. */
    private static final ThreadLocal<ThemeSpec> OPTIONS = ThreadLocal.withInitial(() -> ThemeSpec.USUAL);

    private Theme() {}

    /** Draws something with these options. */
    static <T> T with(ThemeSpec options, IoSupplier<T> drawing) throws IOException {
        ThemeSpec before = OPTIONS.get();
        OPTIONS.set(options);
        try {
            return drawing.get();
        } finally {
            OPTIONS.set(before);
        }
    }

    /** A supplier that reads or writes files. */
    @FunctionalInterface
    interface IoSupplier<T> {
        T get() throws IOException;
    }

    /** The options of the figure that is being drawn. */
    static ThemeSpec options() {
        return OPTIONS.get();
    }

    static Font label() {
        return font(Font.PLAIN, 0);
    }

    static Font title() {
        return font(Font.BOLD, 0);
    }

    static Font tick() {
        return font(Font.PLAIN, 1);
    }

    static Font foot() {
        return font(Font.PLAIN, 2);
    }

    private static Font font(int style, int smaller) {
        return new Font(options().font(), style, 1).deriveFont((float) options().fontSize() - smaller);
    }

    /** Width of a chart in print. */
    static double mm(ChartSpec.Width width) {
        return width == ChartSpec.Width.ONE_COLUMN
                ? options().oneColumnMm()
                : options().twoColumnMm();
    }

    /** Makes the painting of a chart. */
    @FunctionalInterface
    interface Maker {
        ChartSpec.Painting make() throws IOException;
    }

    /** Makes the painting of a chart that will be a panel of this size, whatever size it asks for. */
    static ChartSpec.Painting sized(double widthMm, double heightMm, Maker maker) throws IOException {
        PANEL.set(new double[] {widthMm, heightMm});
        try {
            return maker.make();
        } finally {
            PANEL.remove();
        }
    }

    /** Width in print that a chart is made for. */
    static double widthMm(ChartSpec spec) {
        return PANEL.get() == null ? mm(spec.width()) : PANEL.get()[0];
    }

    /** Height in print that a chart is made for. */
    static double heightMm(ChartSpec spec) {
        return PANEL.get() == null ? spec.heightMm() : PANEL.get()[1];
    }

    public static Color colour(int series) {
        return COLOURS[series % COLOURS.length];
    }

    public static Stroke stroke(int series) {
        float[] dash = DASHES[series / COLOURS.length % DASHES.length];
        return dash == null
                ? new BasicStroke(1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, dash, 0f);
    }

    static Shape marker(int series) {
        return switch (series % 3) {
            case 0 -> new Ellipse2D.Double(-1.6, -1.6, 3.2, 3.2);
            case 1 -> new Rectangle2D.Double(-1.5, -1.5, 3, 3);
            default -> triangle();
        };
    }

    private static Shape triangle() {
        Path2D path = new Path2D.Double();
        path.moveTo(0, -2);
        path.lineTo(1.9, 1.6);
        path.lineTo(-1.9, 1.6);
        path.closePath();
        return path;
    }

    /** Colour of a fraction 0..1. */
    static Color mapped(double fraction) {
        double at = Math.max(0, Math.min(1, fraction)) * (MAP.length - 1);
        int i = Math.min(MAP.length - 2, (int) at);
        double f = at - i;
        Color a = new Color(MAP[i]);
        Color b = new Color(MAP[i + 1]);
        return new Color(
                (int) Math.round(a.getRed() + f * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + f * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + f * (b.getBlue() - a.getBlue())));
    }

    /** The axis that a scenario describes. */
    public static ValueAxis axis(ChartSpec.Axis spec) {
        ValueAxis axis;
        if (!spec.names().isEmpty()) {
            axis = symbols(spec.label(), spec.names());
        } else if (spec.dates()) {
            axis = new TimeAxis(spec.label());
        } else if (spec.log()) {
            axis = new DecadeAxis(spec.label());
        } else {
            NumberAxis number = new NumberAxis(spec.label());
            number.setStandardTickUnits(new NumberTickUnitSource());
            number.setAutoRangeIncludesZero(false);
            number.setNumberFormatOverride(new PlainFormat(number));
            axis = number;
        }
        if (!spec.range().isEmpty()) {
            axis.setRange(spec.range().get(0), spec.range().get(1));
        }
        return styled(axis);
    }

    /** An axis of names at 0, 1, 2, ... */
    static ValueAxis symbols(String label, Collection<String> names) {
        SymbolAxis axis = new SymbolAxis(label, names.toArray(new String[0]));
        axis.setGridBandsVisible(false);
        axis.setRange(-0.5, names.size() - 0.5);
        return styled(axis);
    }

    private static ValueAxis styled(ValueAxis axis) {
        axis.setLabelFont(label());
        axis.setTickLabelFont(tick());
        axis.setAxisLineStroke(new BasicStroke(0.5f));
        axis.setAxisLinePaint(Color.BLACK);
        axis.setTickMarkStroke(new BasicStroke(0.5f));
        axis.setTickMarkPaint(Color.BLACK);
        axis.setTickMarkOutsideLength(2.5f);
        return axis;
    }

    /** Gives an axis without a range of its own that of the values. */
    static void fit(ValueAxis axis, ChartSpec.Axis spec, Extent extent, double margin) {
        if (spec.range().isEmpty() && !(axis instanceof SymbolAxis)) {
            double[] range = extent.withMargin(margin);
            axis.setRange(range[0], range[1]);
        }
    }

    /** A text in lines of at most so many times the height of its letters. */
    static List<String> wrapped(String text, double ems) {
        int most = Math.max(8, (int) (ems / 0.52));
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** How a chart with notes is painted. */
    static ChartSpec.Painting painting(JFreeChart chart, Notes notes) {
        for (int i = notes.shown().size() - 1; i >= 0; i--) { // the last subtitle stands highest
            TextTitle foot = new TextTitle(notes.shown().get(i), foot());
            foot.setPaint(NOTE);
            foot.setPosition(RectangleEdge.BOTTOM);
            foot.setHorizontalAlignment(HorizontalAlignment.LEFT);
            foot.setMargin(0, 2, 1, 2);
            chart.addSubtitle(0, foot);
        }
        ChartSpec.Painting plain = painting(chart);
        return new ChartSpec.Painting() {
            @Override
            public void paint(Graphics2D g, double width, double height) {
                plain.paint(g, width, height);
            }

            @Override
            public List<String> notes() {
                return notes.all();
            }
        };
    }

    /** A chart of the theme around a plot, with these entries in its legend if there are any. */
    static JFreeChart chart(ChartSpec spec, Plot plot, List<LegendItem> legend) {
        LegendItemCollection items =
                LegendItems.fit(legend, widthMm(spec) * POINTS_PER_MM, heightMm(spec) * POINTS_PER_MM);
        if (plot instanceof XYPlot xy) {
            xy.setFixedLegendItems(items);
        } else if (plot instanceof CategoryPlot category) {
            category.setFixedLegendItems(items);
        }
        return chart(spec, plot, !legend.isEmpty() && options().legend() != ThemeSpec.Legend.NONE);
    }

    /** A plot of two axes with what is drawn between them. */
    static XYPlot plot(ValueAxis x, ValueAxis y, PlotLayer.Drawing drawing) {
        XYPlot plot = new XYPlot(new DefaultXYDataset(), x, y, new XYDotRenderer());
        plot.addAnnotation(new PlotLayer(drawing));
        return plot;
    }

    /** Adds a bar of colours at the right. */
    static void addColourBar(JFreeChart chart, ChartSpec spec, PaintScale scale, ValueAxis axis) {
        wrap(chart, spec, axis, RectangleEdge.RIGHT);
        chart.addSubtitle(colourBar(scale, axis));
    }

    private static PaintScaleLegend colourBar(PaintScale scale, ValueAxis axis) {
        PaintScaleLegend bar = new PaintScaleLegend(scale, axis);
        bar.setPosition(RectangleEdge.RIGHT);
        bar.setStripWidth(6);
        bar.setMargin(new RectangleInsets(4, 4, 24, 2));
        bar.setBackgroundPaint(Color.WHITE);
        return bar;
    }

    /** How a chart of JFreeChart is painted. */
    public static ChartSpec.Painting painting(JFreeChart chart) {
        return (g, width, height) -> chart.draw(g, new Rectangle2D.Double(0, 0, width, height));
    }

    private static RectangleEdge legendEdge() {
        return switch (options().legend()) {
            case TOP -> RectangleEdge.TOP;
            case RIGHT -> RectangleEdge.RIGHT;
            default -> RectangleEdge.BOTTOM;
        };
    }

    /** Digits of a label at the end of an axis of some ten ticks. */
    private static int lastDigits(ValueAxis axis) {
        double largest = Math.max(Math.abs(axis.getLowerBound()), Math.abs(axis.getUpperBound()));
        double ratio = 10 * largest / axis.getRange().getLength();
        return Math.max(2, Math.min(16, (int) Math.ceil(Math.log10(ratio))));
    }

    /** Width of the label that may stand at the very end of an axis, points. */
    private static double lastLabel(ValueAxis axis) {
        if (axis instanceof SymbolAxis || !(axis instanceof NumberAxis || axis instanceof DecadeAxis)) {
            return 0;
        }
        String text = axis instanceof TimeAxis
                ? "00 MMM 0000"
                : NumberLabels.text(axis.getUpperBound(), axis instanceof DecadeAxis ? 1 : lastDigits(axis));
        return tick().getStringBounds(text, new FontRenderContext(null, true, true))
                .getWidth();
    }

    /** A chart of the theme around a plot. */
    public static JFreeChart chart(ChartSpec spec, Plot plot, boolean legend) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(2, 2, 2, 6));
        if (plot instanceof XYPlot xy) {
            xy.setDomainGridlinesVisible(false);
            xy.setRangeGridlinePaint(GRID);
            xy.setRangeGridlineStroke(new BasicStroke(0.4f));
            xy.setAxisOffset(RectangleInsets.ZERO_INSETS);
            plot.setInsets(new RectangleInsets(2, 2, 2, Math.max(6, lastLabel(xy.getDomainAxis()) / 2 - 2)));
        } else if (plot instanceof CategoryPlot category) {
            category.setRangeGridlinePaint(GRID);
            category.setRangeGridlineStroke(new BasicStroke(0.4f));
            category.setAxisOffset(RectangleInsets.ZERO_INSETS);
        }
        JFreeChart chart = new JFreeChart(spec.title().isEmpty() ? null : spec.title(), title(), plot, legend);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(2, 2, 2, 4));
        if (legend) {
            chart.getLegend().setItemFont(tick());
            chart.getLegend().setPosition(legendEdge());
            chart.getLegend().setHorizontalAlignment(HorizontalAlignment.CENTER);
            chart.getLegend().setFrame(org.jfree.chart.block.BlockBorder.NONE);
            chart.getLegend().setBackgroundPaint(Color.WHITE);
        }
        if (plot instanceof XYPlot xy) {
            wrap(chart, spec, xy.getDomainAxis(), xy.getDomainAxisEdge());
            wrap(chart, spec, xy.getRangeAxis(), xy.getRangeAxisEdge());
        } else if (plot instanceof CategoryPlot category) {
            wrap(chart, spec, category.getDomainAxis(), category.getDomainAxisEdge());
            wrap(chart, spec, category.getRangeAxis(), category.getRangeAxisEdge());
        }
        return chart;
    }

    /** Writes a label that is longer than the chart in several lines. */
    private static void wrap(JFreeChart chart, ChartSpec spec, Axis axis, RectangleEdge edge) {
        double length = POINTS_PER_MM * (RectangleEdge.isTopOrBottom(edge) ? widthMm(spec) : heightMm(spec));
        String label = axis == null ? null : axis.getLabel();
        if (label != null && LongLabel.width(label) > length - AXIS_ENDS) {
            axis.setLabel(null);
            chart.addSubtitle(new LongLabel(label, edge));
        }
    }
}
