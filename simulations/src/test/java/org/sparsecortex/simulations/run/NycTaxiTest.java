package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

    /** Trained on one half, saved, and run without learning on the other: what one run of both would have said. */
    @Test
    void aModelTrainedOnOneHalfScoresTheOtherAsInOneRun() throws IOException {
        assumeThat(Files.exists(DATA))
                .as(DATA.toAbsolutePath() + " with the benchmark's data")
                .isTrue();
        List<String> lines = Files.readAllLines(DATA.resolve("realKnownCause/nyc_taxi.csv"));
        int half = (lines.size() - 1) / 2;
        Files.write(folder.resolve("first.csv"), lines.subList(0, 1 + half));
        Files.writeString(folder.resolve("second.csv"), lines.get(0) + "\n");
        Files.write(folder.resolve("second.csv"), lines.subList(1 + half, lines.size()), StandardOpenOption.APPEND);
        Files.write(folder.resolve("whole.csv"), lines);
        String train = "{ \"name\": \"train\", \"steps\": " + half + " }";
        String test = "{ \"name\": \"test\", \"learn\": false }";
        RunDirectory whole = half("whole", "[" + train + ", " + test + "]", Map.of());
        RunDirectory first = half("first", "[" + train + "]", Map.of("/save", "[\"sp\", \"tm\", \"likelihood\"]"));
        String run = "{ \"run\": \"" + folder.relativize(first.path()) + "\" }";
        RunDirectory second = half(
                "second",
                "[" + test + "]",
                Map.of("/from", "{ \"sp\": " + run + ", \"tm\": " + run + ", \"likelihood\": " + run + " }"));
        for (String column : List.of("tm.anomaly", "likelihood.logLikelihood")) {
            double[] expected = RecordTable.read(whole.records(), "scores").column(column);
            double[] scores = RecordTable.read(second.records(), "scores").column(column);
            assertThat(scores)
                    .as(column)
                    .hasSize(lines.size() - 1 - half)
                    .isEqualTo(Arrays.copyOfRange(expected, half, expected.length));
            assertThat(Arrays.stream(scores).distinct().count()).as(column).isGreaterThan(20);
        }
    }

    private RunDirectory half(String table, String phases, Map<String, String> more) throws IOException {
        String input = INPUT.replaceFirst("(?s),\\s*\"windows\".*", "}")
                .replace("realKnownCause/nyc_taxi.csv", table + ".csv");
        Map<String, String> set = new LinkedHashMap<>(Map.of(
                "/name",
                table,
                "/inputs/series",
                input,
                "/phases",
                phases,
                "/sweep",
                "null",
                "/charts",
                "[]",
                "/metrics",
                "[]"));
        set.put("/records", "[{ \"id\": \"scores\", \"signals\": [\"tm.anomaly\", \"likelihood.logLikelihood\"] }]");
        set.putAll(more);
        ReadScenario read =
                new ScenarioReader(List.of(folder)).read(Path.of("../configs/neurons/anomaly-default.json"), set);
        return Simulation.run(
                read, new RunOptions(folder, RunOptions.Engine.ACTORS, 2, 1, 0, false), new RunListener() {});
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
