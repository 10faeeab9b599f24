package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        openblas.blas_set_num_threads(1);
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
        KeyedRandom random = KeyedRandom.of(1, "benchmark layer");
        float[][] columns = new float[n][n];
        FloatPointer flat = new FloatPointer((long) n * n);
        float[] x = new float[n];
        int[] all = new int[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.uniform(i, 1, 0);
            all[i] = i;
            for (int o = 0; o < n; o++) {
                columns[i][o] = (float) (random.uniform(i, 0, o) - 0.5);
            }
            flat.position((long) i * n).put(columns[i], 0, n);
        }
        flat.position(0);
        FloatPointer px = new FloatPointer(x);
        FloatPointer py = new FloatPointer(n);
        float[] y = new float[n];
        List<Runnable> dense = List.of(
                () -> FloatColumns.accumulate(columns, all, x, n, y),
                () -> openblas.cblas_sgemv(
                        openblas.CblasColMajor, openblas.CblasNoTrans, n, n, 1f, flat, n, px, 1, 1f, py, 1),
                () -> openblas.cblas_sgemv(
                        openblas.CblasRowMajor, openblas.CblasNoTrans, n, n, 1f, flat, n, px, 1, 1f, py, 1));
        Bench.say("layer %d x %d", n, n);
        for (double density : DENSITIES) {
            List<Runnable> work = new ArrayList<>(dense);
            work.add(changes(columns, n, density, random, y));
            work.add(coded(n, density, random));
            double[] ns = time(work);
            double best = Math.min(ns[0], Math.min(ns[1], ns[2]));
            say(density, ns, best);
            table.append(n + "," + density + "," + best / ns[3] + "," + best / ns[4] + "," + 1 / density + "\n");
        }
    }

    /** Times of the dense products, of the changes alone and of a whole step. */
    private static void say(double density, double[] ns, double dense) {
        Bench.say(
                "  changed %5.1f %%: dense columns %8.2f us, BLAS by column %8.2f, by row %8.2f; sums %8.2f us,"
                        + " speed-up %6.2f (goal %5.2f); with coding %8.2f us, speed-up %6.2f (goal %5.2f)",
                100 * density,
                ns[0] / 1e3,
                ns[1] / 1e3,
                ns[2] / 1e3,
                ns[3] / 1e3,
                dense / ns[3],
                0.85 / density,
                ns[4] / 1e3,
                dense / ns[4],
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
        double[] medians = new double[calls.length];
        for (int w = 0; w < calls.length; w++) {
            medians[w] = Bench.median(ns[w]);
        }
        return medians;
    }

    static void repeat(Runnable work, int times) {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }
}
