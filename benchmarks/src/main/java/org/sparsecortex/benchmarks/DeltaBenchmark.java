package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.sparsecortex.delta.DeltaNetwork;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.learning.layer.DeltaLayer.Granularity;
import org.sparsecortex.learning.layer.DeltaLayer.StepGradient;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.sdr.numeric.FloatColumns;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.chart.LineChart;

/** Square float32 layers over the share of changed inputs, against the best dense product; one thread, processor time. */
final class DeltaBenchmark {
    private static final int[] SIZES = {256, 1024, 4096};
    private static final double[] DENSITIES = {0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.6, 1.0};
    private static final int SETS = 32;
    private static final int ROUNDS = 15;
    private static final long ROUND_NANOS = 4_000_000;

    private DeltaBenchmark() {}

    /** Layers: time of the best dense product over that of the changes alone, and with their coding; a chart if a folder is named. */
    static void layers(String[] args) throws IOException {
        Bench.sayMachine();
        Bench.say("# speed-up of event-driven float32 layers against the best dense kernel; goals 0.85 / density, 0.6 /"
                + " density");
        StringBuilder table = new StringBuilder("inputs,changed,sums,coded,ideal\n");
        for (int n : SIZES) {
            layer(n, table);
        }
        if (args.length > 0) {
            Path folder = Files.createDirectories(Path.of(args[0]));
            Files.writeString(folder.resolve("speed.csv"), table);
            ChartRenderer.render(chart(), folder, folder);
        }
    }

    private static ChartSpec chart() {
        return Params.of(
                LineChart.class,
                "id",
                "delta-speed",
                "x",
                new ChartSpec.Axis("changed inputs (fraction)", true, List.of(0.009, 1.1), List.of()),
                "y",
                new ChartSpec.Axis("speed-up over the dense product", true, List.of(), List.of()),
                "series",
                List.of(
                        series("coded", "% inputs and outputs", "inputs", ChartSpec.Style.LINE_POINTS),
                        series("ideal", "1 / fraction changed", "", ChartSpec.Style.LINE)),
                "heightMm",
                75);
    }

    private static ChartSpec.Series series(String column, String label, String groupBy, ChartSpec.Style style) {
        return Params.of(
                ChartSpec.Series.class,
                "record",
                "speed",
                "y",
                column,
                "x",
                "changed",
                "label",
                label,
                "groupBy",
                groupBy,
                "style",
                style);
    }

    private static void layer(int n, StringBuilder table) {
        try (SquareLayer layer = new SquareLayer(n)) {
            Bench.say("layer %d x %d", n, n);
            for (double density : DENSITIES) {
                Times times = layer.times(density);
                say(density, times);
                double best = Bench.median(times.dense());
                table.append(n + "," + density + "," + best / Bench.median(times.sums()) + ","
                        + best / Bench.median(times.coded()) + "," + 1 / density + "\n");
            }
        }
    }

    /** Nanoseconds a round: dense columns, BLAS by column and by row, sums of changes, a whole step with coding. */
    record Times(double[][] ns) {
        private static final List<String> DENSE = List.of("dense columns", "BLAS by column", "BLAS by row");

        private int best() {
            int best = 0;
            for (int d = 1; d < DENSE.size(); d++) {
                best = Bench.median(ns[d]) < Bench.median(ns[best]) ? d : best;
            }
            return best;
        }

        /** Which dense product is the fastest. */
        String bestDense() {
            return DENSE.get(best());
        }

        double[] dense() {
            return ns[best()];
        }

        double[] sums() {
            return ns[DENSE.size()];
        }

        double[] coded() {
            return ns[DENSE.size() + 1];
        }
    }

    /** A layer of n inputs and n outputs with random weights. */
    static final class SquareLayer implements AutoCloseable {
        private final int n;
        private final KeyedRandom random = KeyedRandom.of(1, "benchmark layer");
        private final float[][] columns;
        private final float[] x;
        private final float[] y;
        private final FloatPointer flat;
        private final FloatPointer px;
        private final FloatPointer py;

        SquareLayer(int n) {
            openblas.blas_set_num_threads(1);
            this.n = n;
            columns = new float[n][n];
            x = new float[n];
            y = new float[n];
            flat = new FloatPointer((long) n * n);
            for (int i = 0; i < n; i++) {
                x[i] = (float) random.uniform(i, 1, 0);
                for (int o = 0; o < n; o++) {
                    columns[i][o] = (float) (random.uniform(i, 0, o) - 0.5);
                }
                flat.position((long) i * n).put(columns[i], 0, n);
            }
            flat.position(0);
            px = new FloatPointer(x);
            py = new FloatPointer(n);
        }

        /** All kinds in turn where that share of the inputs changes. */
        Times times(double density) {
            int[] all = IntStream.range(0, n).toArray();
            return new Times(rounds(List.of(
                    () -> FloatColumns.accumulate(columns, all, x, n, y),
                    () -> product(openblas.CblasColMajor),
                    () -> product(openblas.CblasRowMajor),
                    changes(columns, n, density, random, y),
                    coded(n, density, random))));
        }

        private void product(int order) {
            openblas.cblas_sgemv(order, openblas.CblasNoTrans, n, n, 1f, flat, n, px, 1, 1f, py, 1);
        }

        @Override
        public void close() {
            flat.close();
            px.close();
            py.close();
        }
    }

    /** Times of the dense products, of the changes alone and of a whole step. */
    private static void say(double density, Times times) {
        double dense = Bench.median(times.dense());
        double sums = Bench.median(times.sums());
        double coded = Bench.median(times.coded());
        Bench.say(
                "  changed %5.1f %%: dense columns %8.2f us, BLAS by column %8.2f, by row %8.2f; sums %8.2f us,"
                        + " speed-up %6.2f (goal %5.2f); with coding %8.2f us, speed-up %6.2f (goal %5.2f)",
                100 * density,
                Bench.median(times.ns[0]) / 1e3,
                Bench.median(times.ns[1]) / 1e3,
                Bench.median(times.ns[2]) / 1e3,
                sums / 1e3,
                dense / sums,
                0.85 / density,
                coded / 1e3,
                dense / coded,
                0.6 / density);
    }

    private static Runnable changes(float[][] columns, int n, double density, KeyedRandom random, float[] y) {
        int count = (int) Math.round(density * n);
        int[][] ids = new int[SETS][];
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = i % 2 == 0 ? 1e-3f : -1e-3f;
        }
        for (int s = 0; s < SETS; s++) {
            ids[s] = random.sample(n, count, s, 7, 0);
        }
        int[] turn = {0};
        return () -> FloatColumns.accumulate(columns, ids[turn[0]++ % SETS], values, count, y);
    }

    /**
     * A layer on frames that differ from the one before in a share of their values, walked to and fro. Each density has a network of
     * its own, one after another: several matrices at once would not fit into the cache that a single one fits into.
     */
    private static Runnable coded(int n, double density, KeyedRandom random) {
        DeltaNetwork network = new DeltaNetwork(new LayerStack(
                n,
                List.of(
                        new DeltaLayer(Volume.vector(n), 1, Granularity.LAYER, StepGradient.NONE, false, 7),
                        new DenseLayer(n, n, 1, 1))));
        int count = (int) Math.round(density * n);
        float[][] frames = new float[SETS][n];
        for (int s = 1; s < SETS; s++) {
            frames[s] = frames[s - 1].clone();
            for (int i : random.sample(n, count, s, 8, 0)) {
                frames[s][i] = 1f - frames[s][i];
            }
        }
        int[] turn = {0};
        return () -> {
            int at = turn[0]++ % (2 * SETS - 2);
            network.step(frames[at < SETS ? at : 2 * SETS - 2 - at]);
        };
    }

    /** Nanoseconds of processor time of one call of each, medians over rounds in which they take turns. */
    static double[] time(List<Runnable> work) {
        return Arrays.stream(rounds(work)).mapToDouble(Bench::median).toArray();
    }

    private static double[][] rounds(List<Runnable> work) {
        int[] calls = new int[work.size()];
        for (int w = 0; w < calls.length; w++) {
            calls[w] = 1;
            long spent = 0;
            for (long start = Bench.cpuNanos(); spent < 20 * ROUND_NANOS; spent = Bench.cpuNanos() - start) {
                repeat(work.get(w), 16);
            }
            long start = Bench.cpuNanos();
            repeat(work.get(w), 16);
            calls[w] = (int) Math.max(1, 16 * ROUND_NANOS / Math.max(1, Bench.cpuNanos() - start));
        }
        double[][] ns = new double[work.size()][ROUNDS];
        for (int r = 0; r < ROUNDS; r++) {
            for (int w = 0; w < calls.length; w++) {
                long start = Bench.cpuNanos();
                repeat(work.get(w), calls[w]);
                ns[w][r] = (Bench.cpuNanos() - start) / (double) calls[w];
            }
        }
        return ns;
    }

    static void repeat(Runnable work, int times) {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }
}
