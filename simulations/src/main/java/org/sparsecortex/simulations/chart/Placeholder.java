package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Stands in the place of a chart whose records hold nothing to draw, and says so. */
record Placeholder(String title, String reason) implements ChartSpec.Painting {
    private static final double MARGIN = 12;
    private static final double LINE = 11;

    @Override
    public List<String> notes() {
        return List.of("nothing to draw: " + reason);
    }

    @Override
    public void paint(Graphics2D g, double width, double height) {
        g.setPaint(Color.WHITE);
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        g.setPaint(Theme.NOTE);
        g.setStroke(Theme.THIN);
        g.draw(new Rectangle2D.Double(MARGIN, 2 * MARGIN, width - 2 * MARGIN, height - 3 * MARGIN));
        g.setPaint(Color.BLACK);
        g.setFont(Theme.title());
        g.drawString(title, (float) MARGIN, 11f);
        g.setFont(Theme.label());
        List<String> lines = Theme.wrapped(
                notes().get(0), (width - 4 * MARGIN) / Theme.label().getSize2D());
        double y = height / 2 - (lines.size() - 1) * LINE / 2 + MARGIN / 2;
        for (String line : lines) {
            g.drawString(line, (float) (2 * MARGIN), (float) y);
            y += LINE;
        }
    }
}
