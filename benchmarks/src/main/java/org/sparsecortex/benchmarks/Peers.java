package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.chart.BarChart;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;

/**
 * Other programs and ours in turn on the same inputs, in one call: processor time a turn, ratios within rounds, goals. {@code bench peers PYTHON
 * [FOLDER [PATCHES [PART...]]]}, parts coding, dendrites, nearest, by default all; inputs, table.md, goals.csv and a chart go to the folder.
 */
final class Peers {
    private static final int PATCHES = 20_000;
    private static final double ACTIVE = 13;
    private static final int[] ATOMS = {256, 512, 1024};
    private static final List<String> PARTS = List.of("coding", "dendrites", "nearest");

    private Peers() {}

    static void run(String[] args) throws IOException {
        Bench.sayMachine();
        String python = args.length > 0 ? args[0] : "python3";
        Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("peers");
        Files.createDirectories(folder);
        int patches = args.length > 2 ? Integer.parseInt(args[2]) : PATCHES;
        Set<String> parts = new TreeSet<>(args.length > 3 ? List.of(args).subList(3, args.length) : PARTS);
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("parts = " + parts + ", allowed are " + PARTS);
        }
        List<PeerRow.Outcome> all = new ArrayList<>();
        PeerRow.HEADING.forEach(System.out::println);
        if (parts.contains("coding")) {
            PeerCoding coding = new PeerCoding(python, folder, CodingBenchmark.patches(0, patches));
            for (int k : ATOMS) {
                say(coding.compare(CodingBenchmark.patches(1, k), ACTIVE), all);
            }
        }
        if (parts.contains("dendrites")) {
            say(PeerDendrites.compare(python, folder), all);
        }
        if (parts.contains("nearest")) {
            say(PeerNearest.compare(python, folder), all);
        }
        write(all, folder);
    }

    private static void say(List<PeerRow.Outcome> some, List<PeerRow.Outcome> all) {
        some.forEach(outcome -> System.out.println(outcome.markdown()));
        all.addAll(some);
    }

    /** The table, as Markdown and as numbers, and the chart of the peers that were there. */
    private static void write(List<PeerRow.Outcome> all, Path folder) throws IOException {
        List<String> table = new ArrayList<>(PeerRow.HEADING);
        List<String> goals = new ArrayList<>(List.of(PeerRow.CSV_HEADING));
        for (PeerRow.Outcome outcome : all) {
            table.add(outcome.markdown());
            if (outcome.hasGoal()) {
                goals.add(outcome.csv());
            }
        }
        Files.write(folder.resolve("table.md"), table);
        Files.write(folder.resolve("goals.csv"), goals);
        Bench.say("table: %s", folder.resolve("table.md"));
        if (goals.size() > 1) {
            ChartRenderer.render(chart(), folder, folder);
        }
        Bench.sayMachine();
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
                new ChartSpec.Axis("ratio over its goal (1: met)", false, List.of(), List.of()),
                "series",
                List.of(series),
                "width",
                ChartSpec.Width.TWO_COLUMN,
                "heightMm",
                70);
    }
}
