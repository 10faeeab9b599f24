package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;

/** Several charts in one figure, lettered (a), (b), (c), ... row by row. */
@TypeName(value = "panels", doc = "several charts in one figure, lettered (a), (b), (c), ...")
public record PanelsChart(
        @Param(doc = "name of the files") String id,

        @Param(doc = "what the figure shows, for the report; empty for none", def = "\"\"")
        String title,

        @Param(doc = "the charts, row by row; their own width and height are not used")
        List<ChartSpec> panels,

        @Param(doc = "panels side by side; 0 for all", def = "0", min = 0, max = 8)
        int columns,

        @Param(doc = "whether all heat maps have one scale of colours, that of all their values", def = "false")
        boolean sharedColours,

        @Param(doc = "width in print", def = "\"two-column\"")
        Width width,

        @Param(doc = "height in print", unit = "mm", def = "60", min = 20, max = 400)
        double heightMm)
        implements ChartSpec {
    private static final int MOST = 26;
    private static final double GAP = 6;
    private static final double GAP_MM = GAP / Theme.POINTS_PER_MM;
    private static final double LETTER_HEIGHT = 10;

    /** Numbers and name of a vertical axis take half of this. */
    private static final double LEAST_MM = 25;

    public PanelsChart {
        if (panels.size() < 2 || panels.size() > MOST) {
            throw new ParameterException("panels", panels.size(), "must be 2 to " + MOST + " charts");
        }
        for (int p = 0; p < panels.size(); p++) {
            if (panels.get(p) instanceof PanelsChart) {
                throw new ParameterException("panels/" + p, "panels", "cannot be: a panel is a single chart");
            }
        }
    }

    private int across() {
        return columns == 0 ? panels.size() : Math.min(columns, panels.size());
    }

    private int down() {
        return (panels.size() + across() - 1) / across();
    }

    /** Size of a panel, below its letter, in points. */
    private double[] cell(double figureWidth, double figureHeight) {
        return new double[] {
            (figureWidth - GAP * (across() - 1)) / across(),
            (figureHeight - GAP * (down() - 1)) / down() - LETTER_HEIGHT
        };
    }

    @Override
    public Painting painting(Path records) throws IOException {
        double[] cell = cell(Theme.mm(width) * Theme.POINTS_PER_MM, heightMm * Theme.POINTS_PER_MM);
        List<Painting> all = new ArrayList<>();
        for (ChartSpec panel : sharedColours ? shared(records) : panels) {
            all.add(Theme.sized(
                    cell[0] / Theme.POINTS_PER_MM, cell[1] / Theme.POINTS_PER_MM, () -> panel.painting(records)));
        }
        return new Painting() {
            @Override
            public void paint(Graphics2D g, double figureWidth, double figureHeight) {
                paintAll(all, g, figureWidth, figureHeight);
            }

            @Override
            public List<String> notes() {
                List<String> notes = new ArrayList<>();
                for (int p = 0; p < all.size(); p++) {
                    String letter = letter(p);
                    all.get(p).notes().forEach(note -> notes.add(letter + " " + note));
                }
                return notes;
            }
        };
    }

    /** The panels, heat maps with the range of the values of all of them unless one has a range of its own. */
    private List<ChartSpec> shared(Path records) throws IOException {
        Extent extent = new Extent(false);
        for (ChartSpec panel : panels) {
            if (panel instanceof HeatmapChart map) {
                HeatmapPlot.measure(map, records, extent);
            }
        }
        boolean wide = !extent.isEmpty() && extent.low() < extent.high();
        List<ChartSpec> shared = new ArrayList<>();
        for (ChartSpec panel : panels) {
            shared.add(
                    wide
                                    && panel instanceof HeatmapChart map
                                    && map.valueRange().isEmpty()
                            ? map.withValueRange(extent.low(), extent.high())
                            : panel);
        }
        return shared;
    }

    private void paintAll(List<Painting> all, Graphics2D g, double figureWidth, double figureHeight) {
        g.setPaint(Color.WHITE);
        g.fill(new Rectangle2D.Double(0, 0, figureWidth, figureHeight));
        double[] cell = cell(figureWidth, figureHeight);
        for (int p = 0; p < all.size(); p++) {
            double x = p % across() * (cell[0] + GAP);
            double y = p / across() * (cell[1] + LETTER_HEIGHT + GAP);
            Graphics2D part = (Graphics2D) g.create();
            part.translate(x, y + LETTER_HEIGHT);
            all.get(p).paint(part, cell[0], cell[1]);
            part.dispose();
            g.setPaint(Color.BLACK);
            g.setFont(Theme.title());
            g.drawString(letter(p), (float) x + 2, (float) (y + LETTER_HEIGHT - 1));
        }
    }

    private static String letter(int panel) {
        return "(" + (char) ('a' + panel) + ")";
    }

    @Override
    public List<Use> uses() {
        List<Use> all = new ArrayList<>();
        for (int p = 0; p < panels.size(); p++) {
            String at = "/panels/" + p;
            panels.get(p).uses().forEach(use -> all.add(new Use(at + use.at(), use.record(), use.name())));
        }
        return all;
    }

    @Override
    public List<Misfit> misfits(Columns lengths) {
        List<Misfit> all = new ArrayList<>();
        double wide = (Theme.mm(width) - GAP_MM * (across() - 1)) / across();
        boolean axes = panels.stream().anyMatch(panel -> !(panel instanceof ImageGridChart));
        if (axes && wide < LEAST_MM) {
            int most = (int) ((Theme.mm(width) + GAP_MM) / (LEAST_MM + GAP_MM));
            all.add(new Misfit(
                    columns == 0 ? "/panels" : "/columns",
                    across() + " panels side by side are " + Math.round(wide)
                            + " mm wide each; a chart with axes needs "
                            + Math.round(LEAST_MM) + " mm, so at most " + most + " of them fit; set columns to "
                            + most + " or less"));
        }
        for (int p = 0; p < panels.size(); p++) {
            String at = "/panels/" + p;
            panels.get(p).misfits(lengths).forEach(misfit -> all.add(new Misfit(at + misfit.at(), misfit.why())));
        }
        return all;
    }
}
