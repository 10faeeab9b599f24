package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.sparsecortex.runtime.NodeSettings;
import org.sparsecortex.runtime.Worker;
import org.sparsecortex.simulations.cluster.WorkerProcess;
import org.sparsecortex.simulations.cluster.Workers;

/** Starts workers, as threads of this process, as soon as the run listens. */
final class JoiningWorkers implements RunListener {
    /** On a busy machine a whole microcircuit takes minutes to be made by each of three workers. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final int count;
    private final List<Path> roots;
    private final int port;
    private final long memory;
    private final List<CompletableFuture<Worker.End>> workers = new ArrayList<>();

    JoiningWorkers(int count, List<Path> roots) throws IOException {
        this(count, roots, Runtime.getRuntime().maxMemory() / 2);
    }

    /** @param memory what each worker, and the run's own process, has room for */
    JoiningWorkers(int count, List<Path> roots, long memory) throws IOException {
        this.memory = memory;
        this.count = count;
        this.roots = roots;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    Workers workers(int partitions) {
        NodeSettings node = new NodeSettings(NodeSettings.LOOPBACK, port, 1, Optional.empty(), memory);
        return new Workers(node, 0, count, PATIENCE, partitions);
    }

    @Override
    public void message(String line) {
        if (line.startsWith("waiting for workers")) {
            for (int i = 0; i < count; i++) {
                workers.add(CompletableFuture.supplyAsync(this::work, task -> new Thread(task, "worker").start()));
            }
        }
    }

    private Worker.End work() {
        try {
            return WorkerProcess.work(
                    new NodeSettings(NodeSettings.LOOPBACK, 0, 1, Optional.empty(), memory),
                    NodeSettings.LOOPBACK + ":" + port,
                    roots,
                    new VariantWork(),
                    true,
                    line -> {});
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Worker.End> ends() {
        return workers.stream().map(CompletableFuture::join).toList();
    }
}
