package org.sparsecortex.simulations.watch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does a piece of work again and again in a thread of its own, with pauses of 20 times what each piece took, so that it takes at
 * most a twentieth of a processor. The first round, which also loads classes, has no pauses within and a shorter one behind it.
 */
final class Rounds implements AutoCloseable {
    private static final int PAUSE = 20;
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A round of work. */
    interface Work {
        /** Does it once. */
        void round(Pause pause) throws InterruptedException;
    }

    /** What work calls when a piece of it is done. */
    interface Pause {
        /** Waits. */
        void afterPiece() throws InterruptedException;
    }

    private final Work work;
    private final Consumer<String> failed;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private long began;
    private boolean first = true;

    /**
     * Work that can be started.
     *
     * @param failed is told why the work ended before its time
     */
    Rounds(Work work, Consumer<String> failed) {
        this.work = work;
        this.failed = failed;
        thread = new Thread(this::run, "watch-redraw");
        thread.setDaemon(true);
    }

    /** Begins; once is enough. */
    synchronized void start() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (end.getCount() > 0) {
                began = System.nanoTime();
                work.round(this::pause);
                if (first) {
                    end.await(Math.min(FIRST_NANOS, PAUSE * (System.nanoTime() - began)), TimeUnit.NANOSECONDS);
                    first = false;
                }
                end.await(LEAST_NANOS, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            failed.accept("the page that watches the run is not drawn again: " + e);
        }
    }

    private void pause() throws InterruptedException {
        if (!first) {
            end.await(PAUSE * (System.nanoTime() - began), TimeUnit.NANOSECONDS);
            began = System.nanoTime();
        }
        if (end.getCount() == 0) {
            throw new InterruptedException("the run has ended");
        }
    }

    @Override
    public void close() {
        end.countDown();
    }
}
