package org.sparsecortex.sdr.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Shape;

/** The last values of every endpoint that some connection reads with a delay; blank before the run and after a reset. */
public final class History {
    private final Map<Endpoint, Shape> shapes = new LinkedHashMap<>();
    private final Map<Endpoint, Deque<Signal>> past = new LinkedHashMap<>();

    /** Starts blank for all delayed connections of {@code network}. */
    public History(Network network) {
        for (Connection c : network.connections()) {
            int depth = network.maxDelay(c.from());
            if (depth > 0 && !past.containsKey(c.from())) {
                Shape shape = network.spec(c.from()).shape();
                shapes.put(c.from(), shape);
                Deque<Signal> queue = new ArrayDeque<>();
                for (int i = 0; i < depth; i++) {
                    queue.addLast(shape.kind().blank(shape.size()));
                }
                past.put(c.from(), queue);
            }
        }
    }

    /** Endpoints that are remembered. */
    public Iterable<Endpoint> endpoints() {
        return past.keySet();
    }

    /** Forgets all values, as at the start of a sequence. */
    public void clear() {
        past.forEach((endpoint, queue) -> {
            Shape shape = shapes.get(endpoint);
            int depth = queue.size();
            queue.clear();
            for (int i = 0; i < depth; i++) {
                queue.addLast(shape.kind().blank(shape.size()));
            }
        });
    }

    /** The value that {@code endpoint} had {@code delay} steps ago, delay at least 1. */
    public Signal get(Endpoint endpoint, int delay) {
        Deque<Signal> queue = past.get(endpoint);
        int skip = queue.size() - delay;
        for (Signal signal : queue) {
            if (skip-- == 0) {
                return signal;
            }
        }
        throw new IllegalArgumentException("delay " + delay + " of " + endpoint + " is beyond " + queue.size());
    }

    /** Appends the value of the step just done and drops the oldest. */
    public void push(Endpoint endpoint, Signal value) {
        Deque<Signal> queue = past.get(endpoint);
        queue.removeFirst();
        queue.addLast(value);
    }

    /** Copies all values, oldest first. */
    public Map<Endpoint, List<Signal>> save() {
        Map<Endpoint, List<Signal>> saved = new LinkedHashMap<>();
        past.forEach((endpoint, queue) -> saved.put(endpoint, new ArrayList<>(queue)));
        return saved;
    }

    /**
     * Replaces all values by saved ones.
     *
     * @throws IllegalArgumentException if the saved endpoints differ
     */
    public void load(Map<Endpoint, List<Signal>> saved) {
        if (!saved.keySet().equals(past.keySet())) {
            throw new IllegalArgumentException(
                    "delayed signals of the checkpoint " + saved.keySet() + " differ from " + past.keySet());
        }
        saved.forEach((endpoint, values) -> past.put(endpoint, new ArrayDeque<>(values)));
    }
}
