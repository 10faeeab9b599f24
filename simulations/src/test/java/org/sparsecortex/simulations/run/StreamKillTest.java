package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.cli.Main;
import org.sparsecortex.simulations.run.RunOptions.Engine;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/** A process that reads rows from standard input is killed and started again: every row is told once, in memory that stays flat. */
@EnabledOnOs(OS.LINUX)
class StreamKillTest {
    private static final String SCENARIO = """
        { "name": "killed-stream", "phases": [{ "steps": 0 }],
          "inputs": { "in": { INPUT,
            "fields": [{ "column": "value", "encoder": { "type": "scalar", "min": 0, "max": 100, "size": 128, "active": 8 } }] } },
          "populations": {
            "tm": { "type": "temporal-memory", "columns": 128, "cellsPerColumn": 2, "activationThreshold": 5, "minThreshold": 4,
                    "maxNewSynapses": 8, "maxSegmentsPerCell": 4, "maxSynapsesPerSegment": 12 },
            "likelihood": { "type": "anomaly-likelihood" } },
          "connections": [{ "from": "in.sdr", "to": "tm.columns" }, { "from": "tm.anomaly", "to": "likelihood.score" }],
          "records": [{ "id": "scores", "signals": ["in.value", "tm.anomaly", "likelihood.likelihood"] },
                      { "id": "sample", "signals": ["tm.anomaly"], "every": 100, "format": "npy" }],
          "metrics": [{ "id": "mean", "record": "sample", "column": "tm.anomaly", "statistic": "mean" }] }
        """;

    @TempDir
    private Path folder;

    private static String row(long i) {
        return String.format(
                Locale.ROOT, "%d,%.2f%n", i, 50 + 40 * Math.sin(i * 0.2) + i * 2_654_435_761L % 1000 / 200.0);
    }

    private Process start(String heap) throws IOException {
        Files.writeString(folder.resolve("stream.json"), SCENARIO.replace("INPUT", "\"type\": \"stream\""));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        folder.resolve("stream.json").toString(),
                        "--resume",
                        "--replay",
                        "--threads",
                        "2",
                        "--output",
                        folder.resolve("runs").toString(),
                        "--results",
                        folder.resolve("results.jsonl").toString(),
                        "--checkpoint-seconds",
                        "0.5")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("printed").toFile()))
                .start();
    }

    /** Sends all rows, or as many as the process takes before it is killed. */
    private static Thread send(Process process, long rows) {
        Thread sender = new Thread(() -> {
            try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
                out.write("n,value\n".getBytes(StandardCharsets.UTF_8));
                for (long i = 0; i < rows; i++) {
                    out.write(row(i).getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException killed) {
                assertThat(process.isAlive()).isFalse();
            }
        });
        sender.start();
        return sender;
    }

    private Path run() throws IOException {
        try (var runs = Files.list(folder.resolve("runs"))) {
            return runs.findFirst().orElseThrow();
        }
    }

    private long told() throws IOException {
        Path results = folder.resolve("results.jsonl");
        return Files.exists(results) ? Files.size(results) : 0;
    }

    private void waitFor(Process process, long bytes) throws IOException, InterruptedException {
        while (process.isAlive() && told() < bytes) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(process.isAlive())
                .as(() -> {
                    try {
                        return Files.readString(folder.resolve("printed"));
                    } catch (IOException e) {
                        return e.getMessage();
                    }
                })
                .isTrue();
    }

    private void kill(Process process) throws InterruptedException {
        process.destroyForcibly(); // SIGKILL
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    private void assertEveryRowOnce(long rows) throws IOException {
        try (BufferedReader results = Files.newBufferedReader(folder.resolve("results.jsonl"));
                BufferedReader kept = Files.newBufferedReader(run().resolve("rows/in.csv"))) {
            assertThat(kept.readLine()).isEqualTo("n,value");
            for (long i = 0; i < rows; i++) {
                String line = results.readLine();
                if (!line.startsWith("{\"record\":\"scores\",\"step\":" + i + ",")) {
                    throw new AssertionError("line " + i + " is " + line);
                }
                String row = kept.readLine();
                if (!row.equals(row(i).strip())) {
                    throw new AssertionError("row " + i + " is " + row);
                }
            }
            assertThat(results.readLine()).isNull();
            assertThat(kept.readLine()).isNull();
        }
    }

    @Test
    void everyRowIsToldOnceOverKillAndRestart() throws IOException, InterruptedException {
        long rows = 6000;
        long[] moments = {250_000};
        for (long bytes : moments) {
            Process process = start("-Xmx128m");
            Thread sender = send(process, rows);
            waitFor(process, bytes);
            kill(process);
            sender.join();
        }
        Process last = start("-Xmx128m");
        send(last, rows).join();
        assertThat(last.waitFor())
                .as(Files.readString(folder.resolve("printed")))
                .isZero();
        assertEveryRowOnce(rows);
        String text = SCENARIO.replace("INPUT", "\"type\": \"csv\", \"path\": \"rows.csv\"");
        Files.copy(run().resolve("rows/in.csv"), folder.resolve("rows.csv"));
        ReadScenario read = new ScenarioReader(List.of()).read(text, "file.json", folder, Map.of());
        RunDirectory file = Simulation.run(
                read, new RunOptions(folder.resolve("file"), Engine.SEQUENTIAL, 1, 1, 0, false), new RunListener() {});
        assertThat(run().resolve("records/scores.csv"))
                .hasSameBinaryContentAs(file.records().resolve("scores.csv"));
        assertThat(run().resolve("metrics.json")).hasSameBinaryContentAs(file.metrics());
    }

    /** Resident memory of a process in MiB. */
    private static long resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .sum();
    }

    @Test
    @Tag("slow")
    @Tag("exhaustive")
    void aMillionRowsInMemoryThatStaysFlat() throws IOException, InterruptedException {
        long rows = 1_000_000;
        long perRow = 110;
        Process first = start("-Xmx64m");
        Thread sender = send(first, rows);
        waitFor(first, rows * perRow / 3);
        kill(first);
        sender.join();
        Process second = start("-Xmx64m");
        sender = send(second, rows);
        List<Long> resident = new ArrayList<>();
        for (int tenth = 5; tenth < 10; tenth++) {
            waitFor(second, rows * perRow * tenth / 10);
            resident.add(resident(second));
        }
        sender.join();
        assertThat(second.waitFor())
                .as(Files.readString(folder.resolve("printed")))
                .isZero();
        System.out.println(
                "resident memory of a process with 64 MiB of heap, MiB, at each tenth of the rows: " + resident);
        assertThat(resident.get(resident.size() - 1)).isLessThan(resident.get(0) + 40);
        assertEveryRowOnce(rows);
        try (var lines = Files.lines(run().resolve("records/scores.csv"))) {
            assertThat(lines.count()).isEqualTo(rows + 1);
        }
    }
}
