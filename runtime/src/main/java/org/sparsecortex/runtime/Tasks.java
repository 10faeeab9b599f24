package org.sparsecortex.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.sparsecortex.runtime.NodeActor.Peer;

/**
 * Tasks of the driver that workers do whole, as many at a time as a worker has threads; those of a lost worker go to others. Of the
 * driver's node's actor only.
 */
final class Tasks {
    private final Map<Peer, Integer> threads = new LinkedHashMap<>();
    private final Map<Peer, List<Task>> given = new HashMap<>();
    private final Deque<Task> waiting = new ArrayDeque<>();
    private long next;

    private static final class Task {
        private final long number;
        private final byte[] body;
        private final int attempts;
        private final CompletableFuture<byte[]> result;
        private int lost;

        Task(long number, byte[] body, int attempts, CompletableFuture<byte[]> result) {
            this.number = number;
            this.body = body;
            this.attempts = attempts;
            this.result = result;
        }
    }

    /**
     * A task to be done.
     *
     * @param attempts workers that may be lost over it before its result is the loss
     */
    void submit(byte[] body, int attempts, CompletableFuture<byte[]> result) {
        waiting.addLast(new Task(next++, body, attempts, result));
        give();
    }

    /** A worker has come. */
    void opened(Peer peer, int ofThreads) {
        threads.put(peer, ofThreads);
        given.put(peer, new ArrayList<>());
        give();
    }

    /** A worker is lost; what it had goes first to the next one. */
    void gone(Peer peer, Driver.Host host) {
        threads.remove(peer);
        List<Task> back = given.remove(peer);
        if (back == null) {
            return;
        }
        for (int i = back.size() - 1; i >= 0; i--) {
            Task task = back.get(i);
            if (++task.lost >= task.attempts) {
                task.result.completeExceptionally(new WorkerLost(host.machine()));
            } else {
                waiting.addFirst(task);
            }
        }
        give();
    }

    /** A worker says what came out of a task. */
    void done(Peer peer, Wire.Result result) {
        List<Task> its = given.getOrDefault(peer, List.of());
        its.stream().filter(t -> t.number == result.number()).findFirst().ifPresent(task -> {
            its.remove(task);
            task.result.complete(result.body());
            give();
        });
    }

    private void give() {
        threads.forEach((peer, most) -> {
            List<Task> its = given.get(peer);
            while (its.size() < most && !waiting.isEmpty()) {
                Task task = waiting.removeFirst();
                if (!task.result.isDone()) {
                    its.add(task);
                    peer.send(new Wire.Task(task.number, task.body));
                }
            }
        });
    }
}
