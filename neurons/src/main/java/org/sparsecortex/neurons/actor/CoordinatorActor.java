package org.sparsecortex.neurons.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Links;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.PopulationState;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Snapshot;

/**
 * Moves signals between populations: a population fires a step as soon as all its inputs for that step are there.
 *
 * <p>Steps are in flight within a bounded window, so populations pipeline and memory stays bounded. Which message comes first
 * changes nothing, because every input is named by its step (a Kahn process network).
 */
final class CoordinatorActor extends AbstractBehavior<CoordinatorActor.Command> {
    /** Steps in flight at most; enough to hide message latency, small against any state. */
    static final int WINDOW = 64;

    private final Network network;
    private final List<Endpoint> watched;
    private final BlockingQueue<Event> events;
    private final Timeline timeline;
    private final Links links;
    private final Map<String, ActorRef<PopulationActor.Command>> populations = new LinkedHashMap<>();
    private final Map<String, List<Connection>> inputs = new HashMap<>();
    private final Map<String, Long> nextToFire = new HashMap<>();
    private final Map<String, Long> nextToFinish = new HashMap<>();
    private final Map<Long, Step> steps = new HashMap<>();
    private final Map<String, PopulationState> states = new HashMap<>();
    private final Set<String> loading = new HashSet<>();
    private long position;
    private long begun;
    private long taken;
    private long target;

    /** Messages from the runner and the populations. */
    sealed interface Command {}

    /** Run up to, not including, step {@code to}. */
    record Advance(long to) implements Command {}

    /** The runner has handled all rows before {@code next}. */
    record Taken(long next) implements Command {}

    /** A population has finished a step; values of the endpoints that somebody reads. */
    record Done(String population, long step, Map<Endpoint, Signal> values) implements Command {}

    /** A population has failed. */
    record Failed(String population, UnitRange range, long step, Throwable cause) implements Command {}

    /** Asks for a snapshot between two steps. */
    record Save() implements Command {}

    /** State of one population. */
    record StateOf(String population, PopulationState state) implements Command {}

    /** Replaces all state. */
    record Load(Snapshot snapshot) implements Command {}

    /** A population has loaded its state. */
    record StateLoaded(String population) implements Command {}

    /** What the runner's thread receives. */
    sealed interface Event {}

    /** Watched values of a step, in step order. */
    record Row(Step step, List<Signal> values) implements Event {}

    /** The run cannot go on. */
    record Stopped(RunFailure failure) implements Event {}

    /** A snapshot is complete. */
    record SavedAll(Snapshot snapshot) implements Event {}

    /** All populations have loaded their state. */
    record LoadedAll() implements Event {}

    static Behavior<Command> create(
            Network network, Map<String, List<UnitRange>> cuts, List<Endpoint> watched, BlockingQueue<Event> events) {
        return Behaviors.setup(context -> new CoordinatorActor(context, network, cuts, watched, events));
    }

    private CoordinatorActor(
            ActorContext<Command> context,
            Network network,
            Map<String, List<UnitRange>> cuts,
            List<Endpoint> watched,
            BlockingQueue<Event> events) {
        super(context);
        this.network = network;
        this.watched = watched;
        this.events = events;
        this.timeline = new Timeline(network);
        this.links = new Links(network);
        for (Population p : network.order()) {
            inputs.put(
                    p.name(),
                    network.connections().stream()
                            .filter(c -> c.to().equals(p.name()))
                            .toList());
            List<UnitRange> ranges = cuts.getOrDefault(p.name(), List.of(UnitRange.all(p.units())));
            var population = context.spawn(
                    PopulationActor.create(network, p, ranges, wanted(p), context.getSelf()),
                    "population-" + populations.size(),
                    DispatcherSelector.sameAsParent());
            context.watchWith(population, new Failed(p.name(), null, -1, new IllegalStateException("its actor ended")));
            populations.put(p.name(), population);
            nextToFire.put(p.name(), 0L);
            nextToFinish.put(p.name(), 0L);
        }
    }

    /** Signals of a population that somebody reads. */
    private List<SignalSpec> wanted(Population p) {
        Set<String> names = new LinkedHashSet<>();
        watched.stream().filter(e -> e.owner().equals(p.name())).forEach(e -> names.add(e.signal()));
        network.connections().stream()
                .filter(c -> c.from().owner().equals(p.name()))
                .forEach(c -> names.add(c.from().signal()));
        return p.signals().stream().filter(s -> names.contains(s.name())).toList();
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Done.class, this::onDone)
                .onMessage(Taken.class, this::onTaken)
                .onMessage(Advance.class, this::onAdvance)
                .onMessage(Failed.class, this::onFailed)
                .onMessage(Save.class, this::onSave)
                .onMessage(StateOf.class, this::onStateOf)
                .onMessage(Load.class, this::onLoad)
                .onMessage(StateLoaded.class, this::onStateLoaded)
                .build();
    }

    private Behavior<Command> onAdvance(Advance request) {
        target = request.to;
        return pump();
    }

    private Behavior<Command> onTaken(Taken message) {
        taken = Math.max(taken, message.next);
        return pump();
    }

    private Behavior<Command> onDone(Done message) {
        if (message.step == nextToFinish.get(message.population)) {
            nextToFinish.put(message.population, message.step + 1);
            message.values.forEach((endpoint, signal) -> timeline.put(message.step, endpoint, signal));
            return pump();
        }
        return this;
    }

    /** Begins steps, fires populations and hands out rows as far as possible. */
    private Behavior<Command> pump() {
        try {
            while (begun < target && begun < taken + WINDOW) {
                Step step = network.step(begun);
                steps.put(begun, step);
                timeline.begin(begun, step.reset());
                begun++;
            }
            populations.keySet().forEach(this::fireReady);
            emitRows();
        } catch (RuntimeException e) {
            events.add(new Stopped(new RunFailure("input", null, position, e)));
        }
        return this;
    }

    private void fireReady(String name) {
        long step = nextToFire.get(name);
        while (step < begun && isReady(name, step)) {
            populations.get(name).tell(new PopulationActor.Fire(steps.get(step), gather(name, step)));
            nextToFire.put(name, ++step);
        }
    }

    private Inputs gather(String name, long index) {
        Step step = steps.get(index);
        Inputs inputs =
                network.gather(network.population(name), c -> links.arrive(c, step, timeline.arriving(c, index)));
        for (String link : links.into(name)) {
            watched.stream().filter(e -> e.owner().equals(link)).forEach(e -> timeline.put(index, e, links.read(e)));
        }
        return inputs;
    }

    private boolean isReady(String name, long step) {
        for (Connection c : inputs.get(name)) {
            Long finished = nextToFinish.get(c.from().owner());
            if (finished != null && finished <= step - c.delay()) {
                return false;
            }
        }
        return true;
    }

    private void emitRows() {
        long finished = begun;
        for (long next : nextToFinish.values()) {
            finished = Math.min(finished, next);
        }
        while (position < finished) {
            List<Signal> values = new ArrayList<>(watched.size());
            for (Endpoint endpoint : watched) {
                values.add(timeline.at(position, endpoint));
            }
            events.add(new Row(steps.remove(position), values));
            position++;
            timeline.forgetBefore(position);
        }
    }

    private Behavior<Command> onFailed(Failed failure) {
        long step = failure.step < 0 ? position : failure.step;
        events.add(new Stopped(
                failure.cause instanceof RunFailure known
                        ? known
                        : new RunFailure(failure.population, failure.range, step, failure.cause)));
        return this;
    }

    private Behavior<Command> onSave(Save request) {
        states.clear();
        populations.values().forEach(p -> p.tell(new PopulationActor.SaveAll()));
        return this;
    }

    private Behavior<Command> onStateOf(StateOf message) {
        states.put(message.population, message.state);
        if (states.size() == populations.size()) {
            events.add(new SavedAll(new Snapshot(position, states, timeline.save(position), links.save())));
        }
        return this;
    }

    private Behavior<Command> onLoad(Load request) {
        try {
            timeline.load(request.snapshot.position(), request.snapshot.history());
            links.load(request.snapshot.links());
        } catch (IllegalArgumentException e) {
            events.add(new Stopped(new RunFailure("checkpoint", null, request.snapshot.position(), e)));
            return this;
        }
        position = request.snapshot.position();
        begun = position;
        taken = position;
        target = position;
        nextToFire.replaceAll((name, step) -> position);
        nextToFinish.replaceAll((name, step) -> position);
        loading.addAll(populations.keySet());
        populations.forEach((name, p) -> p.tell(
                new PopulationActor.LoadAll(request.snapshot.populations().get(name))));
        return this;
    }

    private Behavior<Command> onStateLoaded(StateLoaded message) {
        if (loading.remove(message.population) && loading.isEmpty()) {
            events.add(new LoadedAll());
        }
        return this;
    }
}
