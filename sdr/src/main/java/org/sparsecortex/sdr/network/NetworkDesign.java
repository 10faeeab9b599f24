package org.sparsecortex.sdr.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;

/**
 * A network described in code: inputs, populations and connections by name. Scenarios in JSON need none of this.
 *
 * <p>Signals and ports are written {@code owner.name}; an owner alone stands for its first signal or port.
 */
public final class NetworkDesign {
    private final long seed;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, ModelParams> populations = new LinkedHashMap<>();
    private final List<Connection> connections = new ArrayList<>();

    /** An empty design; the seed of each population derives from this one and its name. */
    public NetworkDesign(long seed) {
        this.seed = seed;
    }

    /** Adds an input. */
    public NetworkDesign input(String name, Source source) {
        Checks.that(!owns(name), "name", name, "is used twice");
        sources.put(name, source);
        return this;
    }

    /** Adds a population. */
    public NetworkDesign population(String name, ModelParams params) {
        Checks.that(!owns(name), "name", name, "is used twice");
        populations.put(name, params);
        return this;
    }

    /** Connects a signal to a port within a step; both owners must have been added. */
    public NetworkDesign connect(String from, String to) {
        return connect(from, to, 0);
    }

    /** Connects a signal to a port, {@code delay} steps later. */
    public NetworkDesign connect(String from, String to, int delay) {
        Endpoint.Text parts = Endpoint.split(to);
        String owner = parts.owner();
        ModelParams target = Checks.present("population '" + owner + "'", populations.get(owner));
        String port = parts.nameOr(target.ports().get(0).name());
        connections.add(new Connection(signal(from), owner, port, delay));
        return this;
    }

    /**
     * The endpoint written as owner.signal, or as owner for its first signal.
     *
     * @throws IllegalArgumentException if nothing of that name was added
     */
    public Endpoint signal(String text) {
        Endpoint.Text parts = Endpoint.split(text);
        String owner = parts.owner();
        Checks.that(owns(owner), "signal", text, "is of no input or population added so far");
        return new Endpoint(owner, parts.nameOr(signals(owner).get(0).name()));
    }

    /**
     * The network.
     *
     * @throws IllegalArgumentException if names, kinds or sizes do not fit together; the message says which
     */
    public Network build(Schedule schedule) {
        List<Population> built = new ArrayList<>();
        populations.forEach((name, params) -> {
            BuildContext context = BuildContext.of(name, seed, shapes(name));
            built.add(Population.of(context, params));
        });
        return new Network(sources, built, connections, schedule);
    }

    private Map<String, Shape> shapes(String population) {
        Map<String, Shape> shapes = new HashMap<>();
        for (Connection c : connections) {
            if (c.to().equals(population)) {
                Shape shape = signals(c.from().owner()).stream()
                        .filter(s -> s.name().equals(c.from().signal()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("there is no signal " + c.from()))
                        .shape();
                shapes.merge(c.port(), shape, (a, b) -> new Shape(a.kind(), a.size() + b.size()));
            }
        }
        return shapes;
    }

    private boolean owns(String name) {
        return sources.containsKey(name) || populations.containsKey(name);
    }

    private List<SignalSpec> signals(String owner) {
        return sources.containsKey(owner)
                ? sources.get(owner).signals()
                : populations.get(owner).signals();
    }
}
