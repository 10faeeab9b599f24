package org.sparsecortex.sdr.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/**
 * Populations, inputs and connections under a schedule: everything that decides a result, nothing that does not.
 *
 * <p>Connections of delay 0 form an acyclic graph; {@link #order} is a topological order of it in which populations that
 * could run in either order stand as in the scenario.
 */
public final class Network {
    private final Map<String, Source> sources;
    private final Map<String, Population> populations;
    private final List<Connection> connections;
    private final Schedule schedule;
    private final List<Population> order;
    private final Map<String, List<List<Connection>>> wiring = new LinkedHashMap<>();
    private final Map<String, Map<Endpoint, SignalSpec>> numbersRead = new LinkedHashMap<>();

    /**
     * Checks names, kinds and required ports, and orders the populations.
     *
     * @throws IllegalArgumentException if a name is unknown or used twice, kinds differ, a required port is open, or
     *     connections of delay 0 form a cycle (which is named)
     */
    public Network(
            Map<String, Source> sources,
            List<Population> populations,
            List<Connection> connections,
            Schedule schedule) {
        this.sources = new LinkedHashMap<>(sources);
        this.populations = new LinkedHashMap<>();
        for (Population p : populations) {
            if (this.populations.put(p.name(), p) != null || sources.containsKey(p.name())) {
                throw new IllegalArgumentException("the name '" + p.name() + "' is used twice");
            }
        }
        this.connections = List.copyOf(connections);
        this.schedule = schedule;
        connections.forEach(this::check);
        checkLinks();
        populations.forEach(this::checkRequiredPorts);
        this.order = topologicalOrder();
        for (Population p : populations) {
            wiring.put(
                    p.name(),
                    p.ports().stream().map(port -> into(p.name(), port.name())).toList());
            numbersRead.put(p.name(), new LinkedHashMap<>());
        }
        for (Connection c : connections) {
            SignalSpec spec = spec(c.from());
            if (spec.shape().kind() == Signal.Kind.REALS
                    && this.populations.containsKey(c.from().owner())) {
                numbersRead.get(c.from().owner()).put(c.from(), spec);
            }
        }
    }

    private void check(Connection c) {
        if (!sources.containsKey(c.from().owner())) {
            population(c.from().owner());
        }
        SignalSpec signal = spec(c.from());
        Population to = population(c.to());
        PortSpec port = to.ports().stream()
                .filter(p -> p.name().equals(c.port()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("population '" + c.to() + "' has no port '" + c.port()
                        + "', only " + to.ports().stream().map(PortSpec::name).toList()));
        if (port.kind() != signal.shape().kind()) {
            throw new IllegalArgumentException(c.from() + " is " + signal.shape() + " but port " + c.to() + "."
                    + c.port() + " takes " + port.kind());
        }
    }

    private void checkLinks() {
        Set<String> names = new TreeSet<>();
        for (Connection c : connections) {
            if (c.delta().isPresent()) {
                c.delta().get().requireFor(spec(c.from()).shape().kind());
                String name = c.linkName();
                if (!names.add(name) || sources.containsKey(name) || populations.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "the name '" + name + "' of a delta connection is used twice; give it a name of its own");
                }
            }
        }
    }

    private void checkRequiredPorts(Population p) {
        for (PortSpec port : p.ports()) {
            if (port.required() && into(p.name(), port.name()).isEmpty()) {
                throw new IllegalArgumentException(
                        "nothing is connected to the required port " + p.name() + "." + port.name());
            }
        }
    }

    private List<Population> topologicalOrder() {
        List<Population> sorted = new ArrayList<>();
        Set<String> placed = new TreeSet<>();
        while (sorted.size() < populations.size()) {
            int before = sorted.size();
            for (Population p : populations.values()) {
                if (!placed.contains(p.name()) && immediate(p.name()).stream().allMatch(placed::contains)) {
                    sorted.add(p);
                    placed.add(p.name());
                }
            }
            if (sorted.size() == before) {
                throw new IllegalArgumentException("connections of delay 0 form the cycle " + cycle(placed)
                        + "; give one of them a delay of at least 1");
            }
        }
        return List.copyOf(sorted);
    }

    /** Populations whose signals {@code name} needs within the same step. */
    private List<String> immediate(String name) {
        return connections.stream()
                .filter(c -> c.to().equals(name)
                        && c.delay() == 0
                        && populations.containsKey(c.from().owner()))
                .map(c -> c.from().owner())
                .toList();
    }

    private String cycle(Set<String> placed) {
        String start = populations.keySet().stream()
                .filter(n -> !placed.contains(n))
                .findFirst()
                .orElseThrow();
        List<String> path = new ArrayList<>();
        for (String at = start; !path.contains(at); ) {
            path.add(at);
            at = immediate(at).stream()
                    .filter(n -> !placed.contains(n))
                    .findFirst()
                    .orElseThrow();
            if (path.contains(at)) {
                path.add(at);
                return String.join(" <- ", path.subList(path.indexOf(at), path.size()));
            }
        }
        return String.join(" <- ", path);
    }

    /** Inputs by name, in the order of the scenario. */
    public Map<String, Source> sources() {
        return Collections.unmodifiableMap(sources);
    }

    /** Populations in an order in which each follows those it needs within a step. */
    public List<Population> order() {
        return order;
    }

    /**
     * The population of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Population population(String name) {
        Population p = populations.get(name);
        if (p == null) {
            throw new IllegalArgumentException("no population '" + name + "', only " + populations.keySet());
        }
        return p;
    }

    /** All connections, in the order of the scenario. */
    public List<Connection> connections() {
        return connections;
    }

    /**
     * Requires that no signal of doubles that a population has emitted, and that some port reads, holds NaN or infinite numbers.
     *
     * @param emitted value of an endpoint of the population in this step
     * @throws RunFailure that names population, unit and step
     */
    public void requireNumbers(Population p, long step, Function<Endpoint, Signal> emitted) {
        numbersRead.get(p.name()).forEach((endpoint, spec) -> {
            Reals values = (Reals) emitted.apply(endpoint);
            int at = values.firstNotFinite(false);
            if (at >= 0) {
                boolean ofUnits = spec.scope() == SignalSpec.Scope.PER_UNIT
                        && spec.shape().size() % p.units() == 0;
                int unit = ofUnits ? at / (spec.shape().size() / p.units()) : 0;
                throw new RunFailure(
                        p.name(),
                        ofUnits ? new UnitRange(unit, unit + 1) : null,
                        step,
                        new ArithmeticException("element " + at + " of signal '" + endpoint.signal()
                                + "', which a port reads, is "
                                + (Double.isNaN(values.get(at)) ? "not a number" : "not finite: " + values.get(at))));
            }
        });
    }

    /** Kind and size of what arrives at each connected port of a population, connections laid side by side. */
    public Map<String, Shape> arriving(String population) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Connection c : connections) {
            if (c.to().equals(population)) {
                shapes.merge(c.port(), spec(c.from()).shape(), (a, b) -> new Shape(a.kind(), a.size() + b.size()));
            }
        }
        return shapes;
    }

    /** Connections into one port, in the order in which their signals are laid side by side. */
    public List<Connection> into(String population, String port) {
        return connections.stream()
                .filter(c -> c.to().equals(population) && c.port().equals(port))
                .toList();
    }

    /** All connections into a population, in the order in which {@link #gather} asks for their signals. */
    public List<Connection> into(String population) {
        return wiring.get(population).stream().flatMap(List::stream).toList();
    }

    /** The schedule. */
    public Schedule schedule() {
        return schedule;
    }

    /**
     * What an endpoint emits.
     *
     * @throws IllegalArgumentException if there is no such population, input or signal
     */
    public SignalSpec spec(Endpoint endpoint) {
        List<SignalSpec> specs = signals(endpoint.owner());
        return specs.stream()
                .filter(s -> s.name().equals(endpoint.signal()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + endpoint.owner() + "' has no signal '"
                        + endpoint.signal() + "', only "
                        + specs.stream().map(SignalSpec::name).toList()));
    }

    /**
     * The endpoint written {@code owner.signal}, or {@code owner} for its first signal.
     *
     * @throws IllegalArgumentException if there is no such owner or signal
     */
    public Endpoint endpoint(String text) {
        Endpoint.Text parts = Endpoint.split(text);
        String first = signals(parts.owner()).get(0).name();
        Endpoint endpoint = new Endpoint(parts.owner(), parts.nameOr(first));
        spec(endpoint);
        return endpoint;
    }

    /**
     * What an input, a population or a delta-coded connection offers; the first is its main signal.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public List<SignalSpec> signals(String owner) {
        if (sources.containsKey(owner)) {
            return sources.get(owner).signals();
        }
        boolean link = connections.stream()
                .anyMatch(c -> c.delta().isPresent() && c.linkName().equals(owner));
        return link ? Links.signals() : population(owner).signals();
    }

    /** The step of that index: learning by the schedule and every input, reset by the schedule or any input. */
    public Step step(long index) {
        boolean reset = schedule.resetAt(index) || sources.values().stream().anyMatch(s -> s.resetAt(index));
        boolean learn = schedule.learnAt(index) && sources.values().stream().allMatch(s -> s.learnAt(index));
        return new Step(index, learn, reset);
    }

    /** Largest delay with which an endpoint is read; 0 if it is only read within the step. */
    public int maxDelay(Endpoint endpoint) {
        return connections.stream()
                .filter(c -> c.from().equals(endpoint))
                .mapToInt(Connection::delay)
                .max()
                .orElse(0);
    }

    /**
     * Gathers the inputs of a population for a step.
     *
     * @param lookup value of a connection's signal at its delay; blank when it lies before the run or the last reset
     * @throws ArithmeticException that names the sender of a NaN or infinite number at a port that does not take it
     */
    public Inputs gather(Population p, Function<Connection, Signal> lookup) {
        List<List<Connection>> wires = wiring.get(p.name());
        Signal[] byPort = new Signal[wires.size()];
        for (int i = 0; i < byPort.length; i++) {
            List<Connection> into = wires.get(i);
            List<Signal> arrived = new ArrayList<>(into.size());
            for (Connection c : into) {
                arrived.add(lookup.apply(c));
                if (into.size() > 1 || sources.containsKey(c.from().owner())) {
                    Inputs.requireNumbers(p.ports().get(i), arrived.get(arrived.size() - 1), "'" + c.from() + "'");
                }
            }
            byPort[i] = arrived.isEmpty() ? null : arrived.size() == 1 ? arrived.get(0) : Signal.concat(arrived);
        }
        return new Inputs(p.ports(), byPort);
    }
}
