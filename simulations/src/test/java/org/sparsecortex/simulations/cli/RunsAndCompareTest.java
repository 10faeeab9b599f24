package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsAndCompareTest {
    private static final String SCENARIO = """
        { "name": "small", "seed": 1, "phases": [{ "steps": 40 }],
          "inputs": { "in": { "type": "sequence", "size": 64, "active": 6, "length": 5, "noise": 0.2 } },
          "populations": { "tm": { "type": "temporal-memory", "columns": 64, "cellsPerColumn": 4, "activationThreshold": 4,
                                   "minThreshold": 3 } },
          "connections": [{ "from": "in", "to": "tm" }],
          "records": [{ "id": "anomaly", "signals": ["tm.anomaly"] },
                      { "id": "growth", "signals": ["tm.segments"], "rows": "last" }],
          "metrics": [{ "id": "end", "record": "anomaly", "column": "tm.anomaly", "statistic": "mean" }],
          "charts": [
            { "type": "line", "id": "score", "title": "Anomaly", "x": { "label": "step" }, "y": { "label": "anomaly" },
              "series": [{ "record": "anomaly", "y": "tm.anomaly" }] },
            { "type": "histogram", "id": "segments", "record": "growth", "columns": ["tm.segments"],
              "x": { "label": "segments" } } ] }
        """;

    @TempDir
    private Path folder;

    private String printed;

    private int execute(String... args) {
        StringWriter text = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(text, true))
                .setErr(new PrintWriter(text, true))
                .execute(args);
        printed = text.toString();
        return code;
    }

    private Path run(String output, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("small.json"), SCENARIO);
        Path to = folder.resolve(output);
        List<String> args = Stream.concat(Stream.of("run", file.toString(), "--output", to.toString()), Stream.of(more))
                .toList();
        assertThat(execute(args.toArray(new String[0]))).as(printed).isZero();
        try (Stream<Path> all = Files.list(to)) {
            return all.findFirst().orElseThrow();
        }
    }

    @Test
    void runsAreListedWithStateAgeAndWhatWasSet() throws IOException {
        Path runs = folder.resolve("runs");
        assertThat(execute("runs", runs.toString())).isEqualTo(2);
        assertThat(printed).contains("is no folder of runs");
        Files.createDirectories(runs.resolve("something else"));
        assertThat(execute("runs", runs.toString())).isZero();
        assertThat(printed).startsWith("there is no run in");
        run("runs", "--set", "/seed=7", "--stop-at", "10");
        run("runs");
        Files.createDirectories(runs.resolve("hurt-00000000"));
        Files.writeString(runs.resolve("hurt-00000000/manifest.json"), "{");
        assertThat(execute("runs", runs.toString())).isZero();
        assertThat(printed.lines().toList())
                .hasSize(4)
                .anyMatch(line -> line.matches("RUN +STATE +AGE +SET"))
                .anyMatch(line -> line.matches("small-[0-9a-f]{8} +interrupted +\\d+ s +/seed=7"))
                .anyMatch(line -> line.matches("small-[0-9a-f]{8} +complete +\\d+ s"))
                .anyMatch(line -> line.matches("hurt-00000000 +damaged manifest +\\d+ s"));
    }

    @Test
    void agesAreToldInTheirLargestUnit() {
        assertThat(Stream.of(0, 119, 120, 7199, 7200, 172_799, 172_800)
                        .map(s -> RunsCommand.age(Duration.ofSeconds(s))))
                .containsExactly("0 s", "119 s", "2 min", "119 min", "2 h", "47 h", "2 d");
    }

    @Test
    void runsAreComparedOnAPageAndInATable() throws IOException {
        Path one = run("one");
        Path two = run("two", "--set", "/inputs/in/noise=0.0", "--set", "/seed=2");
        Path to = folder.resolve("out");
        assertThat(execute("compare", one.toString(), two.toString(), "--output", to.toString()))
                .as(printed)
                .isZero();
        var rows = CSVFormat.RFC4180
                .parse(Files.newBufferedReader(to.resolve("comparison.csv")))
                .getRecords();
        assertThat(rows.get(0).toList()).containsExactly("kind", "name", one.toString(), two.toString());
        assertThat(rows.get(1).toList()).containsExactly("parameter", "/inputs/in/noise", "0.2", "0.0");
        assertThat(rows.get(2).toList()).containsExactly("parameter", "/seed", "1", "2");
        assertThat(rows.get(3).get(1)).isEqualTo("end");
        assertThat(Files.readString(one.resolve("metrics.json")))
                .contains(rows.get(3).get(2));
        assertThat(rows).hasSize(4);
        String page = Files.readString(to.resolve("comparison.html"));
        assertThat(page)
                .contains("<th>noise = 0.2, seed = 1</th>", "<th>/inputs/in/noise</th><td>0.2</td><td>0.0</td>")
                .contains("title=\"" + rows.get(3).get(2) + "\"")
                .contains("<figcaption>Anomaly</figcaption>", "charts/score.pdf")
                .contains("segments: noise = 0.2, seed = 1", "segments: noise = 0.0, seed = 2");
        assertThat(Files.readString(to.resolve("charts/score.svg")))
                .contains("noise = 0.2, seed = 1", "noise = 0.0, seed = 2");
        assertThat(to.resolve("charts/segments.svg"))
                .as("a histogram is not drawn over another")
                .doesNotExist();

        assertThat(execute("compare", one.toString(), two.toString(), "--output", to.toString()))
                .isEqualTo(2);
        assertThat(printed).contains("use --force to replace it");
        assertThat(execute("compare", one.toString(), two.toString(), "--output", to.toString(), "--force"))
                .isZero();
    }

    @Test
    void whatCannotBeComparedIsRefused() throws IOException {
        Path one = run("one");
        assertThat(execute("compare", one.toString())).isEqualTo(2);
        assertThat(execute("compare", one.toString(), folder.toString())).isEqualTo(2);
        assertThat(printed).contains("is no run directory: scenario.json is missing");
        assertThat(execute("compare", one.toString(), one.toString(), "--output", one.toString(), "--force"))
                .isEqualTo(2);
        assertThat(printed).contains("it is no comparison, name another --output");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(execute("compare", one.toString(), one.toString(), "--output", file.toString()))
                .isEqualTo(2);
    }
}
