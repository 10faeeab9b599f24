package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.chart.ComparisonPage;
import org.sparsecortex.simulations.chart.Overlay;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.Comparison;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts runs side by side: a page and a table. */
@Command(
        name = "compare",
        description =
                "Compare runs: parameters that differ, metrics, charts drawn over each other; as page and as CSV.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Parameters(arity = "2..*", paramLabel = "RUN", description = "run directories, two or more")
    private List<Path> paths;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "comparison",
            description = "folder for comparison.html, comparison.csv and charts/ (default: ${DEFAULT-VALUE})")
    private Path output;

    @Option(names = "--force", description = "replace an existing comparison")
    private boolean force;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder from which the scenarios may read files; may be repeated")
    private List<Path> dataRoots = List.of();

    CompareCommand() {}

    @Override
    public Integer call() throws IOException {
        List<RunDirectory> runs = paths.stream().map(RunDirectory::new).toList();
        Comparison comparison = Comparison.of(runs);
        prepare();
        try (Terminal terminal = new Terminal()) {
            List<Scenario> scenarios = new ArrayList<>();
            for (RunDirectory run : runs) {
                scenarios.add(ResumeCommand.readAgain(run, EngineOptions.folders(dataRoots), terminal)
                        .scenario());
            }
            Path target = output.resolve("comparison.html");
            ComparisonPage page = new ComparisonPage(
                    target,
                    comparison.labels(),
                    runs.stream().map(RunDirectory::report).toList(),
                    runs.stream().map(RunDirectory::status).toList());
            page.parameters(comparison.parameters());
            page.metrics(comparison.metrics());
            for (ChartSpec chart : drawn(scenarios.get(0), runs.get(0))) {
                chart(chart, comparison, scenarios, page, terminal);
            }
            Files.writeString(output.resolve("comparison.csv"), comparison.csv());
            Files.writeString(target, page.html());
            terminal.message("comparison " + target);
        }
        return 0;
    }

    private void prepare() throws IOException {
        if (Files.exists(output)) {
            if (!Files.isDirectory(output)) {
                throw new UserError(output + " is a file, not a folder for a comparison");
            }
            boolean ours = Files.exists(output.resolve("comparison.html"));
            try (Stream<Path> entries = Files.list(output)) {
                if (entries.findAny().isPresent() && !(force && ours)) {
                    throw new UserError(output + " exists; "
                            + (ours ? "use --force to replace it" : "it is no comparison, name another --output"));
                }
            }
        }
        Files.createDirectories(output.resolve("charts"));
    }

    private static List<ChartSpec> drawn(Scenario scenario, RunDirectory run) {
        return scenario.charts().stream()
                .filter(chart -> scenario.drawsSweep(chart) == run.isSweep())
                .toList();
    }

    /** The chart of all runs that have it: over each other if it is of lines, else one after another. */
    private void chart(
            ChartSpec first, Comparison comparison, List<Scenario> scenarios, ComparisonPage page, Terminal terminal)
            throws IOException {
        List<ChartSpec> charts = new ArrayList<>();
        List<Integer> of = new ArrayList<>();
        for (int r = 0; r < scenarios.size(); r++) {
            for (ChartSpec chart : drawn(scenarios.get(r), comparison.runs().get(r))) {
                if (chart.id().equals(first.id())) {
                    charts.add(chart);
                    of.add(r);
                }
            }
        }
        List<Path> records =
                of.stream().map(r -> comparison.runs().get(r).records()).toList();
        Optional<ChartSpec> overlay = Overlay.of(
                charts, records, of.stream().map(comparison.labels()::get).toList());
        if (overlay.isPresent()) {
            try {
                var drawn = ChartRenderer.render(
                        overlay.get(), scenarios.get(0).theme(), records.get(0), output.resolve("charts"));
                page.together(first, drawn.files(), drawn.notes());
                return;
            } catch (IOException | RuntimeException e) {
                String why = "chart '" + first.id() + "' cannot be drawn of all runs together: " + e.getMessage();
                page.remark(why);
                terminal.message(why);
            }
        }
        for (int r : of) {
            Path svg = comparison.runs().get(r).charts().resolve(first.id() + ".svg");
            if (Files.exists(svg)) {
                page.alone(first, r, svg);
            }
        }
    }
}
