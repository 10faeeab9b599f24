package org.sparsecortex.simulations.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.Size2D;

/** The label of an axis that is longer than the axis, in several lines beside it; an axis of JFreeChart writes one. */
final class LongLabel extends Title {
    private static final long serialVersionUID = 1L;
    private static final int MOST_LINES = 4;
    private static final double LINE = 1.2;
    private static final double SHARE = 0.92; // of the room along the axis
    private static final double GAP = 2;
    private static final FontRenderContext TEXT = new FontRenderContext(null, true, true);

    private final String text;
    private final Font font = Theme.tick();

    LongLabel(String text, RectangleEdge edge) {
        this.text = text;
        setPosition(edge);
    }

    /** Width of a text in the font of labels, points. */
    static double width(String text) {
        return Theme.label().getStringBounds(text, TEXT).getWidth();
    }

    private boolean lies() {
        return RectangleEdge.isTopOrBottom(getPosition());
    }

    private double lineHeight() {
        return font.getSize2D() * LINE;
    }

    /** The text in lines no longer than {@code room}; of more than {@link #MOST_LINES} the last ends with dots. */
    List<String> lines(double room) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && !fits(longer, room)) {
                lines.add(line);
                longer = word;
            }
            while (longer.length() > 1 && !fits(longer, room)) { // a word that is longer than a line
                int end = longer.length() - 1;
                while (end > 1 && !fits(longer.substring(0, end), room)) {
                    end--;
                }
                lines.add(longer.substring(0, end));
                longer = longer.substring(end);
            }
            line = longer;
        }
        lines.add(line);
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        String last = lines.get(MOST_LINES - 1);
        while (!last.isEmpty() && !fits(last + " ...", room)) {
            last = last.substring(0, last.length() - 1);
        }
        List<String> few = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
        few.add(last.stripTrailing() + " ...");
        return few;
    }

    private boolean fits(String line, double room) {
        return font.getStringBounds(line, TEXT).getWidth() <= room;
    }

    @Override
    public Size2D arrange(Graphics2D g, RectangleConstraint room) {
        double along = lies() ? room.getWidth() : room.getHeight();
        double across = lines(along * SHARE).size() * lineHeight() + GAP;
        return lies() ? new Size2D(along, across) : new Size2D(across, along);
    }

    @Override
    public void draw(Graphics2D g, Rectangle2D area) {
        double along = lies() ? area.getWidth() : area.getHeight();
        AffineTransform before = g.getTransform();
        g.translate(area.getX(), area.getY());
        if (!lies()) {
            g.translate(0, area.getHeight());
            g.rotate(-Math.PI / 2);
        }
        g.setFont(font);
        g.setPaint(Color.BLACK);
        double y = font.getSize2D();
        for (String line : lines(along * SHARE)) {
            double width = font.getStringBounds(line, TEXT).getWidth();
            g.drawString(line, (float) ((along - width) / 2), (float) y);
            y += lineHeight();
        }
        g.setTransform(before);
    }

    @Override
    public Object draw(Graphics2D g, Rectangle2D area, Object params) {
        draw(g, area);
        return null;
    }
}
