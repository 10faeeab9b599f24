package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Packets;
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
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.numeric.TopK;
import org.sparsecortex.sdr.state.PopulationState;

@Timeout(60)
class ActorRunnerTest {
    private static final int UNITS = 11;

    @Test
    void everyPlanGivesTheSequentialValues() {
        new PlanAgreement(
                        network(Long.MAX_VALUE),
                        List.of(new Endpoint("a", "winners"), new Endpoint("b", "level"), new Endpoint("in", "sdr")),
                        150)
                .verify(ActorRunner::new);
    }

    @Test
    void aThrowingKernelStopsTheRunAndNamesPopulationUnitsAndStep() {
        for (int threads : new int[] {1, 2}) { // led by the population, and in exchange with each other
            try (ActorRunner runner = runner(network(70), 2, threads)) {
                int[] rows = {0};
                assertThatThrownBy(() -> runner.runTo(200, (step, values) -> rows[0]++))
                        .isInstanceOf(RunFailure.class)
                        .hasMessage("b, units [5, 11), step 70: unit 10 blew up");
                assertThat(rows[0]).isEqualTo(70);
                assertThatThrownBy(() -> runner.runTo(300, (step, values) -> {}))
                        .hasMessageContaining("has failed");
            }
        }
    }

    /** States of two blocks a range: all of one is read, of another one a part, of two at a time none. */
    @Test
    void theStateOfTheRangesIsReadBetweenTwoSteps() throws IOException {
        Network network = ClusterTest.big();
        SequentialRunner oracle = new SequentialRunner(network, List.of());
        try (ActorRunner runner = new ActorRunner(network, Plan.of(network, 3, 2), List.of())) {
            runner.runTo(3, (step, values) -> {});
            PopulationState early = runner.snapshot().populations().get("big");
            InputStream part = early.open();
            part.readNBytes(5);
            InputStream other = early.open();
            assertThatThrownBy(part::readAllBytes).hasMessageContaining("beside another");
            other.readNBytes(5);
            runner.runTo(5, (step, values) -> {});
            oracle.runTo(5, (step, values) -> {});
            assertThatThrownBy(other::readAllBytes).hasMessageContaining("too late");
            byte[] state = bytes(runner.snapshot());
            assertThat(state).hasSizeGreaterThan(1_600_000).isEqualTo(bytes(oracle.snapshot()));
            Snapshot at5 = runner.snapshot().held();
            runner.runTo(6, (step, values) -> {});
            assertThat(bytes(runner.snapshot())).isNotEqualTo(state);
            runner.restore(at5);
            assertThat(bytes(runner.snapshot())).isEqualTo(state);
            runner.runTo(8, (step, values) -> {});
            oracle.runTo(8, (step, values) -> {});
            assertThat(bytes(runner.snapshot())).isEqualTo(bytes(oracle.snapshot()));
        }
    }

    private static byte[] bytes(Snapshot snapshot) throws IOException {
        try (InputStream in = snapshot.populations().get("big").open()) {
            return in.readAllBytes();
        }
    }

    /** Behind a million of its bytes. */
    @Test
    void aStateThatCannotBeReadEndsTheRunner() {
        Network network = ClusterTest.big();
        SequentialRunner whole = new SequentialRunner(network, List.of());
        PopulationState good = whole.snapshot().populations().get("big");
        PopulationState torn = new PopulationState() {
            @Override
            public int units() {
                return good.units();
            }

            @Override
            public InputStream open() throws IOException {
                InputStream start = new ByteArrayInputStream(good.open().readNBytes(1_000_000));
                return new SequenceInputStream(start, new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the disk is gone");
                    }

                    @Override
                    public int read(byte[] bytes, int from, int count) throws IOException {
                        throw new IOException("the disk is gone");
                    }
                });
            }
        };
        Snapshot snapshot = whole.snapshot();
        try (ActorRunner runner = new ActorRunner(network, Plan.of(network, 3, 2), List.of())) {
            Map<String, PopulationState> states = Map.of("big", torn);
            assertThatThrownBy(() -> runner.restore(new Snapshot(2, states, snapshot.history(), snapshot.links())))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("the disk is gone");
            assertThatThrownBy(() -> runner.runTo(1, (step, values) -> {})).hasMessageContaining("has failed");
        }
    }

    @Test
    void bothEnginesNameTheUnitWhoseSignalIsNotANumber() {
        Network network = network(Long.MAX_VALUE, 33);
        Plan plan = Plan.of(network, 1, 2).cut("b", 3);
        String message =
                "b, units [7, 8), step 33: element 7 of signal 'level', which a port reads, " + "is not a number";
        try (ActorRunner actors = new ActorRunner(network, plan, List.of())) {
            for (Runner runner : List.of(actors, new SequentialRunner(network, plan, List.of()))) {
                assertThatThrownBy(() -> runner.runTo(100, (step, values) -> {}))
                        .isInstanceOf(RunFailure.class)
                        .hasMessage(message);
            }
        }
    }

    /**
     * Where it fails - in the input, in a kernel, in a reducer, in a signal that is only recorded - and whatever else is in flight:
     * the rows are those of the steps before, as the sequential engine hands them out.
     */
    @Test
    void allStepsBeforeAFailureAreHandedOut() {
        List<Endpoint> watched =
                List.of(new Endpoint("b", "level"), new Endpoint("a", "winners"), new Endpoint("in", "other"));
        int plans = 0;
        for (String where : List.of("in.sdr", "in.other", "in.reset", "a.propose", "a.decide", "b")) {
            for (long failAt : new long[] {0, 33, 70}) {
                Network network = failing(where, failAt);
                List<List<Signal>> expected = new ArrayList<>();
                String message = rowsUntilFailure(new SequentialRunner(network, watched), expected);
                assertThat(expected).as(where).hasSize((int) failAt);
                Plan plan = Plan.of(network, 1 + 2 * (plans % 2), 1 + plans / 2 % 2);
                plans++;
                List<List<Signal>> rows = new ArrayList<>();
                String said = rowsUntilFailure(new ActorRunner(network, plan, watched), rows);
                assertThat(rows).as("%s at %d, %s", where, failAt, plan).isEqualTo(expected);
                assertThat(withoutUnits(said)).isEqualTo(withoutUnits(message));
            }
        }
    }

    private static String withoutUnits(String message) {
        return message.replaceFirst("units [^)]*\\), ", "");
    }

    private static String rowsUntilFailure(Runner runner, List<List<Signal>> rows) {
        try (runner) {
            runner.runTo(300, (step, values) -> rows.add(List.copyOf(values)));
            throw new AssertionError("it did not fail");
        } catch (RunFailure failure) {
            return failure.getMessage();
        }
    }

    /** The network of this test with a fault at one place and step. */
    private static Network failing(String where, long at) {
        Network good = network(where.equals("b") ? at : Long.MAX_VALUE);
        Source random = good.sources().get("in");
        Source in = new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(random.signals().get(0), SignalSpec.global("other", Kind.SDR, UNITS, "the same"));
            }

            @Override
            public Signal read(String signal, long step) {
                if (step == at && where.equals("in." + signal)) {
                    throw new IllegalStateException("the file ended");
                }
                return random.read("sdr", step);
            }

            @Override
            public boolean resetAt(long step) {
                if (step == at && where.equals("in.reset")) {
                    throw new IllegalStateException("no such step");
                }
                return random.resetAt(step);
            }
        };
        Population a = good.population("a");
        Population faulty = new Population(
                "a",
                UNITS,
                a.ports(),
                a.signals(),
                Model.of(2, range -> new Faulty(new Competing(range), where, at), (step, round, proposals) -> {
                    if (where.equals("a.decide") && step.index() == at && round == 1) {
                        throw new IllegalStateException("no winner");
                    }
                    return Competing.decide(step, round, proposals);
                }));
        return new Network(
                Map.of("in", in), List.of(good.population("b"), faulty), good.connections(), Schedule.learning(1000));
    }

    /** Throws in its last range, as it proposes. */
    private record Faulty(Competing inner, String where, long at) implements Kernel<Scores, Choice> {
        @Override
        public UnitRange range() {
            return inner.range();
        }

        @Override
        public Scores propose(Step step, Inputs inputs, int round) {
            if (where.equals("a.propose") && step.index() == at && range().to() == UNITS) {
                throw new IllegalStateException("no score");
            }
            return inner.propose(step, inputs, round);
        }

        @Override
        public void commit(Step step, Inputs inputs, int round, Choice decision) {
            inner.commit(step, inputs, round, decision);
        }

        @Override
        public Signal read(String signal) {
            return inner.read(signal);
        }
    }

    @Test
    void anErrorInTheObserverEndsTheRun() {
        try (ActorRunner runner = runner(network(Long.MAX_VALUE), 1, 2)) {
            assertThatThrownBy(() -> runner.runTo(10, (step, values) -> {
                        throw new IllegalStateException("disk full");
                    }))
                    .hasMessage("recorder, step 0: disk full");
        }
    }

    /** Rows wait for each other on their way out; none of those before a failure is lost. */
    @Test
    void anInputThatOnlyTheObserverReadsFailsAfterTheRowsBefore() {
        Source late = new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(SignalSpec.global("value", Kind.REALS, 1, "fails"));
            }

            @Override
            public Signal read(String signal, long step) {
                if (step == 50) {
                    throw new IllegalStateException("no more values");
                }
                return Reals.of((double) step);
            }
        };
        Network two = network(Long.MAX_VALUE);
        Network network = new Network(
                Map.of("in", two.sources().get("in"), "late", late), two.order(), two.connections(), two.schedule());
        try (ActorRunner runner =
                new ActorRunner(network, Plan.of(network, 1, 2), List.of(new Endpoint("late", "value")))) {
            int[] rows = {0};
            assertThatThrownBy(() -> runner.runTo(200, (step, values) -> rows[0]++))
                    .isInstanceOf(RunFailure.class)
                    .hasMessage("input, step 50: no more values");
            assertThat(rows[0]).isEqualTo(50);
        }
    }

    private static ActorRunner runner(Network network, int rangesOfB, int threads) {
        Plan plan = Plan.of(network, 1, threads).cut("b", rangesOfB);
        return new ActorRunner(network, plan, List.of(new Endpoint("b", "level")));
    }

    @Test
    void aBarrierIgnoresRepeatedAndForeignAnswers() {
        Barrier<String> barrier = new Barrier<>(2);
        barrier.open(5, 0);
        assertThat(barrier.accept(0, 5, 0, "x")).isFalse();
        assertThat(barrier.accept(0, 5, 0, "again")).isFalse();
        assertThat(barrier.accept(1, 4, 0, "late")).isFalse();
        assertThat(barrier.accept(1, 5, 1, "other round")).isFalse();
        assertThat(barrier.accept(1, 5, 0, "y")).isTrue();
        assertThat(barrier.values()).containsExactly("x", "y");
    }

    /** Random input -> a (competition, two rounds, own feedback) -> b (leaky sums, delayed feedback to a). */
    static Network network(long failAt) {
        return network(failAt, Long.MAX_VALUE);
    }

    private static Network network(long failAt, long notANumberAt) {
        Source in = new Source() {
            private final KeyedRandom random = KeyedRandom.of(3, "in");

            @Override
            public List<SignalSpec> signals() {
                return List.of(SignalSpec.global("sdr", Kind.SDR, UNITS, "random"));
            }

            @Override
            public Signal read(String signal, long step) {
                return Sdr.ofSorted(UNITS, random.sample(UNITS, 4, 0, step, 0));
            }

            @Override
            public boolean resetAt(long step) {
                return step % 40 == 39;
            }
        };
        Population a = new Population(
                "a",
                UNITS,
                List.of(new PortSpec("x", Kind.SDR, true, ""), new PortSpec("back", Kind.REALS, true, "")),
                List.of(SignalSpec.perUnit("winners", Kind.SDR, UNITS, "")),
                Model.of(2, Competing::new, Competing::decide));
        Population b = new Population(
                "b",
                UNITS,
                List.of(new PortSpec("x", Kind.SDR, true, "")),
                List.of(SignalSpec.perUnit("level", Kind.REALS, UNITS, "")),
                Model.independent(range -> new Leaky(range, failAt, notANumberAt)));
        return new Network(
                Map.of("in", in),
                List.of(b, a),
                List.of(
                        new Connection(new Endpoint("in", "sdr"), "a", "x", 0),
                        new Connection(new Endpoint("b", "level"), "a", "back", 2),
                        new Connection(new Endpoint("a", "winners"), "b", "x", 0),
                        new Connection(new Endpoint("in", "sdr"), "b", "x", 1)),
                Schedule.learning(1000));
    }

    /** Scores of a range. */
    private record Scores(Reals values) implements Packet {}

    /** What both rounds of the competition decide. */
    private sealed interface Choice extends Packet {}

    private record Shift(Reals value) implements Choice {}

    private record Winners(Sdr units) implements Choice {}

    private static final class Competing implements Kernel<Scores, Choice> {
        private final UnitRange range;
        private final double[] fatigue;
        private Sdr winners = Sdr.empty(UNITS);
        private double shift;

        Competing(UnitRange range) {
            this.range = range;
            this.fatigue = new double[range.size()];
        }

        @Override
        public UnitRange range() {
            return range;
        }

        @Override
        public Scores propose(Step step, Inputs inputs, int round) {
            if (round == 0 && step.reset()) {
                java.util.Arrays.fill(fatigue, 0);
            }
            double[] score = new double[range.size()];
            for (int i = 0; i < score.length; i++) {
                int unit = range.from() + i;
                score[i] = (inputs.sdr("x").contains(unit) ? 1 : 0)
                        + inputs.reals("back").get(unit)
                        - fatigue[i]
                        + shift;
            }
            return new Scores(Reals.wrap(score));
        }

        static Choice decide(Step step, int round, List<Scores> proposals) {
            Reals all = Packets.join(proposals).values();
            return round == 0
                    ? new Shift(Reals.of(all.get(0) / 3))
                    : new Winners(Sdr.ofSorted(UNITS, TopK.select(all.toArray(), 3)));
        }

        @Override
        public void commit(Step step, Inputs inputs, int round, Choice decision) {
            if (decision instanceof Shift both) {
                shift = both.value().get(0);
                return;
            }
            winners = ((Winners) decision).units().within(range.from(), range.to());
            for (int i = 0; i < fatigue.length; i++) {
                fatigue[i] = 0.9 * fatigue[i] + (winners.contains(range.from() + i) ? 0.7 : 0);
            }
        }

        @Override
        public Signal read(String signal) {
            return winners;
        }

        @Override
        public void shared(State state) {
            shift = state.keep("shift", shift);
        }

        @Override
        public void unit(int unit, State state) {
            int i = unit - range.from();
            fatigue[i] = state.keep("fatigue", fatigue[i]);
        }
    }

    private static final class Leaky implements IndependentKernel {
        private final UnitRange range;
        private final long failAt;
        private final long notANumberAt;
        private final double[] level;

        Leaky(UnitRange range, long failAt, long notANumberAt) {
            this.range = range;
            this.failAt = failAt;
            this.notANumberAt = notANumberAt;
            this.level = new double[range.size()];
        }

        @Override
        public UnitRange range() {
            return range;
        }

        @Override
        public void step(Step step, Inputs inputs) {
            if (step.index() == failAt && range.contains(UNITS - 1)) {
                throw new IllegalStateException("unit " + (UNITS - 1) + " blew up");
            }
            if (step.index() == notANumberAt && range.contains(7)) {
                level[7 - range.from()] = Double.NaN;
            }
            Sdr x = inputs.sdr("x");
            for (int i = 0; i < level.length; i++) {
                int unit = range.from() + i;
                level[i] = 0.8 * level[i] + (x.contains(unit) ? 0.3 : 0) - (x.contains(UNITS + unit) ? 0.1 : 0);
            }
        }

        @Override
        public Signal read(String signal) {
            return Reals.of(level);
        }

        @Override
        public void unit(int unit, State state) {
            int i = unit - range.from();
            level[i] = state.keep("level", level[i]);
        }
    }
}
