package org.sparsecortex.simulations.input.video;

import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** A shape on a torus that moves left, right, up or down; a single frame does not tell which. */
final class ShapeScene implements Scene {
    private final VideoContent.Shapes spec;
    private final int height;
    private final int width;
    private final int direction;
    private final int form;
    private final double radius;
    private final double startX;
    private final double startY;

    ShapeScene(VideoContent.Shapes spec, int height, int width, long seed, long number) {
        this.spec = spec;
        this.height = height;
        this.width = width;
        KeyedRandom random = KeyedRandom.of(seed, "shape");
        direction = random.below(4, 0, number, 0);
        form = random.below(3, 1, number, 0);
        radius = Math.min(height, width) * (0.12 + 0.08 * random.uniform(2, number, 0));
        startX = width * random.uniform(3, number, 0);
        startY = height * random.uniform(4, number, 0);
    }

    @Override
    public int label() {
        return direction;
    }

    @Override
    public void draw(double time, double[] frame) {
        java.util.Arrays.fill(frame, 0.1);
        double dx = direction == 0 ? -1 : direction == 1 ? 1 : 0;
        double dy = direction == 2 ? -1 : direction == 3 ? 1 : 0;
        double x = wrap(startX + dx * spec.speed() * time, width);
        double y = wrap(startY + dy * spec.speed() * time, height);
        Canvas canvas = new Canvas(height, width, frame);
        for (int copyX = -1; copyX <= 1; copyX++) {
            for (int copyY = -1; copyY <= 1; copyY++) {
                shape(canvas, x + copyX * width, y + copyY * height);
            }
        }
    }

    private static double wrap(double value, double length) {
        return value - length * Math.floor(value / length);
    }

    private void shape(Canvas canvas, double x, double y) {
        if (x < -2 * radius || x > width + 2 * radius || y < -2 * radius || y > height + 2 * radius) {
            return;
        }
        if (form == 0) {
            canvas.disc(x, y, radius, 0.9);
            return;
        }
        int corners = form == 1 ? 4 : 3;
        double[] places = new double[2 * corners];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * (i + 0.5) / corners - Math.PI / 2;
            places[2 * i] = x + 1.2 * radius * ExactMath.cos(angle);
            places[2 * i + 1] = y + 1.2 * radius * ExactMath.sin(angle);
        }
        canvas.polygon(places, 0.9);
    }
}
