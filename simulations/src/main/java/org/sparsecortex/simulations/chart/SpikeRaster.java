package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * Spikes of a network over time as dots, of few neurons as strokes, its groups one below the other: excitatory ones dark, inhibitory
 * ones orange.
 *
 * <p>Bit neuron * batchSteps + lag of step t is a spike at (t * batchSteps + lag + 1) * stepMs.
 */
@TypeName(value = "spike-raster", doc = "spikes of a network over time as dots, coloured by group")
public record SpikeRaster(
        @Param(doc = "name of the files") String id,

        @Param(doc = "title; empty for none", def = "\"\"") String title,

        @Param(doc = "record of the spikes, one SDR, as CSV, by its id")
        String record,

        @Param(doc = "groups from the top, in the order of their units")
        List<RasterGroup> groups,

        @Param(doc = "grid step of the network", unit = "ms", def = "0.1", min = 1e-4, max = 10)
        double stepMs,

        @Param(doc = "grid steps of a step of the network", def = "1", min = 1, max = 4096)
        int batchSteps,

        @Param(doc = "width in print", def = "\"two-column\"")
        Width width,

        @Param(doc = "height in print", unit = "mm", def = "80", min = 20, max = 400)
        double heightMm)
        implements ChartSpec {
    private static final Color EXCITATORY = Color.BLACK;
    private static final Color INHIBITORY = Theme.colour(1);
    private static final double DOTS_PER_MM = 600 / 25.4;
    private static final int MOST_DOTS_HIGH = 40;

    /** A group. */
    public record RasterGroup(
            @Param(doc = "name beside it") String label,

            @Param(doc = "number of neurons", min = 1, max = 1 << 26)
            int neurons,

            @Param(doc = "how many of them are shown, the first ones; 0 shows all", def = "0", min = 0, max = 1 << 26)
            int shown,

            @Param(doc = "whether it is inhibitory", def = "false")
            boolean inhibitory) {
        int rows() {
            return shown == 0 ? neurons : Math.min(shown, neurons);
        }
    }

    public SpikeRaster {
        if (groups.isEmpty()) {
            throw new ParameterException("groups", "[]", "at least one is needed");
        }
    }

    @Override
    public List<Use> uses() {
        return List.of(new Use("/record", record, "index"));
    }

    @Override
    public Painting painting(Path records) throws IOException {
        RecordTable table = RecordTable.read(records, record);
        boolean csv = table.hasColumn("step");
        double[] steps = table.column(csv ? "step" : "0");
        double[] bits = table.column(csv ? "index" : "1");
        if (steps.length == 0) {
            return new Placeholder(title, "record '" + record + "' has no spike");
        }
        double from = steps[0] * batchSteps * stepMs;
        double to = (steps[steps.length - 1] + 1) * batchSteps * stepMs;
        int rows = groups.stream().mapToInt(RasterGroup::rows).sum();
        ValueAxis time = Theme.axis(Axis.linear("time (ms)"));
        time.setRange(from, to);
        Notes notes = new Notes();
        BufferedImage image = dots(steps, bits, from, to, rows, notes);
        XYPlot plot = Theme.plot(time, new GroupAxis(groups, rows), (g, area) -> {
            HeatmapPlot.filling(image).draw(g, area);
            lines(g, area, rows);
        });
        plot.setRangeGridlinesVisible(false);
        return Theme.painting(Theme.chart(this, plot, List.of()), notes);
    }

    /** Hair lines between the groups. */
    private void lines(Graphics2D g, PlotLayer.Area area, int rows) {
        g.setPaint(Theme.NOTE);
        g.setStroke(Theme.HAIR);
        int above = 0;
        for (RasterGroup band : groups.subList(0, groups.size() - 1)) {
            above += band.rows();
            double y = area.y(rows - above);
            g.draw(new Line2D.Double(area.bounds().getMinX(), y, area.bounds().getMaxX(), y));
        }
    }

    /** All dots as one image, so that files stay small however many there are. */
    private BufferedImage dots(double[] steps, double[] bits, double from, double to, int rows, Notes notes) {
        int wide = (int) Math.round(Theme.mm(width) * DOTS_PER_MM);
        int high = (int) Math.round(heightMm * DOTS_PER_MM);
        BufferedImage image = new BufferedImage(wide, high, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        int size = Math.max(6, Math.min(10, high / rows));
        int tall = Math.max(size, Math.min(MOST_DOTS_HIGH, high / rows * 7 / 10));
        int beyond = 0;
        for (int i = 0; i < steps.length; i++) {
            int unit = (int) bits[i] / batchSteps;
            int row = 0;
            int b = 0;
            for (; b < groups.size() && unit >= groups.get(b).neurons(); b++) {
                unit -= groups.get(b).neurons();
                row += groups.get(b).rows();
            }
            if (b < groups.size() && unit < groups.get(b).rows()) {
                double ms = (steps[i] * batchSteps + bits[i] % batchSteps + 1) * stepMs;
                g.setPaint(groups.get(b).inhibitory() ? INHIBITORY : EXCITATORY);
                int x = (int) ((ms - from) / (to - from) * wide);
                g.fillRect(x - size / 2, (int) ((row + unit + 0.5) * high / rows) - tall / 2, size, tall);
            }
            beyond += b < groups.size() ? 0 : 1;
        }
        g.dispose();
        if (beyond > 0) {
            notes.said("left out: " + Notes.count(beyond, "spike")
                    + " of neurons that are in none of the groups, with batchSteps = " + batchSteps);
        }
        return image;
    }

    /** A vertical axis with the name of each group at its middle. */
    private static final class GroupAxis extends NumberAxis {
        private static final long serialVersionUID = 1L;

        private final transient List<NumberTick> ticks = new ArrayList<>();

        GroupAxis(List<RasterGroup> groups, int rows) {
            super(null);
            setRange(0, rows);
            setTickLabelFont(Theme.tick());
            setTickMarksVisible(false);
            setAxisLineVisible(false);
            int above = 0;
            for (RasterGroup band : groups) {
                double middle = rows - above - band.rows() / 2.0;
                ticks.add(new NumberTick(middle, band.label(), TextAnchor.CENTER_RIGHT, TextAnchor.CENTER_RIGHT, 0));
                above += band.rows();
            }
        }

        @Override
        protected List<NumberTick> refreshTicksVertical(Graphics2D g, Rectangle2D area, RectangleEdge edge) {
            return ticks;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
