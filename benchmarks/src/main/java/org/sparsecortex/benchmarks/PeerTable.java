package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.chart.BarChart;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;

/** Where comparisons leave what they found: the goals, and the turns of those that are timed. */
final class PeerTable {
    private final Path folder;
    private final String python;
    private final List<Goal> goals = new ArrayList<>();
    private final List<String> turns = new ArrayList<>(PeerRow.HEADING);

    PeerTable(Path folder, String python) {
        this.folder = folder;
        this.python = python;
    }

    /** Folder for inputs and results. */
    Path folder() {
        return folder;
    }

    /** A script of {@code benchmarks/peers}, if what it needs is there. */
    Optional<Contender> python(String script, String... arguments) throws IOException {
        return ProcessPeer.python(python, script, arguments);
    }

    /** Adds and prints a row. */
    void add(Goal goal) {
        goals.add(goal);
        System.out.println(goal.markdown());
    }

    /** Lets a peer, if it is there, and ours take turns, closes them, and adds the goal if the row has one. */
    void compare(PeerRow row, int rounds, Optional<Contender> peer, Contender... ours) throws IOException {
        List<Contender> contenders = new ArrayList<>(peer.stream().toList());
        contenders.addAll(List.of(ours));
        try {
            List<PeerRow.Outcome> outcomes = row.compare(contenders, rounds);
            outcomes.forEach(outcome -> turns.add(row.markdown(outcome)));
            if (!Double.isNaN(row.goal())) {
                add(row.goal(outcomes, peer.isPresent()));
            }
        } finally {
            for (Contender contender : contenders) {
                contender.close();
            }
        }
    }

    /** Both tables, as Markdown, the goals as numbers, and their chart. */
    void write() throws IOException {
        List<String> table = new ArrayList<>(Goal.HEADING);
        List<String> csv = new ArrayList<>(List.of(Goal.CSV_HEADING));
        for (Goal goal : goals) {
            table.add(goal.markdown());
            if (goal.isMeasured()) {
                csv.add(goal.csv());
            }
        }
        Files.write(folder.resolve("goals.md"), table);
        Files.write(folder.resolve("turns.md"), turns);
        Files.write(folder.resolve("goals.csv"), csv);
        turns.forEach(System.out::println);
        table.forEach(System.out::println);
        if (csv.size() > 1) {
            ChartRenderer.render(chart(), folder, folder);
        }
        Bench.say("tables and chart: %s", folder);
    }

    private static ChartSpec chart() {
        ChartSpec.Series series =
                Params.of(ChartSpec.Series.class, "record", "goals", "x", "name", "y", "ofGoal", "label", "");
        return Params.of(
                BarChart.class,
                "id",
                "peers",
                "xLabel",
                "",
                "y",
                new ChartSpec.Axis("over its goal (1: met)", false, List.of(), List.of()),
                "series",
                List.of(series),
                "width",
                ChartSpec.Width.TWO_COLUMN,
                "heightMm",
                90);
    }
}
