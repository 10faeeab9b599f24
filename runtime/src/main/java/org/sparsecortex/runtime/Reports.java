package org.sparsecortex.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Results of steps on their way to the next actor, several in one message (see {@link Firing}). */
final class Reports<T> {
    private final Consumer<List<T>> send;
    private final long patienceNanos;
    private List<T> pending = new ArrayList<>();
    private long since;

    /**
     * Reports on their way to {@code send}.
     *
     * @param patienceNanos how long a result waits for the next one
     */
    Reports(long patienceNanos, Consumer<List<T>> send) {
        this.patienceNanos = patienceNanos;
        this.send = send;
    }

    /** Adds a result; sends all if they are many or the first has waited long enough. */
    void add(T result) {
        if (pending.isEmpty()) {
            since = System.nanoTime();
        }
        pending.add(result);
        if (pending.size() >= Firing.TOGETHER || System.nanoTime() - since > patienceNanos) {
            flush();
        }
    }

    /** Sends what is there. */
    void flush() {
        if (!pending.isEmpty()) {
            send.accept(List.copyOf(pending));
            pending = new ArrayList<>();
        }
    }
}
