package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.chart.ReportPage;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.Scenario;

/** What is made from the files of a run: charts, the report, and the end of the manifest. */
public final class Output {
    private Output() {}

    /**
     * Draws the charts of a directory from its records, replacing existing ones: for a sweep those of its tables, for a single
     * run all. A chart that cannot be drawn keeps no other from being drawn.
     *
     * @param only ids of the charts that are drawn; empty for all
     * @param remarks gets notes and failures
     * @return whether all were tried; false if the listener asked to stop
     * @throws UserError if there is no chart of an id in {@code only}
     */
    public static boolean draw(
            Scenario scenario, RunDirectory directory, Set<String> only, RunListener listener, Remarks remarks) {
        for (String id : only) {
            if (scenario.charts().stream().noneMatch(c -> c.id().equals(id))) {
                throw new UserError("there is no chart '" + id + "', only "
                        + scenario.charts().stream().map(ChartSpec::id).toList());
            }
        }
        for (ChartSpec chart : scenario.charts()) {
            boolean here = scenario.drawsSweep(chart) == scenario.sweep().isPresent();
            if (!here || (!only.isEmpty() && !only.contains(chart.id()))) {
                continue;
            }
            if (listener.stopRequested()) {
                return false;
            }
            try {
                ChartRenderer.Drawn drawn =
                        ChartRenderer.render(chart, scenario.theme(), directory.records(), directory.charts());
                for (Path file : drawn.files()) {
                    listener.message("chart " + file);
                }
                remarks.chart(chart.id(), drawn.notes());
            } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
                remarks.chartFailed(chart.id(), e);
            }
        }
        return true;
    }

    /**
     * Ends a run whose metrics and charts were tried: notes in its manifest how that went, writes the report and tells the
     * warnings. A chart that could not be drawn is a warning, and the run is complete.
     *
     * @throws OutputFailure if a metric failed; manifest and report are written then, too
     */
    static void finish(
            ReadScenario read,
            Map<String, Double> metrics,
            Remarks remarks,
            Manifest manifest,
            RunDirectory run,
            RunListener listener)
            throws IOException {
        if (!remarks.notes().isEmpty()) {
            manifest.put("notes", remarks.notes());
        }
        List<String> warnings = new ArrayList<>(texts(manifest.all().get(Guards.WARNINGS)));
        warnings.addAll(remarks.chartWarnings(run));
        manifest.put(Guards.WARNINGS, warnings);
        warnings.forEach(warning -> listener.message("warning: " + warning));
        if (remarks.allButChartsMade()) {
            manifest.status("complete");
        } else {
            manifest.fail(
                    remarks.failure(), Invocation.command("resume", run.path().toString()));
        }
        AtomicFile.write(run.report(), report(read, metrics, manifest.all(), run, remarks));
        manifest.write();
        remarks.requireAllButCharts();
    }

    /**
     * Draws charts of a complete run anew, and writes its report with them; warnings of charts that are drawn now go.
     *
     * @throws UserError if another process is at the run, or a chart could not be drawn that the scenario is to blame for
     * @throws IOException if a chart could not be drawn, or a file not be written
     */
    public static void redraw(ReadScenario read, RunDirectory run, Set<String> only, RunListener listener)
            throws IOException {
        RunLock lock = run.open();
        try {
            Remarks remarks = new Remarks(listener);
            draw(read.scenario(), run, only, listener, remarks);
            Map<String, Object> manifest = run.readManifest();
            List<String> warnings = new ArrayList<>(texts(manifest.get(Guards.WARNINGS)));
            for (ChartSpec chart : read.scenario().charts()) {
                if (only.isEmpty() || only.contains(chart.id())) {
                    warnings.removeIf(warning -> warning.startsWith(Remarks.warningOf(chart.id())));
                }
            }
            warnings.addAll(remarks.chartWarnings(run));
            manifest.put(Guards.WARNINGS, warnings);
            AtomicFile.write(run.report(), report(read, Metrics.read(run), manifest, run, remarks));
            AtomicFile.write(run.manifest(), JsonText.pretty(manifest));
            remarks.requireAllMade();
        } finally {
            lock.close();
        }
    }

    /** The metrics of the records so far, without those that cannot be computed yet. */
    public static Map<String, Double> metricsSoFar(ReadScenario read, RunDirectory run) {
        Remarks remarks = new Remarks(new RunListener() {});
        Map<String, Double> metrics = Metrics.compute(read, run.records(), remarks);
        metrics.values().removeIf(value -> value.isNaN());
        return metrics;
    }

    private static List<String> texts(Object list) {
        return list instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }

    private static String report(
            ReadScenario read,
            Map<String, Double> metrics,
            Map<String, Object> manifest,
            RunDirectory run,
            Remarks remarks)
            throws IOException {
        Scenario scenario = read.scenario();
        return ReportPage.html(
                scenario.name(),
                scenario.description(),
                metrics,
                scenario.charts(),
                run.path(),
                read.json(),
                manifest,
                remarks.forReport());
    }
}
