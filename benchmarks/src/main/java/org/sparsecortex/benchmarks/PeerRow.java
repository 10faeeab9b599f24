package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * One comparison: others against ours, the last of the contenders, over rounds in which each has its turn.
 *
 * <pre>  ratio = processor time of another / processor time of ours, within a round;  median [smallest, largest]  </pre>
 *
 * @param work what is done
 * @param goal the ratio that is aimed at
 */
record PeerRow(String work, double goal) {
    /** What came of a contender. */
    record Outcome(String work, String name, double[] cpuSeconds, double[] ratios, double goal, String result) {
        /** A row of Markdown. */
        String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %s |",
                    work,
                    name,
                    spread(cpuSeconds, "%.3f"),
                    spread(ratios, "%.2f"),
                    Double.isNaN(goal) ? "" : String.format(Locale.ROOT, "%.0f", goal),
                    result);
        }
    }

    /** Rounds in turn, of which one more at first is not counted. */
    List<Outcome> compare(List<Contender> contenders, int rounds) throws IOException {
        int ours = contenders.size() - 1;
        double[][] cpu = new double[contenders.size()][rounds];
        String[] results = new String[contenders.size()];
        for (int r = -1; r < rounds; r++) {
            for (int c = 0; c < contenders.size(); c++) {
                Contender.Turn turn = contenders.get(c).take();
                cpu[c][Math.max(0, r)] = turn.cpuSeconds();
                results[c] = turn.result();
            }
        }
        Outcome[] outcomes = new Outcome[contenders.size()];
        for (int c = 0; c < outcomes.length; c++) {
            double[] ratios = new double[rounds];
            Arrays.setAll(ratios, ratioOf(cpu[c], cpu[ours]));
            outcomes[c] = new Outcome(
                    work, contenders.get(c).name(), cpu[c], ratios, c == ours ? Double.NaN : goal, results[c]);
        }
        return List.of(outcomes);
    }

    private static IntToDoubleFunction ratioOf(double[] other, double[] ours) {
        return r -> other[r] / ours[r];
    }

    private static double[] sorted(double[] values) {
        return DoubleStream.of(values).sorted().toArray();
    }

    /** Median and range. */
    private static String spread(double[] values, String format) {
        double[] all = sorted(values);
        String text = format + " [" + format + ", " + format + "]";
        return String.format(Locale.ROOT, text, all[all.length / 2], all[0], all[all.length - 1]);
    }
}
