package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.network.Watch;

/** What a worker does beside its ranges takes little of their time: steps of 5 ms are told together, inputs are read ahead. */
@Timeout(120)
class ClusterPaceTest {
    private static final int STEPS = 40;
    private static final int SLOW_STEPS = 4 * CoordinatorActor.WINDOW;
    private static final AtomicLong LAST_STEP = new AtomicLong();
    private static final Set<String> READERS = ConcurrentHashMap.newKeySet();

    @Test
    void stepsThatOnlyARecordWaitsForAreToldTogetherAndInputsAreReadAhead() throws InterruptedException {
        Network network = network(1, 5, STEPS);
        CompletableFuture<Worker.End> worker;
        try (Driver driver = Driver.start(NodeSettings.local(1), new byte[0])) {
            worker = worker(driver.address(), network);
            assertThat(driver.await(1, Duration.ofSeconds(60), () -> false)).isTrue();
            Placement whole = new Placement(Plan.of(network, 1, 1), Map.of("even", List.of(0)));
            Watch watch = Watch.always(List.of(new Endpoint("even", "sum")));
            int[] rows = {0};
            try (Runner runner = driver.runner(network, whole, watch, driver.hosts())) {
                runner.runTo(STEPS, (step, values) -> {
                    assertThat(((Reals) values.get(0)).get(0)).isEqualTo((double) step.index());
                    rows[0]++;
                });
            }
            assertThat(rows[0]).isEqualTo(STEPS);
            assertThat(driver.told().messagesReceived()).isLessThan(STEPS / 3);
        }
        assertThat(worker.join()).isEqualTo(Worker.End.DONE);
        assertThat(READERS).anyMatch(name -> name.startsWith("ForkJoinPool"));
    }

    /** Ranges of units that do not compete learn nothing from each other, so nothing goes between their workers. */
    @Test
    void rangesOfIndependentUnitsTellEachOtherNothing() throws InterruptedException {
        Network network = network(2, 5, STEPS);
        List<CompletableFuture<Worker.End>> workers = new ArrayList<>();
        try (Driver driver = Driver.start(NodeSettings.local(1), new byte[0])) {
            for (int w = 0; w < 2; w++) {
                workers.add(worker(driver.address(), network));
            }
            assertThat(driver.await(2, Duration.ofSeconds(60), () -> false)).isTrue();
            Placement split = new Placement(Plan.of(network, 2, 2), Map.of("even", List.of(0, 1)));
            Watch watch = Watch.always(List.of(new Endpoint("even", "sum")));
            int[] rows = {0};
            try (Runner runner = driver.runner(network, split, watch, driver.hosts())) {
                runner.runTo(STEPS, (step, values) -> {
                    assertThat(((Reals) values.get(0)).toArray())
                            .containsExactly((double) step.index(), (double) step.index());
                    rows[0]++;
                });
            }
            assertThat(rows[0]).isEqualTo(STEPS);
            assertThat(driver.told().messagesReceived()).isPositive();
            assertThat(driver.told().bytesBetween()).isZero();
        }
        workers.forEach(w -> assertThat(w.join()).isEqualTo(Worker.End.DONE));
    }

    /** What takes rows slowly holds the workers back, so that rows that nobody has taken yet do not fill the memory. */
    @Test
    void workersDoNotRunFarAheadOfAnObserverThatTakesItsTime() throws InterruptedException {
        Network network = network(1, 0, SLOW_STEPS);
        CompletableFuture<Worker.End> worker;
        try (Driver driver = Driver.start(NodeSettings.local(1), new byte[0])) {
            worker = worker(driver.address(), network);
            assertThat(driver.await(1, Duration.ofSeconds(60), () -> false)).isTrue();
            Placement whole = new Placement(Plan.of(network, 1, 1), Map.of("even", List.of(0)));
            Watch watch = Watch.always(List.of(new Endpoint("even", "sum")));
            LAST_STEP.set(-1);
            long[] ahead = {0};
            try (Runner runner = driver.runner(network, whole, watch, driver.hosts())) {
                runner.runTo(SLOW_STEPS, (step, values) -> {
                    for (long seen = -1; step.index() == 0 && seen != LAST_STEP.get(); sleep(300)) {
                        seen = LAST_STEP.get(); // until they stand still
                    }
                    ahead[0] = Math.max(ahead[0], LAST_STEP.get() - step.index());
                });
            }
            assertThat(LAST_STEP).hasValue(SLOW_STEPS - 1);
            assertThat(ahead[0]).isBetween(2L, CoordinatorActor.WINDOW + 1L);
        }
        assertThat(worker.join()).isEqualTo(Worker.End.DONE);
    }

    private static CompletableFuture<Worker.End> worker(String address, Network network) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Worker.work(NodeSettings.local(1), address, job -> network, Duration.ofSeconds(60));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task, "worker").start());
    }

    private static Network network(int units, long millis, int steps) {
        Source source = new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(SignalSpec.global("step", Kind.REALS, 1, "its number"));
            }

            @Override
            public Signal read(String signal, long step) {
                READERS.add(Thread.currentThread().getName());
                return Reals.of((double) step);
            }
        };
        Model<Packet.Nothing, Packet.Nothing> model = Model.independent(range -> new Even(range, millis));
        Population even = new Population(
                "even",
                units,
                List.of(new PortSpec("in", Kind.REALS, true, "")),
                List.of(SignalSpec.perUnit("sum", Kind.REALS, units, "")),
                model);
        return new Network(
                Map.of("in", source),
                List.of(even),
                List.of(new Connection(new Endpoint("in", "step"), "even", "in", 0)),
                Schedule.learning(steps));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes some milliseconds a step and emits its input. */
    private static final class Even implements IndependentKernel {
        private final UnitRange range;
        private final long millis;
        private double last;

        Even(UnitRange range, long millis) {
            this.range = range;
            this.millis = millis;
        }

        @Override
        public UnitRange range() {
            return range;
        }

        @Override
        public void step(Step step, Inputs inputs) {
            sleep(millis);
            LAST_STEP.set(step.index());
            last = inputs.reals("in").get(0);
        }

        @Override
        public Signal read(String signal) {
            double[] all = new double[range.size()];
            Arrays.fill(all, last);
            return Reals.wrap(all);
        }
    }
}
