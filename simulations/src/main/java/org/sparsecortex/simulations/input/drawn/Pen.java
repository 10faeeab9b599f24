package org.sparsecortex.simulations.input.drawn;

/** Draws lines with a round pen whose ink falls off over one pixel at its edge. */
final class Pen {
    private Pen() {}

    /**
     * Draws one line.
     *
     * @param ends x and y of the first end, then of the second, in pixels; the middle of the first pixel is 0, 0
     * @param penPx radius of the pen
     * @param grey written; square image of {@code size} x {@code size}, 0..1, row by row
     */
    static void line(double[] ends, double penPx, double[] grey, int size) {
        double dx = ends[2] - ends[0];
        double dy = ends[3] - ends[1];
        double length2 = Math.max(1e-12, dx * dx + dy * dy);
        double reach = penPx + 1;
        int fromX = clamp(Math.min(ends[0], ends[2]) - reach, size);
        int toX = clamp(Math.max(ends[0], ends[2]) + reach, size);
        int fromY = clamp(Math.min(ends[1], ends[3]) - reach, size);
        int toY = clamp(Math.max(ends[1], ends[3]) + reach, size);
        for (int py = fromY; py <= toY; py++) {
            for (int px = fromX; px <= toX; px++) {
                double t = ((px - ends[0]) * dx + (py - ends[1]) * dy) / length2;
                double at = Math.max(0, Math.min(1, t));
                double ex = px - ends[0] - at * dx;
                double ey = py - ends[1] - at * dy;
                double ink = Math.max(0, Math.min(1, penPx + 0.5 - Math.sqrt(ex * ex + ey * ey)));
                grey[py * size + px] = Math.max(grey[py * size + px], ink);
            }
        }
    }

    private static int clamp(double at, int size) {
        return (int) Math.max(0, Math.min(size - 1, Math.rint(at)));
    }
}
