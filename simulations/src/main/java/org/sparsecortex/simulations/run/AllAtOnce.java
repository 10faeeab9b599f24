package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does pieces of work on several threads and hands their results back in the order of the pieces. */
final class AllAtOnce {
    private static final long ENDING_MINUTES = 10;

    private AllAtOnce() {}

    /**
     * The results of all pieces; ends with the first failure in their order, after those that are under way.
     *
     * @param over is run when no further result is wanted, so that pieces which are under way end early
     */
    static <T> List<T> of(List<Callable<T>> pieces, int threads, Runnable over) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> pending = new ArrayList<>();
            for (Callable<T> piece : pieces) {
                pending.add(pool.submit(piece));
            }
            return collect(pending);
        } finally {
            over.run();
            pool.shutdown(); // no interruption: it would cut a file that is being written
            awaitEnd(pool);
        }
    }

    private static void awaitEnd(ExecutorService pool) throws IOException {
        try {
            if (!pool.awaitTermination(ENDING_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("a variant of the sweep did not stop within " + ENDING_MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> List<T> collect(List<Future<T>> pending) throws IOException {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> future : pending) {
                results.add(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the sweep was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("a variant failed", e.getCause());
        }
        return results;
    }
}
