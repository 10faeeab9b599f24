package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.chart.ReportPage;
import org.sparsecortex.simulations.scenario.Scenario;

/** What is drawn from the files of a run. */
public final class Output {
    private Output() {}

    /**
     * Draws the charts of a directory from its records, replacing existing ones: for a sweep those of its tables, for a single
     * run all.
     */
    public static void draw(Scenario scenario, RunDirectory directory, RunListener listener) throws IOException {
        for (ChartSpec chart : scenario.charts()) {
            if (scenario.drawsSweep(chart) == scenario.sweep().isPresent()) {
                for (Path file : ChartRenderer.render(chart, directory.records(), directory.charts())) {
                    listener.message("chart " + file);
                }
            }
        }
    }

    static void report(
            Scenario scenario, String json, Map<String, Double> metrics, Map<String, Object> manifest, RunDirectory run)
            throws IOException {
        String page = ReportPage.html(
                scenario.name(), scenario.description(), metrics, scenario.charts(), run.charts(), json, manifest);
        AtomicFile.write(run.report(), page);
    }
}
