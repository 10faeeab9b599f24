package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StickyPoolTest {
    @Test
    void everyTaskRunsOnceWhetherWorkersSpinOrSleep() throws InterruptedException {
        for (long spin : new long[] {0, 50_000}) {
            StickyPool pool = new StickyPool(3, spin, Executors.defaultThreadFactory());
            AtomicInteger runs = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(20_000);
            for (int i = 0; i < 10_000; i++) {
                pool.execute(() -> {
                    pool.execute(() -> {
                        runs.incrementAndGet();
                        done.countDown();
                    });
                    runs.incrementAndGet();
                    done.countDown();
                });
            }
            assertThat(done.await(50, TimeUnit.SECONDS)).isTrue();
            assertThat(runs).hasValue(20_000);
            pool.shutdown();
            assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void aSleeperTakesTheWorkOfOneThatIsBusy() throws InterruptedException {
        runsBesideABlockedWorker(0);
    }

    @Test
    void soDoesOneThatWaitsAwake() throws InterruptedException {
        runsBesideABlockedWorker(TimeUnit.MINUTES.toNanos(10));
    }

    private static void runsBesideABlockedWorker(long spinNanos) throws InterruptedException {
        StickyPool pool = new StickyPool(2, spinNanos, Executors.defaultThreadFactory());
        CountDownLatch others = new CountDownLatch(9);
        CountDownLatch blocked = new CountDownLatch(1);
        pool.execute(() -> {
            try {
                blocked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        for (int i = 0; i < 9; i++) {
            pool.execute(others::countDown);
        }
        assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
        blocked.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatWasAcceptedBeforeTheShutdownStillRuns() throws InterruptedException {
        StickyPool pool = new StickyPool(1, 0, Executors.defaultThreadFactory());
        AtomicInteger runs = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            pool.execute(runs::incrementAndGet);
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValue(1000);
    }
}
