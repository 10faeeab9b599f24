package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.table.RecordTable;

/** The anomaly scenario on a series of the Numenta Anomaly Benchmark, if that is there. */
@Tag("slow")
class NycTaxiTest {
    private static final Path DATA = Path.of("../../shared/data/nab");

    /** The windows that the benchmark's combined_windows.json gives for this file. */
    private static final String INPUT = """
        { "type": "csv", "path": "realKnownCause/nyc_taxi.csv",
          "fields": [
            { "column": "value", "encoder": { "type": "rdse", "resolution": 300, "size": 700, "active": 31 } },
            { "column": "timestamp", "encoder": { "type": "date-time", "timeOfDayWidth": 21, "timeOfDayRadiusHours": 3, "weekendWidth": 11 } }],
          "windows": [["2014-10-30 15:30:00", "2014-11-03 22:30:00"], ["2014-11-25 12:00:00", "2014-11-29 19:00:00"],
                      ["2014-12-23 11:30:00", "2014-12-27 18:30:00"], ["2014-12-29 21:30:00", "2015-01-03 04:30:00"],
                      ["2015-01-24 20:30:00", "2015-01-29 03:30:00"]] }
        """;

    @TempDir
    private Path folder;

    @Test
    void theHighestLikelihoodsLieInLabelledWindows() throws IOException {
        assumeThat(Files.exists(DATA))
                .as(DATA.toAbsolutePath() + " with the benchmark's data")
                .isTrue();
        ReadScenario read = new ScenarioReader(List.of(DATA))
                .read(
                        Path.of("../configs/neurons/anomaly-default.json"),
                        Map.of("/name", "\"nyc-taxi\"", "/inputs/series", INPUT));
        RunDirectory run = Simulation.run(
                read, new RunOptions(folder, RunOptions.Engine.ACTORS, 2, 1, 0, false), new RunListener() {});
        assertThat(run.charts().resolve("anomaly.svg")).isNotEmptyFile();
        RecordTable scores = RecordTable.read(run.records(), "scores");
        double[] likelihood = scores.column("likelihood.logLikelihood");
        double[] label = scores.column("series.label");
        assertThat(likelihood).hasSize(10_320);
        int[] highest = IntStream.range(0, likelihood.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -likelihood[i]))
                .limit(25)
                .mapToInt(i -> i)
                .toArray();
        assertThat(IntStream.of(highest).filter(i -> label[i] > 0.5).count())
                .as("of the 25 highest, where chance would give 2.5")
                .isGreaterThanOrEqualTo(20);
        double outside = IntStream.range(0, label.length)
                .filter(i -> label[i] < 0.5)
                .mapToDouble(i -> likelihood[i])
                .max()
                .orElseThrow();
        assertThat(windowsAbove(likelihood, label, outside))
                .as("windows of 5 with a peak above everything outside")
                .isGreaterThanOrEqualTo(2);
    }

    private static int windowsAbove(double[] score, double[] label, double level) {
        int windows = 0;
        boolean above = false;
        for (int i = 0; i < score.length; i++) {
            boolean inside = label[i] > 0.5;
            boolean starts = inside && (i == 0 || label[i - 1] < 0.5);
            above = starts ? score[i] > level : above || (inside && score[i] > level);
            boolean ends = inside && (i + 1 == score.length || label[i + 1] < 0.5);
            windows += ends && above ? 1 : 0;
        }
        return windows;
    }
}
