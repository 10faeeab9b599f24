package org.sparsecortex.simulations.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.sparsecortex.runtime.Cost;
import org.sparsecortex.runtime.Costs;
import org.sparsecortex.runtime.Driver;
import org.sparsecortex.runtime.Placement;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** The workers of one run, from their joining to its end. */
public final class Cluster implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final long DESERTED_NANOS = 1_000_000_000;

    private final Driver driver;
    private final Consumer<String> messages;
    private final Workers workers;
    private final NodeMemory memory;
    private LocalWorkers started;
    private OwnWorker own;
    private Map<String, Cost> costs;
    /** Workers of the last runner. */
    private int placed;
    /** When there was a worker last, by {@link System#nanoTime}. */
    private long lastThere = System.nanoTime();

    private Cluster(Driver driver, Workers workers, NodeMemory memory, Consumer<String> messages) {
        this.memory = memory;
        this.driver = driver;
        this.workers = workers;
        this.messages = messages;
    }

    /**
     * Listens, starts workers where that is asked for, and waits until enough of them have opened the scenario.
     *
     * @param work what this process does with tasks if it computes itself
     * @param messages receives lines for the user
     * @param stop whether to give up
     * @throws UserError if a worker refuses, or too few come
     */
    public static Cluster form(
            ReadScenario read, Workers workers, TaskWork work, Consumer<String> messages, BooleanSupplier stop)
            throws IOException {
        try {
            Cluster cluster = new Cluster(listen(read, workers), workers, new NodeMemory(read), messages);
            try {
                cluster.gather(read, work, stop);
                return cluster;
            } catch (IOException | RuntimeException | InterruptedException e) {
                cluster.close();
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted", e);
        }
    }

    /**
     * How the populations would be placed on workers that the run starts, for people: one line each.
     *
     * @throws UserError if the run starts none, so that nothing is known of those that will come
     */
    public static String explain(ReadScenario read, Workers workers) {
        if (workers.started() == 0) {
            throw new UserError(
                    "--explain-plan cannot know which workers will join a --cluster; with --workers N it can");
        }
        NodeMemory memory = new NodeMemory(read);
        List<String> machines = new ArrayList<>();
        List<Placement.Room> rooms = new ArrayList<>();
        for (int w = 1; w <= workers.started(); w++) {
            machines.add("worker " + w);
            rooms.add(
                    new Placement.Room(workers.node().threads(), workers.node().memory()));
        }
        if (workers.own() > 0) {
            machines.add("the run's own process");
            rooms.add(new Placement.Room(workers.own(), workers.node().memory()));
        }
        Map<String, Cost> costs = costs(read.network(), workers, memory);
        return Placement.of(read.network(), costs, memory.bytes(), workers.partitions(), rooms)
                .explain(machines);
    }

    private static Driver listen(ReadScenario read, Workers workers) throws InterruptedException {
        try {
            return Driver.start(workers.node(), Job.of(read).bytes());
        } catch (IllegalStateException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private void gather(ReadScenario read, TaskWork work, BooleanSupplier stop)
            throws IOException, InterruptedException {
        Duration patience = workers.patience();
        BooleanSupplier ends = stop;
        if (workers.started() > 0) {
            List<Path> roots = new ArrayList<>();
            roots.add(read.folder());
            roots.addAll(read.dataRoots());
            started = new LocalWorkers(
                    driver.address(), workers.started(), workers.node().threads(), roots, driver::ended);
            ends = () -> stop.getAsBoolean() || started.hasEnded();
            patience = START;
        } else {
            messages.accept("waiting for workers: sparsecortex worker --join " + driver.address());
        }
        if (workers.own() > 0) {
            own = new OwnWorker(workers.node(), driver.address(), workers.own(), Job.own(read, work));
        }
        if (!driver.await(workers.all(), patience, ends)) {
            String refusal = driver.refusal();
            throw new UserError(
                    refusal.isEmpty()
                            ? driver.hosts().size() + " of " + workers.all() + " workers have come to "
                                    + driver.address() + " within " + patience.toSeconds() + " s"
                            : refusal);
        }
        messages.accept("workers: "
                + String.join(
                        ", ", driver.hosts().stream().map(Driver.Host::machine).toList()));
    }

    /** What to call the workers that are there. */
    public List<String> machines() {
        return driver.hosts().stream().map(Driver.Host::machine).toList();
    }

    /** Threads of all workers that are there, at least 1. */
    public int threads() {
        return Math.max(
                1, driver.hosts().stream().mapToInt(Driver.Host::threads).sum());
    }

    /** Has a worker do a task, see {@link Driver#submit}. */
    public CompletableFuture<byte[]> submit(byte[] task, int attempts) {
        return driver.submit(task, attempts);
    }

    /** Whether there has been no worker for longer than one is waited for. */
    public synchronized boolean isDeserted() {
        long now = System.nanoTime();
        lastThere = driver.hosts().isEmpty() ? lastThere : now;
        return now - lastThere
                > Math.max(DESERTED_NANOS, workers.loss().rejoin().toNanos());
    }

    /** The workers that are there, for people. */
    public List<Map<String, String>> table() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Driver.Host host : driver.hosts()) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("worker", host.machine());
            row.put("threads", String.valueOf(host.threads()));
            rows.add(row);
        }
        return rows;
    }

    /** What the run and its workers have told each other, as the manifest tells of it. */
    public Map<String, Object> traffic() {
        Driver.Told told = told();
        return Map.of(
                "messagesSent", told.messagesSent(),
                "bytesSent", told.bytesSent(),
                "messagesReceived", told.messagesReceived(),
                "bytesReceived", told.bytesReceived(),
                "messagesBetweenWorkers", told.messagesBetween(),
                "bytesBetweenWorkers", told.bytesBetween(),
                "deltas", workers.deltas());
    }

    /** What the run and its workers have told each other. */
    public Driver.Told told() {
        return uninterrupted(driver::told);
    }

    /**
     * A runner on all workers that are there; empty if there is none.
     *
     * @param stop whether to wait no longer for another worker in place of a lost one
     */
    public Optional<Runner> runner(Network network, Watch watch, BooleanSupplier stop) {
        if (costs == null) {
            costs = costs(network, workers, memory);
        }
        awaitOther(stop);
        List<Driver.Host> hosts = driver.hosts();
        placed = hosts.size();
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        Placement placement =
                Placement.of(network, costs, memory.bytes(), workers.partitions(), NodeMemory.rooms(hosts));
        messages.accept(
                placement.explain(hosts.stream().map(Driver.Host::machine).toList()));
        memory.require(placement, hosts);
        return Optional.of(
                uninterrupted(() -> driver.runner(network, placement, watch, hosts, workers.deltas(), messages)));
    }

    /** Whether this process could compute alone. */
    public boolean fitsHere() {
        return memory.fitsInto(workers.node().memory());
    }

    /** What the populations cost, measured; 1 ns a byte in a network that cannot be tried here. */
    private static Map<String, Cost> costs(Network network, Workers workers, NodeMemory memory) {
        return memory.fitsInto(workers.node().memory()) ? Costs.measure(network) : memory.bytes();
    }

    /** After a loss, waits as long as the user allows for as many workers as there were. */
    private void awaitOther(BooleanSupplier stop) {
        Duration patience = workers.loss().rejoin();
        if (driver.hosts().size() < placed && !patience.isZero()) {
            messages.accept("waiting up to " + patience.toSeconds()
                    + " s for another worker: sparsecortex worker --join " + driver.address());
            uninterrupted(() -> driver.await(placed, patience, stop));
        }
    }

    private interface Waiting<T> {
        T get() throws InterruptedException;
    }

    private static <T> T uninterrupted(Waiting<T> waiting) {
        try {
            return waiting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted", e);
        }
    }

    @Override
    public void close() {
        driver.close();
        if (own != null) {
            own.close();
        }
        if (started != null) {
            started.close();
        }
    }
}
