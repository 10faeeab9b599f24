package org.sparsecortex.simulations.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
    private static final long PILOT_NANOS = 500_000_000;
    private static final Duration START = Duration.ofMinutes(2);

    private final Driver driver;
    private final Consumer<String> messages;
    private final int partitions;
    private LocalWorkers started;
    private Map<String, Double> costs;

    private Cluster(Driver driver, int partitions, Consumer<String> messages) {
        this.driver = driver;
        this.partitions = partitions;
        this.messages = messages;
    }

    /**
     * Listens, starts workers where that is asked for, and waits until enough of them have opened the scenario.
     *
     * @param messages receives lines for the user
     * @param stop whether to give up
     * @throws UserError if a worker refuses, or too few come
     */
    public static Cluster form(ReadScenario read, Workers workers, Consumer<String> messages, BooleanSupplier stop)
            throws IOException {
        try {
            Cluster cluster = new Cluster(listen(read, workers), workers.partitions(), messages);
            try {
                cluster.gather(read, workers, stop);
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

    private static Driver listen(ReadScenario read, Workers workers) throws InterruptedException {
        try {
            return Driver.start(workers.node(), Job.of(read).bytes());
        } catch (IllegalStateException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private void gather(ReadScenario read, Workers workers, BooleanSupplier stop)
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
        if (!driver.await(workers.least(), patience, ends)) {
            String refusal = driver.refusal();
            throw new UserError(
                    refusal.isEmpty()
                            ? driver.hosts().size() + " of " + workers.least() + " workers have come to "
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

    /** What the run and its workers have told each other, as the manifest tells of it. */
    public Map<String, Long> told() {
        Driver.Told told = uninterrupted(driver::told);
        return Map.of(
                "messagesSent", told.messagesSent(),
                "bytesSent", told.bytesSent(),
                "messagesReceived", told.messagesReceived(),
                "bytesReceived", told.bytesReceived(),
                "messagesBetweenWorkers", told.messagesBetween(),
                "bytesBetweenWorkers", told.bytesBetween());
    }

    /** A runner on all workers that are there; empty if there is none. */
    public Optional<Runner> runner(Network network, Watch watch) {
        if (costs == null) {
            costs = Costs.measure(network, PILOT_NANOS);
        }
        List<Driver.Host> hosts = driver.hosts();
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        Placement placement = Placement.of(
                network,
                costs,
                partitions,
                hosts.stream().map(Driver.Host::threads).toList());
        messages.accept(
                placement.explain(hosts.stream().map(Driver.Host::machine).toList()));
        return Optional.of(uninterrupted(() -> driver.runner(network, placement, watch, hosts)));
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
        if (started != null) {
            started.close();
        }
    }
}
