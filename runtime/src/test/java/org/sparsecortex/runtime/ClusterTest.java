package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.PlanAgreement;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.network.Watch;

/** A driver and three workers, each an actor system of its own, over TCP. */
@Timeout(120)
class ClusterTest {
    private static final List<Endpoint> WATCHED =
            List.of(new Endpoint("a", "winners"), new Endpoint("b", "level"), new Endpoint("in", "sdr"));

    /** The range that a run waits for was named, and no other one. */
    private static final CountDownLatch NAMED = new CountDownLatch(1);

    private static Driver driver;
    private static final List<CompletableFuture<Worker.End>> WORKERS = new ArrayList<>();

    @BeforeAll
    static void form() throws InterruptedException {
        driver = Driver.start(NodeSettings.local(1), job(70));
        for (int i = 0; i < 3; i++) {
            WORKERS.add(work(driver.address(), ClusterTest::open));
        }
        assertThat(driver.await(3, Duration.ofSeconds(60), () -> false)).isTrue();
    }

    @AfterAll
    static void leave() {
        driver.close();
        assertThat(WORKERS).allSatisfy(worker -> assertThat(worker.join()).isEqualTo(Worker.End.DONE));
    }

    private static byte[] job(long failAt) {
        return ByteBuffer.allocate(Long.BYTES).putLong(failAt).array();
    }

    private static Network open(byte[] job) {
        return ActorRunnerTest.network(ByteBuffer.wrap(job).getLong());
    }

    private static CompletableFuture<Worker.End> work(String address, JobOpener opener) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Worker.work(NodeSettings.local(2), address, opener, Duration.ofSeconds(60));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The ranges of each population on the workers in turn. */
    private static Runner runner(Network network, Plan plan, List<Endpoint> watched, int workers, boolean deltas) {
        Map<String, List<Integer>> hosts = new LinkedHashMap<>();
        int next = 0;
        for (var p : network.order()) {
            List<Integer> at = new ArrayList<>();
            for (int i = 0; i < plan.ranges(p.name()).size(); i++) {
                at.add(next++ % workers);
            }
            hosts.put(p.name(), at);
        }
        try {
            return driver.runner(
                    network,
                    new Placement(plan, hosts),
                    Watch.always(watched),
                    driver.hosts().subList(0, workers),
                    deltas,
                    line -> {});
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyPlanOnOneToThreeWorkersGivesTheSequentialValues(boolean deltas) {
        int[] count = {0};
        new PlanAgreement(ActorRunnerTest.network(Long.MAX_VALUE), WATCHED, 30)
                .verify((network, plan, watched) -> runner(network, plan, watched, 1 + count[0]++ % 3, deltas));
        assertThat(count[0]).isEqualTo(36);
    }

    @Test
    void aFailureOnAWorkerNamesPopulationUnitsAndStep() {
        Network network = ActorRunnerTest.network(Long.MAX_VALUE);
        for (int threads : new int[] {1, 4}) {
            Plan plan = Plan.of(network, 2, threads);
            try (Runner runner = runner(network, plan, WATCHED, 2, false)) {
                int[] rows = {0};
                assertThatThrownBy(() -> runner.runTo(200, (step, values) -> rows[0]++))
                        .isInstanceOf(RunFailure.class)
                        .hasMessage("b, units [5, 11), step 70: unit 10 blew up");
                assertThat(rows[0]).isEqualTo(70);
            }
        }
    }

    /** One worker cannot do tasks and goes; what it had is done by the other, and the task that no worker can do fails. */
    @Test
    void tasksOfALostWorkerGoToAnother() throws Exception {
        List<CompletableFuture<Worker.End>> workers = new ArrayList<>();
        try (Driver own = Driver.start(NodeSettings.local(1), job(0))) {
            workers.add(work(own.address(), ClusterTest::open)); // an opener that has no work() throws
            assertThat(own.await(1, Duration.ofSeconds(60), () -> false)).isTrue();
            assertThatThrownBy(() -> own.submit(new byte[] {1}, 1).get(60, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(WorkerLost.class);
            workers.add(work(own.address(), ClusterTest::open));
            assertThat(own.await(1, Duration.ofSeconds(60), () -> false)).isTrue();
            List<CompletableFuture<byte[]>> results = new ArrayList<>();
            for (byte i = 0; i < 5; i++) {
                results.add(own.submit(new byte[] {i}, 3));
            }
            workers.add(work(own.address(), new Doubling()));
            for (int i = 0; i < 5; i++) {
                assertThat(results.get(i).get(60, TimeUnit.SECONDS)).containsExactly(2 * i);
            }
        }
        assertThat(workers.get(2).join()).isEqualTo(Worker.End.DONE);
    }

    /** Does tasks. */
    private static final class Doubling implements JobOpener {
        @Override
        public Network open(byte[] job) {
            return ClusterTest.open(job);
        }

        @Override
        public byte[] work(byte[] task, BooleanSupplier ended) {
            return new byte[] {(byte) (2 * task[0])};
        }
    }

    /** The second of two ranges does not end step 3 before it was told of, and nobody else is at work. */
    @Test
    void aRunThatDoesNotGoOnSaysWhomItWaitsFor() throws InterruptedException {
        Network network = slow();
        List<CompletableFuture<Worker.End>> workers = new ArrayList<>();
        List<String> told = new CopyOnWriteArrayList<>();
        try (Driver own = Driver.start(NodeSettings.local(1), new byte[0])) {
            workers.add(work(own.address(), job -> slow()));
            workers.add(work(own.address(), job -> slow()));
            assertThat(own.await(2, Duration.ofSeconds(60), () -> false)).isTrue();
            Placement apart = new Placement(Plan.of(network, 2, 2), Map.of("slow", List.of(0, 1)));
            Consumer<String> messages = line -> {
                told.add(line);
                if (line.matches(
                                "from step 3 on, nothing has come for \\d+ s; the run waits for slow, units \\[1, 2\\) on .*")
                        && !line.contains("units [0, 1)")) {
                    NAMED.countDown();
                }
            };
            try (Runner runner = own.runner(network, apart, Watch.nothing(), own.hosts(), false, messages)) {
                runner.runTo(3, (step, values) -> {});
                runner.runTo(5, (step, values) -> {});
            }
            assertThat(NAMED.getCount()).as("told: %s", told).isZero();
        }
        assertThat(workers).allSatisfy(worker -> assertThat(worker.join()).isEqualTo(Worker.End.DONE));
    }

    private static Network slow() {
        Model<Packet.Nothing, Packet.Nothing> model = Model.independent(Slow::new);
        return new Network(
                Map.of(),
                List.of(new Population("slow", 2, List.of(), List.of(), model)),
                List.of(),
                Schedule.learning(5));
    }

    /** Unit 1 waits in step 3 until it is named, at most as long as a machine at a load of 100 may need for that. */
    private record Slow(UnitRange range) implements IndependentKernel {
        @Override
        public void step(Step step, Inputs inputs) {
            if (step.index() == 3 && range.to() == 2) {
                try {
                    var unused = NAMED.await(90, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public Signal read(String signal) {
            throw new IllegalArgumentException(signal);
        }
    }

    /** A network may take longer to be made than the user waits for workers to come. */
    @Test
    void aWorkerThatStillMakesTheNetworkHasCome() throws InterruptedException {
        CountDownLatch opening = new CountDownLatch(1);
        CompletableFuture<Void> waitedFor = new CompletableFuture<>();
        CompletableFuture<Worker.End> worker;
        try (Driver own = Driver.start(NodeSettings.local(1), new byte[0])) {
            worker = work(own.address(), job -> {
                opening.countDown();
                waitedFor.join();
                return big();
            });
            opening.await();
            int[] looks = {0};
            assertThat(own.await(1, Duration.ZERO, () -> {
                        if (++looks[0] == 3) {
                            waitedFor.complete(null);
                        }
                        return false;
                    }))
                    .isTrue();
        }
        assertThat(worker.join()).isEqualTo(Worker.End.DONE);
    }

    /** Larger than a frame, which plain messages would lose: signals and states of 1.6 MB, saved on one worker and loaded on the other. */
    @Test
    void statesLargerThanAFrameArrive() throws InterruptedException {
        Network network = big();
        List<CompletableFuture<Worker.End>> workers = new ArrayList<>();
        try (Driver own = Driver.start(NodeSettings.local(1), new byte[0])) {
            workers.add(work(own.address(), job -> big()));
            workers.add(work(own.address(), job -> big()));
            assertThat(own.await(2, Duration.ofSeconds(60), () -> false)).isTrue();
            Plan plan = Plan.of(network, 2, 2);
            Placement apart = new Placement(plan, Map.of("big", List.of(0, 1)));
            Watch watch = Watch.always(List.of(new Endpoint("big", "sum")));
            Snapshot snapshot;
            List<List<Signal>> rows = new ArrayList<>();
            try (Runner runner = own.runner(network, apart, watch, own.hosts(), true, line -> {})) {
                runner.runTo(5, (step, values) -> rows.add(values));
                snapshot = runner.snapshot().held();
            }
            Placement turned = new Placement(plan, Map.of("big", List.of(1, 0)));
            try (Runner runner = own.runner(network, turned, watch, own.hosts(), true, line -> {})) {
                runner.restore(snapshot);
                runner.runTo(10, (step, values) -> rows.add(values));
            }
            List<List<Signal>> expected = new ArrayList<>();
            new SequentialRunner(network, watch.endpoints()).runTo(10, (step, values) -> expected.add(values));
            assertThat(rows).isEqualTo(expected);
        }
        assertThat(workers).allSatisfy(worker -> assertThat(worker.join()).isEqualTo(Worker.End.DONE));
    }

    /** Eight units of 200 kB state; all of it is emitted and comes back in the next step. */
    static Network big() {
        Population big = new Population(
                "big",
                8,
                List.of(new PortSpec("back", Kind.REALS, true, "")),
                List.of(
                        SignalSpec.perUnit("level", Kind.REALS, 8 * Wide.WIDTH, ""),
                        SignalSpec.perUnit("sum", Kind.REALS, 8, "")),
                Model.independent(Wide::new));
        return new Network(
                Map.of(),
                List.of(big),
                List.of(new Connection(new Endpoint("big", "level"), "big", "back", 1)),
                Schedule.learning(10));
    }

    /** level_ij' = level_ij / 2 + back_j of the next unit / 4 + (i + j + t) mod 7. */
    private static final class Wide implements IndependentKernel {
        static final int WIDTH = 25_000;
        private final UnitRange range;
        private final double[] level;

        Wide(UnitRange range) {
            this.range = range;
            this.level = new double[range.size() * WIDTH];
        }

        @Override
        public UnitRange range() {
            return range;
        }

        @Override
        public void step(Step step, Inputs inputs) {
            Reals back = inputs.reals("back");
            for (int i = 0; i < level.length; i++) {
                int at = range.from() * WIDTH + i;
                level[i] = level[i] / 2 + back.get((at + WIDTH) % back.size()) / 4 + (at + step.index()) % 7;
            }
        }

        @Override
        public Signal read(String signal) {
            if (signal.equals("level")) {
                return Reals.of(level);
            }
            double[] sums = new double[range.size()];
            for (int i = 0; i < level.length; i++) {
                sums[i / WIDTH] += level[i];
            }
            return Reals.wrap(sums);
        }

        @Override
        public void unit(int unit, State state) {
            int from = (unit - range.from()) * WIDTH;
            state.keep("level", level, from, from + WIDTH);
        }
    }
}
