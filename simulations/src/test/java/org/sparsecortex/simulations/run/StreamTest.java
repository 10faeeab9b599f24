package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.live.LiveOptions;
import org.sparsecortex.simulations.live.RowFeed;
import org.sparsecortex.simulations.problem.ScenarioException;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunOptions.Engine;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/** Rows that arrive while a run goes on give what the same rows in a file give, whatever ends the run in between. */
@Timeout(120)
class StreamTest {
    private static final String FIELDS = """
        "fields": [{ "column": "value", "encoder": { "type": "scalar", "min": 0, "max": 20, "size": 64, "active": 8 } }],
        "rows": { "reset": "new", "learn": "learn" }""";
    private static final String SCENARIO = """
        { "name": "live", "phases": [{ "steps": 0 }],
          "inputs": { "in": { INPUT, FIELDS } },
          "populations": { "tm": { "type": "temporal-memory", "columns": 64, "cellsPerColumn": 4, "activationThreshold": 5, "minThreshold": 4 } },
          "connections": [{ "from": "in.sdr", "to": "tm.columns" }],
          "records": [{ "id": "anomaly", "signals": ["tm.anomaly", "in.value"] },
                      { "id": "cells", "signals": ["tm.activeCells"], "every": 7 },
                      { "id": "numbers", "signals": ["in.value"], "format": "npy" }],
          "metrics": [{ "id": "end", "record": "anomaly", "column": "tm.anomaly", "statistic": "mean" }] }
        """;
    private static final int ROWS = 300;
    private static final String HEADER = "value,new,learn\n";

    private static final InputStream STDIN = System.in;

    @TempDir
    private Path folder;

    private final StringBuilder printed = new StringBuilder();

    @AfterEach
    void givesStandardInputBack() {
        System.setIn(STDIN);
    }

    private static String row(int i) {
        return (i * i % 7 + 5 * (i % 3)) + "," + (i % 50 == 0 ? 1 : 0) + "," + (i > 200 && i < 230 ? 0 : 1) + "\n";
    }

    private static String rows(int from, int to) {
        return String.join(
                "", IntStream.range(from, to).mapToObj(StreamTest::row).toList());
    }

    private ReadScenario read(String input) throws IOException {
        String text = SCENARIO.replace("INPUT", input).replace("FIELDS", FIELDS);
        return new ScenarioReader(List.of()).read(text, "live.json", folder, Map.of());
    }

    private ReadScenario stream() throws IOException {
        return read("\"type\": \"stream\"");
    }

    private RunOptions options(String place, Engine engine, LiveOptions live) {
        return new RunOptions(folder.resolve(place), engine, 2, 3, 40, false).with(0, live);
    }

    private static LiveOptions live(RowFeed feed, boolean replay, boolean keepOpen, Optional<Path> results) {
        return new LiveOptions(Optional.of(feed), replay, keepOpen, results, -1);
    }

    private static LiveOptions stdin(boolean replay, boolean keepOpen) {
        return live(new RowFeed.StandardInput(), replay, keepOpen, Optional.empty());
    }

    /** Prints results, and asks to stop after a step. */
    private class Listener implements RunListener {
        private final AtomicLong until = new AtomicLong(Long.MAX_VALUE);
        final AtomicLong done = new AtomicLong();
        private final List<String> messages = new ArrayList<>();

        @Override
        public void results(String lines) {
            printed.append(lines);
        }

        @Override
        public void progress(long steps, long total) {
            done.set(steps);
        }

        @Override
        public boolean stopRequested() {
            return done.get() >= until.get();
        }

        @Override
        public synchronized void message(String line) {
            messages.add(line);
        }

        synchronized List<String> messages() {
            return List.copyOf(messages);
        }
    }

    private RunDirectory run(String place, Engine engine, LiveOptions live, String text) throws IOException {
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return Simulation.runOrResume(stream(), options(place, engine, live), new Listener());
    }

    private RunDirectory fromFile() throws IOException {
        Files.writeString(folder.resolve("rows.csv"), HEADER + rows(0, ROWS));
        ReadScenario read = read("\"type\": \"csv\", \"path\": \"rows.csv\"");
        return Simulation.run(
                read, new RunOptions(folder.resolve("file"), Engine.SEQUENTIAL, 1, 1, 0, false), new Listener());
    }

    private void assertLikeTheFile(RunDirectory run) throws IOException {
        RunDirectory oracle = fromFile();
        assertThat(run.isComplete()).isTrue();
        for (String record : List.of("anomaly.csv", "cells.csv", "numbers.npy", "index.json")) {
            assertThat(run.records().resolve(record))
                    .hasSameBinaryContentAs(oracle.records().resolve(record));
        }
        assertThat(run.metrics()).hasSameBinaryContentAs(oracle.metrics());
        assertThat(run.rows().resolve("in.csv")).hasSameBinaryContentAs(folder.resolve("rows.csv"));
    }

    @Test
    void aStreamGivesTheBytesOfTheSameRowsInAFile() throws IOException {
        for (Engine engine : Engine.values()) {
            RunDirectory run = run(engine.name(), engine, LiveOptions.defaults(), HEADER + rows(0, ROWS));
            assertLikeTheFile(run);
            RunDirectory.delete(folder.resolve("file"));
        }
        assertThat(printed.toString().lines())
                .contains(
                        "{\"event\":\"ready\",\"row\":0}",
                        "{\"record\":\"anomaly\",\"step\":0,\"tm.anomaly\":1.0,\"in.value\":0.0}",
                        "{\"event\":\"checkpoint\",\"row\":300}");
    }

    @Test
    void theEndOfStandardInputCanLeaveTheRunOpen() throws IOException {
        RunDirectory run = run("open", Engine.ACTORS, stdin(false, true), HEADER + rows(0, 100) + "7,0");
        assertThat(run.status()).isEqualTo("interrupted");
        printed.setLength(0);
        run("open", Engine.SEQUENTIAL, stdin(false, true), HEADER + rows(100, 101));
        assertThat(printed.toString().lines())
                .as("the half line before was no row")
                .contains("{\"event\":\"ready\",\"row\":100}")
                .filteredOn(line -> line.contains("\"anomaly\""))
                .hasSize(1);
        assertLikeTheFile(run("open", Engine.ACTORS, stdin(true, false), HEADER + rows(0, ROWS)));
    }

    @Test
    void aFeedThatBeginsAgainMustBeginWithTheSameRows() throws IOException {
        run("again", Engine.SEQUENTIAL, stdin(false, true), HEADER + rows(0, 50));
        assertThatThrownBy(() -> run("again", Engine.SEQUENTIAL, stdin(true, false), HEADER + rows(1, ROWS)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("row 0 of standard input is '" + row(1).strip() + "', but the run has kept '"
                        + row(0).strip() + "'");
        assertThatThrownBy(() -> run("again", Engine.SEQUENTIAL, stdin(true, false), HEADER + rows(0, 49)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has only 49 rows, but the run has kept 50");
        assertLikeTheFile(run("again", Engine.SEQUENTIAL, stdin(false, false), rows(50, ROWS)));
    }

    @Test
    void aWrongRowEndsTheRunAndIsNotTaken() throws IOException {
        String wrong = HEADER + rows(0, 60) + "seven,0,1\n" + rows(61, ROWS);
        assertThatThrownBy(() -> run("wrong", Engine.ACTORS, LiveOptions.defaults(), wrong))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("row 60 of standard input (counted from 0): column 'value': 'seven'");
        assertThat(printed.toString()).contains("\"step\":59,").doesNotContain("\"step\":60,");
        assertLikeTheFile(run("wrong", Engine.ACTORS, LiveOptions.defaults(), rows(60, ROWS)));
    }

    @Test
    void aFileOfResultsHoldsEachLineOnce() throws IOException {
        Path whole = folder.resolve("whole.jsonl");
        LiveOptions once = live(new RowFeed.StandardInput(), true, false, Optional.of(whole));
        run("whole", Engine.ACTORS, once, HEADER + rows(0, ROWS));
        Path parts = folder.resolve("parts.jsonl");
        LiveOptions open = live(new RowFeed.StandardInput(), true, true, Optional.of(parts));
        for (int end : new int[] {1, 90, 140}) {
            run("parts", Engine.SEQUENTIAL, open, HEADER + rows(0, end));
            String text = Files.readString(parts);
            Files.writeString(parts, text.substring(0, text.length() - 5)); // killed in the middle of a line
            Files.writeString(folder.resolve("parts/" + name() + "/rows/in.csv"), "1", StandardOpenOption.APPEND);
            removeNewestCheckpoint("parts");
        }
        LiveOptions last = live(new RowFeed.StandardInput(), true, false, Optional.of(parts));
        assertLikeTheFile(run("parts", Engine.ACTORS, last, HEADER + rows(0, ROWS)));
        assertThat(parts).hasSameBinaryContentAs(whole);
        assertThat(Files.readAllLines(whole)).hasSize(ROWS + (ROWS + 6) / 7);
        assertThatThrownBy(() -> run("other", Engine.ACTORS, last, HEADER + rows(0, ROWS)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the file is not empty");
    }

    private String name() throws IOException {
        return "live-" + stream().hash().substring(0, 8);
    }

    private void removeNewestCheckpoint(String place) throws IOException {
        Files.delete(new RunDirectory(folder.resolve(place).resolve(name()))
                .lastCheckpoint()
                .orElseThrow());
    }

    @Test
    void aFileThatGrowsIsFollowedAndCtrlCEndsWithACheckpoint() throws Exception {
        Path file = folder.resolve("growing.csv");
        Files.writeString(file, HEADER + rows(0, 10) + row(10).substring(0, 2));
        LiveOptions live = live(RowFeed.parse(file.toString()), false, false, Optional.empty());
        Listener first = new Listener();
        first.until.set(10);
        RunDirectory run = Simulation.run(stream(), options("growing", Engine.ACTORS, live), first);
        assertThat(run.status()).isEqualTo("interrupted");
        assertThat(run.lastCheckpoint().orElseThrow().toString()).endsWith("step-000000000010.ckpt");
        Listener second = new Listener();
        second.until.set(ROWS);
        Thread writer = new Thread(() -> append(second, file, row(10).substring(2) + rows(11, ROWS)));
        writer.start();
        Simulation.resume(run, stream(), options("growing", Engine.SEQUENTIAL, live), second);
        writer.join();
        assertThat(run.rows().resolve("in.csv")).hasSameTextualContentAs(file);
        assertThat(run.records().resolve("anomaly.csv.partial")).exists();
        Files.writeString(file, HEADER);
        assertThatThrownBy(() ->
                        Simulation.resume(run, stream(), options("growing", Engine.SEQUENTIAL, live), new Listener()))
                .hasMessageContaining("has only 0 rows, but the run has kept 300");
    }

    private static void append(Listener listener, Path file, String text) {
        try {
            for (int at = 0; at < text.length(); at += 100) {
                Files.writeString(
                        file, text.substring(at, Math.min(text.length(), at + 100)), StandardOpenOption.APPEND);
                TimeUnit.MILLISECONDS.sleep(2);
            }
        } catch (IOException | InterruptedException e) {
            listener.until.set(0);
        }
    }

    @Test
    void sendersAtAPortAreToldWhichRowIsWanted() throws Exception {
        LiveOptions live = live(RowFeed.parse("tcp:0"), false, false, Optional.empty());
        Listener listener = new Listener();
        listener.until.set(ROWS);
        List<Long> wanted = new ArrayList<>();
        Thread sender = new Thread(() -> send(listener, wanted));
        sender.start();
        RunDirectory run = Simulation.run(stream(), options("port", Engine.ACTORS, live), listener);
        sender.join();
        assertThat(wanted).containsExactly(0L, 120L, 121L);
        assertThat(Files.readString(run.rows().resolve("in.csv"))).isEqualTo(HEADER + rows(0, ROWS));
    }

    /** Nothing was taken, so nothing is left that a second try would have to be told to replace. */
    @Test
    void aWrongFirstLineLeavesNoDirectory() throws IOException {
        for (Engine engine : Engine.values()) {
            assertThatThrownBy(() -> run("wrong", engine, stdin(false, false), "other,names\n1,2\n"))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("the first line of");
            assertThat(folder.resolve("wrong")).isEmptyDirectory();
        }
        RunDirectory run = run("wrong", Engine.SEQUENTIAL, stdin(false, false), HEADER + rows(0, ROWS));
        assertThat(run.isComplete()).isTrue();
    }

    /** Three senders: one breaks off within a row, the second sends one row, the third all others and the header again. */
    private static void send(Listener listener, List<Long> wanted) {
        try {
            while (listener.messages().stream().noneMatch(m -> m.startsWith("waiting for rows"))) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            String told = listener.messages().get(0);
            assertThat(told).startsWith("waiting for rows at 127.0.0.1 port ");
            int port = Integer.parseInt(told.replaceFirst(".*port ", ""));
            for (String text : List.of(HEADER + rows(0, 120) + "3", rows(120, 121), HEADER + rows(121, ROWS))) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    BufferedReader answers =
                            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    wanted.add(Long.parseLong(answers.readLine().replaceAll("\\D", "")));
                    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                    socket.shutdownOutput();
                    while (answers.readLine() != null) {}
                }
            }
        } catch (IOException | InterruptedException e) {
            listener.until.set(0);
        }
    }

    /** Whoever sends faster than the run takes is held back: no more is read than the rows that may wait. */
    @Test
    void aSlowRunHoldsTheSenderBack() throws Exception {
        AtomicLong read = new AtomicLong();
        byte[] row = row(1).getBytes(StandardCharsets.UTF_8);
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] to, int at, int length) {
                for (int i = 0; i < length; i++) {
                    to[at + i] = row[(int) ((i + read.get()) % row.length)];
                }
                read.addAndGet(length);
                return length;
            }
        };
        InputStream header = new ByteArrayInputStream(HEADER.getBytes(StandardCharsets.UTF_8));
        System.setIn(new SequenceInputStream(header, endless));
        Listener listener = new Listener() {
            @Override
            public void results(String lines) {
                if (done.get() < 20_000) { // the reader of the results takes its time
                    sleep(20);
                    long ahead = read.get() / row.length - done.get();
                    assertThat(ahead).isLessThan(4096 + 4096 + 2 * (1 << 16) / row.length);
                }
            }
        };
        listener.until.set(20_000);
        Simulation.run(stream(), options("endless", Engine.ACTORS, LiveOptions.defaults()), listener);
        assertThat(listener.done.get()).isGreaterThanOrEqualTo(20_000);
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatAStreamCannotHaveIsRefused() {
        assertProblem("\"phases\": [{ \"steps\": 0 }, { \"steps\": 5 }]", "/phases/0", "so no phase can follow");
        assertProblem(
                "\"phases\": [{ \"steps\": 0 }], \"sweep\": { \"axes\": [{ \"pointer\": \"/seed\", \"label\": \"seed\", \"values\": [1, 2] }] }",
                "/sweep",
                "come once");
    }

    private void assertProblem(String phases, String pointer, String why) {
        String text = SCENARIO.replace("INPUT", "\"type\": \"stream\"")
                .replace("FIELDS", FIELDS)
                .replace("\"phases\": [{ \"steps\": 0 }]", phases);
        assertThatThrownBy(() -> new ScenarioReader(List.of()).read(text, "live.json", folder, Map.of()))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(pointer)
                .hasMessageContaining(why);
    }

    @Test
    void recordsFromTheEndAndSecondStreamsAreRefused() {
        String text = SCENARIO.replace("{ INPUT, FIELDS }", "{ INPUT, FIELDS }, \"two\": { INPUT, FIELDS }")
                .replace("INPUT", "\"type\": \"stream\"")
                .replace("FIELDS", FIELDS)
                .replace("\"every\": 7", "\"rows\": \"last\"")
                .replace("\"format\": \"npy\"", "\"from\": -5");
        assertThatThrownBy(() -> new ScenarioReader(List.of()).read(text, "live.json", folder, Map.of()))
                .hasMessageContaining("/inputs/two")
                .hasMessageContaining("one stream at most")
                .hasMessageContaining("/records/1/rows")
                .hasMessageContaining("/records/2/from");
    }

    @Test
    void optionsForAStreamNeedOne() throws IOException {
        Files.writeString(folder.resolve("rows.csv"), HEADER + rows(0, 20));
        ReadScenario read = read("\"type\": \"csv\", \"path\": \"rows.csv\"");
        RunOptions options = options("none", Engine.SEQUENTIAL, stdin(true, false));
        assertThatThrownBy(() -> Simulation.run(read, options, new Listener()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has no input of type stream");
        assertThat(options.output()).doesNotExist(); // nothing is written, and the right command is not refused
    }
}
