package org.sparsecortex.simulations.watch;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A server for browsers of this machine: a fixed list of pages in memory, and events. It reads no file and does nothing for who
 * asks; requests of other origins that were led here by their name server are refused by their Host.
 */
final class WatchServer implements AutoCloseable {
    private static final String EVENTS = "/events";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int THREADS = Readers.MOST + 8;

    /** A page or a picture. */
    private record Page(String type, byte[] bytes) {}

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Readers readers;
    private final List<String> hosts;
    private final String policy;

    /**
     * Starts to listen.
     *
     * @param port 0 takes a free one
     * @param nonce word that allows the script of a page
     * @throws IOException if it cannot listen there
     */
    WatchServer(int port, String nonce, Readers readers) throws IOException {
        this.readers = readers;
        this.policy = "default-src 'none'; img-src 'self'; connect-src 'self'; script-src 'nonce-" + nonce
                + "'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), THREADS);
        hosts = List.of("127.0.0.1:" + port(), "localhost:" + port());
        threads = new ThreadPoolExecutor(1, THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "watch-page");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** Where the page is. */
    String url() {
        return "http://" + hosts.get(0) + "/";
    }

    /** Puts a page there, or another in its place. */
    void put(String path, String type, byte[] bytes) {
        pages.put(path, new Page(type, bytes));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Content-Security-Policy", policy);
            String path = exchange.getRequestURI().getPath();
            Page page = path == null ? null : pages.get(path);
            if (!hosts.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Host")))) {
                refuse(exchange, 421); // misdirected: a name that another made point to this machine
            } else if (!exchange.getRequestMethod().equals("GET")) {
                refuse(exchange, 405);
            } else if (EVENTS.equals(path)) {
                events(exchange);
            } else if (page == null) {
                refuse(exchange, 404);
            } else {
                headers.set("Content-Type", page.type());
                exchange.sendResponseHeaders(200, page.bytes().length == 0 ? -1 : page.bytes().length);
                exchange.getResponseBody().write(page.bytes());
            }
        }
    }

    private static void refuse(HttpExchange exchange, int code) throws IOException {
        exchange.sendResponseHeaders(code, -1);
    }

    private void events(HttpExchange exchange) throws IOException {
        Optional<BlockingQueue<String>> queue = readers.join();
        if (queue.isEmpty()) {
            refuse(exchange, 503);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("retry: 2000\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        readers.serve(queue.get(), exchange.getResponseBody());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
