package org.sparsecortex.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.History;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Source;

/** Values of endpoints by step: those in flight, and as many past ones as delayed connections read. */
final class Timeline {
    private final Network network;
    private final TreeMap<Long, Map<Endpoint, Signal>> bySteps = new TreeMap<>();
    private final Map<Endpoint, Integer> depth = new LinkedHashMap<>();
    private final TreeMap<Long, Boolean> resets = new TreeMap<>();
    private int deepest;

    Timeline(Network network) {
        this.network = network;
        for (Endpoint endpoint : new History(network).endpoints()) {
            depth.put(endpoint, network.maxDelay(endpoint));
            deepest = Math.max(deepest, network.maxDelay(endpoint));
        }
    }

    /** Begins a step: earlier values are out of reach if it resets. */
    void begin(long step, boolean reset) {
        bySteps.put(step, new HashMap<>());
        if (reset) {
            resets.put(step, true);
        }
    }

    void put(long step, Endpoint endpoint, Signal value) {
        bySteps.get(step).put(endpoint, value);
    }

    /** Value of an endpoint at a step in flight; inputs are read when first asked for. Null if it is not there yet. */
    Signal at(long step, Endpoint endpoint) {
        Map<Endpoint, Signal> values = bySteps.get(step);
        Signal known = values == null ? null : values.get(endpoint);
        Source source = network.sources().get(endpoint.owner());
        if (known == null && values != null && source != null) {
            known = source.read(endpoint.signal(), step);
            values.put(endpoint, known);
        }
        return known;
    }

    /** What a connection brings to a step; null if it is not there yet. */
    Signal arriving(Connection c, long step) {
        long from = step - c.delay();
        Long reset = resets.floorKey(step);
        boolean forgotten = c.delay() > 0 && reset != null && from < reset;
        boolean beforeRun = c.delay() > 0 && !bySteps.containsKey(from);
        return forgotten || beforeRun ? blank(c.from()) : at(from, c.from());
    }

    private Signal blank(Endpoint endpoint) {
        Shape shape = network.spec(endpoint).shape();
        return shape.kind().blank(shape.size());
    }

    /** Drops what no step from {@code next} on can read. */
    void forgetBefore(long next) {
        long keep = next - deepest;
        bySteps.headMap(keep).clear();
        Long reset = resets.floorKey(next);
        if (reset != null) {
            resets.headMap(reset).clear();
        }
    }

    /** The past as a snapshot keeps it, after {@code position} steps. */
    Map<Endpoint, List<Signal>> save(long position) {
        Map<Endpoint, List<Signal>> saved = new LinkedHashMap<>();
        depth.forEach((endpoint, length) -> {
            List<Signal> values = new ArrayList<>();
            for (long step = position - length; step < position; step++) {
                Long reset = resets.floorKey(position - 1);
                boolean forgotten = reset != null && step < reset;
                Signal value = forgotten ? null : at(step, endpoint);
                values.add(value == null ? blank(endpoint) : value);
            }
            saved.put(endpoint, values);
        });
        return saved;
    }

    /** Takes over a saved past. */
    void load(long position, Map<Endpoint, List<Signal>> saved) {
        if (!saved.keySet().equals(depth.keySet())) {
            throw new IllegalArgumentException(
                    "delayed signals of the checkpoint " + saved.keySet() + " differ from " + depth.keySet());
        }
        bySteps.clear();
        resets.clear();
        for (long step = position - deepest; step < position; step++) {
            bySteps.put(step, new HashMap<>());
        }
        saved.forEach((endpoint, values) -> {
            for (int i = 0; i < values.size(); i++) {
                put(position - values.size() + i, endpoint, values.get(i));
            }
        });
    }
}
