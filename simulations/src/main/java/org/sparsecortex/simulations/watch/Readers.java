package org.sparsecortex.simulations.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sparsecortex.simulations.json.JsonText;

/**
 * Those who read the events of a run, as Server-Sent Events. Who comes late gets the present state first; who does not keep up is
 * left, and its browser comes again for the present state.
 */
final class Readers {
    /** More than this many at a time are turned away. */
    static final int MOST = 16;

    private static final int QUEUE = 256;
    private static final long ALIVE_SECONDS = 10;
    private static final String LEAVE = "";

    private final Map<String, String> state = new LinkedHashMap<>();
    private final List<BlockingQueue<String>> queues = new ArrayList<>();
    private boolean ended;

    /**
     * Tells all readers something, which takes the place of what was told under this key before.
     *
     * @param event its kind
     * @param key whose present state it is
     */
    synchronized void tell(String event, String key, Map<String, ?> data) {
        String message = "event: " + event + "\ndata: " + JsonText.text(data) + "\n\n";
        if (message.equals(state.put(event + " " + key, message))) {
            return;
        }
        for (BlockingQueue<String> queue : List.copyOf(queues)) {
            if (!queue.offer(message)) {
                queues.remove(queue);
                queue.clear();
                queue.add(LEAVE);
            }
        }
    }

    /** Leaves all readers once they have read what was told. */
    synchronized void end() {
        ended = true;
        for (BlockingQueue<String> queue : List.copyOf(queues)) {
            if (!queue.offer(LEAVE)) {
                queue.clear();
                queue.add(LEAVE);
            }
        }
        queues.clear();
    }

    /** How many there are. */
    synchronized int count() {
        return queues.size();
    }

    /** A place for another reader, with the present state in it, if there is one. */
    synchronized Optional<BlockingQueue<String>> join() {
        if (ended || queues.size() >= MOST) {
            return Optional.empty();
        }
        BlockingQueue<String> queue = new ArrayBlockingQueue<>(state.size() + QUEUE);
        queue.addAll(state.values());
        queues.add(queue);
        return Optional.of(queue);
    }

    private synchronized void leave(BlockingQueue<String> queue) {
        queues.remove(queue);
    }

    /** Writes what is told to a reader until the end, or until it has gone. */
    void serve(BlockingQueue<String> queue, OutputStream out) throws IOException {
        try {
            while (true) {
                String message = queue.poll(ALIVE_SECONDS, TimeUnit.SECONDS);
                if (LEAVE.equals(message)) {
                    return;
                }
                out.write((message == null ? ": still here\n\n" : message).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(queue);
        }
    }
}
