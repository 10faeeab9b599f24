package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.sparsecortex.runtime.Firing.Arrival;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.PopulationState;
import org.sparsecortex.sdr.network.RangeDriver;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class WireCodecTest {
    private static final Step STEP = new Step(7, true, false);

    private final Network network = ActorRunnerTest.network(Long.MAX_VALUE);
    private final Population a = network.population("a");
    private final List<UnitRange> ranges = UnitRange.split(a.units(), 2);
    private final WireCodec codec = new WireCodec(
            network, a, ranges, new Wanted(network, a, Watch.always(List.of(new Endpoint("a", "winners")))));
    private final RangeDriver<Packet, Packet> range =
            RangeDriver.of("a", PartitionActor.untyped(a.model()), ranges.get(1));
    private final Packet proposal = range.propose(STEP, inputs(), 0);

    private Inputs inputs() {
        return network.gather(a, c -> isInput(c) ? network.sources().get("in").read("sdr", STEP.index()) : blank(c));
    }

    private static boolean isInput(Connection c) {
        return c.from().owner().equals("in");
    }

    private Signal blank(Connection c) {
        Shape shape = network.spec(c.from()).shape();
        return shape.kind().blank(shape.size());
    }

    private Firing firing() {
        return Firing.elsewhere(
                STEP,
                network.into("a").stream()
                        .map(c -> isInput(c) ? Arrival.READ_THERE : new Arrival(blank(c)))
                        .toList());
    }

    private List<byte[]> commands() {
        PopulationState state = RangeDriver.of("a", PartitionActor.untyped(a.model()), UnitRange.all(a.units()))
                .save();
        return List.of(
                codec.write(new PartitionActor.Run(List.of(firing(), firing()))),
                codec.write(new PartitionActor.Round(null, new PartitionActor.Propose(firing(), 0))),
                codec.write(new PartitionActor.Proposal(1, 7, 0, proposal)),
                codec.blocks(new PartitionActor.Load(state), List.of(ranges.get(1)))
                        .get(0));
    }

    private List<byte[]> answers() {
        var done = new PopulationActor.Committed(
                7, 1, List.of(a.signals().get(0).shape().kind().blank(a.units())));
        return List.of(
                codec.blocks(new PopulationActor.Ran(1, List.of(done, done))).get(0),
                codec.blocks(new PopulationActor.Answer(0, done, new PopulationActor.Proposed(8, 0, proposal)))
                        .get(0),
                codec.blocks(new PopulationActor.Saved(1, range.save())).get(0),
                codec.blocks(new PopulationActor.Broken(
                                1, new RunFailure("a", ranges.get(1), 7, new OutOfMemoryError("heap"))))
                        .get(0));
    }

    /** The input is not in the message; the receiver reads it at the step. */
    @Test
    void aFiringArrivesWithInputsThatAreReadThere() {
        var run = (PartitionActor.Run) codec.readCommand(commands().get(0)).orElseThrow();
        Firing arrived = run.firings().get(0);
        assertThat(arrived.step()).isEqualTo(STEP);
        assertThat(arrived.inputs().sdr("x")).isEqualTo(inputs().sdr("x"));
        assertThat(arrived.inputs().sdr("x").cardinality()).isPositive();
        assertThat(arrived.inputs().reals("back")).isEqualTo(inputs().reals("back"));
    }

    @Test
    void proposalsStatesAndFailuresArrive() {
        var told =
                (PartitionActor.Proposal) codec.readCommand(commands().get(2)).orElseThrow();
        assertThat(told).isEqualTo(new PartitionActor.Proposal(1, 7, 0, proposal));
        range.load(((PartitionActor.Load) codec.readCommand(commands().get(3)).orElseThrow()).state());
        var broken = (PopulationActor.Broken) codec.readAnswer(answers().get(3)).orElseThrow();
        assertThat(broken.failure())
                .hasMessage("a, units [5, 11), step 7: heap")
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }

    /** Blocks of 20 bytes: the whole comes with the last one, also twice, and while another state comes the other way. */
    @Test
    void statesArriveInBlocks() {
        var small = new WireCodec(network, a, ranges, new Wanted(network, a, Watch.nothing()), 20);
        PopulationState state = RangeDriver.of("a", PartitionActor.untyped(a.model()), UnitRange.all(a.units()))
                .save();
        for (int time = 0; time < 2; time++) {
            List<byte[]> blocks = small.blocks(new PartitionActor.Load(state), ranges);
            assertThat(blocks).hasSizeGreaterThan(2);
            blocks.subList(0, blocks.size() - 1)
                    .forEach(block -> assertThat(small.readCommand(block)).isEmpty());
            var load = (PartitionActor.Load)
                    small.readCommand(blocks.get(blocks.size() - 1)).orElseThrow();
            assertThat(load.state().shared()).isEqualTo(state.shared());
            assertThat(load.state().units()).isDeepEqualTo(state.units());
        }
        PopulationState half = range.save();
        List<byte[]> first = small.blocks(new PopulationActor.Saved(1, half));
        assertThat(first).hasSizeGreaterThan(1);
        assertThat(small.readAnswer(first.get(0))).isEmpty();
        assertThat(small.readCommand(
                        small.blocks(new PartitionActor.Load(state), ranges).get(0)))
                .isEmpty();
        for (int i = 1; i < first.size(); i++) {
            var done = small.readAnswer(first.get(i));
            assertThat(done.isPresent()).isEqualTo(i == first.size() - 1);
            done.ifPresent(saved ->
                    assertThat(((PopulationActor.Saved) saved).state().units()).isDeepEqualTo(half.units()));
        }
    }

    @Test
    void aDecisionOfAStepThatNobodyAskedForIsRefused() {
        byte[] commit = codec.write(new PartitionActor.Round(
                new PartitionActor.Commit(firing(), 0, false, range.decide(STEP, 0, List.of(proposal, proposal))),
                null));
        assertThatThrownBy(() -> codec.readCommand(commit)).hasMessageContaining("was not asked for before");
    }

    /** Bytes changed, cut off and added at random are a message or a located error, never anything else. */
    @Test
    void damagedMessagesAreRefused() {
        int refused = damaged(commands(), codec::readCommand) + damaged(answers(), codec::readAnswer);
        assertThat(refused).isBetween(1000, 15_999);
    }

    private static int damaged(List<byte[]> good, Consumer<byte[]> read) {
        KeyedRandom random = KeyedRandom.of(5, "damage");
        List<Throwable> errors = new ArrayList<>();
        for (int m = 0; m < good.size(); m++) {
            for (int i = 0; i < 2000; i++) {
                int length = good.get(m).length;
                int cut = i % 4 == 0 ? random.below(length, m, i, 0) : i % 4 == 1 ? length + 3 : length;
                byte[] bytes = java.util.Arrays.copyOf(good.get(m), cut);
                for (int k = 1; k < 4 && cut > 0; k++) {
                    bytes[random.below(cut, m, i, k)] = (byte) random.below(256, m, i, 10 + k);
                }
                try {
                    read.accept(bytes);
                } catch (IllegalArgumentException e) {
                    errors.add(e);
                }
            }
        }
        return errors.size();
    }
}
