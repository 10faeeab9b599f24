package org.sparsecortex.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.sparsecortex.runtime.NodeActor.Peer;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RunFailure;

/** What a worker does: makes the network of the driver's job and the ranges that are placed here. It keeps no file. */
final class WorkerPart implements NodeActor.Part {
    /** Time for the answer to a leave to be sent; the driver does not depend on it. */
    private static final Duration FAREWELL = Duration.ofMillis(300);

    /** Time for an idle range to answer on a busy machine. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private final ActorContext<NodeActor.Command> context;
    private final NodeSettings settings;
    private final JobOpener opener;
    private final AtomicReference<Worker.End> end;
    private final Map<String, Peer> peers = new HashMap<>();
    private final Map<Integer, Local> local = new HashMap<>();
    private final Traffic between = new Traffic();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ExecutorService tasks;
    private Network network;
    private long run = -1;
    /** What is to be made once all its nodes are known here; null if there is nothing. */
    private Wire.Place asked;

    /** The ranges of one population in this process. */
    private record Local(
            WireCodec codec,
            List<Integer> indices,
            List<ActorRef<PartitionActor.Command>> actors,
            Consumer<PopulationActor.Command> leader) {}

    /** Ends the process's part in the cluster, its own order. */
    private record Go() implements NodeActor.Order {}

    /** The time for signs of life is over. */
    private record Looked(Peer driver, long number, Set<Wire.Busy.Range> silent) implements NodeActor.Order {}

    /** A task has failed in a way that it could not tell itself. */
    private record Depart(Peer driver, Throwable cause) implements NodeActor.Order {}

    WorkerPart(
            ActorContext<NodeActor.Command> context,
            NodeSettings settings,
            JobOpener opener,
            AtomicReference<Worker.End> end) {
        this.context = context;
        this.settings = settings;
        this.opener = opener;
        this.end = end;
        this.tasks = Executors.newFixedThreadPool(settings.threads(), work -> {
            Thread thread = new Thread(work, "task");
            thread.setDaemon(true);
            return thread;
        });
        var unused = context.getSystem().getWhenTerminated().whenComplete((done, error) -> {
            over.set(true); // no interruption, which would cut a file that is being written
            tasks.shutdown();
        });
    }

    @Override
    public void joined(Peer peer) {
        peers.put(peer.address().toString(), peer);
        if (peer.isDriver()) {
            end.set(Worker.End.LOST);
        }
        placeIfAllAreKnown();
    }

    /** The driver decides who is lost; if it is the driver, the split-brain resolver ends this process. */
    @Override
    public void silent(Peer peer) {}

    @Override
    public void left(Peer peer) {
        peers.remove(peer.address().toString());
        if (peer.isDriver()) {
            context.getSystem().terminate();
        }
    }

    @Override
    public void ordered(NodeActor.Order order) {
        if (order instanceof Looked looked) {
            looked.driver.send(new Wire.Busy(looked.number, List.copyOf(looked.silent)));
        } else if (order instanceof Depart depart) {
            context.getLog().error("a task failed", depart.cause);
            leave(depart.driver);
        } else {
            context.getSystem().terminate();
        }
    }

    private void leave(Peer driver) {
        driver.send(new Wire.Leave());
        context.scheduleOnce(FAREWELL, context.getSelf(), new NodeActor.Ordered(new Go()));
    }

    @Override
    public void received(Peer peer, Wire message) {
        if (message instanceof Wire.Envelope envelope) {
            deliver(envelope);
        } else if (!peer.isDriver()) {
            context.getLog()
                    .warn("only a driver may send {}", message.getClass().getSimpleName());
        } else if (message instanceof Wire.Open open) {
            peer.send(answer(open));
        } else if (message instanceof Wire.Place place) {
            asked = place;
            placeIfAllAreKnown();
        } else if (message instanceof Wire.Look look && look.run() == run) {
            look(peer, look);
        } else if (message instanceof Wire.Task task) {
            ActorRef<NodeActor.Command> self = context.getSelf(); // the context is of this thread only
            tasks.execute(() -> work(peer, task, self));
        } else if (message instanceof Wire.Clear clear) {
            if (clear.run() == run) {
                clear();
            }
            peer.send(between.sent(clear.run()));
        } else if (message instanceof Wire.Leave) {
            end.compareAndSet(Worker.End.LOST, Worker.End.DONE); // one that has refused stays so
            leave(peer);
        }
    }

    /** One that cannot even tell of a failure goes, so that the task is given to another worker. */
    private void work(Peer driver, Wire.Task task, ActorRef<NodeActor.Command> self) {
        try {
            driver.send(new Wire.Result(task.number(), opener.work(task.body(), over::get)));
        } catch (RuntimeException | Error e) {
            self.tell(new NodeActor.Ordered(new Depart(driver, e)));
        }
    }

    /** Asks all ranges for a sign of life; those that have not given it after a while are busy. */
    private void look(Peer driver, Wire.Look look) {
        Set<Wire.Busy.Range> silent = ConcurrentHashMap.newKeySet();
        local.forEach((population, here) -> {
            for (int i = 0; i < here.actors.size(); i++) {
                Wire.Busy.Range range = new Wire.Busy.Range(population, here.indices.get(i));
                silent.add(range);
                here.actors.get(i).tell(new PartitionActor.Look(() -> silent.remove(range)));
            }
        });
        context.scheduleOnce(
                SIGN_OF_LIFE, context.getSelf(), new NodeActor.Ordered(new Looked(driver, look.number(), silent)));
    }

    private Wire answer(Wire.Open open) {
        try {
            network = opener.open(open.job());
            return new Wire.Opened(
                    settings.machine(),
                    settings.threads(),
                    ProcessHandle.current().pid(),
                    settings.memory());
        } catch (JobOpener.JobRefused refused) {
            end.set(Worker.End.REFUSED);
            return new Wire.Refused(refused.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            end.set(Worker.End.REFUSED);
            return new Wire.Refused("it cannot read the scenario: " + e);
        }
    }

    private void clear() {
        local.values()
                .forEach(here -> here.actors.forEach(actor -> {
                    context.unwatch(actor);
                    context.stop(actor);
                }));
        local.clear();
        run = -1;
    }

    /** Members learn of each other one by one, the driver before the workers. */
    private void placeIfAllAreKnown() {
        String own = settings.address(context.getSystem());
        if (asked == null || !asked.nodes().stream().allMatch(node -> node.equals(own) || peers.containsKey(node))) {
            return;
        }
        Peer driver = peers.values().stream().filter(Peer::isDriver).findFirst().orElseThrow();
        Wire.Place place = asked;
        asked = null;
        place(driver, place);
        driver.send(new Wire.Placed(place.run()));
    }

    private void place(Peer driver, Wire.Place place) {
        clear();
        run = place.run();
        Plan plan = Plan.of(network, 1, place.threads());
        for (Map.Entry<String, List<UnitRange>> cut : place.ranges().entrySet()) {
            plan = plan.cut(cut.getKey(), cut.getValue());
        }
        int self = place.nodes().indexOf(settings.address(context.getSystem()));
        for (int p = 0; p < network.order().size(); p++) {
            Population population = network.order().get(p);
            List<Integer> hosts = place.hosts().get(population.name());
            if (hosts.contains(self)) {
                spawn(driver, place, plan, p, self);
            }
        }
    }

    private void spawn(Peer driver, Wire.Place place, Plan plan, int number, int self) {
        Population population = network.order().get(number);
        List<UnitRange> ranges = plan.ranges(population.name());
        List<Integer> hosts = place.hosts().get(population.name());
        Wanted wanted = new Wanted(network, population, place.watch());
        WireCodec codec = new WireCodec(network, population, ranges, wanted, place.deltas());
        Consumer<PopulationActor.Command> leader =
                command -> driver.send(new Wire.Envelope(place.run(), number, true, codec.write(command)));
        List<Integer> indices = new ArrayList<>();
        List<ActorRef<PartitionActor.Command>> here = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            if (hosts.get(i) == self) {
                indices.add(i);
                here.add(context.spawnAnonymous(
                        PartitionActor.create(i, ranges.get(i), population, wanted, leader),
                        DispatcherSelector.fromConfig("kernels")));
            }
        }
        local.put(number, new Local(codec, indices, List.copyOf(here), leader));
        List<Peer> elsewhere = hosts.stream()
                .distinct()
                .filter(host -> host != self)
                .map(host -> peers.get(place.nodes().get(host)))
                .toList();
        for (ActorRef<PartitionActor.Command> actor : here) {
            if (plan.apart(population.name())) {
                actor.tell(new PartitionActor.Peers(ranges.size(), command -> {
                    here.stream().filter(other -> other != actor).forEach(other -> other.tell(command));
                    tellPeers(elsewhere, place.run(), number, codec, command);
                }));
            }
        }
        watch(population, ranges, hosts, self, here, leader);
    }

    private void tellPeers(
            List<Peer> elsewhere, long run, int number, WireCodec codec, PartitionActor.Command command) {
        if (!elsewhere.isEmpty()) {
            Wire.Envelope envelope = new Wire.Envelope(run, number, false, codec.write(command));
            elsewhere.forEach(peer -> {
                between.sent(envelope.body());
                peer.send(envelope);
            });
        }
    }

    private void watch(
            Population population,
            List<UnitRange> ranges,
            List<Integer> hosts,
            int self,
            List<ActorRef<PartitionActor.Command>> here,
            Consumer<PopulationActor.Command> leader) {
        int next = 0;
        for (int i = 0; i < ranges.size(); i++) {
            if (hosts.get(i) == self) {
                RunFailure ended = Ranges.ended(population, ranges.get(i));
                context.watchWith(here.get(next++), new NodeActor.Ended(leader, new PopulationActor.Broken(i, ended)));
            }
        }
    }

    /** Hands a message to the ranges here; what cannot be read ends the run, not this process. */
    private void deliver(Wire.Envelope envelope) {
        Local here = local.get(envelope.population());
        if (envelope.run() != run || here == null || envelope.toLeader()) {
            return;
        }
        try {
            PartitionActor.Command command = here.codec.readCommand(envelope.body());
            int to = command.receiver();
            boolean toAll = to == PartitionActor.Command.ALL;
            Ranges.tell(here.actors, toAll ? to : here.indices.indexOf(to), command);
        } catch (RuntimeException e) {
            String name = network.order().get(envelope.population()).name();
            here.leader.accept(new PopulationActor.Broken(0, new RunFailure(name, null, -1, e)));
        }
    }
}
