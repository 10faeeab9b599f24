package org.sparsecortex.benchmarks;

import com.typesafe.config.ConfigFactory;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparsecortex.runtime.Driver;
import org.sparsecortex.runtime.NodeSettings;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.simulations.cluster.Cluster;
import org.sparsecortex.simulations.cluster.TaskWork;
import org.sparsecortex.simulations.cluster.Workers;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** A scenario on worker processes of one thread each, which reach each other and this process over links with latency. */
final class ScaledRuns implements Closeable {
    private static final String MAIN = "org.sparsecortex.simulations.cli.Main";
    private static final String BIND = "akka.remote.artery.bind.";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<DelayedLink> links = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final Cluster cluster;
    private final Runner runner;
    private final long first;

    /**
     * Starts the workers and places the ranges.
     *
     * @param partitions ranges of each population; 0 cuts by what they cost
     * @param delayMs latency one way; 0 needs no links
     * @param deltas whether signals travel as what has changed
     */
    ScaledRuns(
            ReadScenario read,
            Watch watch,
            List<Path> roots,
            int workers,
            int partitions,
            double delayMs,
            boolean deltas)
            throws IOException {
        int port = freePort();
        int told = delayMs > 0 ? link(port, delayMs) : port;
        setBind(delayMs > 0 ? Integer.toString(port) : null);
        NodeSettings node = new NodeSettings(NodeSettings.LOOPBACK, told, 1, Optional.empty());
        for (int w = 0; w < workers; w++) {
            processes.add(worker(told, roots, delayMs));
        }
        Workers asked = new Workers(node, 0, workers, PATIENCE, partitions).withDeltas(deltas);
        cluster = Cluster.form(read, asked, TaskWork.NONE, line -> {}, () -> false);
        setBind(null);
        runner = cluster.runner(read.network(), watch, () -> false).orElseThrow();
        first = runner.position();
    }

    /** The port at which this process listens itself; the others are told that of the link. */
    private static void setBind(String port) {
        if (port == null) {
            System.clearProperty(BIND + "port");
            System.clearProperty(BIND + "hostname");
        } else {
            System.setProperty(BIND + "port", port);
            System.setProperty(BIND + "hostname", NodeSettings.LOOPBACK);
        }
        ConfigFactory.invalidateCaches();
    }

    private int link(int target, double delayMs) throws IOException {
        DelayedLink link = new DelayedLink(target, delayMs);
        links.add(link);
        return link.port();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process worker(int driver, List<Path> roots, double delayMs) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        int port = freePort();
        if (delayMs > 0) {
            command.addAll(List.of("-D" + BIND + "port=" + port, "-D" + BIND + "hostname=" + NodeSettings.LOOPBACK));
        }
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), MAIN, "worker", "--once", "--threads", "1"));
        command.addAll(List.of("--join", NodeSettings.LOOPBACK + ":" + driver));
        command.addAll(List.of("--bind", NodeSettings.LOOPBACK + ":" + (delayMs > 0 ? link(port, delayMs) : port)));
        roots.forEach(
                root -> command.addAll(List.of("--data", root.toAbsolutePath().toString())));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    Runner runner() {
        return runner;
    }

    /** Ends the run; what went to workers, came from them, and went between them, in bytes a step. */
    double[] finish() {
        double steps = Math.max(1, runner.position() - first);
        runner.close();
        Driver.Told told = cluster.told();
        return new double[] {told.bytesSent() / steps, told.bytesReceived() / steps, told.bytesBetween() / steps};
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        processes.forEach(Process::destroy);
        for (DelayedLink link : links) {
            link.close();
        }
    }
}
