package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.json.JsonText;

/** The Python reader on real runs; skipped, with a word, where no Python has NumPy and pandas (Debian: python3-pandas). */
class PythonTest {
    static final String SCENARIO = """
        { "name": "data", "phases": [{ "steps": 30 }],
          "inputs": {
            "in": { "type": "sequence", "size": 64, "active": 6, "length": 5, "noise": 0.1 },
            "images": { "type": "image-patches", "patch": 4, "batch": 20,
                        "images": { "type": "dead-leaves", "size": 40, "count": 2, "largest": 20 } } },
          "populations": {
            "tm": { "type": "temporal-memory", "columns": 64, "cellsPerColumn": 4, "activationThreshold": 4, "minThreshold": 3 },
            "v1": { "type": "dictionary-learning", "atoms": 5, "patch": 4, "samples": 20, "chunk": 5 } },
          "connections": [{ "from": "in", "to": "tm" }, { "from": "images.patches", "to": "v1.samples" }],
          "records": [
            { "id": "curves", "signals": ["tm.anomaly", "tm.expectedCount", "v1.mse"] },
            { "id": "predicted", "signals": ["tm.predictedColumns"] },
            { "id": "predictedNpy", "signals": ["tm.predictedColumns"], "format": "npy" },
            { "id": "early", "signals": ["tm.expectedCells"], "every": 100 },
            { "id": "segments", "signals": ["tm.segments"], "from": 5, "every": 10, "format": "npy" },
            { "id": "few", "signals": ["tm.segments[3,10:12]"] },
            { "id": "fewBits", "signals": ["tm.predictedColumns[5:40]"] },
            { "id": "tail", "signals": ["tm.anomaly"], "from": -2, "format": "npy" },
            { "id": "dictionary", "signals": ["v1.dictionary"], "rows": "last", "format": "npy" } ],
          "metrics": [
            { "id": "anomaly", "record": "curves", "column": "tm.anomaly", "statistic": "mean" },
            { "id": "none", "record": "curves", "column": "tm.anomaly", "statistic": "correlation", "reference": "tm.anomaly",
              "lastRows": 1 } ] }
        """;

    @TempDir
    private Path folder;

    /** A Python with NumPy and pandas. */
    static Optional<String> python() throws IOException, InterruptedException {
        for (String name : List.of("python3", "/usr/bin/python3", "python")) {
            try {
                Process process = new ProcessBuilder(name, "-c", "import numpy, pandas").start();
                if (process.waitFor() == 0) {
                    return Optional.of(name);
                }
            } catch (IOException notThere) {
                // the next one may be
            }
        }
        return Optional.empty();
    }

    private String run(String output, String... more) throws IOException {
        Path scenario = Files.writeString(folder.resolve("data.json"), SCENARIO);
        List<String> args = new ArrayList<>(List.of(
                "run", scenario.toString(), "--output", folder.resolve(output).toString()));
        args.addAll(List.of(more));
        assertThat(Main.execute(args.toArray(new String[0]))).isZero();
        try (Stream<Path> all = Files.list(folder.resolve(output))) {
            return all.findFirst().orElseThrow().toString();
        }
    }

    /** Every block of the tutorial prints what stands under it. */
    @Test
    @Tag("slow")
    void thePageIsAsItSays() throws IOException, InterruptedException {
        String page = Files.readString(Path.of("../docs/tutorials/python.md"));
        StringBuilder script = new StringBuilder("import functools, sparsecortex\nsparsecortex.run = functools.partial("
                + "sparsecortex.run, launcher=" + JsonText.text(launcher()) + ", output="
                + JsonText.text(folder.resolve("page").toString()) + ")\n");
        StringBuilder expected = new StringBuilder();
        Matcher block = Pattern.compile("```python\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        while (block.find()) {
            script.append(block.group(1));
            expected.append(block.group(2));
        }
        assertThat(block.reset().results()).hasSizeGreaterThan(5);
        Path file = Files.writeString(folder.resolve("page.py"), script);
        ProcessBuilder process = python(file.toString()).directory(Path.of("..").toFile());
        process.environment().put("PYTHONPATH", "python");
        assertThat(output(process)).isEqualToNormalizingWhitespace(expected);
    }

    private static ProcessBuilder python(String... arguments) throws IOException, InterruptedException {
        Optional<String> python = python();
        Assumptions.assumeTrue(
                python.isPresent(), "no python3 with numpy and pandas is here: the Python reader is not tested");
        List<String> command = new ArrayList<>(List.of(python.get(), "-B"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** What a process that ends well has printed. */
    private static String output(ProcessBuilder start) throws IOException, InterruptedException {
        Process process = start.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static List<String> launcher() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-cp", System.getProperty("java.class.path"), "org.sparsecortex.simulations.cli.Main");
    }

    @Test
    void readsRunsAndStartsThem() throws IOException, InterruptedException {
        ProcessBuilder tests = python("-m", "unittest", "-v", "test_sparsecortex");
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("whole", run("whole"));
        given.put("stopped", run("stopped", "--stop-at", "12"));
        given.put(
                "sweep",
                run(
                        "sweep",
                        "--set",
                        "/sweep={\"repeats\": 2, \"axes\": [{\"pointer\": \"/inputs/in/noise\", \"label\": \"noise\","
                                + " \"values\": [0.0, 0.5]}]}"));
        given.put("scenario", folder.resolve("data.json").toString());
        given.put("output", folder.resolve("started").toString());
        given.put("launcher", launcher());
        Path file = Files.writeString(folder.resolve("given.json"), JsonText.pretty(given));
        tests.directory(Path.of("../python").toFile());
        tests.environment().put("SPARSECORTEX_TEST", file.toString());
        String said = output(tests);
        assertThat(said).containsPattern("Ran \\d+ tests").doesNotContain("Ran 0 tests", "skipped");
    }
}
