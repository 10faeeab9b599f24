package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.network.StepObserver;

/** Every run ends: the pieces are counted, on a clock that the test winds. */
class RunLoopTest {
    private static final List<Double> STEP_SECONDS = List.of(0.0, 1e-12, 1e-9, 1e-6, 1e-3, 0.05, 0.3, 7.0, 1e5);

    /** Does nothing but count; each step takes {@code stepSeconds} on its own clock. */
    private static final class Counter implements Runner {
        private final double stepSeconds;
        private long position;
        private double seconds;
        private long pieces;
        private long longest;

        Counter(long position, double stepSeconds) {
            this.position = position;
            this.stepSeconds = stepSeconds;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void runTo(long to, StepObserver observer) {
            assertThat(to).as("a piece from step %d", position).isGreaterThan(position);
            longest = Math.max(longest, to - position);
            seconds += (to - position) * stepSeconds;
            position = to;
            pieces++;
        }

        @Override
        public Snapshot snapshot() {
            return new Snapshot(position, Map.of(), Map.of(), Map.of());
        }

        @Override
        public void restore(Snapshot snapshot) {
            position = snapshot.position();
        }

        @Override
        public void close() {}
    }

    private static List<Long> run(Counter runner, long total, long interval) throws IOException {
        List<Long> saved = new ArrayList<>();
        RunLoop loop = new RunLoop(total, interval, new RunListener() {}, () -> saved.add(runner.position()), () ->
                (long) (runner.seconds * 1e9));
        assertThat(loop.run(runner, (step, values) -> {})).isTrue();
        assertThat(runner.position()).isEqualTo(total);
        return saved;
    }

    @Test
    void everyIntervalAndStepTimeEndsAndSavesAtItsMultiples() throws IOException {
        for (long interval = 1; interval <= 70; interval++) {
            for (double stepSeconds : STEP_SECONDS) {
                Counter runner = new Counter(0, stepSeconds);
                List<Long> saved = run(runner, 3000, interval);
                assertThat(saved).as("interval %d", interval).hasSize((int) (2999 / interval));
                for (int i = 0; i < saved.size(); i++) {
                    assertThat(saved.get(i)).isEqualTo((i + 1) * interval);
                }
                assertThat(runner.pieces).isLessThanOrEqualTo(3000);
            }
        }
    }

    @Test
    void quickStepsTakeFewPiecesAndSlowOnesAreShownOneByOne() throws IOException {
        Counter quick = new Counter(0, 1e-6);
        run(quick, 30_000_000, 0);
        assertThat(quick.pieces).as("30 s in pieces of 0.3 s").isBetween(100L, 120L);
        assertThat(quick.longest).as("of at most 0.3 s").isLessThanOrEqualTo(300_001);
        Counter slow = new Counter(0, 60);
        run(slow, 500, 0);
        assertThat(slow.longest).as("steps of a minute").isEqualTo(1);
    }

    /** Sums of position, piece and interval would overflow here. */
    @Test
    void theLargestNumbersEnd() throws IOException {
        long most = Long.MAX_VALUE;
        for (long interval : new long[] {0, most / 4, most / 2 + 1, most - 1, most}) {
            for (long start : new long[] {0, 1, most / 2, most - 5}) {
                for (double stepSeconds : new double[] {0.0, 1e-15}) {
                    Counter runner = new Counter(start, stepSeconds);
                    List<Long> saved = run(runner, most, interval);
                    assertThat(saved).hasSize(interval == 0 ? 0 : (int) ((most - 1 - start) / interval));
                    assertThat(runner.pieces).isLessThan(stepSeconds > 0 ? 40_000 : 400);
                }
            }
        }
    }

    @Test
    void aStopIsSavedOnceAndNeverAtTheEnd() throws IOException {
        for (long at : new long[] {1, 5, 99, 100}) {
            Counter runner = new Counter(0, 7);
            List<Long> saved = new ArrayList<>();
            RunListener stopper = new RunListener() {
                @Override
                public boolean stopRequested() {
                    return runner.position >= at;
                }
            };
            RunLoop loop = new RunLoop(
                    100, 33, stopper, () -> saved.add(runner.position()), () -> (long) (runner.seconds * 1e9));
            assertThat(loop.run(runner, (step, values) -> {})).isEqualTo(at == 100);
            assertThat(saved).doesNotHaveDuplicates().doesNotContain(100L);
            if (at < 100) {
                assertThat(saved).endsWith(at);
            }
        }
    }
}
