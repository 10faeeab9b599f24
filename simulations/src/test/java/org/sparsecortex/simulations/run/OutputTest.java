package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.table.RecordTable;

/** What becomes of a run whose charts or metrics fail, or find nothing. */
class OutputTest {
    private static final String SCENARIO = """
        { "name": "out", "phases": [{ "steps": 12, "learn": false }],
          "inputs": { "in": { "type": "sequence", "size": 64, "active": 6, "length": 5 } },
          "populations": { "tm": { "type": "temporal-memory", "columns": 64, "cellsPerColumn": 4 } },
          "connections": [{ "from": "in", "to": "tm" }],
          "records": [{ "id": "anomaly", "signals": ["tm.anomaly"] },
                      { "id": "predicted", "signals": ["tm.predictiveCells"] }],
          "metrics": [{ "id": "bits", "record": "predicted", "column": "index", "statistic": "mean" },
                      { "id": "sum", "record": "anomaly", "column": "tm.anomaly", "statistic": "sum" }],
          "charts": [{ "type": "raster", "id": "cells", "x": { "label": "step" }, "y": { "label": "cell" }, "record": "predicted" },
                     { "type": "line", "id": "one", "x": { "label": "step", "log": true }, "y": { "label": "anomaly" },
                       "series": [{ "record": "anomaly", "y": "tm.anomaly" }] },
                     { "type": "line", "id": "two", "x": { "label": "step" }, "y": { "label": "anomaly" },
                       "series": [{ "record": "anomaly", "y": "tm.anomaly" }] }] }
        """;

    @TempDir
    private Path folder;

    private ReadScenario read() throws IOException {
        return new ScenarioReader(List.of()).read(SCENARIO, "out.json", folder, Map.of());
    }

    private RunOptions options() {
        return new RunOptions(folder, RunOptions.Engine.SEQUENTIAL, 1, 1, 0, false);
    }

    /** Before, the raster ended the run: no report, status "failed", and resume failed again. */
    @Test
    void aRecordWithoutBitsLeavesARunWithNotes() throws IOException {
        RunDirectory run = Simulation.run(read(), options(), new RunListener() {});
        assertThat(RecordTable.read(run.records(), "predicted").rows()).isZero();
        assertThat(run.isComplete()).isTrue();
        assertThat(Metrics.read(run)).containsEntry("bits", Double.NaN).containsEntry("sum", 12.0);
        assertThat(run.charts().resolve("cells.png")).isNotEmptyFile();
        assertThat(String.valueOf(run.readManifest().get("notes")))
                .contains("chart 'cells': nothing to draw: record 'predicted' has no active bit")
                .contains("metric 'bits': record 'predicted' has no row for it")
                .contains("chart 'one': left out: 1 point not above 0");
        assertThat(Files.readString(run.report())).contains("one: left out: 1 point not above 0", "has no row for it");
    }

    /** Before, the run was "failed", with exit code 1, although nothing of it was lost. */
    @Test
    void aChartThatCannotBeDrawnIsAWarningOfACompleteRunThatPlotRepairs() throws IOException {
        ReadScenario read = read();
        RunDirectory run = RunDirectory.of(folder, "out", read.hash());
        List<String> messages = new ArrayList<>();
        Simulation.run(read, options(), new RunListener() {
            @Override
            public void progress(long done, long total) {
                if (done == total) {
                    block(run.charts().resolve("one.svg/x"));
                }
            }

            @Override
            public void message(String line) {
                messages.add(line);
            }
        });
        String warning = "chart 'one' could not be drawn: cannot write";
        String cure = "; draw it again with: sparsecortex plot " + run.path() + " --chart one";
        assertThat(run.isComplete()).isTrue();
        assertThat(messages).anyMatch(line -> line.startsWith("warning: " + warning) && line.endsWith(cure));
        assertThat(String.valueOf(run.readManifest().get("warnings"))).contains(warning, cure);
        assertThat(run.charts().resolve("two.png")).isNotEmptyFile();
        assertThat(Metrics.read(run)).containsEntry("sum", 12.0);
        assertThat(Files.readString(run.report()))
                .contains("<strong>chart 'one' failed", "Warning:</strong> " + warning)
                .contains("<figcaption>two (<a href=\"charts/two.pdf\">PDF</a>");

        assertThatThrownBy(() -> Output.redraw(read, run, Set.of("one"), new RunListener() {}))
                .isInstanceOf(OutputFailure.class);
        RunDirectory.delete(run.charts().resolve("one.svg"));
        Output.redraw(read, run, Set.of("one"), new RunListener() {});
        assertThat(run.charts().resolve("one.svg")).isRegularFile();
        assertThat(run.isComplete()).isTrue();
        assertThat(String.valueOf(run.readManifest().get("warnings"))).doesNotContain("could not be drawn");
        assertThat(Files.readString(run.report()))
                .doesNotContain("could not be drawn", "failed")
                .contains("href=\"charts/one.pdf\"");
    }

    /** Before, a library user who ran a scenario that has a sweep got a complete run without a chart. */
    @Test
    void aScenarioThatHasASweepIsRunOnceWithAllItsOwnCharts() throws IOException {
        String axis = "{ \"axes\": [{ \"pointer\": \"/seed\", \"label\": \"seed\", \"values\": [1, 2] }] }";
        ReadScenario swept = new ScenarioReader(List.of()).read(SCENARIO, "out.json", folder, Map.of("/sweep", axis));
        RunDirectory run = Simulation.run(swept, options(), new RunListener() {});
        for (String chart : List.of("cells", "one", "two")) {
            assertThat(run.charts().resolve(chart + ".svg")).isNotEmptyFile();
        }
        assertThat(Simulation.runOrResume(swept, options(), new RunListener() {})
                        .path())
                .as("the same run again")
                .isEqualTo(run.path());
        assertThat(run.isSweep()).isFalse();
        assertThat(Sweep.run(swept, options(), new RunListener() {}, false).isSweep())
                .isTrue();
    }

    private static void block(Path file) {
        try {
            Files.createDirectories(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aMetricThatFailsIsNoNumberAndTheOthersAreComputed() throws IOException {
        ReadScenario read = read();
        RunDirectory run = Simulation.run(read, options(), new RunListener() {});
        Files.writeString(run.records().resolve("predicted.csv"), "step,other\n0,1\n");
        Remarks remarks = new Remarks(new RunListener() {});
        assertThat(Metrics.compute(read, run.records(), remarks))
                .containsEntry("bits", Double.NaN)
                .containsEntry("sum", 12.0);
        assertThatThrownBy(() -> remarks.requireAllMade())
                .isInstanceOf(OutputFailure.class)
                .hasMessageContaining("metric 'bits'")
                .hasMessageNotContaining("plot");
        assertThat(JsonText.pretty(Map.of("a", Double.NaN))).contains("\"NaN\"");
    }

    @Test
    void aChartThatIsNotThereIsTheUsersMistake() throws IOException {
        ReadScenario read = read();
        RunDirectory run = Simulation.run(read, options(), new RunListener() {});
        Remarks remarks = new Remarks(new RunListener() {});
        assertThatThrownBy(() -> Output.draw(read.scenario(), run, Set.of("on"), new RunListener() {}, remarks))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no chart 'on', only [cells, one, two]");
    }
}
