package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.scenario.Catalogue;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

class MetricsTest {
    private static final String SCENARIO = """
        { "name": "m", "phases": [{ "name": "a", "steps": 3 }, { "name": "b", "steps": 3 }],
          "inputs": { "in": { "type": "random-sdr", "size": 64, "active": 6 } },
          "populations": { "sp": { "type": "spatial-pooler", "columns": 64 } },
          "connections": [{ "from": "in", "to": "sp" }],
          "records": [{ "id": "r", "signals": ["sp.overlaps"] }],
          "metrics": [{ "id": "m", "record": "r", "column": "sp.overlaps[0]", "statistic": STATISTIC }] }
        """;

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private double metric(String statistic) throws IOException {
        return metric(statistic, "0,1,1\n1,5,5\n2,3,3\n3,2,4\n4,5,5\n5,2,2\n");
    }

    private double metric(String statistic, String rows) throws IOException {
        Files.writeString(folder.resolve("r.csv"), "step,sp.overlaps[0],sp.overlaps[1]\n" + rows);
        return Metrics.compute(read(statistic), folder, new Remarks(new RunListener() {
                    @Override
                    public void message(String line) {
                        notes.add(line);
                    }
                }))
                .get("m");
    }

    private ReadScenario read(String statistic) throws IOException {
        return new ScenarioReader(List.of()).read(SCENARIO.replace("STATISTIC", statistic), "m.json", folder, Map.of());
    }

    @Test
    void statisticsOfSixRowsAreAsComputedByHand() throws IOException {
        assertThat(metric("\"mean\"")).isEqualTo(3);
        assertThat(metric("\"median\"")).isEqualTo(2.5);
        assertThat(metric("\"first\"")).isEqualTo(1);
        assertThat(metric("\"last\"")).isEqualTo(2);
        assertThat(metric("\"count\"")).isEqualTo(6);
        assertThat(metric("\"sum\"")).isEqualTo(18);
        assertThat(metric("\"max\"")).isEqualTo(5);
        assertThat(metric("\"step-of-max\"")).isEqualTo(1);
        assertThat(metric("\"first-above\", \"level\": 4.5")).isEqualTo(1);
        assertThat(metric("\"first-above\", \"level\": 9")).isNaN();
        assertThat(metric("\"fraction-above\", \"level\": 2")).isEqualTo(0.5);
        assertThat(metric("\"quantile\", \"level\": 1")).isEqualTo(5);
        assertThat(metric("\"rms\"")).isEqualTo(Math.sqrt(68 / 6.0), within(1e-12));
        assertThat(metric("\"sd\"")).isEqualTo(Math.sqrt(14 / 5.0), within(1e-12));
        assertThat(metric("\"sd\", \"lastRows\": 1")).as("n - 1 is 0").isNaN();
        assertThat(metric("\"mean\", \"phase\": \"b\", \"lastRows\": 2")).isEqualTo(3.5);
        assertThat(metric("\"accuracy\", \"reference\": \"sp.overlaps[1]\"")).isEqualTo(5 / 6.0);
        assertThat(metric("\"mae\", \"reference\": \"sp.overlaps[1]\"")).isEqualTo(1 / 3.0, within(1e-12));
        assertThat(metric("\"rmse\", \"reference\": \"sp.overlaps[1]\"")).isEqualTo(Math.sqrt(4 / 6.0), within(1e-12));
        assertThat(metric("\"correlation\", \"reference\": \"sp.overlaps[1]\"")).isBetween(0.8, 0.95);
    }

    /** Of 1, NaN, 4, nothing, 2, 2 and 1, 2, NaN, 4, 2, 3; before, one NaN made all of these NaN. */
    @Test
    void missingValuesAreLeftOutAndCountedByHand() throws IOException {
        String rows = "0,1,1\n1,NaN,2\n2,4,NaN\n3,,4\n4,2,2\n5,2,3\n";
        assertThat(metric("\"mean\"", rows)).isEqualTo(9 / 4.0);
        assertThat(notes).containsExactly("metric 'm': of 6 values, 2 are missing and left out");
        assertThat(metric("\"count\"", rows)).isEqualTo(4);
        assertThat(metric("\"median\"", rows)).isEqualTo(2);
        assertThat(metric("\"sum\"", rows)).isEqualTo(9);
        assertThat(metric("\"sd\"", rows)).isEqualTo(Math.sqrt(19 / 12.0), within(1e-12));
        assertThat(metric("\"fraction-above\", \"level\": 1.5", rows)).isEqualTo(0.75);
        assertThat(metric("\"last\", \"lastRows\": 3", rows)).isEqualTo(2);
        assertThat(metric("\"mean\", \"phase\": \"b\"", rows)).isEqualTo(2);
        String reference = ", \"reference\": \"sp.overlaps[1]\"";
        assertThat(metric("\"mae\"" + reference, rows)).isEqualTo(1 / 3.0, within(1e-12));
        assertThat(notes.get(notes.size() - 1)).contains("3 are missing");
        assertThat(metric("\"accuracy\"" + reference, rows))
                .as(
                        "rows 0 and 4 of 0, 1, 3, 4, 5: no answer is no right answer, but without a reference there is no question")
                .isEqualTo(2 / 5.0);
    }

    @Test
    void aMetricWithoutAnyValueIsNoNumberAndEndsNothing() throws IOException {
        assertThat(metric("\"mean\"", "0,NaN,1\n1,NaN,1\n")).isNaN();
        assertThat(metric("\"count\"", "0,NaN,1\n")).isEqualTo(0);
        assertThat(metric("\"mean\"", "")).isNaN();
        assertThat(notes.get(notes.size() - 1)).isEqualTo("metric 'm': record 'r' has no row for it");
        assertThat(metric("\"mean\"", "0,Infinity,1\n1,2,1\n")).isInfinite();
        assertThat(notes.get(notes.size() - 1)).isEqualTo("metric 'm': of 2 values, 1 are infinite");
        RunDirectory run = new RunDirectory(folder);
        AtomicFile.write(run.metrics(), JsonText.pretty(Map.of("a", Double.NEGATIVE_INFINITY, "b", 2.0)));
        assertThat(Metrics.read(run))
                .containsEntry("a", Double.NEGATIVE_INFINITY)
                .containsEntry("b", 2.0);
    }

    /** Plant heights of cross- against self-fertilised maize (Darwin 1876), in eighths of an inch; W = 24, p = 0.0413. */
    @Test
    void signedRanksOfDarwinsMaizeAreAsPublished() throws IOException {
        int[] differences = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
        String rows = IntStream.range(0, 15)
                .mapToObj(i -> i + "," + (100 + differences[i]) + ",100\n")
                .collect(Collectors.joining());
        String reference = ", \"reference\": \"sp.overlaps[1]\"";
        assertThat(metric("\"wilcoxon\"" + reference, rows)).isEqualTo(0.041259765625, within(1e-12));
        assertThat(metric("\"wilcoxon\"" + reference, rows + "15,7,7\n")).isEqualTo(0.041259765625, within(1e-12));
        assertThat(metric("\"wilcoxon\"" + reference, "0,3,3\n1,4,4\n")).isEqualTo(1);
        assertThat(metric("\"median-difference\"" + reference, rows)).isEqualTo(24);
    }

    /** A vector's elements belong to the last row, however many rows there are; rows may be fewer than the run should have. */
    @Test
    void aVectorIsOfTheLastRowAndNoRowIsNoNumber() throws IOException {
        assertThat(metric("\"mean\"", "")).isNaN();
        assertThat(metric("\"count\", \"phase\": \"b\"", "0,1,1\n")).isZero();
        assertThat(notes).hasSize(2).allMatch(n -> n.startsWith("metric 'm': record 'r' has no row"));
    }

    @Test
    void aVectorIsOfNoPhase() {
        String vector =
                SCENARIO.replace("sp.overlaps[0]", "sp.overlaps").replace("STATISTIC", "\"sum\", \"phase\": \"b\"");
        assertThatThrownBy(() -> new ScenarioReader(List.of()).read(vector, "m.json", folder, Map.of()))
                .hasMessageContaining(
                        "/metrics/0/phase = \"b\": 'sp.overlaps' is a vector, of which the last row is taken");
    }

    @Test
    void aStatisticIsWrittenAsItsName() throws IOException {
        assertThat(metric("\"min\"")).isEqualTo(1);
        assertThat(read("\"min\"").json()).contains("\"statistic\" : \"min\"");
        assertThatThrownBy(() -> metric("\"meen\""))
                .hasMessageContaining("/metrics/0/statistic")
                .hasMessageContaining("one of the 20 that there are; the nearest are 'mean', 'mae', 'min'");
        assertThatThrownBy(() -> metric("7")).hasMessageContaining("expected is one of [accuracy");
        assertThatThrownBy(() -> metric("{ \"type\": \"mean\" }")).hasMessageContaining("write \"mean\"");
        assertThatThrownBy(() -> metric("\"quantile\", \"level\": 0"))
                .hasMessageContaining("/metrics/0/level")
                .hasMessageContaining("(0, 1]");
        assertThatThrownBy(() -> metric("\"accuracy\"")).hasMessageContaining("column to compare with");
        assertThatThrownBy(() -> metric("\"mean\", \"reference\": \"sp.overlaps[1]\""))
                .hasMessageContaining("two columns");
    }

    @Test
    void statisticsAreListed() {
        assertThat(new Catalogue().overview()).contains("Statistics of metrics", "quantile", "wilcoxon");
        assertThat(new Catalogue().describe("rms")).contains("root of the mean square");
    }

    @Test
    void twoMetricsOfOneIdAreRefused() {
        String twice = SCENARIO.replace("STATISTIC", "\"mean\"")
                .replace(
                        "\"metrics\": [",
                        "\"metrics\": [{ \"id\": \"m\", \"record\": \"r\", \"column\":"
                                + " \"sp.overlaps[1]\", \"statistic\": \"sum\" }, ");
        assertThatThrownBy(() -> new ScenarioReader(List.of()).read(twice, "m.json", folder, Map.of()))
                .hasMessageContaining("/metrics/1/id")
                .hasMessageContaining("another metric has this id");
    }
}
