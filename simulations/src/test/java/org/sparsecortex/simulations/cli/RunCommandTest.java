package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.json.JsonText;

class RunCommandTest {
    private static final String SCENARIO = """
        { "name": "small", "phases": [{ "steps": 300 }],
          "inputs": { "in": { "type": "sequence", "size": 64, "active": 6, "length": 5, "noise": 0.2 } },
          "populations": { "tm": { "type": "temporal-memory", "columns": 64, "cellsPerColumn": 4, "activationThreshold": 4,
                                   "minThreshold": 3 } },
          "connections": [{ "from": "in", "to": "tm" }],
          "records": [{ "id": "anomaly", "signals": ["tm.anomaly"] }],
          "metrics": [{ "id": "end", "record": "anomaly", "column": "tm.anomaly", "statistic": "mean" }] }
        """;

    @TempDir
    private Path folder;

    private Path file;
    private String printed;
    private StringWriter out = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("small.json"), SCENARIO);
    }

    private int execute(String command, Path what, String... more) {
        List<String> args = new ArrayList<>(List.of(command, what.toString()));
        args.addAll(List.of(more));
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            out = new StringWriter();
            return Main.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(args.toArray(new String[0]));
        } finally {
            System.setErr(before);
            printed = bytes.toString(StandardCharsets.UTF_8) + err;
        }
    }

    private int run(String output, String... more) {
        List<String> args =
                new ArrayList<>(List.of("--output", folder.resolve(output).toString()));
        args.addAll(List.of(more));
        return execute("run", file, args.toArray(new String[0]));
    }

    private Path directory(String output) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve(output))) {
            return all.findFirst().orElseThrow();
        }
    }

    /** Nothing listens, and nothing is ignored, before the options make sense together. */
    @Test
    void workersAreRefusedWhereTheyCannotBe() {
        Map.of(
                        "--cluster 0.0.0.0:2551", "--cluster = 0.0.0.0:2551 can be reached from other machines",
                        "--cluster 127.0.0.1", "must be ADDR:PORT",
                        "--cluster 127.0.0.1:99999", "the port is outside 0..65535",
                        "--cluster 127.0.0.1:2551 --tls nowhere", "it must hold the readable files",
                        "--workers 0", "--workers = 0 is outside 1..256",
                        "--workers 2 --engine sequential", "--engine sequential computes in one thread",
                        "--workers 2 --rejoin 5", "--workers starts its workers on this machine itself",
                        "--own-threads 2", "are for a run with --workers or --cluster",
                        "--cluster 127.0.0.1:2551 --on-loss stop --rejoin 5", "--rejoin is for --on-loss restart",
                        "--min-workers 2", "are for a run with --cluster")
                .forEach((options, sentence) -> {
                    assertThat(run("refused", options.split(" "))).as(options).isEqualTo(2);
                    assertThat(printed).as(options).contains(sentence);
                });
        assertThat(run("refused", "--deltas")).isEqualTo(2);
        assertThat(printed).contains("--deltas are for a run with --workers or --cluster");
        assertThat(folder.resolve("refused")).doesNotExist();
    }

    /** Options that would be ignored, and values that cannot be, are named as they were typed. */
    @Test
    void wrongOptionsAreNamedAsTheyWereTyped() {
        Map.of(
                        "--engine sequential --threads 4", "and --threads = 4 asks for more",
                        "--data nowhere", "--data = nowhere is no folder",
                        "--keep-checkpoints 0", "option --keep-checkpoints = 0 is outside",
                        "--feed x.csv", "has no input of type stream",
                        "--set seed=7", "from --set seed: a place in the scenario begins with '/': /seed=7",
                        "--set /seed=1e400", "from --set /seed = 1e400: is beyond the largest number",
                        "--set /seed=1.5", "from --set /seed = 1.5: is a number")
                .forEach((options, sentence) -> {
                    assertThat(run("refused", options.split(" "))).as(options).isEqualTo(2);
                    assertThat(printed).as(options).contains(sentence);
                });
        assertThat(run("refused", "--set", "/name=\"x")).isEqualTo(2);
        assertThat(printed).contains("is not valid JSON").doesNotContain("picocli");
        assertThat(folder.resolve("refused")).doesNotExist();
        assertThat(run("partitions", "--engine", "sequential", "--partitions", "3"))
                .as("it cuts")
                .isZero();
    }

    @Test
    void faultsOfATextAreToldWithoutTheNamesOfAParser() throws IOException {
        file = Files.writeString(file, "{ \"name\": " + "[".repeat(80) + "]".repeat(80) + " }");
        assertThat(run("deep")).isEqualTo(2);
        assertThat(printed)
                .containsPattern("small.json:1:[0-9]{2} .*more than 64 levels deep")
                .doesNotContain("getMax");
        file = Files.writeString(file, "{ \"name\": ");
        assertThat(run("short")).isEqualTo(2);
        assertThat(printed).contains("not valid JSON").doesNotContain("REDACTED");
    }

    @Test
    void aRunIsWatchedAtAPortOrAFreeOne() {
        assertThat(execute("run", Path.of("--watch"), file.toString(), "--output", folder + "/free"))
                .isZero();
        assertThat(printed).containsPattern("watch http://127\\.0\\.0\\.1:\\d+/");
        assertThat(run("attached", "--watch=0")).isZero();
        assertThat(printed).contains("watch http");
        Map.of(
                        "--watch=there", "'there' is not an int",
                        "--watch 70000", "--watch = 70000 is outside 0..65535",
                        "--watch --explain-plan", "--explain-plan runs nothing")
                .forEach((options, sentence) -> {
                    assertThat(run("refused", options.split(" "))).as(options).isEqualTo(2);
                    assertThat(printed).as(options).contains(sentence);
                });
        assertThat(folder.resolve("refused")).doesNotExist();
    }

    @Test
    void whatIsThereAndCompleteIsShownAgain() throws IOException {
        assertThat(run("a")).isZero();
        assertThat(printed).containsPattern("end +0\\.\\d{3,}").containsPattern("report .*report\\.html");
        String figures = printed.substring(printed.indexOf("end "));
        var written = Files.getLastModifiedTime(directory("a").resolve("manifest.json"));
        assertThat(run("a")).isZero();
        assertThat(printed).contains("is there and complete, by the same scenario and version; --force runs it again");
        assertThat(printed).as("the same figures").endsWith(figures);
        assertThat(Files.getLastModifiedTime(directory("a").resolve("manifest.json")))
                .isEqualTo(written);
        assertThat(run("a", "--force")).isZero();
        assertThat(printed).doesNotContain("is there");
    }

    @Test
    void aRunStartsFromTheModelsOfAnother() throws IOException {
        String test = "/phases/0={ \"steps\": 40, \"learn\": false }";
        assertThat(run("a", "--set", "/save=[\"tm\"]")).isZero();
        String trained = directory("a").toString();
        assertThat(run("b", "--set", test, "--from", trained)).isZero();
        double after = mean();
        assertThat(run("c", "--set", test)).isZero();
        assertThat(after).as("anomaly of a trained memory").isLessThan(mean() - 0.3);
        assertThat(run("e", "--set", test, "--from", trained, "--stop-at", "17"))
                .isZero();
        assertThat(execute("resume", directory("e"))).isZero();
        assertThat(mean()).as("after an interruption").isEqualTo(after);
        assertThat(run("d", "--from", directory("b").toString())).isEqualTo(2);
        assertThat(printed).contains("has saved no model; run its scenario with --set '/save=");
    }

    private double mean() {
        return Double.parseDouble(printed.replaceAll("(?s).*\\bend +([0-9.]+).*", "$1"));
    }

    @Test
    void whatAnotherVersionLeftIsNotTakenForItsOwn() throws IOException {
        assertThat(run("a")).isZero();
        Path manifest = directory("a").resolve("manifest.json");
        String text = Files.readString(manifest);
        assertThat(text).contains("\"sparsecortex\" : \"development\"");
        Files.writeString(manifest, text.replace("\"sparsecortex\" : \"development\"", "\"sparsecortex\" : \"0.0.1\""));
        assertThat(run("a")).isEqualTo(2);
        assertThat(printed).contains("exists (complete); use --force to replace it");
    }

    @Test
    void aRunThatStoppedAtAStepIsResumedToTheSameBytes() throws IOException {
        assertThat(run("whole")).isZero();
        assertThat(run("parts", "--stop-at", "120")).isZero();
        assertThat(printed).contains("step-000000000120.ckpt", "interrupted; continue with: ", " resume ");
        Path parts = directory("parts");
        assertThat(run("parts")).as("it is not complete").isEqualTo(2);
        assertThat(execute("resume", parts, "--partitions", "3")).isZero();
        assertThat(printed).contains("resuming from ", "report ");
        assertThat(parts.resolve("records/anomaly.csv"))
                .hasSameBinaryContentAs(directory("whole").resolve("records/anomaly.csv"));
    }

    @Test
    void aStepOutsideOfTheRunIsRefused() {
        assertThat(run("a", "--stop-at", "300")).isEqualTo(2);
        assertThat(printed).contains("--stop-at = 300 is outside 1..299");
        assertThat(run("a", "--stop-at", "10", "--set", "/sweep={\"repeats\": 2}"))
                .isEqualTo(2);
        assertThat(printed).contains("--stop-at is for a single run");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    private List<Map<String, Object>> lines() {
        return out.toString().lines().map(JsonText::parseObject).toList();
    }

    private Map<String, Object> lastLine() {
        return lines().get(lines().size() - 1);
    }

    @Test
    void progressAndEndAreToldInJson() throws IOException {
        assertThat(run("a")).isZero();
        assertThat(out.toString()).as("without --json").isEmpty();
        assertThat(run("b", "--json", "--stop-at", "120")).isZero();
        Path parts = directory("b");
        assertThat(lines()).first().satisfies(line -> assertThat(line).containsEntry("event", "progress"));
        assertThat(lastLine())
                .containsEntry("event", "end")
                .containsEntry("status", "interrupted")
                .containsEntry("run", parts.toAbsolutePath().toString())
                .containsEntry("next", "sparsecortex resume " + parts)
                .doesNotContainKey("metrics");
        assertThat(execute("resume", parts, "--json")).isZero();
        Map<String, Object> metrics = JsonText.parseObject(Files.readString(parts.resolve("metrics.json")));
        assertThat(lastLine()).containsEntry("status", "complete").containsEntry("metrics", metrics);
        assertThat(lines().get(lines().size() - 2)).containsEntry("done", 300).containsEntry("total", 300);
        assertThat(run("b", "--json")).as("it is there").isZero();
        assertThat(lines()).hasSize(1);
    }

    @Test
    void errorsAreToldInJson() {
        assertThat(run("a", "--json", "--set", "/sed=3", "--set", "/phases/0/steps=-1"))
                .isEqualTo(2);
        assertThat(lines()).hasSize(1);
        assertThat(lastLine()).containsEntry("event", "error").containsEntry("exitCode", 2);
        assertThat((List<?>) lastLine().get("errors"))
                .hasSize(2)
                .first()
                .asString()
                .contains("did you mean 'seed'");
        assertThat(printed).contains("error: ", "2 problems; nothing was run");
        assertThat(run("a", "--json", "--explain-plan")).isEqualTo(2);
        assertThat(printed).contains("--explain-plan runs nothing");
    }

    @Test
    void thePlanOfWorkersIsExplained() throws IOException {
        assertThat(run("a", "--workers", "2", "--partitions", "2", "--explain-plan"))
                .isZero();
        assertThat(printed).contains("on worker 1").contains("on worker 2");
        assertThat(run("a", "--cluster", "127.0.0.1:7355", "--explain-plan")).isEqualTo(2);
        assertThat(printed).contains("cannot know which workers will join");
        assertThat(folder.resolve("a")).as("nothing was run").doesNotExist();
    }

    @Test
    void theIndexSaysWhatRecordsHold() throws IOException {
        assertThat(run("a")).isZero();
        assertThat(run("b", "--partitions", "3", "--stop-at", "120")).isZero();
        Path index = directory("b").resolve("records/index.json");
        Files.delete(index); // as of a version that had none
        assertThat(execute("resume", directory("b"))).isZero();
        assertThat(index).hasSameBinaryContentAs(directory("a").resolve("records/index.json"));
        assertThat(JsonText.text(JsonText.parseObject(Files.readString(index))))
                .isEqualTo(
                        "{\"format\":1,\"records\":{\"anomaly\":{\"file\":\"anomaly.csv\",\"format\":\"csv\",\"first\":0,\"every\":1,"
                                + "\"count\":300,\"signals\":[{\"signal\":\"tm.anomaly\",\"kind\":\"reals\",\"size\":1,"
                                + "\"shape\":[1],\"type\":\"float64\",\"unit\":\"\","
                                + "\"doc\":\"fraction of active columns that were not predicted, 0..1\"}]}}}");
    }

    @Test
    void aRunWhoseProjectMovedResumesWithData() throws IOException {
        Path before = Files.createDirectories(folder.resolve("before"));
        Files.writeString(
                before.resolve("t.csv"),
                "x\n" + IntStream.range(0, 300).mapToObj(row -> row % 7 + "\n").collect(Collectors.joining()));
        String scenario = SCENARIO.replaceFirst(
                "\"in\": .* }(?=\\s*},)",
                "\"in\": { \"type\": \"csv\", \"path\": \"t.csv\", \"fields\": [{ \"column\": \"x\", \"encoder\": {"
                        + " \"type\": \"scalar\", \"min\": 0, \"max\": 7, \"size\": 64, \"active\": 6 } }] }");
        file = Files.writeString(before.resolve("small.json"), scenario);
        assertThat(run("whole")).as(printed).isZero();
        assertThat(run("part", "--stop-at", "100")).as(printed).isZero();
        Path after = Files.move(before, folder.resolve("after"));
        Path part = directory("part");
        assertThat(execute("resume", part)).isEqualTo(Main.USERS);
        assertThat(printed).contains("not there any more", "--data");
        assertThat(execute("resume", part, "--data", after.toString()))
                .as(printed)
                .isZero();
        for (String name : List.of("records/anomaly.csv", "metrics.json")) {
            assertThat(part.resolve(name))
                    .hasSameBinaryContentAs(directory("whole").resolve(name));
        }
    }
}
