package org.sparsecortex.simulations.reliability;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A way over which bytes reach a port of this machine, and which can be slow or gone: forwards TCP connections in both
 * directions, each piece of bytes a given time late.
 */
final class Link implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean stalled;
    private volatile long delayNanos;

    private record Piece(long dueNanos, byte[] bytes) {}

    Link(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The port at which those listen who want to be reached. */
    int port() {
        return server.getLocalPort();
    }

    /** Resets all connections; new ones are taken. */
    void reset() {
        sockets.forEach(Link::close);
    }

    /** Resets all connections and takes none until {@link #heal()}. */
    void cut() {
        cut = true;
        reset();
    }

    /** Keeps the connections and lets nothing through until {@link #heal()}. */
    void stall() {
        stalled = true;
    }

    /** Lets each piece of bytes through so much later. */
    void delay(long millis) {
        delayNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** As it was. */
    void heal() {
        cut = false;
        stalled = false;
        delayNanos = 0;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "link");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket from = server.accept();
                sockets.add(from);
                if (cut) {
                    close(from);
                    continue;
                }
                connect(from);
            } catch (IOException closed) {
                reset();
            }
        }
    }

    private void connect(Socket from) {
        try {
            Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(to);
            for (Socket socket : List.of(from, to)) {
                socket.setTcpNoDelay(true);
            }
            pump(from, to);
            pump(to, from);
        } catch (IOException notThere) { // whoever calls sees a connection that ends
            close(from);
        }
    }

    private void pump(Socket from, Socket to) {
        BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(4096);
        start(() -> {
            try (InputStream in = from.getInputStream()) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    pieces.put(new Piece(System.nanoTime() + delayNanos, java.util.Arrays.copyOf(buffer, n)));
                }
                pieces.put(new Piece(System.nanoTime() + delayNanos, new byte[0]));
            } catch (IOException | InterruptedException ended) {
                close(to);
            }
        });
        start(() -> {
            try (OutputStream out = to.getOutputStream()) {
                for (Piece piece = pieces.take(); piece.bytes.length > 0; piece = pieces.take()) {
                    while (stalled || System.nanoTime() < piece.dueNanos) {
                        TimeUnit.MICROSECONDS.sleep(stalled ? 10_000 : 100);
                    }
                    out.write(piece.bytes);
                }
            } catch (IOException | InterruptedException ended) {
                close(from);
            }
        });
    }

    private static void close(Socket socket) {
        try {
            socket.setSoLinger(true, 0); // a reset, not an orderly end
            socket.close();
        } catch (IOException gone) {
            assert socket.isClosed();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        reset();
    }
}
