package org.sparsecortex.sdr.network;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/** Runs a network on the calling thread, without actors: the oracle of every other runner. */
public final class SequentialRunner implements Runner {
    private final Network network;
    private final List<Endpoint> watched;
    private final Map<String, StepDriver<?, ?>> drivers = new LinkedHashMap<>();
    private final History history;
    private final Links links;
    private final Map<Endpoint, Signal> current = new HashMap<>();
    private long position;

    /**
     * @param network what to run
     * @param cuts ranges of each population by name, in unit order; a population that is missing is one range
     * @param watched endpoints whose values the observer receives
     */
    public SequentialRunner(Network network, Map<String, List<UnitRange>> cuts, List<Endpoint> watched) {
        this.network = network;
        this.watched = List.copyOf(watched);
        this.watched.forEach(network::spec);
        this.history = new History(network);
        this.links = new Links(network);
        for (Population p : network.order()) {
            List<UnitRange> ranges = cuts.getOrDefault(p.name(), List.of(UnitRange.all(p.units())));
            drivers.put(p.name(), StepDriver.of(p, ranges));
        }
    }

    /** As {@link #SequentialRunner(Network, Map, List)} with one range per population. */
    public SequentialRunner(Network network, List<Endpoint> watched) {
        this(network, Map.of(), watched);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void runTo(long to, StepObserver observer) {
        while (position < to) {
            Step step = network.step(position);
            if (step.reset()) {
                history.clear();
            }
            current.clear();
            for (Population p : network.order()) {
                runPopulation(p, step);
                network.requireNumbers(p, step.index(), e -> value(e, step));
            }
            observe(step, observer);
            for (Endpoint endpoint : history.endpoints()) {
                history.push(endpoint, value(endpoint, step));
            }
            position++;
        }
    }

    private void runPopulation(Population p, Step step) {
        drivers.get(p.name()).step(step, () -> network.gather(p, c -> links.arrive(c, step, sent(c, step))));
    }

    private Signal sent(Connection c, Step step) {
        return c.delay() == 0 ? value(c.from(), step) : history.get(c.from(), c.delay());
    }

    private void observe(Step step, StepObserver observer) {
        try {
            observer.onStep(step, watched.stream().map(e -> value(e, step)).toList());
        } catch (RuntimeException e) {
            throw new RunFailure("recorder", null, step.index(), e);
        }
    }

    private Signal value(Endpoint endpoint, Step step) {
        Signal known = current.get(endpoint);
        if (known == null) {
            known = read(endpoint, step);
            current.put(endpoint, known);
        }
        return known;
    }

    private Signal read(Endpoint endpoint, Step step) {
        Source source = network.sources().get(endpoint.owner());
        if (source != null) {
            return source.read(endpoint.signal(), step.index());
        }
        if (links.has(endpoint.owner())) {
            return links.read(endpoint);
        }
        return drivers.get(endpoint.owner()).read(network.spec(endpoint));
    }

    @Override
    public Snapshot snapshot() {
        Map<String, PopulationState> states = new LinkedHashMap<>();
        drivers.forEach((name, driver) -> states.put(name, driver.save()));
        return new Snapshot(position, states, history.save(), links.save());
    }

    @Override
    public void restore(Snapshot snapshot) {
        snapshot.requireFor(network);
        drivers.forEach((name, driver) -> driver.load(snapshot.populations().get(name)));
        history.load(snapshot.history());
        links.load(snapshot.links());
        position = snapshot.position();
    }

    @Override
    public void close() {}
}
