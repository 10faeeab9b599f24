package org.sparsecortex.simulations.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunListener;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.run.Sweep;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/** A run that is watched: what its page shows, whom it answers, and that the run does not notice. */
class LiveViewTest {
    private static final String SCENARIO = """
        { "name": "watched", "description": "a <b>memory</b>", "phases": [{ "steps": %d }],
          "inputs": { "in": { "type": "sequence", "size": 64, "active": 6, "length": 5, "noise": 0.2 } },
          "populations": { "tm": { "type": "temporal-memory", "columns": 64, "cellsPerColumn": 4, "activationThreshold": 4,
                                   "minThreshold": 3 } },
          "connections": [{ "from": "in", "to": "tm" }],
          "records": [{ "id": "anomaly", "signals": ["tm.anomaly"] },
                      { "id": "bits", "signals": ["in.sdr"], "format": "npy" },
                      { "id": "end", "signals": ["tm.anomaly"], "rows": "last" }],
          "metrics": [{ "id": "mean", "record": "anomaly", "column": "tm.anomaly", "statistic": "mean" }],
          "charts": [{ "type": "line", "id": "score", "x": { "label": "step" }, "y": { "label": "score" },
                       "series": [{ "record": "anomaly", "y": "tm.anomaly" }] },
                     { "type": "line", "id": "last", "x": { "label": "step" }, "y": { "label": "score" },
                       "series": [{ "record": "end", "y": "tm.anomaly", "style": "points" }] }] }
        """;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private ReadScenario read;
    private RunDirectory run;

    @BeforeEach
    void readScenario() throws IOException {
        read = new ScenarioReader(List.of()).read(String.format(Locale.ROOT, SCENARIO, 400), "s", folder, Map.of());
        run = RunDirectory.of(folder.resolve("runs"), "watched", read.hash());
    }

    /** Holds a run after its first piece until told to go on. */
    private static final class Held implements RunListener {
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final CountDownLatch there = new CountDownLatch(1);
        private final List<String> messages = new ArrayList<>();

        @Override
        public void progress(long done, long total) {
            if (done < total && goOn.getCount() > 0) {
                there.countDown();
            }
        }

        @Override
        public synchronized void message(String line) {
            messages.add(line);
        }
    }

    /** Begins the run in a thread of its own; it waits behind its first piece. */
    private Thread begin(LiveView view, Held held) throws InterruptedException {
        RunListener waiting = new Waiting(view, held);
        RunOptions options = new RunOptions(folder.resolve("runs"), RunOptions.Engine.SEQUENTIAL, 1, 1, 0, false);
        Thread thread = new Thread(() -> {
            try {
                Simulation.run(read, options, waiting);
                view.ended();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        assertThat(held.there.await(60, TimeUnit.SECONDS)).isTrue();
        return thread;
    }

    /** Passes on what it is told, and holds the run where {@link Held} says. */
    private record Waiting(LiveView view, Held held) implements RunListener {
        @Override
        public void progress(long done, long total) {
            view.progress(done, total);
            try {
                if (done < total) {
                    assertThat(held.goOn.await(120, TimeUnit.SECONDS)).isTrue();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean isWatched() {
            return view.isWatched();
        }
    }

    private HttpResponse<String> get(String url) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The status of a request as it stands. */
    private static int status(String url, String request) throws IOException {
        URI at = URI.create(url);
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                line.write(c);
            }
            return Integer.parseInt(line.toString(StandardCharsets.US_ASCII).split(" ")[1]);
        }
    }

    private Iterator<String> events(LiveView view) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(view.url() + "events")).build();
        return http.send(request, HttpResponse.BodyHandlers.ofLines()).body().iterator();
    }

    /** Reads events until one contains a text. */
    private static List<String> eventsUntil(Iterator<String> lines, String last) {
        List<String> all = new ArrayList<>();
        while (lines.hasNext()) {
            all.add(lines.next());
            if (all.get(all.size() - 1).contains(last)) {
                return all;
            }
        }
        return all;
    }

    @Test
    void itsPageAndItsFilesAreAFixedList() throws Exception {
        try (LiveView view = new LiveView(read, run, 0, new Held())) {
            HttpResponse<String> page = get(view.url());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; img-src 'self'; connect-src 'self'; script-src 'nonce-");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(page.body()).contains("a &lt;b&gt;memory&lt;/b&gt;", "chart-score", "metric-mean");
            String host = view.url().substring(7, view.url().length() - 1);
            String rest = " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            assertThat(status(view.url(), "GET /" + rest)).isEqualTo(200);
            assertThat(status(view.url(), "GET /charts/../../../etc/passwd" + rest))
                    .isEqualTo(404);
            assertThat(status(view.url(), "GET /charts/%2e%2e/%2e%2e/etc/passwd" + rest))
                    .isEqualTo(404);
            assertThat(status(view.url(), "GET /scenario.json" + rest)).isEqualTo(404);
            assertThat(status(view.url(), "POST /" + rest)).isEqualTo(405);
        }
    }

    @Test
    void aNameThatWasMadeToPointHereIsRefused() throws Exception {
        try (LiveView view = new LiveView(read, run, 0, new Held())) {
            String port = view.url().replaceAll("\\D*127.0.0.1:(\\d+)/", "$1");
            for (String host : List.of("evil.example", "evil.example:" + port, "127.0.0.1", "127.0.0.1:1")) {
                String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
                assertThat(status(view.url(), request)).as(host).isEqualTo(421);
            }
            String local = "GET / HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n";
            assertThat(status(view.url(), local)).isEqualTo(200);
        }
    }

    @Test
    void showsProgressChartsAndMetricsWhileTheRunGoesOnAndItsReportAtTheEnd() throws Exception {
        Held held = new Held();
        LiveView view = new LiveView(read, run, 0, held);
        Thread runs = begin(view, held);
        Iterator<String> events = events(view);
        List<String> first = eventsUntil(events, "\"id\":\"mean\"");
        assertThat(first).anyMatch(line -> line.contains("\"total\":400"));
        assertThat(first).anyMatch(line -> line.contains("\"id\":\"score\"") && line.contains("\"version\":1"));
        assertThat(first).anyMatch(line -> line.contains("\"id\":\"last\"") && line.contains("after the run"));
        assertThat(get(view.url() + "charts/score.svg?v=1").body()).contains("<svg");
        Iterator<String> late = events(view);
        assertThat(eventsUntil(late, "\"id\":\"mean\"")).anyMatch(line -> line.contains("\"id\":\"score\""));
        held.goOn.countDown();
        runs.join(60_000);
        Thread closing = new Thread(view::close);
        closing.start();
        assertThat(eventsUntil(late, "\"state\""))
                .anyMatch(line -> line.contains("\"state\":\"complete\"") && line.contains("\"report\":true"));
        assertThat(get(view.url() + "report.html").body()).contains("Provenance");
        closing.join(30_000);
        assertThat(closing.isAlive()).isFalse();
        assertThatThrownBy(() -> get(view.url())).isInstanceOf(IOException.class);
    }

    @Test
    void recordsAreTheSameBytesWithAndWithoutIt() throws Exception {
        for (RunOptions.Engine engine : RunOptions.Engine.values()) {
            Path plain = folder.resolve("plain-" + engine);
            Path watched = folder.resolve("watched-" + engine);
            RunDirectory one =
                    Simulation.run(read, new RunOptions(plain, engine, 2, 3, 0, false), new RunListener() {});
            RunDirectory expected = RunDirectory.of(watched, "watched", read.hash());
            try (LiveView view = new LiveView(read, expected, 0, new Held())) {
                Simulation.run(read, new RunOptions(watched, engine, 2, 3, 0, false), view);
                view.ended();
            }
            for (String file : List.of("anomaly.csv", "bits.npy", "end.csv", "index.json")) {
                assertThat(expected.records().resolve(file))
                        .hasSameBinaryContentAs(one.records().resolve(file));
            }
        }
    }

    @Test
    void aSweepShowsItsVariants() throws Exception {
        String sweep = String.format(Locale.ROOT, SCENARIO, 50).strip();
        String text = sweep.substring(0, sweep.length() - 1)
                + ", \"sweep\": { \"repeats\": 2, \"axes\": [{ \"label\": \"noise\", \"pointer\": \"/inputs/in/noise\", \"values\": [0, 0.5] }] } }";
        ReadScenario swept = new ScenarioReader(List.of()).read(text, "s", folder, Map.of());
        RunDirectory directory = RunDirectory.of(folder.resolve("sweeps"), "watched", swept.hash());
        RunOptions options = new RunOptions(folder.resolve("sweeps"), RunOptions.Engine.SEQUENTIAL, 1, 1, 0, false);
        try (LiveView view = new LiveView(swept, directory, 0, new Held())) {
            Sweep.run(swept, options, view, false);
            Iterator<String> events = events(view);
            assertThat(eventsUntil(events, "complete=4"))
                    .anyMatch(line -> line.contains("\"rows\":[[\"{noise=0}\",\"0\",\"complete\"]"));
        }
    }

    @Test
    void noMoreThanSixteenReadAtATime() throws Exception {
        try (LiveView view = new LiveView(read, run, 0, new Held())) {
            List<HttpResponse<InputStream>> all = new ArrayList<>();
            for (int i = 0; i < 17; i++) {
                all.add(http.send(
                        HttpRequest.newBuilder(URI.create(view.url() + "events"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream()));
            }
            assertThat(all.subList(0, 16)).allMatch(answer -> answer.statusCode() == 200);
            assertThat(all.get(16).statusCode()).isEqualTo(503);
            assertThat(get(view.url()).statusCode()).isEqualTo(200);
            for (HttpResponse<InputStream> answer : all) {
                answer.body().close();
            }
        }
    }

    @Test
    void aReaderThatDoesNotKeepUpIsLeft() {
        Readers readers = new Readers();
        var queue = readers.join().orElseThrow();
        for (int i = 0; i < 10_000; i++) {
            readers.tell("progress", "", Map.of("done", i));
        }
        assertThat(readers.count()).isZero();
        assertThat(queue).hasSize(1);
    }

    @Test
    void aPortInUseIsToldWithItsCure() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> new LiveView(read, run, port, new Held()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("--watch = " + port)
                    .hasMessageContaining("take another port");
        }
    }

    @Test
    @EnabledIf("org.sparsecortex.simulations.watch.Browser#isThere")
    void aBrowserShowsTheChartsAndGoesOnToTheReport() throws Exception {
        Held held = new Held();
        LiveView view = new LiveView(read, run, 0, held);
        try (Browser browser = new Browser(view.url(), Files.createDirectory(folder.resolve("profile")))) {
            Duration patience = Duration.ofSeconds(60);
            assertThat(browser.becomes("document.getElementById('progress').textContent === 'waiting'", patience))
                    .isTrue();
            Thread runs = begin(view, held);
            assertThat(browser.becomes("document.getElementById('chart-score').naturalWidth > 100", patience))
                    .isTrue();
            assertThat(browser.value("document.getElementById('progress').textContent"))
                    .contains("of 400");
            assertThat(browser.becomes("document.getElementById('metric-mean').textContent !== ''", patience))
                    .isTrue();
            assertThat(browser.value("document.getElementById('note-last').textContent"))
                    .contains("after the run");
            assertThat(browser.value("document.querySelector('p b') === null")).isEqualTo("true");
            held.goOn.countDown();
            runs.join(60_000);
            Thread closing = new Thread(view::close);
            closing.start();
            assertThat(browser.becomes(
                            "location.pathname === '/report.html' && document.querySelector('figure svg') !== null",
                            patience))
                    .isTrue();
            closing.join(30_000);
        }
    }
}
