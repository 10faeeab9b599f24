package org.sparsecortex.runtime;

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
 * <p>An actor runs where it ran before, because the state of a range of units fills a processor's cache. Another worker takes
 * it only if that one is busy for {@link #PATIENCE_NANOS}: else two ranges that ever met on one worker would stay there, one
 * after the other, and every step would take twice as long. And a worker without work looks for some for {@code spinNanos}
 * before it sleeps, because waking a thread costs as much as a step of a small model. Neither decides a result.
 */
final class StickyPool extends AbstractExecutorService {
    /** How long a task waits for its busy worker while another one is idle; see {@code benchmarks/bench partitions}. */
    private static final long PATIENCE_NANOS = 20_000;

    private final List<Worker> workers = new ArrayList<>();
    private final Map<Mailbox, Worker> homes = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final long spinNanos;
    private volatile boolean shutdown;

    StickyPool(int threads, long spinNanos, ThreadFactory factory) {
        this.spinNanos = spinNanos;
        for (int i = 0; i < threads; i++) {
            Worker worker = new Worker(threads);
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
        private final Runnable[] seen;
        private Thread thread;
        private volatile boolean asleep;

        Worker(int threads) {
            seen = new Runnable[threads];
        }

        @Override
        public void run() {
            for (Runnable task = await(); task != null; task = await()) {
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
                }
            }
        }

        /** The next task; null after the shutdown when no task is left. */
        @SuppressWarnings("ThreadPriorityCheck") // yields only while it has nothing to do; no result depends on it
        private Runnable await() {
            Runnable task = queue.poll();
            if (task != null) {
                return task;
            }
            long since = System.nanoTime();
            long looked = since;
            look();
            while (task == null) {
                long now = System.nanoTime();
                if (shutdown || now - since >= spinNanos) {
                    boolean last = shutdown;
                    task = sleep();
                    if (task == null && last) {
                        return null;
                    }
                } else if (now - looked < PATIENCE_NANOS) {
                    Thread.onSpinWait();
                    task = queue.poll();
                } else {
                    Thread.yield();
                    task = queue.poll();
                    task = task == null ? takeNeglected() : task;
                    looked = now;
                    look();
                }
            }
            return task;
        }

        /** Notes what waits first at each other worker. */
        private void look() {
            for (int i = 0; i < seen.length; i++) {
                seen[i] = workers.get(i).queue.peek();
            }
        }

        /** A task that still waits first at another worker since the last look; null if there is none. */
        private Runnable takeNeglected() {
            for (int i = 0; i < seen.length; i++) {
                Queue<Runnable> other = workers.get(i).queue;
                if (seen[i] != null && seen[i] == other.peek() && other.remove(seen[i])) {
                    return settle(seen[i]);
                }
            }
            return null;
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
                    return settle(task);
                }
            }
            return null;
        }

        /** Makes this worker the home of the task's actor. */
        private Runnable settle(Runnable task) {
            if (task instanceof Mailbox mailbox) {
                homes.put(mailbox, this);
            }
            return task;
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
