package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.kernel.Step;

class FiringTest {
    /** An input that cannot be read is told by the range that needs it, once, and not by a stack trace of another thread. */
    @Test
    void whatFailsAheadFailsWhereItIsNeeded() {
        AtomicInteger reads = new AtomicInteger();
        Firing firing = Firing.arrived(new Step(3, true, false), () -> {
            reads.incrementAndGet();
            throw new IllegalStateException("row 4 is missing");
        });
        AtomicReference<Throwable> stray = new AtomicReference<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> stray.set(thrown));
        try {
            firing.gatherAhead();
            assertThat(ForkJoinPool.commonPool().awaitQuiescence(10, TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(reads).hasValue(1);
        assertThat(stray).hasNullValue();
        assertThatThrownBy(firing::inputs).hasMessage("row 4 is missing");
    }
}
