package org.sparsecortex.neurons.actor;

import akka.dispatch.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Worker threads for actors with much state that wait for each other every few microseconds.
 *
 * <p>An actor runs where it ran before, because the state of a range of units fills a processor's cache; another worker takes
 * it only rather than fall asleep. And a worker without work looks for some for {@code spinNanos} before it sleeps, because
 * waking a thread costs as much as a step of a small model. Neither decides a result.
 */
final class StickyPool extends AbstractExecutorService {
    private final List<Worker> workers = new ArrayList<>();
    private final Map<Mailbox, Worker> homes = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final long spinNanos;
    private volatile boolean shutdown;

    StickyPool(int threads, long spinNanos, ThreadFactory factory) {
        this.spinNanos = spinNanos;
        for (int i = 0; i < threads; i++) {
            Worker worker = new Worker();
            worker.thread = factory.newThread(worker);
            workers.add(worker);
        }
        workers.forEach(worker -> worker.thread.start());
    }

    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("the pool is shut down");
        }
        Worker home = task instanceof Mailbox mailbox ? homes.computeIfAbsent(mailbox, m -> any()) : any();
        home.queue.add(task);
        if (home.asleep) {
            LockSupport.unpark(home.thread);
            return;
        }
        for (Worker other : workers) {
            if (other.asleep) {
                LockSupport.unpark(other.thread);
                return;
            }
        }
    }

    private Worker any() {
        return workers.get(Math.floorMod(next.getAndIncrement(), workers.size()));
    }

    private final class Worker implements Runnable {
        private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
        private Thread thread;
        private volatile boolean asleep;

        @Override
        public void run() {
            for (Runnable task = await(); task != null; task = await()) {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
                }
            }
        }

        /** The next task; null after the shutdown when no task is left. */
        private Runnable await() {
            Runnable task = queue.poll();
            long since = task == null ? System.nanoTime() : 0;
            while (task == null) {
                if (System.nanoTime() - since < spinNanos) {
                    Thread.yield();
                    task = queue.poll();
                } else {
                    boolean last = shutdown;
                    task = sleep();
                    if (task == null && last) {
                        return null;
                    }
                }
            }
            return task;
        }

        /** A task, perhaps of another worker; else sleeps until there may be one and returns null. */
        private Runnable sleep() {
            asleep = true;
            Runnable task = queue.poll();
            task = task == null ? take() : task;
            if (task == null && !shutdown) {
                LockSupport.park(StickyPool.this);
            }
            asleep = false;
            return task;
        }

        /** A task of another worker, which makes this one its home; null if there is none. */
        private Runnable take() {
            for (Worker other : workers) {
                Runnable task = other.queue.poll();
                if (task != null) {
                    if (task instanceof Mailbox mailbox) {
                        homes.put(mailbox, this);
                    }
                    return task;
                }
            }
            return null;
        }
    }

    @Override
    public void shutdown() {
        shutdown = true;
        workers.forEach(worker -> LockSupport.unpark(worker.thread));
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        List<Runnable> left = new ArrayList<>();
        for (Worker worker : workers) {
            for (Runnable task = worker.queue.poll(); task != null; task = worker.queue.poll()) {
                left.add(task);
            }
        }
        return left;
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown && workers.stream().noneMatch(worker -> worker.thread.isAlive());
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        for (Worker worker : workers) {
            worker.thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return isTerminated();
    }
}
