package org.sparsecortex.benchmarks;

import java.util.Locale;

/** Event-driven layers against the best dense product: a small one of which little changes, coding and read-out included, and full density. */
final class PeerLayers {
    private PeerLayers() {}

    static void compare(PeerTable table) {
        try (DeltaBenchmark.SquareLayer small = new DeltaBenchmark.SquareLayer(256)) {
            row(table, "layer of 256, 1 % of inputs changed, with coding", "256, 1 %", small.times(0.01), true, 40);
            row(table, "layer of 256, all changed, sums alone", "256, all", small.times(1), false, 0.95);
        }
        try (DeltaBenchmark.SquareLayer large = new DeltaBenchmark.SquareLayer(1024)) {
            row(table, "layer of 1024, all changed, sums alone", "1024, all", large.times(1), false, 0.95);
        }
    }

    private static void row(
            PeerTable table, String work, String name, DeltaBenchmark.Times times, boolean coded, double goal) {
        double[] ours = coded ? times.coded() : times.sums();
        table.add(new Goal(
                work,
                name,
                times.bestDense(),
                String.format(Locale.ROOT, "%.3f us", Bench.median(times.dense()) / 1e3),
                String.format(Locale.ROOT, "%.3f us", Bench.median(ours) / 1e3),
                Goal.RATIO,
                Bench.ratios(times.dense(), ours),
                goal,
                false));
    }
}
