package org.sparsecortex.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.LiveStates;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.network.StepObserver;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.sdr.state.PopulationState;
import org.sparsecortex.sdr.state.StateInput;

/**
 * Runs a network on actors: one per population and one per unit range. Gives the same bits as {@link
 * org.sparsecortex.sdr.network.SequentialRunner} for every number of ranges and threads.
 *
 * <p>The observer is called on the thread that called {@link #runTo}.
 */
public final class ActorRunner implements Runner {
    private static final long SHUTDOWN_SECONDS = 120;
    /** Before it is said whom a run waits for; a worker that does not answer is taken for lost some seconds later. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Blocks of a state that are on their way to the ranges at a time. */
    private static final int SENT_TOGETHER = 4;

    private final ActorRef<CoordinatorActor.Command> coordinator;
    private final BlockingQueue<CoordinatorActor.Event> events;
    private final Network network;
    private final Plan plan;
    private final LiveStates states;
    private final Runnable end;
    private final Stalled stalled;
    private long position;
    private long readings;
    /** Blocks of states that were sent, and those that have been taken. */
    private long sent;

    private long loaded;
    private RunFailure failure;

    /**
     * @param network what to run
     * @param plan ranges of each population, and threads
     * @param watch what the observer receives, and in which steps
     */
    public ActorRunner(Network network, Plan plan, Watch watch) {
        plan.requireFor(network);
        watch.endpoints().forEach(network::spec);
        this.network = network;
        this.plan = plan;
        this.states = new LiveStates(network, Reading::new);
        this.events = new LinkedBlockingQueue<>();
        Config own = ConfigFactory.parseResources(ActorRunner.class, "/sparsecortex-akka.conf");
        Config sized = ConfigFactory.parseString("kernels.threads = " + plan.threads());
        ActorSystem<CoordinatorActor.Command> system = ActorSystem.create(
                CoordinatorActor.create(network, plan, watch, Ranges.here(network, plan, watch), events),
                "sparsecortex",
                sized.withFallback(own).withFallback(ConfigFactory.load()),
                DispatcherSelector.fromConfig("kernels"));
        coordinator = system;
        end = () -> terminate(system);
        stalled = null;
        stopWith(system, events);
    }

    /**
     * A runner on actors that are there.
     *
     * @param plan the ranges that they are of
     * @param events what the coordinator hands out
     * @param end ends them
     * @param stalled is told when nothing has come from them for some seconds, and again after twice as long
     */
    ActorRunner(
            Network network,
            Plan plan,
            ActorRef<CoordinatorActor.Command> coordinator,
            BlockingQueue<CoordinatorActor.Event> events,
            Runnable end,
            Stalled stalled) {
        this.stalled = stalled;
        this.network = network;
        this.plan = plan;
        this.states = new LiveStates(network, Reading::new);
        this.coordinator = coordinator;
        this.events = events;
        this.end = end;
    }

    /** Ends the run when the actor system ends. */
    static void stopWith(ActorSystem<?> system, BlockingQueue<CoordinatorActor.Event> events) {
        var unused = system.getWhenTerminated()
                .whenComplete((done, error) -> events.add(new CoordinatorActor.Stopped(
                        new RunFailure("actor system", null, -1, new IllegalStateException("it has ended", error)))));
    }

    /** As {@link #ActorRunner(Network, Plan, Watch)} with all endpoints in every step. */
    public ActorRunner(Network network, Plan plan, List<Endpoint> watched) {
        this(network, plan, Watch.always(watched));
    }

    /** A runner on all processors with one range a population, which suits most networks. */
    public static ActorRunner of(Network network, List<Endpoint> watched) {
        return new ActorRunner(network, Plan.whole(network), watched);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void runTo(long to, StepObserver observer) {
        requireHealthy();
        if (to <= position) {
            return;
        }
        states.end();
        coordinator.tell(new CoordinatorActor.Advance(to));
        while (position < to) {
            for (CoordinatorActor.Row row : await(CoordinatorActor.Rows.class).rows()) {
                try {
                    observer.onStep(row.step(), row.values());
                } catch (RuntimeException | OutOfMemoryError e) {
                    throw fail(new RunFailure("recorder", null, row.step().index(), e));
                }
                position++;
            }
            coordinator.tell(new CoordinatorActor.Taken(position));
        }
    }

    @Override
    public Snapshot snapshot() {
        requireHealthy();
        coordinator.tell(new CoordinatorActor.Save());
        CoordinatorActor.Saved saved = await(CoordinatorActor.Saved.class);
        return new Snapshot(position, states.now(), saved.history(), saved.links());
    }

    /** The blocks of a population's state; the next ones are on their way while those that have come are used. */
    private final class Reading implements Iterator<byte[]> {
        private final String population;
        private final long number = ++readings;
        private final Deque<byte[]> come = new ArrayDeque<>();
        private boolean ended;

        Reading(String population) {
            this.population = population;
            requireHealthy();
            ask();
        }

        private void ask() {
            coordinator.tell(new CoordinatorActor.Read(population, number));
        }

        @Override
        public boolean hasNext() {
            if (number != readings) {
                throw new IllegalStateException("the state of '" + population + "' is read beside another one");
            }
            while (come.isEmpty() && !ended) {
                CoordinatorActor.Blocks more = await(CoordinatorActor.Blocks.class);
                if (more.reading() == number) {
                    come.addAll(more.blocks());
                    ended = more.ended();
                    if (!ended) {
                        ask();
                    }
                }
            }
            return !come.isEmpty();
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return come.remove();
        }
    }

    @Override
    public void restore(Snapshot snapshot) {
        requireHealthy();
        snapshot.requireFor(network);
        try {
            coordinator.tell(new CoordinatorActor.MoveTo(snapshot));
            await(CoordinatorActor.Moved.class);
            for (Population population : network.order()) {
                PopulationState state = snapshot.populations().get(population.name());
                if (!states.isOwn(state)) {
                    load(population.name(), state);
                }
            }
        } catch (RuntimeException e) {
            if (failure == null) {
                fail(new RunFailure("checkpoint", null, snapshot.position(), e));
            }
            throw e;
        }
        position = snapshot.position();
        states.end();
    }

    /** What all units share goes to all ranges, one block after the other; each unit to its own, a few blocks at a time. */
    private void load(String population, PopulationState state) {
        try (StateInput in = new StateInput(state)) {
            boolean first = true;
            for (Iterator<byte[]> shared = in.pieces(1); shared.hasNext(); first = false) {
                load(population, PartitionActor.Command.ALL, first, false, shared.next());
                awaitTaken(0);
            }
            List<UnitRange> ranges = plan.ranges(population);
            for (int i = 0; i < ranges.size(); i++) {
                Iterator<byte[]> units = in.pieces(ranges.get(i).size());
                do {
                    byte[] block = units.hasNext() ? units.next() : new byte[0];
                    load(population, i, false, !units.hasNext(), block);
                    awaitTaken(SENT_TOGETHER - 1);
                } while (units.hasNext());
            }
            awaitTaken(0);
            in.finish();
        }
    }

    private void load(String population, int receiver, boolean first, boolean last, byte[] block) {
        var load = new PartitionActor.Load(receiver, ++sent, first, last, block);
        coordinator.tell(new CoordinatorActor.Load(population, load));
    }

    /** Waits until no more than that many blocks are on their way. */
    private void awaitTaken(int most) {
        while (sent - loaded > most) {
            await(CoordinatorActor.Loaded.class);
            loaded++;
        }
    }

    /** Is told that a runner waits. */
    interface Stalled {
        /** The first step that is not done, and for how long nothing has come. */
        void since(long step, Duration time);
    }

    /** The next event; meanwhile it is told how long that takes. */
    private CoordinatorActor.Event take() throws InterruptedException {
        if (stalled == null) {
            return events.take();
        }
        Duration waited = Duration.ZERO;
        Duration more = PATIENCE;
        CoordinatorActor.Event event = events.poll(more.toMillis(), TimeUnit.MILLISECONDS);
        while (event == null) {
            waited = waited.plus(more);
            stalled.since(position, waited);
            more = waited;
            event = events.poll(more.toMillis(), TimeUnit.MILLISECONDS);
        }
        return event;
    }

    /** The next event of a type; others are left over from a state that was not read to its end. */
    private <E extends CoordinatorActor.Event> E await(Class<E> type) {
        try {
            while (true) {
                CoordinatorActor.Event event = take();
                if (event instanceof CoordinatorActor.Stopped stopped) {
                    throw fail(stopped.failure());
                }
                if (type.isInstance(event)) {
                    return type.cast(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fail(new RunFailure("run", null, position, new IllegalStateException("the run was interrupted", e)));
        }
    }

    private RunFailure fail(RunFailure cause) {
        failure = cause;
        return cause;
    }

    private void requireHealthy() {
        if (failure != null) {
            throw new IllegalStateException("this runner has failed and cannot go on", failure);
        }
    }

    /** Ends all actors; returns when they are gone. */
    @Override
    public void close() {
        end.run();
    }

    /** Ends an actor system; returns when it is gone. */
    static void terminate(ActorSystem<?> system) {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the actors did not end within " + SHUTDOWN_SECONDS + " s", e);
        }
    }
}
