package org.sparsecortex.simulations.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.simulations.problem.Problem;
import org.sparsecortex.simulations.problem.ScenarioException;

class ScenarioReaderTest {
    private static final String GOOD = """
        {
          "name": "good",
          "phases": [{ "steps": 10 }],
          "inputs": { "in": { "type": "sequence", "size": 64, "active": 4, "length": 5 } },
          "populations": { "tm": { "type": "temporal-memory", "columns": 64, "cellsPerColumn": 4 } },
          "connections": [{ "from": "in", "to": "tm" }],
          "records": [{ "id": "anomaly", "signals": ["tm.anomaly"] }]
        }
        """;

    @TempDir
    private Path folder;

    private ReadScenario read(String text) throws IOException {
        return new ScenarioReader(List.of()).read(text, "test.json", folder, Map.of());
    }

    private List<Problem> problems(String text) {
        return catchThrowableOfType(ScenarioException.class, () -> read(text)).problems();
    }

    @Test
    void fiveMistakesAreReportedInOneGoWithPointersAndLines() {
        String bad = GOOD.replace("\"steps\": 10", "\"stepps\": 10")
                .replace("\"active\": 4", "\"active\": \"four\"")
                .replace("\"cellsPerColumn\": 4", "\"cellsPerColumn\": 0")
                .replace("\"name\": \"good\"", "\"name\": \"a/b\"")
                .replace("temporal-memory", "temporal-memroy");
        // an unknown type hides the range of its keys, so put that mistake elsewhere
        bad = bad.replace("temporal-memroy", "temporal-memory").replace("\"id\": \"anomaly\"", "\"id\": 7");
        List<Problem> problems = problems(bad);
        assertThat(problems)
                .extracting(Problem::pointer)
                .contains("/phases/0/stepps", "/inputs/in/active", "/populations/tm/cellsPerColumn", "/records/0/id");
        assertThat(problems).anySatisfy(p -> {
            assertThat(p.pointer()).isEqualTo("/phases/0/stepps");
            assertThat(p.line()).isEqualTo(3);
            assertThat(p.message()).contains("did you mean 'steps'");
        });
        assertThat(problems)
                .anySatisfy(p -> assertThat(p.toString())
                        .contains("test.json:5:")
                        .contains("/populations/tm/cellsPerColumn = 0: is outside 1..4096"));
    }

    @Test
    void namesAreCheckedEvenIfNoNetworkCanBeBuilt() {
        String bad = GOOD.replace("\"steps\": 10", "\"stepps\": 10")
                .replace("\"from\": \"in\"", "\"from\": \"inn\"")
                .replace("tm.anomaly", "tn.anomaly");
        assertThat(problems(bad))
                .extracting(Problem::pointer)
                .contains("/phases/0/stepps", "/connections/0/from", "/records/0/signals/0");
    }

    @Test
    void crossReferencesAreCheckedTogether() {
        String bad = GOOD.replace("\"from\": \"in\"", "\"from\": \"inn\"")
                .replace("tm.anomaly", "tm.anomly")
                .replace(
                        "\"records\"",
                        "\"metrics\": [{\"id\": \"m\", \"record\": \"x\", \"column\": \"c\", \"statistic\":"
                                + " \"mean\"}], \"records\"");
        assertThat(problems(bad))
                .extracting(Problem::message)
                .anyMatch(m -> m.contains("did you mean 'in'"))
                .anyMatch(m -> m.contains("did you mean 'anomaly'"))
                .anyMatch(m -> m.contains("there is no record of this id"));
    }

    @Test
    void chartsAndMetricsAskForColumnsThatTheirRecordsWillHave() {
        String bad = GOOD.replace("\"records\"", """
            "metrics": [{"id": "m", "record": "anomaly", "column": "tm.anomly", "statistic": "mean"}],
            "charts": [{"type": "line", "id": "a", "x": {"label": "t"}, "y": {"label": "a"},
              "series": [{"record": "anomaly", "y": "tm.anomaly"}, {"record": "anomaly", "y": "tm.anomaly[1]", "x": "stepp"}]}],
            "records\"\
            """);
        assertThat(problems(bad))
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder("/metrics/0/column", "/charts/0/series/1/y", "/charts/0/series/1/x");
        assertThat(problems(bad)).anyMatch(p -> p.message().contains("did you mean 'tm.anomaly'"));
    }

    /** All of this passed before, and ended the run, without a report, or drew something else. */
    @Test
    void whatCouldNotBeDrawnIsSaidBeforeTheRun() {
        String bad = GOOD.replace("\"records\": [", """
            "metrics": [{"id": "m", "record": "late", "column": "tm.anomaly", "statistic": "mean"},
                        {"id": "n", "record": "last", "column": "tm.synapses", "reference": "step", "statistic": "rmse"},
                        {"id": "p", "record": "rare", "column": "tm.anomaly", "statistic": "mean", "phase": "b"},
                        {"id": "q", "record": "rare", "column": "tm.anomaly", "statistic": "mean", "phase": "a"}],
            "charts": [
              {"type": "line", "id": "a", "x": {"label": "t"}, "y": {"label": "a"},
               "series": [{"record": "last", "y": "tm.synapses"}, {"record": "last", "y": "tm.synapses", "x": "tm.synapses", "groupBy": "step"}]},
              {"type": "heatmap", "id": "b", "x": {"label": "t"}, "y": {"label": "a"}, "valueLabel": "v", "record": "last",
               "signal": "tm.synapses", "matrixColumns": 7},
              {"type": "image-grid", "id": "c", "record": "last", "signal": "tm.synapses", "imageHeight": 5, "imageWidth": 5},
              {"type": "raster", "id": "d", "x": {"label": "t"}, "y": {"label": "a"}, "record": "cells"},
              {"type": "bar", "id": "e", "xLabel": "t", "y": {"label": "a", "log": true}, "series": [{"record": "anomaly", "y": "tm.anomaly"}]},
              {"type": "line", "id": "f", "x": {"label": "t", "log": true, "range": [0, 9]}, "y": {"label": "a"},
               "series": [{"record": "anomaly", "y": "tm.anomaly"}]}],
            "records": [{"id": "late", "signals": ["tm.anomaly"], "from": 13},
                        {"id": "last", "signals": ["tm.synapses"], "rows": "last"},
                        {"id": "rare", "signals": ["tm.anomaly"], "every": 8},
                        {"id": "cells", "signals": ["tm.activeCells"], "from": 12},
            """)
                .replace(
                        "[{ \"steps\": 10 }]",
                        "[{ \"name\": \"a\", \"steps\": 9 }, { \"name\": \"b\", \"steps\": 3 }]");
        assertThat(problems(bad)).extracting(Problem::pointer).contains("/charts/4/y", "/charts/5/x/range");
        String unbound = bad.replace("\"log\": true", "\"log\": false");
        assertThat(problems(unbound))
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder(
                        "/charts/0/series/0/x",
                        "/charts/1/matrixColumns",
                        "/charts/2/imageHeight",
                        "/charts/3",
                        "/metrics/0/record",
                        "/metrics/1/reference",
                        "/metrics/2/phase");
        assertThat(problems(unbound))
                .extracting(Problem::message)
                .anyMatch(m -> m.contains("'step' will have 1 values, but 'tm.synapses' 64"))
                .anyMatch(m -> m.contains("from = 12 is not before the end of the run, step 12"));
    }

    /** An array has one signal, whose name stands for all of its columns; they are called 0 and 1 for an SDR. */
    @Test
    void anNpyArrayHoldsOneSignal() {
        String npy = GOOD.replace("\"records\": [", """
            "metrics": [{"id": "m", "record": "cells", "column": "1", "statistic": "max"},
                        {"id": "n", "record": "cells", "column": "2", "statistic": "max"}],
            "records": [{"id": "cells", "signals": ["tm.activeCells"], "format": "npy"},
                        {"id": "two", "signals": ["tm.anomaly", "in.index"], "format": "npy"},\
            """);
        assertThat(npy).isNotEqualTo(GOOD);
        assertThat(problems(npy))
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder("/records/1/signals", "/metrics/1/column");
    }

    @Test
    void commentsAreAllowedAndChangeNothing() throws IOException {
        String commented = GOOD.replace("{ \"steps\"", "{ \"//\": \"ten\", \"//\": \"steps\", \"steps\"");
        assertThat(commented).isNotEqualTo(GOOD);
        assertThat(read(commented).hash()).isEqualTo(read(GOOD).hash());
        assertThat(problems(GOOD.replace("{ \"steps\"", "{ \"//\": 1, \"steps\"")))
                .extracting(Problem::message)
                .containsExactly("a comment is a string");
    }

    @Test
    void duplicateKeysTrailingTextAndBrokenJsonAreProblems() {
        assertThat(problems(GOOD.replace("\"name\": \"good\",", "\"name\": \"good\", \"name\": \"again\",")))
                .extracting(Problem::message)
                .containsExactly("the key 'name' occurs twice in this object");
        assertThat(problems(GOOD + "7"))
                .extracting(Problem::message)
                .containsExactly("text after the end of the scenario");
        assertThat(problems("{\"name\": ")).extracting(Problem::message).allMatch(m -> m.startsWith("not valid JSON"));
        assertThat(problems("[".repeat(100))).isNotEmpty();
        assertThat(problems("")).isNotEmpty();
    }

    @Test
    void aCycleWithoutDelayIsNamed() {
        String cycle = """
            { "name": "cycle", "phases": [{ "steps": 3 }],
              "populations": {
                "a": { "type": "spatial-pooler", "columns": 64 },
                "b": { "type": "spatial-pooler", "columns": 64 } },
              "connections": [{ "from": "a", "to": "b" }, { "from": "b", "to": "a" }] }
            """;
        assertThat(problems(cycle))
                .extracting(Problem::message)
                .containsExactly(
                        "connections of delay 0 form the cycle a <- b <- a; give one of them a delay of at least 1");
    }

    @Test
    void theNormalisedTextReadsToTheSameHash() throws IOException {
        ReadScenario first = read(GOOD);
        ReadScenario second = read(first.json());
        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(second.json()).isEqualTo(first.json()).contains("\"activationThreshold\" : 13");
        assertThat(read(GOOD.replace("\"length\": 5", "\"length\": 6")).hash()).isNotEqualTo(first.hash());
    }

    @Test
    void filesOutsideTheFolderAreRefusedAndCellsAreNamed() throws IOException {
        Path outside = Files.createTempFile("outside", ".csv");
        Files.writeString(outside, "v\n1\n");
        Files.createSymbolicLink(folder.resolve("link.csv"), outside);
        Files.writeString(folder.resolve("bad.csv"), "v,w\n1,2\nx,3\n");
        String csv = GOOD.replace(
                "\"type\": \"sequence\", \"size\": 64, \"active\": 4, \"length\": 5",
                "\"type\": \"csv\", \"path\": \"PATH\", \"fields\": [{\"column\": \"v\", \"encoder\": {\"type\":"
                        + " \"scalar\", \"min\": 0, \"max\": 1, \"size\": 64, \"active\": 5}}]");
        assertThat(problems(csv.replace("PATH", "link.csv")))
                .extracting(Problem::message)
                .allMatch(m -> m.contains("lies outside the scenario's folder"));
        assertThat(problems(csv.replace("PATH", "../" + outside.getFileName()))).isNotEmpty();
        assertThat(problems(csv.replace("PATH", "none.csv")))
                .extracting(Problem::message)
                .allMatch(m -> m.contains("no such readable file"));
        assertThat(problems(csv.replace("PATH", "bad.csv")))
                .extracting(Problem::message)
                .containsExactly("bad.csv line 3, column 'v': 'x' is not a number such as -12.5 or 3e-4");
        Files.delete(outside);
    }

    @Test
    void sizesAreCheckedBeforeAnythingIsAllocated() {
        ScenarioReader small = new ScenarioReader(List.of(), 1 << 20);
        String huge =
                GOOD.replace("\"columns\": 64", "\"columns\": 4000000").replace("\"size\": 64", "\"size\": 4000000");
        ScenarioException e =
                catchThrowableOfType(ScenarioException.class, () -> small.read(huge, "huge.json", folder, Map.of()));
        assertThat(e.problems())
                .extracting(Problem::message)
                .allMatch(m -> m.contains("MiB of memory, allowed are 1 MiB"));
    }

    @Test
    void mutilatedFilesGiveProblemsAndNeverAnotherFailure() throws IOException {
        KeyedRandom random = KeyedRandom.of(1, "mutations");
        int valid = 0;
        for (int seed = 0; seed < 200; seed++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int m = 0; m < 1 + seed % 3; m++) {
                int at = random.below(text.length(), seed, m, 0);
                switch (random.below(3, seed, m, 1)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "{}[]\",:0-9eE.x".charAt(random.below(14, seed, m, 2)));
                    default -> text.setCharAt(at, (char) (' ' + random.below(95, seed, m, 3)));
                }
            }
            try {
                read(text.toString());
                valid++;
            } catch (ScenarioException e) {
                assertThat(e.problems()).as("seed " + seed).isNotEmpty();
            }
        }
        assertThat(valid).isLessThan(200);
    }

    @Test
    void theCommittedSchemaIsCurrent() throws IOException {
        Path schema = Path.of("../configs/schema/scenario.schema.json");
        String text = new SchemaGenerator().schema();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(schema, text);
        }
        assertThat(Files.readString(schema))
                .as("re-make it with: sparsecortex schema > configs/schema/scenario.schema.json")
                .isEqualTo(text);
    }

    /** 'a' and 'b' need 22 MiB each; of the reals of 'a' 65,536 steps are kept: 8 x 64 x 65,536 bytes, 32 MiB. */
    @Test
    void theWholeMustFitWhereEveryPartDoes() throws IOException {
        String text = """
            { "name": "whole", "phases": [{ "steps": 5 }],
              "inputs": { "in": { "type": "sequence", "size": 2048, "active": 40, "length": 5 } },
              "populations": { "a": { "type": "spatial-pooler", "columns": COLUMNS }, "b": { "type": "spatial-pooler", "columns": 2048 } },
              "connections": [{ "from": "in", "to": "a" }, { "from": "in", "to": "b", "delay": DELAY }] }""";
        long alone = Math.max(needs(text, "4096", "0", "a"), needs(text, "4096", "0", "b"));
        ScenarioReader narrow = new ScenarioReader(List.of(), alone + (1L << 20));
        List<Problem> both = catchThrowableOfType(
                        ScenarioException.class,
                        () -> narrow.read(filled(text, "4096", "0"), "w.json", folder, Map.of()))
                .problems();
        assertThat(both).hasSize(1);
        assertThat(both.get(0).pointer()).isEqualTo("/populations/a");
        assertThat(both.get(0).message())
                .startsWith("the scenario as a whole, in which population 'a' takes most, ")
                .contains("allowed are " + ((alone + (1L << 20)) >> 20) + " MiB");
        narrow.read(filled(text, "64", "0"), "w.json", folder, Map.of());
        Problem past = catchThrowableOfType(
                        ScenarioException.class,
                        () -> narrow.read(filled(text, "64", "65536"), "w.json", folder, Map.of()))
                .problems()
                .get(0);
        assertThat(past.pointer()).isEqualTo("/connections");
        assertThat(past.message()).contains("the past of in.sdr, 65536 steps, takes most, 64 MiB,");
    }

    private static String filled(String text, String columns, String delay) {
        return text.replace("COLUMNS", columns).replace("DELAY", delay);
    }

    /** What a population is estimated to need. */
    private long needs(String text, String columns, String delay, String name) throws IOException {
        ReadScenario read = read(filled(text, columns, delay));
        return read.scenario()
                .populations()
                .get(name)
                .estimatedBytes(BuildContext.of(name, 1, read.network().arriving(name)));
    }

    @Test
    void aNumberBeyondDoublesIsRefusedAtItsPlace() {
        List<Problem> all = problems(GOOD.replace("\"length\": 5", "\"length\": 5, \"noise\": 1e999"));
        assertThat(all).hasSize(1);
        assertThat(all.get(0).line()).isEqualTo(4);
        assertThat(all.get(0).toString()).contains("/inputs/in/noise = 1e999: is beyond the largest number");
    }

    /** Nothing is said of the value that stands in for it: not that it is no integer, nor that it is too small. */
    @ParameterizedTest
    @ValueSource(strings = {"1e999", "99999999999999999999"})
    void anIntegerBeyondItsBitsIsToldOnce(String length) {
        List<Problem> all = problems(GOOD.replace("\"length\": 5", "\"length\": " + length));
        assertThat(all).hasSize(1);
        assertThat(all.get(0).toString()).contains("/inputs/in/length = " + length + ": ");
    }

    /** One byte above 16 MiB, blanks after a good scenario; with one byte less it is read. */
    @Test
    void aFileAboveSixteenMebibytesIsRefusedUnread() throws IOException {
        Path file = folder.resolve("large.json");
        int limit = 16 << 20;
        Files.writeString(file, GOOD + " ".repeat(limit - GOOD.length()));
        new ScenarioReader(List.of()).read(file, Map.of());
        Files.writeString(file, GOOD + " ".repeat(limit - GOOD.length() + 1));
        Problem large = catchThrowableOfType(
                        ScenarioException.class, () -> new ScenarioReader(List.of()).read(file, Map.of()))
                .problems()
                .get(0);
        assertThat(large.toString()).startsWith("large.json:1:1").contains("more than 16 MiB");
    }
}
