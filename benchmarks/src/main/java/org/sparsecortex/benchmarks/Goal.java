package org.sparsecortex.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One row of the table of goals: what a peer and we took for the same work in the same call, and what is aimed at.
 *
 * @param work what is done
 * @param name of the row in the chart
 * @param peer who is compared with us; says so if it is absent
 * @param theirs what it took, with its unit; empty if it is absent
 * @param ours what we took, with its unit
 * @param measure what the values are
 * @param values one a round; none if the peer is absent
 * @param goal what their median is to reach, or to stay below
 * @param isLimit whether it is to stay below
 */
record Goal(
        String work,
        String name,
        String peer,
        String theirs,
        String ours,
        String measure,
        double[] values,
        double goal,
        boolean isLimit) {
    /** Heading of {@link #markdown}. */
    static final List<String> HEADING = List.of(
            "| Work | Peer | its figure | ours | measure | median [range] | goal | |",
            "|---|---|---|---|---|---|---|---|");

    /** Heading of {@link #csv}. */
    static final String CSV_HEADING = "work,name,peer,theirs,ours,measure,median,low,high,goal,ofGoal,met";

    /** How many times as fast we are. */
    static final String RATIO = "its time over ours";

    /** The row of a peer that is not there. */
    static Goal absent(String work, String name, String peer, String ours, double goal) {
        return new Goal(work, name, peer + " (absent, skipped)", "", ours, RATIO, new double[0], goal, false);
    }

    boolean isMeasured() {
        return values.length > 0;
    }

    private double median() {
        return Bench.median(values);
    }

    /** Above 1 where it is met. */
    private double ofGoal() {
        return isLimit
                ? goal / Math.max(median(), goal / 10)
                : median() / goal; // less than a tenth of a limit counts as a tenth
    }

    private String met() {
        return !isMeasured() ? "not measured" : ofGoal() >= 1 ? "met" : "not met";
    }

    /** A row of Markdown. */
    String markdown() {
        double[] all = sorted();
        String range = isMeasured()
                ? String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", median(), all[0], all[all.length - 1])
                : "";
        String aim = String.format(Locale.ROOT, isLimit ? "at most %s" : "%s", plain(goal));
        return String.join(" | ", "| " + work, peer, theirs, ours, measure, range, aim, met() + " |");
    }

    /** A row of numbers; empty where the peer is absent. */
    String csv() {
        double[] all = sorted();
        String numbers = isMeasured()
                ? String.format(Locale.ROOT, "%.3f,%.3f,%.3f", median(), all[0], all[all.length - 1])
                : ",,";
        String of = isMeasured() ? String.format(Locale.ROOT, "%.3f", ofGoal()) : "";
        return String.join(
                ",",
                quoted(work),
                quoted(name),
                quoted(peer),
                quoted(theirs),
                quoted(ours),
                quoted(measure),
                numbers,
                plain(goal),
                of,
                met());
    }

    private double[] sorted() {
        double[] all = values.clone();
        Arrays.sort(all);
        return all;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
