package org.sparsecortex.benchmarks;

import java.util.Locale;

/** What two ranges of a temporal memory of 16,384 columns on two threads gain over one, in the regimes in which they gain least; by the clock. */
final class PeerRanges {
    private static final int ROUNDS = 5;
    private static final int SYNAPSES = 20;
    private static final double GOAL = 1.7;

    private PeerRanges() {}

    static void compare(PeerTable table) {
        double[][][] micros = PartitionBenchmark.oneAndTwo(SYNAPSES, ROUNDS);
        row(table, "new sequence", "ranges, new", micros[PartitionBenchmark.NEW]);
        row(table, "known, not learning", "ranges, infer", micros[PartitionBenchmark.STILL]);
    }

    private static void row(PeerTable table, String regime, String name, double[][] micros) {
        table.add(new Goal(
                "temporal memory of 16,384 columns, " + regime + ", two ranges",
                name,
                "one range",
                String.format(Locale.ROOT, "%.1f us a step", Bench.median(micros[0])),
                String.format(Locale.ROOT, "%.1f us a step", Bench.median(micros[1])),
                Goal.RATIO + ", by the clock",
                Bench.ratios(micros[0], micros[1]),
                GOAL,
                false));
    }
}
