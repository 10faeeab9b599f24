package org.sparsecortex.simulations.input.drawn;

import java.util.List;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * Draws the ten digits as pen strokes with keyed variation.
 *
 * <p>A digit is a few strokes, each a Catmull-Rom curve through control points in the unit square (x to the right, y down). A
 * sample chooses one of the digit's styles, moves every control point, slants, rotates, scales and shifts the whole, and
 * draws with a pen of its own width; a pixel's grey value falls off over one pixel at the edge of the pen. The shapes and
 * amounts are our own choice, so that nearest-neighbour and linear classifiers err in about a tenth of the cases.
 */
final class DigitGlyphs {
    private static final int DRAWS = 64;
    private static final int CURVE_POINTS = 6;

    /** Styles of each digit: strokes as x, y, x, y, ... */
    private static final double[][][][] STYLES = {
        {
            {{.5, .08, .25, .2, .18, .5, .25, .8, .5, .92, .75, .8, .82, .5, .75, .2, .5, .08}},
            {{.62, .1, .36, .16, .24, .45, .3, .78, .48, .92, .66, .78, .74, .45, .66, .2, .5, .12}}
        },
        {{{.5, .06, .5, .35, .5, .65, .5, .94}}, {{.32, .26, .44, .18, .54, .06}, {.54, .06, .52, .5, .5, .94}}},
        {
            {{.22, .28, .34, .11, .56, .07, .74, .2, .7, .42, .46, .68, .22, .92}, {.22, .92, .5, .9, .8, .92}},
            {{.24, .24, .42, .08, .68, .14, .7, .36, .5, .64, .28, .84, .22, .76, .36, .74, .56, .88, .8, .86}}
        },
        {
            {{.24, .16, .5, .06, .72, .2, .62, .42, .42, .48}, {.42, .48, .7, .54, .76, .76, .54, .93, .22, .84}},
            {
                {.24, .09, .5, .09, .74, .09},
                {.74, .09, .6, .26, .44, .43},
                {.44, .43, .72, .5, .74, .78, .5, .93, .24, .84}
            }
        },
        {
            {{.58, .06, .38, .36, .18, .64}, {.18, .64, .5, .64, .84, .62}, {.62, .38, .61, .66, .6, .94}},
            {{.28, .08, .26, .3, .26, .5}, {.26, .5, .5, .53, .74, .48}, {.74, .08, .72, .5, .7, .94}}
        },
        {
            {
                {.74, .09, .52, .09, .3, .1},
                {.3, .1, .28, .28, .27, .45},
                {.27, .45, .52, .38, .74, .52, .74, .78, .5, .92, .24, .84}
            },
            {{.76, .1, .5, .1, .34, .16, .28, .4, .56, .46, .7, .62, .64, .84, .42, .93, .22, .82}}
        },
        {
            {{.64, .08, .42, .22, .27, .5, .27, .76, .46, .92, .68, .82, .72, .62, .54, .5, .34, .58, .27, .72}},
            {{.56, .06, .36, .34, .26, .64, .34, .86, .54, .92, .7, .8, .66, .64, .48, .6, .32, .7}}
        },
        {
            {{.22, .1, .5, .1, .78, .1}, {.78, .1, .6, .46, .44, .94}},
            {{.22, .14, .5, .1, .76, .1}, {.76, .1, .6, .5, .48, .94}, {.36, .5, .54, .49, .72, .48}}
        },
        {
            {
                {
                    .5, .48, .3, .36, .3, .16, .5, .07, .7, .16, .68, .36, .5, .48, .27, .64, .28, .84, .5, .93, .73,
                    .84, .72, .64, .5, .48
                }
            },
            {
                {
                    .7, .16, .48, .08, .32, .22, .44, .42, .64, .58, .7, .8, .5, .93, .32, .82, .36, .6, .56, .44, .7,
                    .26, .68, .14
                }
            }
        },
        {
            {{.72, .3, .56, .1, .34, .14, .26, .34, .4, .5, .6, .46, .72, .28}, {.72, .28, .7, .6, .62, .94}},
            {{.7, .22, .48, .07, .29, .22, .32, .44, .54, .48, .7, .3, .72, .24, .72, .54, .62, .84, .34, .9}}
        }
    };

    private final KeyedRandom random;
    private final double jitter;

    /** Glyphs whose variation is keyed by {@code seed} and scaled by {@code jitter}; 0 draws the plain shapes. */
    DigitGlyphs(long seed, double jitter) {
        this.random = KeyedRandom.of(seed, "digit glyphs");
        this.jitter = jitter;
    }

    /** Grey values 0..1 of sample number {@code sample} of a digit, row by row, in an image of {@code size} x {@code size}. */
    double[] draw(int digit, long sample, int size) {
        double[][][] styles = STYLES[digit];
        double[][] strokes = styles[jitter == 0 ? 0 : random.below(styles.length, digit, sample, 0)];
        Pose pose = pose(digit, sample, size);
        double[] grey = new double[size * size];
        int draw = DRAWS;
        for (double[] stroke : strokes) {
            double[] points = new double[stroke.length];
            for (int i = 0; i < stroke.length; i += 2) {
                double x = stroke[i] + 0.028 * jitter * random.gaussian(digit, sample, draw++);
                double y = stroke[i + 1] + 0.028 * jitter * random.gaussian(digit, sample, draw++);
                points[i] = pose.column(x, y);
                points[i + 1] = pose.row(x, y);
            }
            curve(points, pose.penPx, grey, size);
        }
        return grey;
    }

    /** Affine map from the unit square to pixels, and the pen's radius. */
    private record Pose(double xx, double xy, double yx, double yy, double centreX, double centreY, double penPx) {
        double column(double x, double y) {
            return centreX + xx * (x - 0.5) + xy * (y - 0.5);
        }

        double row(double x, double y) {
            return centreY + yx * (x - 0.5) + yy * (y - 0.5);
        }
    }

    private Pose pose(int digit, long sample, int size) {
        double[] u = new double[7];
        for (int i = 0; i < u.length; i++) {
            u[i] = jitter * (2 * random.uniform(digit, sample, 1 + i) - 1);
        }
        double width = size * (0.62 + 0.10 * u[0]);
        double height = size * (0.72 + 0.07 * u[1]);
        double slant = 0.28 * u[2];
        double angle = 0.17 * u[3];
        double cos = ExactMath.cos(angle);
        double sin = ExactMath.sin(angle);
        return new Pose(
                cos * width,
                -cos * slant * height - sin * height,
                sin * width,
                cos * height - sin * slant * height,
                (size - 1) / 2.0 + size * 0.055 * u[4],
                (size - 1) / 2.0 + size * 0.055 * u[5],
                size * (0.044 + 0.016 * u[6]));
    }

    private static void curve(double[] p, double penPx, double[] grey, int size) {
        int n = p.length / 2;
        for (int i = 0; i + 1 < n; i++) {
            double x = p[2 * i];
            double y = p[2 * i + 1];
            for (int s = 1; s <= CURVE_POINTS; s++) {
                double t = (double) s / CURVE_POINTS;
                double nextX = catmullRom(p, 0, i, n, t);
                double nextY = catmullRom(p, 1, i, n, t);
                Pen.line(new double[] {x, y, nextX, nextY}, penPx, grey, size);
                x = nextX;
                y = nextY;
            }
        }
    }

    /** The uniform Catmull-Rom spline between points i and i + 1, end points doubled. */
    private static double catmullRom(double[] p, int axis, int i, int n, double t) {
        double a = p[2 * Math.max(0, i - 1) + axis];
        double b = p[2 * i + axis];
        double c = p[2 * (i + 1) + axis];
        double d = p[2 * Math.min(n - 1, i + 2) + axis];
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
    }

    /** The ten digits. */
    static List<Integer> digits() {
        return List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
}
