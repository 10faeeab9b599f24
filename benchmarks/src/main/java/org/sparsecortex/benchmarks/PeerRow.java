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
 * @param goal the ratio that is aimed at; NaN for none
 */
record PeerRow(String work, String shortName, double goal) {
    /** Heading of {@link Outcome#markdown}. */
    static final List<String> HEADING = List.of(
            "| Work | Who | processor time, s: median [range] | by the clock, s | over ours: median [range] | goal | met |"
                    + " what came out |",
            "|---|---|---|---|---|---|---|---|");

    /** Heading of {@link Outcome#csv}. */
    static final String CSV_HEADING =
            "work,name,who,cpuSeconds,cpuLow,cpuHigh,seconds,ratio,ratioLow,ratioHigh,goal,ofGoal,met,result";

    /** What came of a contender; the goal is NaN for ours. */
    record Outcome(
            String work,
            String shortName,
            String who,
            double[] cpuSeconds,
            double[] seconds,
            double[] ratios,
            double goal,
            String result) {
        /** Whether it is a comparison and not ours. */
        boolean hasGoal() {
            return !Double.isNaN(goal);
        }

        private String met() {
            return !hasGoal() ? "" : Bench.median(ratios) >= goal ? "met" : "not met";
        }

        /** A row of Markdown. */
        String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %s | %s | %s |",
                    work,
                    who,
                    spread(cpuSeconds, "%.3f"),
                    spread(seconds, "%.3f"),
                    spread(ratios, "%.2f"),
                    hasGoal() ? String.format(Locale.ROOT, "%.1f", goal) : "",
                    met(),
                    result);
        }

        /** A row of numbers; the goal of ours is empty. */
        String csv() {
            double[] cpu = sorted(cpuSeconds);
            double[] ratio = sorted(ratios);
            String numbers = String.format(
                    Locale.ROOT,
                    "%.4f,%.4f,%.4f,%.4f,%.3f,%.3f,%.3f",
                    Bench.median(cpu),
                    cpu[0],
                    cpu[cpu.length - 1],
                    Bench.median(seconds),
                    Bench.median(ratio),
                    ratio[0],
                    ratio[ratio.length - 1]);
            String goals = hasGoal() ? String.format(Locale.ROOT, "%.1f,%.3f", goal, Bench.median(ratio) / goal) : ",";
            return String.join(
                    ",", quoted(work), quoted(shortName), quoted(who), numbers, goals, met(), quoted(result));
        }

        private static String quoted(String text) {
            return '"' + text.replace("\"", "\"\"") + '"';
        }
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
            boolean isPeer = c != ours && !contenders.get(c).name().startsWith("SparseCortex");
            outcomes[c] = new Outcome(
                    work,
                    shortName,
                    contenders.get(c).name(),
                    cpu[c],
                    clock[c],
                    ratios,
                    isPeer ? goal : Double.NaN,
                    results[c]);
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
