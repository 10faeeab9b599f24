package org.sparsecortex.simulations.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sparsecortex.runtime.JobOpener;
import org.sparsecortex.runtime.NodeSettings;
import org.sparsecortex.runtime.Worker;

/**
 * Threads of the run's own process that compute as any worker does: another node of the cluster, in the same process. Its ranges
 * are placed, told and lost as those of others, so nothing else has to know of it; it makes no network of its own.
 */
final class OwnWorker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long ENDING_SECONDS = 10;

    private final Thread thread;

    /**
     * Joins the run of this process.
     *
     * @param run where the run listens
     * @param address its HOST:PORT
     * @param opener gives what this process has read
     */
    OwnWorker(NodeSettings run, String address, int threads, JobOpener opener) {
        NodeSettings node = new NodeSettings(run.host(), 0, threads, run.tls());
        thread = new Thread(() -> work(node, address, opener), "own-worker");
        thread.setDaemon(true);
        thread.start();
    }

    private static void work(NodeSettings node, String address, JobOpener opener) {
        try {
            Worker.work(node, address, opener, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for its end, which the driver has told it. */
    @Override
    public void close() {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(ENDING_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
