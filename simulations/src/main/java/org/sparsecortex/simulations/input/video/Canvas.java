package org.sparsecortex.simulations.input.video;

/** Draws smooth-edged figures into a grey image; the brighter one wins where two overlap. */
final class Canvas {
    private final int height;
    private final int width;
    private final double[] pixels;

    /** Draws into {@code pixels}, row by row. */
    Canvas(int height, int width, double[] pixels) {
        this.height = height;
        this.width = width;
        this.pixels = pixels;
    }

    /** A line with round ends, of half-width {@code radius}. */
    void line(double x0, double y0, double x1, double y1, double radius, double grey) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double squared = Math.max(1e-12, dx * dx + dy * dy);
        double reach = radius + 1;
        int top = clamp(Math.floor(Math.min(y0, y1) - reach), height);
        int bottom = clamp(Math.ceil(Math.max(y0, y1) + reach), height);
        int left = clamp(Math.floor(Math.min(x0, x1) - reach), width);
        int right = clamp(Math.ceil(Math.max(x0, x1) + reach), width);
        for (int y = top; y <= bottom && y < height; y++) {
            for (int x = left; x <= right && x < width; x++) {
                double along = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / squared));
                double ox = x - x0 - along * dx;
                double oy = y - y0 - along * dy;
                blend(y * width + x, radius + 0.5 - Math.sqrt(ox * ox + oy * oy), grey);
            }
        }
    }

    /** A disc. */
    void disc(double x, double y, double radius, double grey) {
        line(x, y, x, y, radius, grey);
    }

    /** A convex polygon; corners clockwise on the screen, x and y in turn. */
    void polygon(double[] corners, double grey) {
        int n = corners.length / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double inside = Double.POSITIVE_INFINITY;
                for (int i = 0; i < n; i++) {
                    int j = (i + 1) % n;
                    double ex = corners[2 * j] - corners[2 * i];
                    double ey = corners[2 * j + 1] - corners[2 * i + 1];
                    double cross = ex * (y - corners[2 * i + 1]) - ey * (x - corners[2 * i]);
                    inside = Math.min(inside, cross / Math.sqrt(ex * ex + ey * ey));
                }
                blend(y * width + x, inside + 0.5, grey);
            }
        }
    }

    private void blend(int pixel, double cover, double grey) {
        double alpha = Math.max(0, Math.min(1, cover));
        pixels[pixel] = Math.max(pixels[pixel], pixels[pixel] + alpha * (grey - pixels[pixel]));
    }

    private static int clamp(double value, int limit) {
        return (int) Math.max(0, Math.min(limit - 1, value));
    }
}
