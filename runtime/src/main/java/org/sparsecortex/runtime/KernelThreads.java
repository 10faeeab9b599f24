package org.sparsecortex.runtime;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Makes the {@link StickyPool} of a dispatcher from its settings: {@code threads} and {@code spin}.
 *
 * <p>With more threads than processors nobody spins: the processors then have other work to do.
 */
final class KernelThreads extends ExecutorServiceConfigurator {
    private final int threads;
    private final long spinNanos;

    /** Called by Akka with the dispatcher's settings. */
    KernelThreads(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        threads = config.getInt("threads");
        boolean roomForAll = threads <= Runtime.getRuntime().availableProcessors();
        spinNanos = roomForAll ? config.getDuration("spin", TimeUnit.NANOSECONDS) : 0;
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory factory) {
        return () -> new StickyPool(threads, spinNanos, factory);
    }
}
