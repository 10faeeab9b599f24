package org.sparsecortex.runtime;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Links;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.network.Watch;

/**
 * Moves signals between populations: a population fires a step as soon as all its inputs for that step are there.
 *
 * <p>Steps are in flight within a bounded window, so populations pipeline and memory stays bounded. Which message comes first
 * changes nothing, because every input is named by its step (a Kahn process network). After a failure in a step all steps before
 * it are finished and handed out, as if they had been run one by one; then the run stops.
 */
final class CoordinatorActor extends AbstractBehavior<CoordinatorActor.Command> {
    /** Steps in flight at most, enough to hide message latency; fewer if their signals need more than {@link #IN_FLIGHT}. */
    static final int WINDOW = 512;

    /** Rows that wait for each other at most, see {@link #emitRows}. */
    private static final int ROWS_TOGETHER = WINDOW / 4;

    private static final int LEAST_WINDOW = 8;
    private static final long IN_FLIGHT = 64L << 20;

    private final Network network;
    private final Watch watch;
    private final boolean here;
    private final BlockingQueue<Event> events;
    private final Timeline timeline;
    private final int window;
    private final Links links;
    private final Map<String, Feed> feeds = new LinkedHashMap<>();
    private final Map<Long, Step> steps = new HashMap<>();
    private long position;
    private long begun;
    private long taken;
    private long target;
    /** Step of the failure that ends the run, if there is one. */
    private long limit = Long.MAX_VALUE;

    private RunFailure failure;
    /** When rows were handed out last, by {@link System#nanoTime}. */
    private long emitted = System.nanoTime();

    /** Messages from the runner and the populations. */
    sealed interface Command {}

    /** Run up to, not including, step {@code to}. */
    record Advance(long to) implements Command {}

    /** The runner has handled all rows before {@code next}. */
    record Taken(long next) implements Command {}

    /** A population has finished some steps. */
    record Done(String population, List<Finished> steps) implements Command {}

    /** A step of a population: values of the endpoints that somebody reads. */
    record Finished(long step, Map<Endpoint, Signal> values) {}

    /** A population has failed. */
    record Failed(RunFailure failure) implements Command {}

    /** Asks for the past and the links as they are between two steps. */
    record Save() implements Command {}

    /** Asks for the next blocks of the state of a population, between two steps; another number begins at the front. */
    record Read(String population, long reading) implements Command {}

    /** Goes to another step, past and links. */
    record MoveTo(Snapshot snapshot) implements Command {}

    /** A block of a state for a population. */
    record Load(String population, PartitionActor.Load block) implements Command {}

    /** Ends the actor and its populations. */
    record Quit() implements Command {}

    /** What the runner's thread receives. */
    sealed interface Event {}

    /** The next rows, in step order. */
    record Rows(List<Row> rows) implements Event {}

    /** Watched values of a step. */
    record Row(Step step, List<Signal> values) {}

    /** The run cannot go on. */
    record Stopped(RunFailure failure) implements Event {}

    /** The past and the links. */
    record Saved(Map<Endpoint, List<Signal>> history, Map<String, byte[]> links) implements Event {}

    /** The next blocks of the state of a population; the last ones of a reading come when it has ended. */
    record Blocks(long reading, List<byte[]> blocks, boolean ended) implements Command, Event {}

    /** The step, past and links are others now. */
    record Moved() implements Event {}

    /** All whom it was for have taken the block with that number. */
    record Loaded(long number) implements Command, Event {}

    /** One population, how far it is, and whom it waits for. */
    private static final class Feed {
        private final String name;
        private final ActorRef<PopulationActor.Command> population;
        private final List<Connection> connections;
        private final List<Feed> senders = new ArrayList<>();
        private final List<Integer> delays = new ArrayList<>();
        private long nextToFire;
        private long nextToFinish;

        Feed(String name, ActorRef<PopulationActor.Command> population, List<Connection> connections) {
            this.name = name;
            this.population = population;
            this.connections = connections;
        }
    }

    static Behavior<Command> create(
            Network network, Plan plan, Watch watch, Ranges ranges, BlockingQueue<Event> events) {
        return Behaviors.setup(context -> new CoordinatorActor(context, network, plan, watch, ranges, events));
    }

    private CoordinatorActor(
            ActorContext<Command> context,
            Network network,
            Plan plan,
            Watch watch,
            Ranges ranges,
            BlockingQueue<Event> events) {
        super(context);
        this.network = network;
        this.watch = watch;
        this.here = ranges.areHere();
        this.events = events;
        this.timeline = new Timeline(network);
        this.window = window(network, watch);
        this.links = new Links(network);
        for (Population p : network.order()) {
            var population = context.spawn(
                    PopulationActor.create(network, p, plan, new Wanted(network, p, watch), ranges, context.getSelf()),
                    "population-" + feeds.size(),
                    DispatcherSelector.sameAsParent());
            context.watchWith(population, new Failed(Ranges.ended(p, null)));
            feeds.put(p.name(), new Feed(p.name(), population, network.into(p.name())));
        }
        for (Connection c : network.connections()) {
            Feed sender = feeds.get(c.from().owner());
            if (sender != null) {
                feeds.get(c.to()).senders.add(sender);
                feeds.get(c.to()).delays.add(c.delay());
            }
        }
    }

    private static int window(Network network, Watch watch) {
        Set<Endpoint> read = new HashSet<>(watch.endpoints());
        network.connections().forEach(c -> read.add(c.from()));
        long bytes = 1;
        for (Endpoint endpoint : read) {
            bytes += (long) Double.BYTES * network.spec(endpoint).shape().size();
        }
        return (int) Math.max(LEAST_WINDOW, Math.min(WINDOW, IN_FLIGHT / bytes));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Done.class, this::onDone)
                .onMessage(Taken.class, this::onTaken)
                .onMessage(Advance.class, this::onAdvance)
                .onMessage(Failed.class, this::onFailed)
                .onMessage(Save.class, this::onSave)
                .onMessage(Read.class, this::onRead)
                .onMessage(Blocks.class, this::handOut)
                .onMessage(MoveTo.class, this::onMoveTo)
                .onMessage(Load.class, this::onLoad)
                .onMessage(Loaded.class, this::handOut)
                .onMessage(Quit.class, quit -> Behaviors.stopped())
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
        Feed feed = feeds.get(message.population);
        for (Finished finished : message.steps) {
            if (finished.step == feed.nextToFinish) {
                feed.nextToFinish++;
                finished.values.forEach((endpoint, signal) -> timeline.put(finished.step, endpoint, signal));
            }
        }
        return pump();
    }

    /** Begins steps, fires populations and hands out rows as far as possible. */
    private Behavior<Command> pump() {
        try {
            begin();
            feeds.values().forEach(this::fireReady);
        } catch (OutOfMemoryError e) {
            stopAt(position, new RunFailure("input", null, position, e));
        }
        emitRows();
        if (failure != null && position >= limit) {
            events.add(new Stopped(failure));
            failure = null;
        }
        return this;
    }

    /** Takes note of a failure, which ends the run once all steps before {@code step} are handed out. */
    private void stopAt(long step, RunFailure cause) {
        if (step < limit) {
            limit = step;
            failure = cause;
        }
    }

    private void begin() {
        while (begun < target && begun < taken + window && begun < limit) {
            try {
                Step step = network.step(begun);
                steps.put(begun, step);
                timeline.begin(begun, step.reset());
                begun++;
            } catch (RuntimeException e) {
                stopAt(begun, new RunFailure("input", null, begun, e));
            }
        }
    }

    private void fireReady(Feed feed) {
        while (feed.nextToFire < Math.min(begun, limit) && isReady(feed)) {
            List<Firing> firings = new ArrayList<>(Firing.TOGETHER);
            do {
                try {
                    firings.add(firing(feed, feed.nextToFire));
                    feed.nextToFire++;
                } catch (RuntimeException e) {
                    stopAt(feed.nextToFire, new RunFailure(feed.name, null, feed.nextToFire, e));
                }
            } while (firings.size() < Firing.TOGETHER && feed.nextToFire < Math.min(begun, limit) && isReady(feed));
            if (!firings.isEmpty()) {
                feed.population.tell(new PopulationActor.Fire(firings));
            }
        }
    }

    private Firing firing(Feed feed, long index) {
        Step step = steps.get(index);
        Firing firing = here
                ? Firing.here(step, network.gather(network.population(feed.name), c -> arriving(c, step)))
                : Firing.elsewhere(
                        step,
                        feed.connections.stream().map(c -> arrival(c, step)).toList());
        for (String link : links.into(feed.name)) {
            watch.endpoints().stream()
                    .filter(e -> e.owner().equals(link))
                    .forEach(e -> timeline.put(index, e, links.read(e)));
        }
        return firing;
    }

    private Signal arriving(Connection c, Step step) {
        return links.arrive(c, step, timeline.arriving(c, step.index()));
    }

    /** What the ranges of other processes are sent: an input that they can read themselves is not even read here. */
    private Firing.Arrival arrival(Connection c, Step step) {
        boolean isRead = c.delay() == 0
                && c.delta().isEmpty()
                && network.sources().containsKey(c.from().owner());
        return isRead ? Firing.Arrival.READ_THERE : new Firing.Arrival(arriving(c, step));
    }

    private boolean isReady(Feed feed) {
        for (int i = 0; i < feed.senders.size(); i++) {
            if (feed.senders.get(i).nextToFinish <= feed.nextToFire - feed.delays.get(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Hands finished rows out: all if no step is in flight, or the last ones went out long ago, else many at once. Each time wakes the
     * runner's thread, which takes a processor from a range if all are at work.
     */
    private void emitRows() {
        long end = Math.min(begun, limit);
        long finished = end;
        for (Feed feed : feeds.values()) {
            finished = Math.min(finished, feed.nextToFinish);
        }
        long now = System.nanoTime();
        boolean isDue = failure != null || finished == end || now - emitted > Firing.PATIENCE_NANOS;
        if (position >= finished || (!isDue && finished - position < ROWS_TOGETHER)) {
            return;
        }
        emitted = now;
        List<Row> rows = new ArrayList<>((int) (finished - position));
        while (position < Math.min(finished, limit)) {
            long step = position;
            try {
                rows.add(new Row(steps.get(step), watch.row(step, e -> timeline.at(step, e))));
                steps.remove(step);
                position++;
            } catch (RuntimeException | OutOfMemoryError e) { // an input that is watched and that no population reads
                stopAt(step, new RunFailure("input", null, step, e));
            }
        }
        timeline.forgetBefore(position);
        events.add(new Rows(rows));
    }

    /** The population has reported all that it finished; one that ended, or ran out of memory, ends the run at once. */
    private Behavior<Command> onFailed(Failed message) {
        RunFailure told = message.failure.since(position);
        boolean atOnce = told != message.failure || told.getCause() instanceof OutOfMemoryError;
        if (atOnce || !feeds.containsKey(told.population())) {
            failure = told;
            emitRows();
            events.add(new Stopped(told));
            failure = null;
            return this;
        }
        stopAt(Math.min(told.step(), feeds.get(told.population()).nextToFinish), told);
        return pump();
    }

    private Behavior<Command> onSave(Save request) {
        return handOut(new Saved(timeline.save(position), links.save()));
    }

    private Behavior<Command> handOut(Event event) {
        events.add(event);
        return this;
    }

    private Behavior<Command> onRead(Read request) {
        feeds.get(request.population).population.tell(new PopulationActor.Read(request.reading));
        return this;
    }

    private Behavior<Command> onLoad(Load request) {
        feeds.get(request.population).population.tell(new PopulationActor.Load(request.block));
        return this;
    }

    private Behavior<Command> onMoveTo(MoveTo request) {
        try {
            timeline.load(request.snapshot.position(), request.snapshot.history());
            links.load(request.snapshot.links());
        } catch (IllegalArgumentException e) {
            return handOut(new Stopped(new RunFailure("checkpoint", null, request.snapshot.position(), e)));
        }
        position = request.snapshot.position();
        begun = position;
        taken = position;
        target = position;
        feeds.values().forEach(feed -> {
            feed.nextToFire = position;
            feed.nextToFinish = position;
        });
        return handOut(new Moved());
    }
}
