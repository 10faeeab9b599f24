package org.sparsecortex.simulations.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.sparsecortex.runtime.JobOpener;
import org.sparsecortex.runtime.NodeSettings;
import org.sparsecortex.runtime.Worker;
import org.sparsecortex.sdr.network.Network;

/** The process of a worker: joins runs until it is told to be used once. */
public final class WorkerProcess {
    /** Number of the process that has started this one; set by {@link LocalWorkers}. */
    static final String PARENT = "sparsecortex.parent";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long STOP_PATIENCE_SECONDS = 130;

    private WorkerProcess() {}

    /**
     * Works for the runs at an address, one after the other; returns after one if {@code once}.
     *
     * @param driver HOST:PORT of the runs
     * @param messages receives lines for the user
     * @return how the last one ended
     */
    public static Worker.End work(
            NodeSettings settings, String driver, List<Path> dataRoots, boolean once, Consumer<String> messages)
            throws InterruptedException {
        return work(settings, driver, dataRoots, TaskWork.NONE, once, messages);
    }

    /**
     * As the other.
     *
     * @param work what it does with tasks
     */
    public static Worker.End work(
            NodeSettings settings,
            String driver,
            List<Path> dataRoots,
            TaskWork work,
            boolean once,
            Consumer<String> messages)
            throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        endWithParent(done);
        JobOpener told = new Telling(Job.opener(dataRoots, work), driver, messages);
        try {
            while (true) {
                messages.accept("joining " + driver);
                Worker.End end = Worker.work(settings, driver, told, PATIENCE);
                if (once) {
                    return end;
                }
                messages.accept(sentence(end, driver));
                if (end == Worker.End.REFUSED) {
                    return end;
                }
            }
        } finally {
            done.countDown();
        }
    }

    /** Tells the user what becomes of jobs. */
    private record Telling(JobOpener opener, String driver, Consumer<String> messages) implements JobOpener {
        @Override
        public Network open(byte[] job) throws JobRefused {
            try {
                Network network = opener.open(job);
                messages.accept("working for the run at " + driver);
                return network;
            } catch (JobRefused refused) {
                messages.accept("refused the run at " + driver + ": " + refused.getMessage());
                throw refused;
            }
        }

        @Override
        public byte[] work(byte[] task, BooleanSupplier ended) {
            return opener.work(task, ended);
        }
    }

    /** What the end of a membership means. */
    public static String sentence(Worker.End end, String driver) {
        return switch (end) {
            case NOT_JOINED ->
                "no run answered at " + driver + " within " + PATIENCE.toSeconds() + " s: it listens with"
                        + " --cluster " + driver
                        + ", and both use --tls with certificates that trust each other, or neither does";
            case REFUSED -> "this worker cannot work for the run at " + driver;
            case LOST -> "the run at " + driver + " is gone, or took this worker for lost";
            case DONE -> "the run at " + driver + " is over";
        };
    }

    /**
     * A worker that a run has started ends with it. Ctrl-C reaches both: the run then writes a checkpoint, for which it needs its
     * workers, so their end waits for that of the run.
     */
    private static void endWithParent(CountDownLatch done) {
        String parent = System.getProperty(PARENT, "");
        if (parent.isEmpty()) {
            return;
        }
        var run = ProcessHandle.of(Long.parseLong(parent));
        if (run.isEmpty()) {
            Runtime.getRuntime().halt(1);
            return;
        }
        var unused = run.get().onExit().thenRun(() -> Runtime.getRuntime().halt(1));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                done.await(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "stay-until-the-run-has-stopped"));
    }
}
