package org.sparsecortex.sdr.network;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.param.Checks;

/**
 * Endpoints that somebody wants to see, each in some steps only: what nobody wants is neither read nor sent. Immutable, and
 * made of plain values, so that every range can know it.
 */
public final class Watch {
    private final List<Endpoint> endpoints;
    private final List<List<Steps>> when;

    /**
     * The steps from, from + every, from + 2 every, ...
     *
     * @param from first step
     * @param every distance, at least 1
     */
    public record Steps(long from, long every) {
        /** All steps. */
        public static final Steps ALL = new Steps(0, 1);

        public Steps {
            Checks.inRange("every", every, 1L, Long.MAX_VALUE);
        }

        /** Whether {@code step} is among them. */
        public boolean has(long step) {
            return step >= from && (step - from) % every == 0;
        }
    }

    private Watch(Map<Endpoint, List<Steps>> wanted) {
        this.endpoints = List.copyOf(wanted.keySet());
        this.when = endpoints.stream().map(e -> List.copyOf(wanted.get(e))).toList();
    }

    /** Nothing. */
    public static Watch nothing() {
        return new Watch(Map.of());
    }

    /** All of them in every step. */
    public static Watch always(List<Endpoint> endpoints) {
        Watch watch = nothing();
        for (Endpoint endpoint : endpoints) {
            watch = watch.and(endpoint, Steps.ALL);
        }
        return watch;
    }

    /** This and an endpoint in some steps; one that is watched already keeps its place and gets these steps too. */
    public Watch and(Endpoint endpoint, Steps steps) {
        Map<Endpoint, List<Steps>> wanted = new LinkedHashMap<>();
        for (int i = 0; i < endpoints.size(); i++) {
            wanted.put(endpoints.get(i), new ArrayList<>(when.get(i)));
        }
        wanted.computeIfAbsent(endpoint, e -> new ArrayList<>()).add(steps);
        return new Watch(wanted);
    }

    /** The endpoints in the order in which an observer gets their values. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** The steps in which endpoint {@code i} is wanted: those of any of these. */
    public List<Steps> steps(int i) {
        return when.get(i);
    }

    /** Whether endpoint {@code i} is wanted in a step. */
    public boolean wants(int i, long step) {
        List<Steps> wanted = when.get(i);
        for (int s = 0; s < wanted.size(); s++) {
            if (wanted.get(s).has(step)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an endpoint is wanted in a step; false if it is not watched at all. */
    public boolean wants(Endpoint endpoint, long step) {
        int i = endpoints.indexOf(endpoint);
        return i >= 0 && wants(i, step);
    }

    /**
     * What an observer gets in a step: a value for each endpoint. Asking it for one that is not wanted in that step is an error.
     *
     * @param value value of an endpoint that is wanted
     */
    public List<Signal> row(long step, Function<Endpoint, Signal> value) {
        Signal[] values = new Signal[endpoints.size()];
        boolean full = true;
        for (int i = 0; i < values.length; i++) {
            boolean wanted = wants(i, step);
            values[i] = wanted ? value.apply(endpoints.get(i)) : null;
            full &= wanted;
        }
        return full ? List.of(values) : new Row(step, endpoints, values);
    }

    /** Values of which some are not there. */
    private static final class Row extends AbstractList<Signal> {
        private final long step;
        private final List<Endpoint> endpoints;
        private final Signal[] values;

        Row(long step, List<Endpoint> endpoints, Signal[] values) {
            this.step = step;
            this.endpoints = endpoints;
            this.values = values;
        }

        @Override
        public Signal get(int i) {
            if (values[i] == null) {
                throw new IllegalStateException(endpoints.get(i) + " is not watched in step " + step);
            }
            return values[i];
        }

        @Override
        public int size() {
            return values.length;
        }
    }
}
