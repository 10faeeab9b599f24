package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.chart.LineChart;
import org.sparsecortex.sparsey.MacParams;
import org.sparsecortex.sparsey.SingleMac;
import org.sparsecortex.sparsey.rule.Form;

/**
 * Sparsey: codes a second of one mac (Q = 24, K = 8, 12 of 144 inputs); time of a store and of a best match against the
 * number stored, beside exact nearest neighbour and random codes on the same items; then {@link SparseyVideo}.
 */
final class SparseyBenchmark {
    private static final int INPUTS = 144;
    private static final int ACTIVE = 12;
    private static final int CODES = 100_000;
    private static final int RUNS = 5;
    private static final int[] STORED = {100, 1000, 10_000, 100_000};

    private SparseyBenchmark() {}

    static void run(String[] args) throws IOException {
        Bench.sayMachine();
        Sdr[] items = Bench.patterns(STORED[STORED.length - 1], INPUTS, ACTIVE);
        codes(items);
        constantTime(items, args);
        SparseyVideo.run();
    }

    private static SingleMac mac() {
        return new SingleMac(
                SingleMac.params(24, 8, 2, Form.Rinkus2014.RECOMMENDED, MacParams.Choice.MAXIMUM), INPUTS, false, 1);
    }

    private static void codes(Sdr[] items) {
        double[] store = new double[RUNS];
        double[] recall = new double[RUNS];
        for (int r = 0; r < RUNS; r++) {
            SingleMac storing = mac();
            long t0 = Bench.cpuNanos();
            for (int i = 0; i < CODES; i++) {
                storing.present(items[i], true);
            }
            long t1 = Bench.cpuNanos();
            SingleMac mac = mac();
            for (int i = 0; i < 50; i++) {
                mac.present(items[i], true);
            }
            long t2 = Bench.cpuNanos();
            for (int i = 0; i < CODES; i++) {
                mac.present(items[i % 50], false);
            }
            long t3 = Bench.cpuNanos();
            store[r] = CODES * 1e9 / (t1 - t0);
            recall[r] = CODES * 1e9 / (t3 - t2);
        }
        Bench.say("one mac, Q = 24, K = 8, 12 of 144 inputs, one thread (target 500,000 codes/s)");
        Bench.say("  storing    median %8.0f codes/s, 100,000 items", Bench.median(store));
        Bench.say("  best match median %8.0f codes/s, 50 items", Bench.median(recall));
    }

    private static void constantTime(Sdr[] items, String[] args) throws IOException {
        StringBuilder table = new StringBuilder("stored,store,recall,willshaw,nearest\n");
        Bench.say("microseconds by number stored: store, best match, random codes, exact nearest neighbour");
        for (int round = 0; round < 2; round++) { // the first one warms up
            table.setLength(table.indexOf("\n") + 1);
            for (int n : STORED) {
                double[] us = times(items, n);
                table.append(n).append(',').append(us[0]).append(',').append(us[1]);
                table.append(',').append(us[2]).append(',').append(us[3]).append('\n');
                if (round == 1) {
                    Bench.say("  N = %6d  %6.2f  %6.2f  %6.2f  %9.2f", n, us[0], us[1], us[2], us[3]);
                }
            }
        }
        if (args.length > 0) {
            Path folder = Path.of(args[0]);
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("time.csv"), table);
            ChartRenderer.render(chart(), folder, folder);
        }
    }

    private static double[] times(Sdr[] items, int n) {
        SingleMac mac = mac();
        SingleMac willshaw = mac();
        long[][] words = new long[n][];
        int[] code = new int[24];
        for (int i = 0; i < n; i++) {
            mac.present(items[i], true);
            for (int q = 0; q < code.length; q++) {
                code[q] = (i * 31 + q * 17 + i / 8 * q) & 7;
            }
            willshaw.store(items[i], code);
            words[i] = items[i].toWords();
        }
        double[] us = new double[4];
        int probes = 20_000;
        us[0] = micros(probes, i -> mac.present(items[i % n], true)[0]);
        us[1] = micros(probes, i -> mac.present(items[i % n], false)[0]);
        us[2] = micros(probes, i -> willshaw.present(items[i % n], false)[0]);
        us[3] = micros(Math.max(20, 2_000_000 / n), i -> nearest(words, words[i % n]));
        return us;
    }

    private static double micros(int count, java.util.function.IntUnaryOperator work) {
        long before = Bench.cpuNanos();
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += work.applyAsInt(i);
        }
        long spent = Bench.cpuNanos() - before;
        if (sum == Integer.MIN_VALUE) {
            Bench.say("%d", sum); // keeps the work
        }
        return spent / 1e3 / count;
    }

    private static int nearest(long[][] words, long[] probe) {
        int best = -1;
        int id = 0;
        for (int i = 0; i < words.length; i++) {
            int common = 0;
            for (int w = 0; w < probe.length; w++) {
                common += Long.bitCount(words[i][w] & probe[w]);
            }
            if (common > best) {
                best = common;
                id = i;
            }
        }
        return id;
    }

    private static ChartSpec chart() {
        List<ChartSpec.Series> series = List.of(
                series("store", "mac, store"),
                series("recall", "mac, best match"),
                series("willshaw", "random codes (Willshaw), best match"),
                series("nearest", "exact nearest neighbour"));
        return Params.of(
                LineChart.class,
                "id",
                "sparsey-time",
                "x",
                new ChartSpec.Axis("items stored N", true, List.of(), List.of()),
                "y",
                new ChartSpec.Axis("time of one operation (µs)", true, List.of(), List.of()),
                "series",
                series,
                "heightMm",
                70);
    }

    private static ChartSpec.Series series(String column, String label) {
        ChartSpec.Style style = ChartSpec.Style.LINE_POINTS;
        return Params.of(
                ChartSpec.Series.class, "record", "time", "y", column, "x", "stored", "label", label, "style", style);
    }
}
