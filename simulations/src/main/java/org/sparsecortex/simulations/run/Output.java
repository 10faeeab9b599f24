package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.chart.ReportPage;
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
                ChartRenderer.Drawn drawn = ChartRenderer.render(chart, directory.records(), directory.charts());
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
     * Ends a run whose metrics and charts were tried: notes in its manifest how that went, and writes the report.
     *
     * @throws OutputFailure if some failed; manifest and report are written then, too
     */
    static void finish(
            ReadScenario read, Map<String, Double> metrics, Remarks remarks, Manifest manifest, RunDirectory run)
            throws IOException {
        if (!remarks.notes().isEmpty()) {
            manifest.put("notes", remarks.notes());
        }
        if (remarks.allMade()) {
            manifest.status("complete");
        } else {
            manifest.fail(
                    remarks.failure(run),
                    Invocation.command("resume", run.path().toString()));
        }
        Scenario scenario = read.scenario();
        String page = ReportPage.html(
                scenario.name(),
                scenario.description(),
                metrics,
                scenario.charts(),
                run.charts(),
                read.json(),
                manifest.all(),
                remarks.forReport());
        AtomicFile.write(run.report(), page);
        manifest.write();
        remarks.requireAllMade(run);
    }
}
