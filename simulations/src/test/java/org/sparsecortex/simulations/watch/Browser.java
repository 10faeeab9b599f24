package org.sparsecortex.simulations.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sparsecortex.simulations.json.JsonText;

/** A real browser, Chromium without a window, spoken to by its DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final String PROGRAM = "chromium";

    private final Process process;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private int calls;

    /**
     * Opens a page.
     *
     * @param profile an empty folder
     */
    Browser(String url, Path profile) throws Exception {
        process = new ProcessBuilder(
                        PROGRAM,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--remote-allow-origins=*",
                        "--window-size=1000,1400",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        for (int i = 0;
                i < 600 && (!Files.exists(port) || Files.readString(port).isBlank());
                i++) {
            Thread.sleep(100);
        }
        String base = "http://127.0.0.1:" + Files.readAllLines(port).get(0);
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest open = HttpRequest.newBuilder(URI.create(base + "/json/new?" + url))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        Map<String, Object> page = JsonText.parseObject(
                http.send(open, HttpResponse.BodyHandlers.ofString()).body());
        StringBuilder part = new StringBuilder();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create((String) page.get("webSocketDebuggerUrl")), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        part.append(text);
                        if (last) {
                            received.add(part.toString());
                            part.setLength(0);
                        }
                        from.request(1);
                        return null;
                    }
                })
                .get(20, TimeUnit.SECONDS);
    }

    /** Whether there is one on the path. */
    static boolean isThere() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(PROGRAM)));
    }

    /** The value of an expression of the page, as text. */
    String value(String expression) throws Exception {
        Map<?, ?> answer =
                call("Runtime.evaluate", Map.of("expression", "String(" + expression + ")", "returnByValue", true));
        return String.valueOf(((Map<?, ?>) answer.get("result")).get("value"));
    }

    /** Waits until an expression of the page is true. */
    boolean becomes(String condition, Duration patience) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (value("document.readyState === 'complete' && (" + condition + ")")
                    .equals("true")) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    /** A picture of the page. */
    void screenshot(Path png) throws Exception {
        Files.write(png, Base64.getDecoder().decode((String)
                call("Page.captureScreenshot", Map.of()).get("data")));
    }

    private Map<?, ?> call(String method, Map<String, ?> parameters) throws Exception {
        int id = ++calls;
        socket.sendText(JsonText.text(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        while (true) {
            String text = received.poll(60, TimeUnit.SECONDS);
            if (text == null) {
                throw new IOException("the browser did not answer " + method);
            }
            Map<String, Object> answer = JsonText.parseObject(text);
            if (Integer.valueOf(id).equals(answer.get("id"))) {
                return (Map<?, ?>) answer.get("result");
            }
        }
    }

    @Override
    public void close() {
        Stream<ProcessHandle> all = process.descendants();
        all.forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.abort();
    }
}
