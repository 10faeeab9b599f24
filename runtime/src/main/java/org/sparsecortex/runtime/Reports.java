package org.sparsecortex.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Results of steps on their way to the next actor, several in one message (see {@link Firing}). */
final class Reports<T> {
    private final Consumer<List<T>> send;
    private List<T> pending = new ArrayList<>();
    private long since;

    Reports(Consumer<List<T>> send) {
        this.send = send;
    }

    /** Adds a result; sends all if they are many or the first has waited long enough. */
    void add(T result) {
        if (pending.isEmpty()) {
            since = System.nanoTime();
        }
        pending.add(result);
        if (pending.size() >= Firing.TOGETHER || System.nanoTime() - since > Firing.PATIENCE_NANOS) {
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
