package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.chart.ReportPage;
import org.sparsecortex.simulations.scenario.Scenario;

/** What is drawn from the files of a run. */
public final class Output {
    private Output() {}

    /** Draws all charts of a run from its records; existing ones are replaced. */
    public static void draw(List<ChartSpec> charts, RunDirectory directory, RunListener listener) throws IOException {
        for (ChartSpec chart : charts) {
            if (chart.records().contains("sweep")) {
                continue; // drawn once all variants are there
            }
            for (Path file : ChartRenderer.render(chart, directory.records(), directory.charts())) {
                listener.message("chart " + file);
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
