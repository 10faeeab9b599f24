package org.sparsecortex.neurons.actor;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import com.typesafe.config.Config;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A fixed number of worker threads that look for work a little longer before they sleep.
 *
 * <p>Ranges of one population wait for each other once or more in a step. Waking a sleeping thread costs about as much as a
 * step of a small model, so a worker yields to others for a moment first. Settings: {@code threads}, and {@code spin}, how long
 * (0 if there are more threads than processors, which then have other work to do).
 */
final class KernelThreads extends ExecutorServiceConfigurator {
    private final int threads;
    private final long spinNanos;

    /** Read by Akka from the dispatcher's settings. */
    KernelThreads(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        threads = config.getInt("threads");
        boolean own = threads <= Runtime.getRuntime().availableProcessors();
        spinNanos = own ? config.getDuration("spin", TimeUnit.NANOSECONDS) : 0;
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory factory) {
        return () ->
                new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new PatientQueue(spinNanos), factory);
    }

    /** A queue whose {@link #take} polls for a while before it blocks. */
    private static final class PatientQueue extends LinkedBlockingQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        private final long spinNanos;

        PatientQueue(long spinNanos) {
            this.spinNanos = spinNanos;
        }

        @Override
        public Runnable take() throws InterruptedException {
            Runnable task = poll();
            if (task != null || spinNanos == 0) {
                return task != null ? task : super.take();
            }
            for (long end = System.nanoTime() + spinNanos; System.nanoTime() - end < 0; ) {
                task = poll();
                if (task != null) {
                    return task;
                }
                Thread.yield();
            }
            return super.take();
        }
    }
}
