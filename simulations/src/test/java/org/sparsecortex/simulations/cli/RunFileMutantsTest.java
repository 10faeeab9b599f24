package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.run.Damage;

/**
 * Damaged files of runs - checkpoints, records, manifests, scenarios, metrics: a run that was stopped goes on to the files of a
 * whole one or is refused with words, and so is what was finished and is to be drawn. {@code -Dmutants.runs=1000} for more.
 */
@Tag("slow")
class RunFileMutantsTest {
    private static final String SCENARIO = """
        { "name": "small", "phases": [{ "steps": 160 }],
          "inputs": { "in": { "type": "sequence", "size": 64, "active": 6, "length": 5, "noise": 0.2 } },
          "populations": { "tm": { "type": "temporal-memory", "columns": 64, "cellsPerColumn": 4, "activationThreshold": 4, "minThreshold": 3 } },
          "connections": [{ "from": "in", "to": "tm" }],
          "records": [{ "id": "anomaly", "signals": ["tm.anomaly", "in.index"] },
                      { "id": "cells", "signals": ["tm.activeCells"], "every": 2, "format": "npy" }],
          "metrics": [{ "id": "end", "record": "anomaly", "column": "tm.anomaly", "statistic": "mean" }] }
        """;

    @TempDir
    private Path folder;

    private String printed = "";

    private int execute(String... args) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text, true);
        int code = Main.commandLine().setErr(writer).setOut(writer).execute(args);
        printed = text.toString();
        return code;
    }

    private Path run(String output, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("small.json"), SCENARIO);
        String out = folder.resolve(output).toString();
        List<String> args = new ArrayList<>(List.of("run", file.toString(), "--output", out));
        args.addAll(List.of(more));
        assertThat(execute(args.toArray(new String[0]))).as(printed).isZero();
        try (Stream<Path> all = Files.list(folder.resolve(output))) {
            return all.findFirst().orElseThrow();
        }
    }

    private static Map<String, byte[]> files(Path run) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(run)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(run.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void write(Path run, Map<String, byte[]> files) throws IOException {
        for (var file : files.entrySet()) {
            Path path = run.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void aDamagedFileOfARunIsPassedOverOrRefused() throws IOException {
        Map<String, byte[]> whole = files(run("whole"));
        Map<String, byte[]> stopped = files(run("stopped", "--checkpoint-every", "50", "--stop-at", "120"));
        assertThat(stopped.keySet().stream().filter(name -> name.endsWith(".ckpt")))
                .hasSize(2);
        long count = Long.getLong("mutants.runs", 60);
        int resumed = 0;
        for (long key = 0; key < count; key++) {
            boolean ended = key % 4 == 3;
            Map<String, byte[]> files = new TreeMap<>(ended ? whole : stopped);
            List<String> names = files.keySet().stream()
                    .filter(name -> !name.matches("report.html|charts/.*|.*lock.*"))
                    .filter(name -> files.get(name).length > 0)
                    .toList();
            String name = names.get((int) (key / 4 % names.size()));
            files.put(name, Damage.of(files.get(name), key));
            Path run = folder.resolve("mutant").resolve("small-00000000");
            write(run, files);
            int code = execute(ended ? "plot" : "resume", run.toString());
            String what = "mutant " + key + ", " + name + " damaged: " + printed;
            assertThat(code).as(what).isIn(0, Main.USERS);
            assertThat(printed).as(what).doesNotContain("Exception", "\tat ", ": null");
            if (code == 0 && !ended) {
                resumed++;
                Map<String, byte[]> now = files(run);
                for (String result : List.of("records/anomaly.csv", "records/cells.npy", "metrics.json")) {
                    assertThat(now.get(result)).as(result + ", " + what).isEqualTo(whole.get(result));
                }
            } else if (code != 0) {
                assertThat(printed).as(what).contains("error: ").hasSizeGreaterThan(30);
            }
            delete(folder.resolve("mutant"));
        }
        assertThat(resumed).as("went on to the end").isGreaterThan((int) count / 3);
    }

    /** A run that starts from a model of its own folder, or from arrays of another program. */
    private Path starting(String name, String from) throws IOException {
        String text = SCENARIO.replace("\"small\"", "\"" + name + "\"")
                .replace("\"steps\": 160", "\"steps\": 20")
                .replace("\"metrics\"", "\"from\": { \"tm\": { " + from + " } }, \"metrics\"");
        return Files.writeString(folder.resolve(name + ".json"), text);
    }

    /** Models say what they are in a header; zip has check sums: nothing that was damaged is taken for something else. */
    @Test
    void aDamagedModelIsRefusedByItsName() throws IOException {
        Path saving = run("saving", "--set", "/save=[\"tm\"]");
        byte[] model = Files.readAllBytes(saving.resolve("models/tm.npz"));
        Path file = folder.resolve("model.npz");
        Files.write(file, model);
        Path scenario = starting("started", "\"file\": \"model.npz\"");
        String output = folder.resolve("started").toString();
        assertThat(execute("run", scenario.toString(), "--output", output))
                .as(printed)
                .isZero();
        long count = Long.getLong("mutants.runs", 60);
        int refused = 0;
        for (long key = 0; key < count; key++) {
            Files.write(file, Damage.of(model, key));
            int code = execute("run", scenario.toString(), "--output", output, "--force");
            String what = "model mutant " + key + ": " + printed;
            assertThat(code).as(what).isIn(0, Main.USERS);
            assertThat(printed).as(what).doesNotContain("Exception", "\tat ", ": null");
            if (code == Main.USERS) {
                assertThat(printed).as(what).contains("model.npz");
                refused++;
            }
        }
        assertThat(refused).as("of " + count).isGreaterThan((int) (count / 4));
    }
}
