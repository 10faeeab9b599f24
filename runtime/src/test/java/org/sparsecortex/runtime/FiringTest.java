package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;

class FiringTest {
    /** An input that cannot be read is told by the range that needs it, once, and not by a stack trace of another thread. */
    @Test
    void whatFailsAheadFailsWhereItIsNeeded() {
        AtomicInteger reads = new AtomicInteger();
        Firing firing = Firing.arrived(new Step(3, true, false), true, () -> {
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

    /** Waking a thread in every step would cost as much as the step of a small model. */
    @Test
    void inputsWithoutAnythingToReadWakeNobody() {
        AtomicInteger gathered = new AtomicInteger();
        Supplier<Inputs> gathering = () -> {
            gathered.incrementAndGet();
            return new Inputs(List.of());
        };
        Firing firing = Firing.arrived(new Step(3, true, false), false, gathering);
        firing.gatherAhead();
        assertThat(ForkJoinPool.commonPool().awaitQuiescence(10, TimeUnit.SECONDS))
                .isTrue();
        assertThat(gathered).hasValue(0);
        assertThat(firing.inputs().size()).isZero();

        Firing read = Firing.arrived(new Step(4, true, false), true, gathering);
        read.gatherAhead();
        assertThat(ForkJoinPool.commonPool().awaitQuiescence(10, TimeUnit.SECONDS))
                .isTrue();
        assertThat(gathered).hasValue(2);
    }
}
