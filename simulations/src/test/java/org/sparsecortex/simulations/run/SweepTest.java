package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparsecortex.simulations.analysis.AnalysisSpec;
import org.sparsecortex.simulations.analysis.Stack;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.problem.ScenarioException;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.scenario.SweepPlan;
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
            assertThat(variants.sorted())
                    .hasSize(6)
                    .allMatch(v -> Files.exists(v.resolve("charts/own.png")))
                    .allMatch(v -> v.getFileName().toString().matches("p00000[01]-r00[012]-[0-9a-f]{8}"));
        }
        assertThat(run(read, true).isComplete()).isTrue();
    }

    /** A spreadsheet that opens sweep.csv runs cells that begin with =, +, - or @. */
    @Test
    void namesThatASpreadsheetWouldRunAreRefused() {
        for (String name : List.of("=1+1", "+x", "-x", "@SUM(A1)")) {
            String axes =
                    "\"axes\": [{ \"label\": \"input\", \"pointer\": \"/seed\", \"values\": [1, 2], \"labels\": [\"a\", \""
                            + name + "\"] }]";
            assertThatThrownBy(() -> read(axes, ""))
                    .hasMessageContaining("/sweep/axes/0")
                    .hasMessageContaining("take for a formula");
        }
        assertThatCode(() ->
                        read("\"axes\": [{ \"label\": \"s\", \"pointer\": \"/seed\", \"values\": [-1, -20] }]", ""))
                .as("numbers are none")
                .doesNotThrowAnyException();
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
                     { "label": "y", "pointer": "/phases", "values": [[1], [2]] },
                     { "label": "z", "pointers": ["/seed", "/name"], "values": [1], "labels": ["a"] }]
            """, ""))
                .hasMessageContaining("/sweep/axes/1")
                .hasMessageContaining("need labels")
                .hasMessageContaining("must be an array of 2 elements");
        assertThatThrownBy(() -> read(
                        "\"axes\": [{ \"label\": \"x\", \"pointer\": \"/populations/tm/cells\", \"values\": [1] }]",
                        ""))
                .hasMessageContaining("/pointer = \"/populations/tm/cells\": there is no value at this place");
        assertThatThrownBy(() -> read(
                        "\"axes\": [{ \"label\": \"x\", \"pointer\": \"/populations/tm/cellsPerColumn\","
                                + " \"values\": [1, 0] }]",
                        ""))
                .hasMessageContaining("/sweep/axes/0/values/1 = 0: is outside 1..");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anAxisOverTheSeedRunsUnderItsSeeds() throws IOException {
        ReadScenario read = read(
                "\"repeats\": 2, \"axes\": [{ \"pointer\": \"/seed\", \"label\": \"seed\", \"values\": [10, 20] }]",
                "");
        List<Long> seeds = new ArrayList<>();
        for (SweepPlan.Point point : Sweep.check(read).points()) {
            for (int repeat = 0; repeat < 2; repeat++) {
                seeds.add(SweepPlan.variant(read, point, repeat).scenario().seed());
            }
        }
        assertThat(seeds).containsExactly(10L, 11L, 20L, 21L);
        run(read, false);
        assertThat(Sweep.status(RunDirectory.of(folder, "small", read.hash()))).hasSize(4);
    }

    @Test
    void pointsThatWouldShareARunAreRefused() {
        String seeds = "\"axes\": [{ \"pointer\": \"/seed\", \"label\": \"s\", \"values\": [1, 2] }]";
        assertThatThrownBy(() -> read("\"repeats\": 2, " + seeds, ""))
                .hasMessageContaining("/sweep/axes/0/values")
                .hasMessageContaining("closer than the 2 repeats");
        assertThatThrownBy(
                        () -> read("\"axes\": [{ \"pointer\": \"/seed\", \"label\": \"s\", \"values\": [1, 1] }]", ""))
                .hasMessageContaining("must differ");
        String equal = "\"axes\": [{ \"pointer\": \"/populations/tm/initialPermanence\", \"label\": \"p\","
                + " \"values\": [0.5, 0.50] }]";
        assertThatThrownBy(() -> read(equal, "")).hasMessageContaining("must differ");
        String whole = "\"axes\": [{ \"pointer\": \"/populations/tm/initialPermanence\", \"label\": \"p\","
                + " \"values\": [1, 1.0] }]";
        assertThatThrownBy(() -> run(read(whole, ""), false)).hasMessageContaining("are the same scenario");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatAllRunsShareCannotBeVaried() {
        for (String pointer : List.of("/metrics/0/id", "/name", "/charts", "/sweep/repeats")) {
            String axes =
                    "\"axes\": [{ \"pointer\": \"" + pointer + "\", \"label\": \"x\", \"values\": [\"a\", \"b\"] }]";
            assertThatThrownBy(() -> read(axes, "")).hasMessageContaining("cannot be varied");
        }
        assertThatThrownBy(() -> read("""
            "axes": [{ "label": "end", "pointer": "/populations/tm/cellsPerColumn", "values": [2, 4] },
                     { "label": "", "pointer": "/populations/tm/columns", "values": [64] }]
            """, "")).hasMessageContaining("must start with a letter");
        assertThatThrownBy(() -> read("""
            "axes": [{ "label": "end", "pointer": "/populations/tm/cellsPerColumn", "values": [2, 4] },
                     { "label": "b", "pointer": "/populations/tm", "values": [{ "type": "temporal-memory" }], "labels": ["c"] }]
            """, ""))
                .hasMessageContaining("already a column")
                .hasMessageContaining("replaces what axis 'end' sets at /populations/tm/cellsPerColumn");
    }

    /** Every value that a row of sweep.csv names stands in the scenario of that row's runs. */
    @ParameterizedTest
    @MethodSource("shippedSweeps")
    void eachVariantOfAShippedSweepHoldsWhatItsRowSays(Path config) throws IOException {
        ReadScenario read = new ScenarioReader(List.of()).read(config, Map.of());
        List<SweepPlan.Point> points = SweepPlan.of(read).points();
        int stride = Math.max(1, points.size() / 20);
        int compared = 0;
        for (int p = 0; p < points.size(); p += stride) {
            Map<String, Object> variant = JsonText.parseObject(
                    SweepPlan.variant(read, points.get(p), 0).json());
            for (var set : points.get(p).overrides().entrySet()) {
                Object expected =
                        JsonText.parseObject("{\"v\":" + set.getValue() + "}").get("v");
                assertThat(sameValue(at(variant, set.getKey()), expected))
                        .as(set + " in " + points.get(p).name())
                        .isTrue();
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(points.get(0).overrides().size());
    }

    static List<Path> shippedSweeps() throws IOException {
        List<Path> sweeps = new ArrayList<>();
        for (Path config : PartitionInvarianceTest.configs()) {
            if (new ScenarioReader(List.of())
                    .read(config, Map.of())
                    .scenario()
                    .sweep()
                    .isPresent()) {
                sweeps.add(config);
            }
        }
        assertThat(sweeps).isNotEmpty();
        return sweeps;
    }

    private static Object at(Object tree, String pointer) {
        Object node = tree;
        for (String key : pointer.substring(1).split("/", -1)) {
            node = node instanceof List<?> list
                    ? list.get(Integer.parseInt(key))
                    : ((Map<?, ?>) node).get(key.replace("~1", "/").replace("~0", "~"));
        }
        return node;
    }

    /** Equal numbers, or a tree in which everything that is expected stands; defaults may have joined it. */
    private static boolean sameValue(Object actual, Object expected) {
        if (expected instanceof Number number) {
            return actual instanceof Number other && number.doubleValue() == other.doubleValue();
        }
        if (expected instanceof Map<?, ?> map) {
            return actual instanceof Map<?, ?> other
                    && map.entrySet().stream().allMatch(e -> sameValue(other.get(e.getKey()), e.getValue()));
        }
        if (expected instanceof List<?> list) {
            return actual instanceof List<?> other
                    && list.size() == other.size()
                    && java.util.stream.IntStream.range(0, list.size())
                            .allMatch(i -> sameValue(other.get(i), list.get(i)));
        }
        return java.util.Objects.equals(actual, expected);
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
    }

    /** Main ran all variants first, and then said that there was nothing to compare. */
    @Test
    void whatAnAnalysisLacksIsSaidBeforeAnythingRuns() {
        String axes = "\"axes\": [{ \"label\": \"noise\", \"pointer\": \"/inputs/in/noise\", \"values\": [0, 0.9] }],";
        String contrast =
                "{ \"type\": \"contrast\", \"id\": \"c\", \"axis\": \"AXIS\", \"from\": \"0\", \"to\": \"TO\","
                        + " \"metric\": \"METRIC\" }";
        String good = contrast.replace("AXIS", "noise").replace("TO", "0.9").replace("METRIC", "sum");
        assertAnalysis(axes, good, "/sweep/analyses/0", "set /sweep/repeats to 2 or more");
        String twice = axes + " \"repeats\": 2,";
        assertThatCode(() -> read(twice + "\"analyses\": [" + good + "]", "")).doesNotThrowAnyException();
        assertAnalysis(twice, good.replace("0.9", "0.8"), "/sweep/analyses/0/to", "axis 'noise' has no value '0.8'");
        assertAnalysis(twice, good.replace("sum", "sun"), "/sweep/analyses/0/metric", "did you mean 'sum'?");
        assertAnalysis(twice, good.replace("\"noise\"", "\"noises\""), "/sweep/analyses/0/axis", "no axis 'noises'");
        String stack = "{ \"type\": \"stack\", \"id\": \"s\", \"record\": \"anomaly\", \"signals\": [\"tm.anomaly\"] }";
        assertAnalysis(axes, stack.replace("tm.", "tn."), "/sweep/analyses/0/signals/0", "no column 'tn.anomaly'");
        assertAnalysis(axes, stack.replace("\"anomaly\"", "\"anomalies\""), "/sweep/analyses/0/record", "no record");
        String matching = "{ \"type\": \"matching\", \"id\": \"m\", \"units\": [{ \"record\": \"anomaly\", \"signal\":"
                + " \"tm.anomaly\" }] }";
        assertAnalysis(axes, matching, "/sweep/analyses/0", "between two repeats or more");
    }

    private void assertAnalysis(String sweep, String analysis, String at, String why) {
        assertThatThrownBy(() -> read(sweep + "\"analyses\": [" + analysis + "]", ""))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(" " + at)
                .hasMessageContaining(why);
    }

    /** Main ended with a stack trace, exit code 1. */
    @Test
    void aSweepOfTooManyPointsIsRefusedAtItsAxes() {
        String values = IntStream.range(1, 1102).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        String axes = "\"axes\": [{ \"label\": \"a\", \"pointer\": \"/seed\", \"values\": [" + values + "] },"
                + " { \"label\": \"b\", \"pointer\": \"/phases/0/steps\", \"values\": [" + values + "] }]";
        assertThatThrownBy(() -> read(axes, ""))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("/sweep/axes:")
                .hasMessageContaining("1101 x 1101 = 1212201 points")
                .hasMessageContaining("at most 1000000");
    }

    /** Main wrote intervals of no width, as if one run told how far others lie. */
    @Test
    void oneRunTellsNoSpread() throws IOException {
        RunDirectory run = run(
                read(
                        "\"axes\": [{ \"label\": \"length\", \"pointer\": \"/inputs/in/length\", \"values\": [3, 5] }]",
                        """
                        { "type": "line", "id": "compare", "x": { "label": "length" }, "y": { "label": "anomaly" },
                          "series": [{ "record": "sweep", "x": "length", "y": "sum", "low": "sum.low", "high": "sum.high" }] }
                        """),
                false);
        RecordTable table = RecordTable.read(run.records(), "sweep");
        for (String column : List.of("end.low", "end.high", "end.sd", "sum.low", "sum.high", "sum.sd")) {
            assertThat(table.column(column)).as(column).containsExactly(Double.NaN, Double.NaN);
        }
        assertThat(table.column("sum")).doesNotContain(Double.NaN);
        assertThat(Files.readString(run.charts().resolve("compare.svg")))
                .as("the curve is drawn, a band is not")
                .contains("rgb(0,114,178)")
                .doesNotContain("fill-opacity:0.25");
    }

    /** One mistake was told three times, at places such as /sweep/axes/0/values/0/sweep/axes/0. */
    @Test
    void aMistakeOfAnAxisIsToldOnce() {
        String axes =
                "\"axes\": [{ \"label\": \"x\", \"pointer\": \"\", \"pointers\": [\"/seed\", \"/inputs/in/length\"],"
                        + " \"values\": [[1, 2], [3]] }]";
        assertThatThrownBy(() -> read(axes, ""))
                .isInstanceOfSatisfying(
                        ScenarioException.class,
                        e -> assertThat(e.problems())
                                .hasSize(1)
                                .allMatch(p -> p.pointer().equals("/sweep/axes/0")));
        assertThatThrownBy(
                        () -> read("\"axes\": [{ \"label\": \"a,b\", \"pointer\": \"/seed\", \"values\": [1] }]", ""))
                .hasMessageContaining("label = \"a,b\": cannot hold ','; it must start with a letter");
        assertThatThrownBy(() -> read("\"axes\": [{ \"label\": \"a\", \"pointer\": \"/seed\", \"values\": [] }]", ""))
                .hasMessageContaining("values = []: at least one value is needed");
    }

    /** Main failed after all runs, at a table without columns. */
    @Test
    void aSweepOfRepeatsAndAnalysesAloneEndsWell() throws IOException {
        String metrics = SCENARIO.substring(SCENARIO.indexOf("\"metrics\""), SCENARIO.indexOf("\"charts\""));
        String text = SCENARIO.replace(metrics, "").replace("CHARTS", "").replace("SWEEP", """
                        "repeats": 2, "analyses": [{ "type": "stack", "id": "all", "record": "anomaly", "signals": ["tm.anomaly"] }]
                        """);
        RunDirectory run = run(new ScenarioReader(List.of()).read(text, "sweep.json", folder, Map.of()), false);
        assertThat(run.isComplete()).isTrue();
        assertThat(Files.readString(run.records().resolve("sweep.csv"))).isEqualTo("repeats\n2\n");
        assertThat(RecordTable.read(run.records(), "all").rows()).isEqualTo(80);
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

    /** Records that are whole but metrics or a manifest that are not, a folder just begun, and one of equal values. */
    @Test
    void aSweepGoesOnWhateverIsLeftOfItsRuns() throws IOException {
        ReadScenario read = read(
                "\"axes\": [{ \"pointer\": \"/inputs/in/length\", \"label\": \"length\", \"values\": [3, 4, 5, 6],"
                        + " \"labels\": [\"a\", \"b\", \"c\", \"d\"] }]",
                "");
        RunDirectory run = run(read, false);
        String table = Files.readString(run.records().resolve("sweep.csv"));
        try (var all = Files.list(run.path().resolve("variants"))) {
            List<Path> variants = all.sorted().toList();
            Files.writeString(variants.get(0).resolve("metrics.json"), "{\"end\": 0.");
            Files.writeString(variants.get(1).resolve("manifest.json"), "");
            RunDirectory.delete(variants.get(2).resolve("scenario.json"));
            RunDirectory.delete(variants.get(2).resolve("manifest.json"));
            RunDirectory.delete(variants.get(2).resolve("records"));
            RunDirectory.delete(variants.get(3));
        }
        Files.writeString(run.manifest(), Files.readString(run.manifest()).replace("complete", "interrupted"));
        RunDirectory again = Sweep.resume(
                run, read, new RunOptions(folder, RunOptions.Engine.ACTORS, 2, 2, 0, false), new RunListener() {});
        assertThat(again.isComplete()).isTrue();
        assertThat(Files.readString(run.records().resolve("sweep.csv"))).isEqualTo(table);
        assertThat(Sweep.status(run)).hasSize(4).allMatch(line -> line.endsWith(": complete"));
    }
}
