package org.sparsecortex.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Watch;

/**
 * The process of a run that has its network computed by workers: other processes, here or on other machines.
 *
 * <p>It listens; whoever joins is offered the job and can be given ranges once he has opened it. The driver itself computes no
 * range. When a worker is lost, the present runner fails with a {@link WorkerLost} and another one can be made on those that are
 * left. Not for several threads.
 */
public final class Driver implements AutoCloseable {
    private static final Duration FORMING = Duration.ofMinutes(1);
    private static final Duration OPENING = Duration.ofMinutes(10);
    private static final Duration PLACING = Duration.ofMinutes(5);
    private static final Duration LEAVING = Duration.ofSeconds(5);

    private final ActorSystem<NodeActor.Command> system;
    private final Roll roll;
    private final Traffic traffic = new Traffic();
    private long runs;

    /**
     * What the driver and its workers have told each other in all runs: bodies of messages, without envelopes.
     *
     * @param messagesBetween from worker to worker, each message once for each receiver
     */
    public record Told(
            long messagesSent,
            long bytesSent,
            long messagesReceived,
            long bytesReceived,
            long messagesBetween,
            long bytesBetween) {}

    /**
     * A worker that has opened the job.
     *
     * @param address its address in the cluster
     * @param machine what to call it
     * @param threads its threads
     * @param process number of its process on its machine
     * @param memory bytes that its inputs and ranges may be estimated at together
     */
    public record Host(String address, String machine, int threads, long process, long memory) {}

    private Driver(ActorSystem<NodeActor.Command> system, Roll roll) {
        this.system = system;
        this.roll = roll;
    }

    /**
     * Listens for workers.
     *
     * @param job what workers open, see {@link JobOpener}
     * @throws IllegalStateException if it cannot listen there
     */
    public static Driver start(NodeSettings settings, byte[] job) throws InterruptedException {
        Roll roll = new Roll();
        ActorSystem<NodeActor.Command> system =
                settings.start(NodeActor.create(context -> new DriverPart(context, job, roll)), NodeActor.DRIVER);
        Driver driver = new Driver(system, roll);
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        boolean up = roll.await(FORMING, () -> cluster.selfMember().status().equals(akka.cluster.MemberStatus.up()));
        if (!up) {
            driver.close();
            throw new IllegalStateException("no cluster formed within " + FORMING.toSeconds() + " s");
        }
        return driver;
    }

    /** HOST:PORT at which workers join. */
    public String address() {
        return Cluster.get(system).selfMember().address().hostPort().replaceFirst("^.*@", "");
    }

    /** The workers that have opened the job and are there, in the order in which they did. */
    public List<Host> hosts() {
        return roll.hosts();
    }

    /** Why a worker has refused the job; empty if none has. */
    public String refusal() {
        return roll.refusal();
    }

    /**
     * Waits until that many workers have opened the job (true), one refuses, they have not joined within {@code patience} or not
     * made the network within some minutes more, or there is another reason to end.
     */
    public boolean await(int workers, Duration patience, BooleanSupplier ends) throws InterruptedException {
        BooleanSupplier over =
                () -> roll.hosts().size() >= workers || !roll.refusal().isEmpty() || ends.getAsBoolean();
        if (roll.await(patience, () -> over.getAsBoolean() || roll.members() >= workers)) {
            roll.await(OPENING, () -> over.getAsBoolean() || roll.members() < workers);
        }
        return roll.hosts().size() >= workers && roll.refusal().isEmpty();
    }

    /** What the driver and its workers have told each other in the runners that are closed. */
    public Told told() throws InterruptedException {
        roll.await(LEAVING, () -> roll.haveCleared(runs));
        return traffic.sum(roll.counts());
    }

    /** Takes note that the process of a worker of this machine has ended, which its silence would show some seconds later. */
    public void ended(long process) {
        roll.hosts().stream()
                .filter(host -> host.process() == process)
                .forEach(host -> system.tell(new NodeActor.Ordered(new DriverPart.Gone(host.address()))));
    }

    /**
     * A runner whose ranges are on the workers. An earlier one cannot be used any more.
     *
     * @param hosts the workers that the placement means, in its order
     * @throws RunFailure because of a {@link WorkerLost} if one of them has gone
     */
    public Runner runner(Network network, Placement placement, Watch watch, List<Host> hosts)
            throws InterruptedException {
        return runner(network, placement, watch, hosts, false, line -> {});
    }

    /**
     * As the other.
     *
     * @param deltas whether signals travel as what has changed since the last ones, where that is shorter; decides no value
     * @param messages is told whom the runner waits for when it has not gone on for some seconds
     */
    public Runner runner(
            Network network,
            Placement placement,
            Watch watch,
            List<Host> hosts,
            boolean deltas,
            Consumer<String> messages)
            throws InterruptedException {
        placement.plan().requireFor(network);
        watch.endpoints().forEach(network::spec);
        var run = new DriverPart.Incarnation(++runs, network, placement, watch, List.copyOf(hosts), deltas, traffic);
        system.tell(new NodeActor.Ordered(new DriverPart.Begin(run)));
        boolean there =
                roll.await(PLACING, () -> run.isPlaced() || run.failure().isPresent());
        if (run.failure().isPresent()) {
            throw run.failure().get();
        }
        if (!there) {
            throw new IllegalStateException("not all workers made their ranges within " + PLACING.toSeconds() + " s");
        }
        BlockingQueue<CoordinatorActor.Event> events = new LinkedBlockingQueue<>();
        ActorRef<CoordinatorActor.Command> coordinator = system.systemActorOf(
                CoordinatorActor.create(network, placement.plan(), watch, run, events),
                "run-" + run.run(),
                DispatcherSelector.fromConfig("kernels"));
        run.leadBy(coordinator);
        ActorRunner.stopWith(system, events);
        Runnable end = () -> {
            coordinator.tell(new CoordinatorActor.Quit());
            system.tell(new NodeActor.Ordered(new DriverPart.Finish(run.run())));
        };
        return new ActorRunner(
                network,
                placement.plan(),
                coordinator,
                events,
                end,
                (step, since) -> system.tell(new NodeActor.Ordered(
                        new DriverPart.Look(new Stalls.Waiting(run.run(), step, since, messages)))));
    }

    /**
     * Has a worker do a task whole, see {@link JobOpener#work}; workers do as many at a time as they have threads.
     *
     * @param attempts workers that may be lost over it; then the result is the {@link WorkerLost}
     */
    public CompletableFuture<byte[]> submit(byte[] task, int attempts) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        system.tell(new NodeActor.Ordered(new DriverPart.Submit(task, attempts, result)));
        return result;
    }

    /** Lets the workers go and stops to listen. */
    @Override
    public void close() {
        system.tell(new NodeActor.Ordered(new DriverPart.Dismiss()));
        try {
            roll.await(LEAVING, () -> roll.hosts().isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ActorRunner.terminate(system);
    }
}
