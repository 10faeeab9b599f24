package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.text.TextBlock;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.category.DefaultCategoryDataset;
import org.sparsecortex.simulations.chart.IntervalBars.Bounds;

/** Draws one bar a row, each with its own interval; a bar without a number is a gap. */
final class BarPlot {
    private static final int MANY_BARS = 9;
    private static final float UPRIGHT_LABEL_SHARE = 0.6f;
    private static final float SMALL_LABEL_POINTS = 5f;
    private static final double UPRIGHT_LABEL_WIDTH = 6.5;
    private static final int LABEL_LINES = 3;

    /** Of the width of a chart, what its bars take at least. */
    private static final double AXIS_SHARE = 0.8;

    private static final double BARS_PER_MM = 4;

    private final BarChart spec;
    private final Notes notes = new Notes();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final DefaultCategoryDataset heights = new DefaultCategoryDataset();
    private final List<Map<Integer, Bounds>> bounds = new ArrayList<>();
    private final Extent extent = new Extent(false);

    private BarPlot(BarChart spec) {
        this.spec = spec;
    }

    static ChartSpec.Painting painting(BarChart spec, Path records) throws IOException {
        return new BarPlot(spec).painting(records);
    }

    private ChartSpec.Painting painting(Path records) throws IOException {
        List<CurveData> curves = new ArrayList<>();
        for (ChartSpec.Series series : spec.series()) {
            curves.addAll(CurveData.read(series, false, records, notes));
        }
        int most = (int) (Theme.widthMm(spec) * BARS_PER_MM) / Math.max(1, curves.size());
        Map<Double, String> numbers = NumberLabels.of(curves.stream()
                .filter(c -> c.names().isEmpty())
                .flatMapToDouble(c -> DoubleStream.of(c.x()))
                .toArray());
        for (CurveData curve : curves) {
            add(curve, numbers, Math.max(1, most));
        }
        if (extent.isEmpty()) {
            String why = curves.isEmpty() ? String.join("; ", notes.all()) : "no bar has a height that is a number";
            return new Placeholder(spec.title(), why);
        }
        NumberAxis y = (NumberAxis) Theme.axis(spec.y());
        extent.add(0);
        Theme.fit(y, spec.y(), extent, 0.05);
        CategoryPlot plot = new CategoryPlot(heights, categories(), y, new IntervalBars(bounds));
        List<LegendItem> legend = new ArrayList<>();
        for (int c = 0; c < curves.size() && curves.size() > 1; c++) {
            legend.add(LegendItems.box(curves.get(c).label(), Theme.colour(c)));
        }
        return Theme.painting(Theme.chart(spec, plot, legend), notes);
    }

    private void add(CurveData curve, Map<Double, String> numbers, int most) {
        int series = bounds.size();
        Map<Integer, Bounds> mine = new HashMap<>();
        bounds.add(mine);
        int missing = 0;
        int beyond = 0;
        int twice = 0;
        boolean[] taken = new boolean[most];
        for (int i = 0; i < curve.y().length; i++) {
            String name = curve.names().isEmpty()
                    ? numbers.get(curve.x()[i] + 0.0)
                    : curve.names().get(i);
            boolean drawn = name != null && Double.isFinite(curve.y()[i]);
            int at = places.getOrDefault(name, places.size());
            if (name != null && at < most) {
                places.put(name, at);
                twice += taken[at] ? 1 : 0;
                taken[at] = true;
                heights.setValue(drawn ? curve.y()[i] : null, Integer.valueOf(series), new Place(at, name));
            }
            missing += drawn ? 0 : 1;
            beyond += drawn && at >= most ? 1 : 0;
            if (drawn && at < most) {
                extent.add(curve.y()[i]);
                if (curve.low() != null && curve.high()[i] >= curve.low()[i]) {
                    mine.put(at, new Bounds(curve.low()[i], curve.high()[i]));
                    extent.add(curve.low()[i], curve.high()[i]);
                }
            }
        }
        note(curve.label(), missing, beyond, twice);
    }

    private void note(String label, int missing, int beyond, int twice) {
        if (missing > 0) {
            notes.shown("left out: " + Notes.count(missing, "bar") + " of '" + label + "' without a finite number");
        }
        if (beyond > 0) {
            notes.shown("not drawn: " + Notes.count(beyond, "further bar") + " of '" + label
                    + "', for which there is no room");
        }
        if (twice > 0) {
            notes.shown("'" + label + "' has " + Notes.count(twice, "row")
                    + " of a name that came before; the last is drawn (meanByX draws their mean)");
        }
    }

    private CategoryAxis categories() {
        int count = heights.getColumnCount();
        boolean upright = count > MANY_BARS || !wordsFit(count);
        int room = (int) (Theme.widthMm(spec) * Theme.POINTS_PER_MM * AXIS_SHARE / UPRIGHT_LABEL_WIDTH);
        CategoryAxis x = upright ? new ThinnedAxis(spec.xLabel(), count / room + 1) : new CategoryAxis(spec.xLabel());
        x.setLabelFont(Theme.label());
        x.setTickLabelFont(Theme.tick());
        x.setMaximumCategoryLabelLines(LABEL_LINES);
        x.setAxisLinePaint(Color.BLACK);
        x.setAxisLineStroke(Theme.THIN);
        if (upright) {
            x.setCategoryLabelPositions(CategoryLabelPositions.UP_90);
            x.setMaximumCategoryLabelWidthRatio(UPRIGHT_LABEL_SHARE);
            x.setTickLabelFont(Theme.tick().deriveFont(SMALL_LABEL_POINTS));
        }
        return x;
    }

    /** Whether no word of a bar's name is wider than its place; names take several lines. */
    private boolean wordsFit(int count) {
        double place = Theme.widthMm(spec) * Theme.POINTS_PER_MM * AXIS_SHARE / count;
        FontRenderContext text = new FontRenderContext(null, true, true);
        return places.keySet().stream()
                .flatMap(name -> Stream.of(name.split("\\s+")))
                .allMatch(word -> Theme.tick().getStringBounds(word, text).getWidth() <= place);
    }

    /** A bar's place and name. */
    private record Place(int at, String name) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Integer.compare(at, other.at);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Names of every so many bars only, where there is no room for all. */
    private static final class ThinnedAxis extends CategoryAxis {
        private static final long serialVersionUID = 1L;
        private final int every;

        ThinnedAxis(String label, int every) {
            super(label);
            this.every = every;
        }

        @Override
        @SuppressWarnings("rawtypes") // as JFreeChart declares it
        protected TextBlock createLabel(Comparable category, float width, RectangleEdge edge, Graphics2D g) {
            boolean named = !(category instanceof Place place) || place.at % every == 0;
            return named ? super.createLabel(category, width, edge, g) : new TextBlock();
        }
    }
}
