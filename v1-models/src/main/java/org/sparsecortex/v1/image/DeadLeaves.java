package org.sparsecortex.v1.image;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/**
 * Dead-leaves images: opaque shapes that occlude each other, with the scale law of natural scenes.
 *
 * <pre>  p(r) ~ r^-3 on [smallest, largest],  centres uniform,  grey uniform on [0, 1),  aspect uniform on [0.25, 1)  </pre>
 *
 * <p>r is half of the longer axis. Leaves are painted front to back on pixels that are still empty, at twice the resolution,
 * until none is left. A textured leaf carries a grating of {@code 0.06 .. 0.2} cycles per pixel, which gives receptive fields more
 * than one cycle. Source: Lee, Mumford and Huang 2001, "Occlusion models for natural images"; which shapes lead to edge-like
 * receptive fields is measured in docs/models/sparse-coding.md.
 *
 * @param count number of images
 * @param size height and width, px
 * @param shape outline of the leaves
 * @param smallest smallest r, px
 * @param largest largest r, px
 * @param textured fraction of leaves that carry a grating
 */
public record DeadLeaves(int count, int size, Shape shape, double smallest, double largest, double textured) {
    private static final int SUPER = 2;
    private static final double LEAST_ASPECT = 0.25;
    private static final double TEXTURE_CONTRAST = 0.35;
    private static final double TEXTURE_LOW = 0.06;
    private static final double TEXTURE_HIGH = 0.2;
    private static final int DRAWS = 10;

    /** Outline of the leaves. */
    public enum Shape {
        /** Rectangles at any angle. */
        RECTANGLES,
        /** Ellipses at any angle. */
        ELLIPSES,
        /** Both, half and half. */
        MIXED
    }

    public DeadLeaves {
        Checks.that(smallest < largest, "smallest", smallest, "must be less than largest = " + largest);
    }

    /** The images under a seed. */
    public List<GreyImage> generate(long seed) {
        KeyedRandom random = KeyedRandom.of(seed, "dead leaves");
        return IntStream.range(0, count).mapToObj(i -> image(random, i)).toList();
    }

    private GreyImage image(KeyedRandom random, int index) {
        int fine = SUPER * size;
        double[] canvas = new double[fine * fine];
        Arrays.fill(canvas, Double.NaN);
        int empty = canvas.length;
        for (long leaf = 0; empty > 0; leaf++) {
            empty -= new Leaf(random, index, leaf).paint(canvas, fine);
        }
        double[] pixels = new double[size * size];
        for (int y = 0; y < fine; y++) {
            for (int x = 0; x < fine; x++) {
                pixels[(y / SUPER) * size + x / SUPER] += canvas[y * fine + x] / (SUPER * SUPER);
            }
        }
        return new GreyImage(size, size, pixels);
    }

    /** One leaf in coordinates of the fine canvas. */
    private final class Leaf {
        private final double r;
        private final double aspect;
        private final double cx;
        private final double cy;
        private final double cos;
        private final double sin;
        private final double grey;
        private final boolean round;
        private final double waveX;
        private final double waveY;
        private final double wavePhase;
        private final double waveContrast;

        Leaf(KeyedRandom random, int image, long leaf) {
            double[] u = new double[DRAWS];
            for (int d = 0; d < DRAWS; d++) {
                u[d] = random.uniform(image, leaf, d);
            }
            double near = 1 / (smallest * smallest);
            double far = 1 / (largest * largest);
            r = SUPER / Math.sqrt(near - u[0] * (near - far));
            double span = SUPER * (size + 2 * largest);
            cx = u[1] * span - SUPER * largest;
            cy = u[2] * span - SUPER * largest;
            cos = ExactMath.cos(Math.PI * u[3]);
            sin = ExactMath.sin(Math.PI * u[3]);
            aspect = LEAST_ASPECT + (1 - LEAST_ASPECT) * u[4];
            grey = u[5];
            round = shape == Shape.ELLIPSES || (shape == Shape.MIXED && u[6] < 0.5);
            waveContrast = random.uniform(image, leaf, DRAWS) < textured ? TEXTURE_CONTRAST : 0.0;
            double f = 2 * Math.PI * (TEXTURE_LOW + (TEXTURE_HIGH - TEXTURE_LOW) * u[7]) / SUPER;
            waveX = f * ExactMath.cos(Math.PI * u[8]);
            waveY = f * ExactMath.sin(Math.PI * u[8]);
            wavePhase = 2 * Math.PI * u[9];
        }

        /** Fills empty pixels; returns how many. */
        int paint(double[] canvas, int fine) {
            double reach = round ? r : r * Math.sqrt(1 + aspect * aspect);
            int painted = 0;
            for (int y = Math.max(0, (int) (cy - reach)); y <= Math.min(fine - 1, (int) (cy + reach)); y++) {
                for (int x = Math.max(0, (int) (cx - reach)); x <= Math.min(fine - 1, (int) (cx + reach)); x++) {
                    if (Double.isNaN(canvas[y * fine + x]) && covers(x - cx, y - cy)) {
                        canvas[y * fine + x] = value(x - cx, y - cy);
                        painted++;
                    }
                }
            }
            return painted;
        }

        private boolean covers(double dx, double dy) {
            double along = (dx * cos + dy * sin) / r;
            double across = (dy * cos - dx * sin) / (r * aspect);
            return round ? along * along + across * across <= 1 : Math.abs(along) <= 1 && Math.abs(across) <= 1;
        }

        private double value(double dx, double dy) {
            return waveContrast == 0 ? grey : grey + waveContrast * ExactMath.sin(waveX * dx + waveY * dy + wavePhase);
        }
    }
}
