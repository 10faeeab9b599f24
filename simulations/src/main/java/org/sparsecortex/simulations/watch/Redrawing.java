package org.sparsecortex.simulations.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.run.Output;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.RecordSpec;

/** Draws the charts and computes the metrics of a run from the records that are there so far. It reads files, nothing else. */
final class Redrawing implements Rounds.Work {
    /** Records beyond this are left to the end of the run: they would be read as a whole beside it. */
    private static final long MOST_BYTES = 64L << 20;

    private final ReadScenario read;
    private final RunDirectory run;
    private final WatchServer server;
    private final Readers readers;
    private final Map<String, Long> drawn = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Set<String> lastOnly;
    private long measured;

    Redrawing(ReadScenario read, RunDirectory run, WatchServer server, Readers readers) {
        this.read = read;
        this.run = run;
        this.server = server;
        this.readers = readers;
        lastOnly = read.scenario().records().stream()
                .filter(record -> record.rows() == RecordSpec.Rows.LAST)
                .map(RecordSpec::id)
                .collect(Collectors.toSet());
    }

    @Override
    public void round(Rounds.Pause pause) throws InterruptedException {
        for (ChartSpec chart : read.scenario().charts()) {
            redraw(chart);
            pause.afterPiece();
        }
        metrics();
        pause.afterPiece();
    }

    private void redraw(ChartSpec chart) {
        List<String> records = chart.records();
        if (records.stream().anyMatch(lastOnly::contains)) {
            say(chart, "after the run: it shows the last step");
            return;
        }
        long bytes = records.stream().mapToLong(this::bytes).sum();
        if (bytes == drawn.getOrDefault(chart.id(), 0L) || records.stream().anyMatch(r -> bytes(r) == 0)) {
            return;
        }
        drawn.put(chart.id(), bytes);
        if (bytes > MOST_BYTES) {
            say(chart, "the rest after the run: its records are large");
            return;
        }
        try {
            String svg = ChartRenderer.svg(chart, read.scenario().theme(), run.records());
            server.put("/charts/" + chart.id() + ".svg", "image/svg+xml", svg.getBytes(StandardCharsets.UTF_8));
            int version = versions.merge(chart.id(), 1, Integer::sum);
            readers.tell("chart", chart.id(), Map.of("id", chart.id(), "version", version, "note", ""));
        } catch (IOException | RuntimeException e) {
            say(chart, "not yet: " + e.getMessage());
        }
    }

    private void say(ChartSpec chart, String note) {
        int version = versions.getOrDefault(chart.id(), 0);
        readers.tell("chart", chart.id(), Map.of("id", chart.id(), "version", version, "note", note));
    }

    private void metrics() {
        long bytes = read.scenario().metrics().stream()
                .map(metric -> metric.record())
                .distinct()
                .mapToLong(this::bytes)
                .sum();
        if (bytes == 0 || bytes == measured || bytes > MOST_BYTES) {
            return;
        }
        measured = bytes;
        Output.metricsSoFar(read, run)
                .forEach((id, value) -> readers.tell("metric", id, Map.of("id", id, "value", value.toString())));
    }

    /** Size of what is there of a record. */
    private long bytes(String record) {
        for (String ending : List.of(".csv", ".npy", ".csv.partial", ".npy.partial")) {
            Path file = run.records().resolve(record + ending);
            try {
                if (Files.exists(file)) {
                    return Files.size(file);
                }
            } catch (IOException renamed) {
                return 0; // between two looks it got its final name; the next round finds it
            }
        }
        return 0;
    }
}
