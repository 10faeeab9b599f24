package org.sparsecortex.sdr.network;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.state.PopulationState;

/** Runs a network on the calling thread, without actors: the oracle of every other runner. */
public final class SequentialRunner implements Runner {
    private final Network network;
    private final Watch watch;
    private final Map<String, StepDriver<?, ?>> drivers = new LinkedHashMap<>();
    private final History history;
    private final Links links;
    private final LiveStates states;
    private final Map<Endpoint, Signal> current = new HashMap<>();
    private long position;

    /**
     * @param network what to run
     * @param plan ranges of each population; its threads are not used
     * @param watch what the observer receives, and in which steps
     */
    public SequentialRunner(Network network, Plan plan, Watch watch) {
        plan.requireFor(network);
        watch.endpoints().forEach(network::spec);
        this.network = network;
        this.watch = watch;
        this.history = new History(network);
        this.links = new Links(network);
        this.states = new LiveStates(network, name -> drivers.get(name).blocks());
        for (Population p : network.order()) {
            drivers.put(p.name(), StepDriver.of(p, plan.ranges(p.name())));
        }
    }

    /** As {@link #SequentialRunner(Network, Plan, Watch)} with all endpoints in every step. */
    public SequentialRunner(Network network, Plan plan, List<Endpoint> watched) {
        this(network, plan, Watch.always(watched));
    }

    /** As {@link #SequentialRunner(Network, Plan, List)} with one range a population. */
    public SequentialRunner(Network network, List<Endpoint> watched) {
        this(network, Plan.whole(network), watched);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void runTo(long to, StepObserver observer) {
        states.end();
        while (position < to) {
            Step step = begin();
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

    private Step begin() {
        try {
            return network.step(position);
        } catch (RuntimeException e) {
            throw new RunFailure("input", null, position, e);
        }
    }

    private void runPopulation(Population p, Step step) {
        drivers.get(p.name()).step(step, () -> network.gather(p, c -> links.arrive(c, step, sent(c, step))));
    }

    private Signal sent(Connection c, Step step) {
        return c.delay() == 0 ? value(c.from(), step) : history.get(c.from(), c.delay());
    }

    private void observe(Step step, StepObserver observer) {
        List<Signal> row;
        try {
            row = watch.row(step.index(), e -> value(e, step));
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new RunFailure("input", null, step.index(), e);
        }
        try {
            observer.onStep(step, row);
        } catch (RuntimeException | OutOfMemoryError e) {
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
        return new Snapshot(position, states.now(), history.save(), links.save());
    }

    @Override
    public void restore(Snapshot snapshot) {
        snapshot.requireFor(network);
        drivers.forEach((name, driver) -> {
            PopulationState state = snapshot.populations().get(name);
            if (!states.isOwn(state)) {
                driver.load(state);
            }
        });
        history.load(snapshot.history());
        links.load(snapshot.links());
        position = snapshot.position();
        states.end();
    }

    @Override
    public void close() {}
}
