package org.sparsecortex.simulations.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class CurvePathTest {
    private static final int DOTS = 200;

    /** Against brute force: first, lowest, highest and last of all points in each column of dots. */
    @Test
    void keepsFirstLowestHighestAndLastOfEachColumn() {
        KeyedRandom random = KeyedRandom.of(7, "curve");
        for (int shape = 0; shape < 200; shape++) {
            int n = 3 + shape * 17;
            double[] x = new double[n];
            double[] y = new double[n];
            List<double[]> all = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                double noise = (random.bits(shape, i, 0) >>> 11) * 0x1.0p-53;
                x[i] = CurvePath.DOT * DOTS * i / n;
                y[i] = shape % 2 == 0 ? noise : noise < 0.01 ? 0.95 : 0.1;
                all.add(new double[] {x[i], y[i]});
            }
            List<double[]> kept =
                    points(CurvePath.of(x, y, new boolean[n], 0, 1000).path());
            assertThat(columns(kept)).as("shape %s", shape).isEqualTo(columns(all));
            assertThat(kept).hasSizeLessThanOrEqualTo(4 * DOTS);
        }
    }

    private static Map<Long, List<Double>> columns(List<double[]> points) {
        Map<Long, List<Double>> columns = new TreeMap<>();
        for (double[] p : points) {
            List<Double> of = columns.computeIfAbsent(
                    (long) Math.floor(p[0] / CurvePath.DOT), c -> new ArrayList<>(List.of(p[1], p[1], p[1], p[1])));
            of.set(1, Math.min(of.get(1), p[1]));
            of.set(2, Math.max(of.get(2), p[1]));
            of.set(3, p[1]);
        }
        return columns;
    }

    private static List<double[]> points(Path2D path) {
        List<double[]> points = new ArrayList<>();
        for (PathIterator it = path.getPathIterator(null); !it.isDone(); it.next()) {
            double[] at = new double[7];
            at[6] = it.currentSegment(at);
            points.add(at);
        }
        return points;
    }

    @Test
    void aGapParts() {
        double[] x = {0, 1, 2, 3, 4, 5, 6};
        double[] y = {1, 2, Double.NaN, 4, Double.NaN, 6, 7};
        CurvePath.Shape line = CurvePath.of(x, y, new boolean[] {false, false, false, false, false, false, true}, 0, 9);
        List<double[]> points = points(line.path());
        assertThat(points.stream().filter(p -> p[6] == PathIterator.SEG_MOVETO).map(p -> p[0]))
                .as("parts; the last one begins and goes nowhere")
                .containsExactly(0.0, 6.0);
        assertThat(line.alone().stream().map(p -> p[0]))
                .as("points alone between two gaps")
                .containsExactly(3.0, 5.0, 6.0);
    }

    @Test
    void gapsNarrowerThanADotDoNotMakeAMillionDots() {
        int n = 1_000_000;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = CurvePath.DOT * DOTS * i / n;
            y[i] = i % 2 == 0 ? Double.NaN : i % 7;
        }
        CurvePath.Shape line = CurvePath.of(x, y, new boolean[n], 0, 1000);
        assertThat(line.alone()).isEmpty();
        assertThat(points(line.path())).hasSizeLessThanOrEqualTo(4 * DOTS);
    }

    @Test
    void whatLiesBesideThePageIsNotDrawn() {
        double[] x = new double[1000];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        CurvePath.Shape line = CurvePath.of(x, x, new boolean[1000], 500, 510);
        assertThat(points(line.path())).hasSizeBetween(12, 14);
    }
}
