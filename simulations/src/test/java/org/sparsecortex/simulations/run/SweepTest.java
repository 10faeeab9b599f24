package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.analysis.AnalysisSpec;
import org.sparsecortex.simulations.analysis.Stack;
import org.sparsecortex.simulations.scenario.JsonText;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.table.RecordTable;

class SweepTest {
    private static final String SCENARIO = """
        { "name": "small", "phases": [{ "steps": 40 }],
          "inputs": { "in": { "type": "sequence", "size": 64, "active": 6, "length": 5 } },
          "populations": { "tm": { "type": "temporal-memory", "columns": 64, "cellsPerColumn": 4, "activationThreshold": 4, "minThreshold": 3 } },
          "connections": [{ "from": "in", "to": "tm" }],
          "records": [{ "id": "anomaly", "signals": ["tm.anomaly"] }],
          "metrics": [{ "id": "end", "record": "anomaly", "column": "tm.anomaly", "statistic": "mean", "lastRows": 10 },
                      { "id": "sum", "record": "anomaly", "column": "tm.anomaly", "statistic": "sum" }],
          "charts": [CHARTS],
          "sweep": { SWEEP } }
        """;

    @TempDir
    private Path folder;

    private ReadScenario read(String sweep, String charts) throws IOException {
        String text = SCENARIO.replace("SWEEP", sweep).replace("CHARTS", charts);
        return new ScenarioReader(List.of()).read(text, "sweep.json", folder, Map.of());
    }

    private RunDirectory run(ReadScenario read, boolean resume) throws IOException {
        RunOptions options = new RunOptions(folder, RunOptions.Engine.ACTORS, 2, 2, 0, false);
        return Sweep.run(read, options, new RunListener() {}, resume);
    }

    @Test
    void aSweepRunsItsVariantsOnceAndComparesThem() throws IOException {
        ReadScenario read = read(
                "\"repeats\": 3, \"axes\": [{ \"pointer\": \"/inputs/in/length\", \"label\": \"length\", \"values\":"
                        + " [3, 5] }]",
                """
                { "type": "line", "id": "compare", "x": { "label": "length" }, "y": { "label": "anomaly" },
                  "series": [{ "record": "sweep", "x": "length", "y": "end", "low": "end.low", "high": "end.high" }] },
                { "type": "line", "id": "own", "x": { "label": "step" }, "y": { "label": "anomaly" },
                  "series": [{ "record": "anomaly", "y": "tm.anomaly" }] }
                """);
        RunDirectory run = run(read, false);
        assertThat(Files.readAllLines(run.records().resolve("sweep.csv")))
                .startsWith("length,end,end.low,end.high,end.sd,sum,sum.low,sum.high,sum.sd")
                .hasSize(3)
                .anyMatch(line -> line.startsWith("3.0,0.0,0.0,0.0,0.0,"));
        assertThat(Files.readAllLines(run.records().resolve("sweep-runs.csv")))
                .startsWith("length,repeat,end,sum")
                .hasSize(7);
        assertThat(run.charts().resolve("compare.png")).isNotEmptyFile();
        assertThat(run.charts().resolve("own.png")).doesNotExist();
        assertThat(Sweep.status(run)).hasSize(6).allMatch(line -> line.endsWith(": complete"));
        try (var variants = Files.list(run.path().resolve("variants"))) {
            assertThat(variants).allMatch(v -> Files.exists(v.resolve("charts/own.png")));
        }
        assertThat(run(read, true).isComplete()).isTrue();
    }

    @Test
    void axesTakeObjectsAndSeveralPointersWithLabels() throws IOException {
        ReadScenario read = read("""
            "axes": [
              { "label": "input", "pointer": "/inputs/in", "labels": ["one, short", "random"], "values": [
                { "type": "sequence", "size": 64, "active": 6, "length": 2 }, { "type": "random-sdr", "size": 64, "active": 6 }] },
              { "label": "threshold", "pointers": ["/populations/tm/activationThreshold", "/populations/tm/minThreshold"],
                "labels": ["low", "high"], "values": [[3, 2], [5, 4]] }]
            """, """
            { "type": "line", "id": "line", "x": { "label": "threshold" }, "y": { "label": "anomaly" },
              "series": [{ "record": "sweep", "x": "threshold.label", "y": "end", "groupBy": "input" }] },
            { "type": "bar", "id": "bar", "xLabel": "input", "y": { "label": "anomaly" },
              "series": [{ "record": "sweep", "x": "input", "y": "end", "groupBy": "threshold.label", "label": "threshold %" }] }
            """);
        RunDirectory run = run(read, false);
        RecordTable table = RecordTable.read(run.records(), "sweep");
        assertThat(table.text("input")).containsExactly("one, short", "one, short", "random", "random");
        assertThat(table.column("threshold")).containsExactly(3, 5, 3, 5);
        assertThat(table.text("threshold.label")).containsExactly("low", "high", "low", "high");
        assertThat(table.column("end")[0]).isLessThan(table.column("end")[2]);
        assertThat(Files.readString(run.charts().resolve("line.svg"))).contains("one, short", "random", "high");
        assertThat(Files.readString(run.charts().resolve("bar.svg"))).contains("threshold low", "random");
    }

    @Test
    void anAxisRunsThroughFiles() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        for (String name : List.of("b", "a")) {
            Files.writeString(
                    folder.resolve("data/" + name + ".csv"), "v\n" + "0.5\n".repeat(name.equals("a") ? 5 : 7));
        }
        Files.writeString(folder.resolve("data/c.txt"), "not this one");
        String text = SCENARIO.replace("\"steps\": 40", "\"steps\": 0")
                .replace(
                        "\"type\": \"sequence\", \"size\": 64, \"active\": 6, \"length\": 5",
                        "\"type\": \"csv\", \"path\": \"data/a.csv\", \"fields\": [{\"column\": \"v\", \"encoder\":"
                                + " {\"type\": \"scalar\", \"min\": 0, \"max\": 1, \"size\": 64, \"active\": 5}}]")
                .replace("\"statistic\": \"sum\"", "\"statistic\": \"count\"")
                .replace("CHARTS", "")
                .replace(
                        "SWEEP",
                        "\"axes\": [{ \"label\": \"file\", \"pointer\": \"/inputs/in/path\", \"files\": \"data/*.csv\""
                                + " }]");
        ReadScenario read = new ScenarioReader(List.of()).read(text, "sweep.json", folder, Map.of());
        assertThat(read.inputDigests()).containsOnlyKeys("data/a.csv", "data/b.csv");
        RecordTable table = RecordTable.read(run(read, false).records(), "sweep");
        assertThat(table.text("file")).containsExactly("data/a.csv", "data/b.csv");
        assertThat(table.column("sum")).containsExactly(5, 7);
        assertThatThrownBy(() -> new ScenarioReader(List.of())
                        .read(text.replace("data/*.csv", "../*.csv"), "sweep.json", folder, Map.of()))
                .hasMessageContaining("without '..'");
    }

    @Test
    void mistakesInSweepsAreReportedBeforeAnythingRuns() {
        assertThatThrownBy(() -> read("""
            "axes": [{ "label": "x", "pointer": "/populations/tm/cells", "values": [1] },
                     { "label": "y", "pointer": "/seed", "values": [[1], [2]] },
                     { "label": "z", "pointers": ["/seed", "/name"], "values": [1], "labels": ["a"] }]
            """, ""))
                .hasMessageContaining("/sweep/axes/1")
                .hasMessageContaining("need labels")
                .hasMessageContaining("must be an array of 2 elements");
        assertThatThrownBy(() -> read(
                        "\"axes\": [{ \"label\": \"x\", \"pointer\": \"/populations/tm/cells\", \"values\": [1] }]",
                        ""))
                .hasMessageContaining("there is no value at /populations/tm/cells");
        assertThatThrownBy(() -> run(
                        read(
                                "\"axes\": [{ \"label\": \"x\", \"pointer\": \"/populations/tm/cellsPerColumn\","
                                        + " \"values\": [1, 0] }]",
                                ""),
                        false))
                .hasMessageContaining("variant {x=0}")
                .hasMessageContaining("is outside 1..");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void contrastsComparePairsOfRuns() throws IOException {
        String sweep = """
            "repeats": 4, "axes": [{ "label": "active", "pointer": "/inputs/in/noise", "values": [0, 0.9] }],
            "analyses": [{ "type": "contrast", "id": "noise", "axis": "active", "from": "0", "to": "0.9", "metric": "sum" }]
            """;
        RunDirectory run = run(read(sweep, ""), false);
        Map<String, Object> metrics = JsonText.parseObject(Files.readString(run.metrics()));
        assertThat(metrics).containsOnlyKeys("noise.difference", "noise.low", "noise.high", "noise.p");
        RecordTable table = RecordTable.read(run.records(), "sweep");
        assertThat((double) metrics.get("noise.difference"))
                .isCloseTo(table.column("sum")[1] - table.column("sum")[0], org.assertj.core.data.Offset.offset(1e-9))
                .isGreaterThan(5);
        assertThat((double) metrics.get("noise.p")).isBetween(0.0, 0.01);
        assertThatThrownBy(() -> run(read(sweep.replace("\"to\": \"0.9\"", "\"to\": \"0.8\""), ""), false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("analysis 'noise'");
    }

    /** Two rows of two numbers from each of three runs: six rows, run by run. */
    @Test
    void stacksPutTheRecordsOfAllRunsUnderEachOther(@TempDir Path records) throws IOException {
        List<AnalysisSpec.SweepRun> runs = new ArrayList<>();
        for (int r = 0; r < 3; r++) {
            Path each = Files.createDirectories(records.resolve("run" + r));
            Files.writeString(each.resolve("curve.csv"), "step,a,b[0],b[1]\n0,9,8,7\n1," + r + ",5," + (r + 6) + "\n");
            runs.add(new AnalysisSpec.SweepRun(Map.of(), r, each, Map.of()));
        }
        assertThat(new Stack("s", "curve", List.of("b"))
                        .analyse(runs)
                        .table()
                        .orElseThrow()
                        .text())
                .isEqualTo("b,repeat\n5.0,0\n6.0,0\n5.0,1\n7.0,1\n5.0,2\n8.0,2\n");
        assertThat(new Stack("s", "curve", List.of("a"))
                        .analyse(runs)
                        .table()
                        .orElseThrow()
                        .text())
                .startsWith("a,repeat\n9.0,0\n0.0,0\n9.0,1\n1.0,1\n");
    }
}
