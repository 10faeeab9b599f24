package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;

@Timeout(60)
class CostsTest {
    private static final long MILLISECOND = 1_000_000;

    /** Costs of nothing put every population on the first worker. */
    @Test
    void populationsThatTakeLongToMakeAreMeasuredAllTheSame() {
        Map<String, Cost> costs =
                Costs.measure(network(() -> pause(700), step -> MILLISECOND, step -> 4 * MILLISECOND));
        assertThat(costs.get("a").whole()).isBetween(0.9 * MILLISECOND, 2.0 * MILLISECOND);
        assertThat(costs.get("b").whole()).isBetween(3.9 * MILLISECOND, 5.0 * MILLISECOND);
    }

    /** First steps, of code that is not compiled yet, say little of those that follow. */
    @Test
    void aSlowFirstStepDoesNotDecide() {
        Map<String, Cost> costs = Costs.measure(
                network(() -> {}, step -> step == 0 ? 600 * MILLISECOND : MILLISECOND, step -> 4 * MILLISECOND));
        assertThat(costs.get("a").whole()).isLessThan(costs.get("b").whole());
    }

    private static Network network(Runnable making, LongUnaryOperator a, LongUnaryOperator b) {
        return new Network(
                Map.of(),
                List.of(population("a", making, a), population("b", () -> {}, b)),
                List.of(),
                Schedule.learning(100_000));
    }

    private static Population population(String name, Runnable making, LongUnaryOperator nanos) {
        return new Population(
                name,
                1,
                List.of(),
                List.of(SignalSpec.perUnit("level", Kind.REALS, 1, "")),
                Model.independent(range -> {
                    making.run();
                    return new Busy(range, nanos);
                }));
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes as much processor time as it is told. */
    private record Busy(UnitRange range, LongUnaryOperator nanos) implements Kernel<Packet.Nothing, Packet.Nothing> {
        @Override
        public Packet.Nothing propose(Step step, Inputs inputs, int round) {
            var threads = ManagementFactory.getThreadMXBean();
            long end = threads.getCurrentThreadCpuTime() + nanos.applyAsLong(step.index());
            while (threads.getCurrentThreadCpuTime() < end) {
                Thread.onSpinWait();
            }
            return Packet.NOTHING;
        }

        @Override
        public void commit(Step step, Inputs inputs, int round, Packet.Nothing decision) {}

        @Override
        public Signal read(String signal) {
            return Reals.of(new double[1]);
        }
    }
}
