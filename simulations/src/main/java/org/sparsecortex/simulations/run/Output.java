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
     * run all. A chart that cannot be drawn keeps no other from being drawn; the first failure is thrown at the end.
     *
     * @return whether all were drawn; false if the listener asked to stop
     */
    public static boolean draw(Scenario scenario, RunDirectory directory, RunListener listener) throws IOException {
        IOException failure = null;
        for (ChartSpec chart : scenario.charts()) {
            if (scenario.drawsSweep(chart) != scenario.sweep().isPresent()) {
                continue;
            }
            if (listener.stopRequested()) {
                return false;
            }
            try {
                for (Path file : ChartRenderer.render(chart, directory.records(), directory.charts())) {
                    listener.message("chart " + file);
                }
            } catch (IOException | RuntimeException e) {
                IOException here = new IOException("chart '" + chart.id() + "': " + reason(e), e);
                if (failure == null) {
                    failure = here;
                } else {
                    failure.addSuppressed(here);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return true;
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    static void report(
            Scenario scenario, String json, Map<String, Double> metrics, Map<String, Object> manifest, RunDirectory run)
            throws IOException {
        String page = ReportPage.html(
                scenario.name(), scenario.description(), metrics, scenario.charts(), run.charts(), json, manifest);
        AtomicFile.write(run.report(), page);
    }
}
