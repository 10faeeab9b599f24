package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.analysis.NabAnalysis;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.chart.LineChart;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.nab.NabCorpus;
import org.sparsecortex.simulations.nab.NabResults;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.Sweep;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.scenario.SweepPlan;
import org.sparsecortex.simulations.table.RecordTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a detector over a folder of series as the Numenta Anomaly Benchmark lays them out, and scores it. */
@Command(
        name = "nab",
        description = "Run an anomaly detector over a folder of the Numenta Anomaly Benchmark and score it.",
        mixinStandardHelpOptions = true)
final class NabCommand implements Callable<Integer> {
    private static final String DETECTOR = "sparsecortex";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SCENARIO", description = "scenario with an analysis of type nab")
    private Path file;

    @Parameters(
            index = "1",
            paramLabel = "FOLDER",
            description = "folder with <category>/<file>.csv, or with data/<category>/<file>.csv and labels/")
    private Path folder;

    @Option(
            names = "--windows",
            paramLabel = "FILE",
            description = "labelled windows (default: combined_windows.json in FOLDER or its labels/)")
    private Path windows;

    @Mixin
    private StartOptions start;

    @Option(names = "--repeats", paramLabel = "N", description = "seeds to run (default: the scenario's)")
    private Integer repeats;

    NabCommand() {}

    @Override
    public Integer call() throws IOException {
        NabCorpus corpus = NabCorpus.read(folder, Optional.ofNullable(windows));
        List<Path> roots = new ArrayList<>(start.engine().dataRoots());
        roots.add(corpus.folder());
        ReadScenario read = new ScenarioReader(roots).read(file, withCorpus(corpus));
        NabAnalysis analysis = analysis(read);
        try (Terminal terminal = start.engine().terminal(spec, Long.MAX_VALUE)) {
            RunDirectory directory =
                    Sweep.run(read, start.toRunOptions(Main.arguments(spec)), terminal, start.resume());
            if (directory.isComplete()) {
                results(read, analysis, corpus, directory);
                JsonText.parseObject(Files.readString(directory.metrics()))
                        .forEach((name, value) -> terminal.message(name + " = " + value));
                terminal.message("results " + directory.path().resolve("results"));
            }
            return RunCommand.finish(directory, terminal);
        }
    }

    private static NabAnalysis analysis(ReadScenario read) {
        return read.scenario().sweep().stream()
                .flatMap(sweep -> sweep.analyses().stream())
                .filter(NabAnalysis.class::isInstance)
                .map(NabAnalysis.class::cast)
                .findFirst()
                .orElseThrow(() -> new UserError(read.scenario().name() + " has no analysis of type nab in its sweep"));
    }

    /** The overrides, with the series of the corpus on the scenario's first axis. */
    private Map<String, String> withCorpus(NabCorpus corpus) throws IOException {
        Map<String, Object> scenario = JsonText.parseObject(Files.readString(file));
        Object pointer = at(scenario, "sweep", "axes", "0", "pointer");
        if (!(pointer instanceof String text) || !text.startsWith("/inputs/")) {
            throw new UserError(
                    file + ": the first axis of the sweep must have the pointer of an input, not " + pointer);
        }
        Object fields = at(scenario, "inputs", text.substring("/inputs/".length()), "fields");
        List<Object> values = new ArrayList<>();
        corpus.windows().forEach((name, windowsOfSeries) -> {
            Map<String, Object> input = new LinkedHashMap<>();
            input.put("type", "csv");
            input.put("path", name);
            input.put("windows", windowsOfSeries);
            input.put("fields", fields);
            values.add(input);
        });
        Map<String, String> set = new LinkedHashMap<>();
        set.put(
                "/sweep/axes/0/labels",
                JsonText.text(List.copyOf(corpus.windows().keySet())));
        set.put("/sweep/axes/0/values", JsonText.text(values));
        set.put(text, JsonText.text(values.get(0)));
        if (repeats != null) {
            set.put("/sweep/repeats", repeats.toString());
        }
        set.putAll(start.overrides());
        return set;
    }

    private static Object at(Object node, String... keys) {
        Object found = node;
        for (String key : keys) {
            found = found instanceof Map<?, ?> map
                    ? map.get(key)
                    : found instanceof List<?> list && !list.isEmpty() ? list.get(Integer.parseInt(key)) : null;
        }
        return found;
    }

    /** Writes NAB's result files and a chart of the detections for each series, those of the first seed. */
    private static void results(ReadScenario read, NabAnalysis analysis, NabCorpus corpus, RunDirectory directory)
            throws IOException {
        Map<String, Object> metrics = JsonText.parseObject(Files.readString(directory.metrics()));
        double threshold = ((Number) metrics.get(analysis.id() + ".standard.threshold")).doubleValue();
        NabResults results = new NabResults(directory.path().resolve("results"), DETECTOR);
        Path tables = Files.createDirectories(directory.records().resolve("series"));
        Path charts = Files.createDirectories(directory.charts().resolve("series"));
        List<SweepPlan.Point> points = SweepPlan.of(read).points();
        for (int p = 0; p < points.size(); p++) {
            SweepPlan.Point point = points.get(p);
            ReadScenario variant = SweepPlan.variant(read, point, 0);
            RunDirectory run = Sweep.variant(directory, variant, p, 0);
            String series = point.labels().get(analysis.axis());
            RecordTable table = RecordTable.read(run.records(), analysis.record());
            double[] scores = table.column(analysis.score());
            double[] label = table.column(analysis.label());
            results.write(series, corpus.folder().resolve(series), scores, label);
            String id = series.replaceFirst("\\.csv$", "").replaceAll("[^A-Za-z0-9-]+", "_");
            double[] values = table.column(analysis.label().replaceFirst("\\.label$", ".value"));
            Files.writeString(
                    tables.resolve(id + ".csv"),
                    NabResults.detections(values, scores, label, threshold).text());
            ChartRenderer.render(chart(id, series), tables, charts);
        }
    }

    private static ChartSpec chart(String id, String series) {
        return Params.of(
                LineChart.class,
                "id",
                id,
                "title",
                series,
                "x",
                ChartSpec.Axis.linear("time (rows)"),
                "y",
                ChartSpec.Axis.linear("value"),
                "series",
                List.of(
                        series(id, "value", "series", ChartSpec.Style.LINE),
                        series(id, "detected", "detected", ChartSpec.Style.POINTS)),
                "shade",
                id + ":label",
                "shadeLabel",
                "labelled anomaly",
                "width",
                ChartSpec.Width.TWO_COLUMN,
                "heightMm",
                55.0);
    }

    private static ChartSpec.Series series(String record, String column, String label, ChartSpec.Style style) {
        String lower = label.toLowerCase(Locale.ROOT);
        return Params.of(ChartSpec.Series.class, "record", record, "y", column, "label", lower, "style", style);
    }
}
