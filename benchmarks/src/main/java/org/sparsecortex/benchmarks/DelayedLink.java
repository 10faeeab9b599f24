package org.sparsecortex.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A TCP port of this machine that hands all bytes on to another one, each so much later: a network with latency. */
final class DelayedLink implements Closeable {
    private static final int BLOCK = 1 << 16;
    private static final int BLOCKS = 4096;

    private final ServerSocket server;
    private final int target;
    private final long delayNanos;

    private record Chunk(long due, byte[] bytes) {}

    DelayedLink(int target, double delayMs) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.delayNanos = (long) (delayMs * TimeUnit.MILLISECONDS.toNanos(1));
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** A connection that ends, ends its threads. */
    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket from = server.accept();
            Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
            from.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            carry(from, to);
            carry(to, from);
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Chunk> onTheWay = new LinkedBlockingQueue<>(BLOCKS);
        start(() -> {
            InputStream in = from.getInputStream();
            byte[] block = new byte[BLOCK];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                onTheWay.put(new Chunk(System.nanoTime() + delayNanos, Arrays.copyOf(block, n)));
            }
            onTheWay.put(new Chunk(System.nanoTime() + delayNanos, new byte[0]));
        });
        start(() -> {
            try (OutputStream out = to.getOutputStream()) {
                for (Chunk chunk = onTheWay.take(); chunk.bytes.length > 0; chunk = onTheWay.take()) {
                    for (long left = chunk.due - System.nanoTime(); left > 0; left = chunk.due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    out.write(chunk.bytes);
                }
            }
        });
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
