package org.sparsecortex.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.sparsecortex.runtime.NodeActor.Peer;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Watch;

/**
 * What the process that runs a scenario does in the cluster: offers the job to every worker that comes, places ranges, and
 * notices who is lost. It has the files of the run, so its side of a split cluster is the one that goes on.
 */
final class DriverPart implements NodeActor.Part {
    /** Time for all workers to answer, the second in which they ask their ranges included. */
    private static final Duration ANSWERS = Duration.ofSeconds(2);

    private final ActorContext<NodeActor.Command> context;
    private final ActorSystem<?> system;
    private final byte[] job;
    private final Roll roll;
    private final Map<String, Peer> peers = new HashMap<>();
    private final Tasks tasks = new Tasks();
    private Incarnation current;

    /** Make the ranges of an incarnation. */
    record Begin(Incarnation run) implements NodeActor.Order {}

    /** The ranges of an incarnation are not needed any more. */
    record Finish(long run) implements NodeActor.Order {}

    /** The process of a worker has ended. */
    record Gone(String address) implements NodeActor.Order {}

    /** Have a worker do a task. */
    record Submit(byte[] task, int attempts, CompletableFuture<byte[]> result) implements NodeActor.Order {}

    /** Find out whom the runner waits for. */
    record Look(Stalls.Waiting waiting) implements NodeActor.Order {}

    /** The time to answer that is over. */
    private record Judge(Stalls.Waiting waiting) implements NodeActor.Order {}

    /** Let all workers go. */
    record Dismiss() implements NodeActor.Order {}

    DriverPart(ActorContext<NodeActor.Command> context, byte[] job, Roll roll) {
        this.context = context;
        this.system = context.getSystem();
        this.job = job;
        this.roll = roll;
    }

    @Override
    public void joined(Peer peer) {
        peers.put(peer.address().toString(), peer);
        roll.joined(peer.address().toString());
        peer.send(new Wire.Open(job));
    }

    /** It has the last word: who does not answer is taken out, and may come back as a new member. */
    @Override
    public void silent(Peer peer) {
        Cluster.get(system).manager().tell(new Down(peer.address()));
        left(peer);
    }

    @Override
    public void left(Peer peer) {
        String address = peer.address().toString();
        peers.remove(address);
        Optional<Driver.Host> host = roll.gone(address);
        host.ifPresent(lost -> tasks.gone(peer, lost));
        if (current != null && host.isPresent()) {
            current.lost(host.get());
        }
    }

    @Override
    public void received(Peer peer, Wire message) {
        String address = peer.address().toString();
        if (message instanceof Wire.Envelope envelope) {
            deliver(envelope);
        } else if (message instanceof Wire.Opened opened) {
            if (peers.containsKey(address)) {
                roll.opened(new Driver.Host(
                        address, opened.machine(), opened.threads(), opened.process(), opened.memory()));
                tasks.opened(peer, opened.threads());
            }
        } else if (message instanceof Wire.Refused refused) {
            roll.refused("the worker at " + peer.address().hostPort() + " refused: " + refused.reason());
        } else if (message instanceof Wire.Cleared cleared) {
            roll.cleared(address, cleared);
        } else if (message instanceof Wire.Busy busy && current != null) {
            current.stalls.answered(address, busy);
        } else if (message instanceof Wire.Result result) {
            tasks.done(peer, result);
        } else if (message instanceof Wire.Leave) {
            roll.gone(address).ifPresent(host -> tasks.gone(peer, host));
        } else if (message instanceof Wire.Placed placed && current != null && placed.run() == current.run) {
            current.placed.add(address);
            roll.changed();
        }
    }

    @Override
    public void ordered(NodeActor.Order order) {
        if (order instanceof Begin begin) {
            current = begin.run;
            current.hosts.forEach(host -> send(host.address(), current.place()));
        } else if (order instanceof Finish finish) {
            peers.values().forEach(peer -> peer.send(new Wire.Clear(finish.run)));
        } else if (order instanceof Gone gone && peers.containsKey(gone.address)) {
            silent(peers.get(gone.address));
        } else if (order instanceof Look look && current != null && look.waiting.run() == current.run) {
            Wire.Look question = new Wire.Look(current.run, current.stalls.ask());
            current.links.values().forEach(peer -> peer.send(question));
            context.scheduleOnce(ANSWERS, context.getSelf(), new NodeActor.Ordered(new Judge(look.waiting)));
        } else if (order instanceof Judge judge && judge.waiting.run() == current.run) {
            judge.waiting.messages().accept(current.stalls.judge(judge.waiting));
        } else if (order instanceof Submit submit) {
            tasks.submit(submit.task, submit.attempts, submit.result);
        } else if (order instanceof Dismiss) {
            peers.values().forEach(peer -> peer.send(new Wire.Leave()));
        }
    }

    /** One that is not there any more was lost before this incarnation could know. */
    private void send(String address, Wire message) {
        Peer peer = peers.get(address);
        if (peer == null) {
            current.hosts.stream().filter(h -> h.address().equals(address)).forEach(current::lost);
        } else {
            current.links.put(address, peer);
            peer.send(message);
        }
    }

    private void deliver(Wire.Envelope envelope) {
        if (current == null || envelope.run() != current.run || !envelope.toLeader()) {
            return;
        }
        try {
            current.deliver(envelope.population(), envelope.body());
        } catch (RuntimeException e) {
            current.fail(new RunFailure("cluster", null, -1, e));
        }
    }

    /** The actors of a run between its start, or the loss of a worker, and its end or the next loss. */
    static final class Incarnation implements Ranges {
        private final long run;
        private final Network network;
        private final Placement placement;
        private final Watch watch;
        private final List<Driver.Host> hosts;
        private final boolean deltas;
        private final Traffic traffic;
        private final Stalls stalls;
        private final List<WireCodec> codecs = new ArrayList<>();
        private final Map<String, Peer> links = new ConcurrentHashMap<>();
        private final Set<String> placed = ConcurrentHashMap.newKeySet();
        private final Map<Integer, ActorRef<PopulationActor.Command>> leaders = new HashMap<>();
        private final Map<Integer, List<PopulationActor.Command>> early = new HashMap<>();
        private ActorRef<CoordinatorActor.Command> coordinator;
        private RunFailure failure;

        Incarnation(
                long run,
                Network network,
                Placement placement,
                Watch watch,
                List<Driver.Host> hosts,
                boolean deltas,
                Traffic traffic) {
            this.deltas = deltas;
            this.traffic = traffic;
            this.run = run;
            this.network = network;
            this.placement = placement;
            this.watch = watch;
            this.hosts = hosts;
            this.stalls = new Stalls(network, placement, hosts);
            for (Population p : network.order()) {
                List<UnitRange> ranges = placement.plan().ranges(p.name());
                codecs.add(new WireCodec(network, p, ranges, new Wanted(network, p, watch), deltas));
            }
        }

        long run() {
            return run;
        }

        Wire.Place place() {
            Map<String, List<UnitRange>> ranges = new java.util.LinkedHashMap<>();
            network.order().forEach(p -> ranges.put(p.name(), placement.plan().ranges(p.name())));
            List<String> nodes = hosts.stream().map(Driver.Host::address).toList();
            return new Wire.Place(run, placement.plan().threads(), ranges, placement.hosts(), nodes, watch, deltas);
        }

        /** Whether all ranges are there. */
        boolean isPlaced() {
            return placed.size() == hosts.size();
        }

        synchronized Optional<RunFailure> failure() {
            return Optional.ofNullable(failure);
        }

        /** Takes note of the actor that is told of losses. */
        synchronized void leadBy(ActorRef<CoordinatorActor.Command> actor) {
            coordinator = actor;
            if (failure != null) {
                actor.tell(new CoordinatorActor.Failed(failure));
            }
        }

        void lost(Driver.Host host) {
            if (hosts.stream().anyMatch(h -> h.address().equals(host.address()))) {
                fail(new RunFailure("cluster", null, -1, new WorkerLost(host.machine())));
            }
        }

        synchronized void fail(RunFailure cause) {
            failure = failure == null ? cause : failure;
            if (coordinator != null) {
                coordinator.tell(new CoordinatorActor.Failed(failure));
            }
        }

        private synchronized void deliver(int population, byte[] body) {
            traffic.received(body);
            deliver(population, codecs.get(population).readAnswer(body));
        }

        private void deliver(int population, PopulationActor.Command command) {
            ActorRef<PopulationActor.Command> leader = leaders.get(population);
            if (leader == null) {
                early.computeIfAbsent(population, p -> new ArrayList<>()).add(command);
            } else {
                leader.tell(command);
            }
        }

        @Override
        public boolean areHere() {
            return false;
        }

        @Override
        public synchronized Consumer<PartitionActor.Command> of(
                Population population, ActorContext<PopulationActor.Command> leader) {
            int number = network.order().indexOf(population);
            WireCodec codec = codecs.get(number);
            leaders.put(number, leader.getSelf());
            early.getOrDefault(number, List.of()).forEach(leader.getSelf()::tell);
            List<Peer> peers = placement.hosts().get(population.name()).stream()
                    .map(host -> links.get(hosts.get(host).address()))
                    .toList();
            Set<Peer> all = new LinkedHashSet<>(peers);
            return command -> {
                byte[] body = codec.write(command);
                if (command.receiver() == PartitionActor.Command.ALL) {
                    all.forEach(peer -> send(peer, number, body));
                } else {
                    send(peers.get(command.receiver()), number, body);
                }
            };
        }

        private void send(Peer peer, int population, byte[] body) {
            traffic.sent(body);
            peer.send(new Wire.Envelope(run, population, false, body));
        }
    }
}
