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
 * @param shortName of the comparison in the chart
 * @param peer who is compared with us
 * @param goal the ratio that is aimed at; NaN for none
 */
record PeerRow(String work, String shortName, String peer, double goal) {
    /** Heading of {@link #markdown}. */
    static final List<String> HEADING = List.of(
            "| Work | Who | processor time, s: median [range] | by the clock, s | over ours: median [range] | what came out |",
            "|---|---|---|---|---|---|");

    /** What came of a contender. */
    record Outcome(String who, double[] cpuSeconds, double[] seconds, double[] ratios, String result) {}

    /** A row of Markdown. */
    String markdown(Outcome outcome) {
        return String.join(
                " | ",
                "| " + work,
                outcome.who,
                spread(outcome.cpuSeconds, "%.3f"),
                spread(outcome.seconds, "%.3f"),
                spread(outcome.ratios, "%.2f"),
                outcome.result + " |");
    }

    /** Rounds in turn, of which two more at first are not counted. */
    List<Outcome> compare(List<Contender> contenders, int rounds) throws IOException {
        int ours = contenders.size() - 1;
        double[][] cpu = new double[contenders.size()][rounds];
        double[][] clock = new double[contenders.size()][rounds];
        String[] results = new String[contenders.size()];
        for (int r = -2; r < rounds; r++) {
            for (int c = 0; c < contenders.size(); c++) {
                Contender.Turn turn = contenders.get(c).take();
                cpu[c][Math.max(0, r)] = turn.cpuSeconds();
                clock[c][Math.max(0, r)] = turn.seconds();
                results[c] = turn.result();
            }
        }
        Outcome[] outcomes = new Outcome[contenders.size()];
        for (int c = 0; c < outcomes.length; c++) {
            double[] ratios = new double[rounds];
            Arrays.setAll(ratios, ratioOf(cpu[c], cpu[ours]));
            outcomes[c] = new Outcome(contenders.get(c).name(), cpu[c], clock[c], ratios, results[c]);
        }
        return List.of(outcomes);
    }

    /** The row of goals: the first contender against the last, if the first is the peer. */
    Goal goal(List<Outcome> outcomes, boolean hasPeer) {
        Outcome ours = outcomes.get(outcomes.size() - 1);
        if (!hasPeer) {
            return Goal.absent(work, shortName, peer, spread(ours.cpuSeconds, "%.3f s"), goal);
        }
        Outcome theirs = outcomes.get(0);
        return new Goal(
                work,
                shortName,
                theirs.who,
                String.format(Locale.ROOT, "%.3f s", Bench.median(theirs.cpuSeconds)),
                String.format(Locale.ROOT, "%.3f s", Bench.median(ours.cpuSeconds)),
                Goal.RATIO,
                theirs.ratios,
                goal,
                false);
    }

    private static IntToDoubleFunction ratioOf(double[] other, double[] ours) {
        return r -> other[r] / ours[r];
    }

    /** Median and range. */
    private static String spread(double[] values, String format) {
        double[] all = DoubleStream.of(values).sorted().toArray();
        String text = format + " [" + format + ", " + format + "]";
        return String.format(Locale.ROOT, text, all[all.length / 2], all[0], all[all.length - 1]);
    }
}
