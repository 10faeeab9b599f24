package org.sparsecortex.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.sparsecortex.runtime.Firing.Arrival;
import org.sparsecortex.sdr.Sdr;
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
import org.sparsecortex.sdr.network.RangeDriver;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.state.StateLoading;

class WireCodecTest {
    private static final Step STEP = new Step(7, true, false);

    private final Network network = ActorRunnerTest.network(Long.MAX_VALUE);
    private final Population a = network.population("a");
    private final List<UnitRange> ranges = UnitRange.split(a.units(), 2);
    private final WireCodec codec = codec(false);
    private final RangeDriver<Packet, Packet> range =
            RangeDriver.of("a", PartitionActor.untyped(a.model()), ranges.get(1));
    private final Packet proposal = range.propose(STEP, inputs(), 0);

    private WireCodec codec(boolean deltas) {
        Watch watch = Watch.always(List.of(new Endpoint("a", "winners")));
        return new WireCodec(network, a, ranges, new Wanted(network, a, watch), deltas);
    }

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
        return firing(STEP);
    }

    private Firing firing(Step step) {
        return Firing.elsewhere(
                step,
                network.into("a").stream()
                        .map(c -> isInput(c) ? Arrival.READ_THERE : new Arrival(blank(c)))
                        .toList());
    }

    /** The state of the second range, which one block holds. */
    private byte[] block() {
        return range.save(true).next();
    }

    private List<byte[]> commands() {
        return List.of(
                codec.write(new PartitionActor.Run(List.of(firing(), firing()))),
                codec.write(new PartitionActor.Round(null, new PartitionActor.Propose(firing(), 0))),
                codec.write(new PartitionActor.Proposal(1, 7, 0, proposal)),
                codec.write(new PartitionActor.Load(1, 8, true, true, block())),
                codec.write(new PartitionActor.Read(0, 3, 4)));
    }

    private List<byte[]> answers() {
        var done = new PopulationActor.Committed(
                7, 1, List.of(a.signals().get(0).shape().kind().blank(a.units())));
        return List.of(
                codec.write(new PopulationActor.Ran(1, List.of(done, done))),
                codec.write(new PopulationActor.Answer(0, done, new PopulationActor.Proposed(8, 0, proposal))),
                codec.write(new PopulationActor.Block(1, 3, 4, true, block())),
                codec.write(new PopulationActor.Broken(
                        1, new RunFailure("a", ranges.get(1), 7, new OutOfMemoryError("heap")))),
                codec.write(new PopulationActor.Loaded(0, 5)));
    }

    /** The input is not in the message; the receiver reads it at the step. */
    @Test
    void aFiringArrivesWithInputsThatAreReadThere() {
        var run = (PartitionActor.Run) codec.readCommand(commands().get(0));
        Firing arrived = run.firings().get(0);
        assertThat(arrived.step()).isEqualTo(STEP);
        assertThat(arrived.inputs().sdr("x")).isEqualTo(inputs().sdr("x"));
        assertThat(arrived.inputs().sdr("x").cardinality()).isPositive();
        assertThat(arrived.inputs().reals("back")).isEqualTo(inputs().reals("back"));
    }

    @Test
    void proposalsStatesAndFailuresArrive() {
        var told = (PartitionActor.Proposal) codec.readCommand(commands().get(2));
        assertThat(told).isEqualTo(new PartitionActor.Proposal(1, 7, 0, proposal));
        var load = (PartitionActor.Load) codec.readCommand(commands().get(3));
        StateLoading loading = range.load();
        loading.take(load.block());
        loading.finish();
        assertThat(load).isEqualTo(new PartitionActor.Load(1, 8, true, true, load.block()));
        assertThat(codec.readCommand(commands().get(4))).isEqualTo(new PartitionActor.Read(0, 3, 4));
        var block = (PopulationActor.Block) codec.readAnswer(answers().get(2));
        assertThat(block).isEqualTo(new PopulationActor.Block(1, 3, 4, true, block.bytes()));
        assertThat(block.bytes()).isEqualTo(block());
        assertThat(codec.readAnswer(answers().get(4))).isEqualTo(new PopulationActor.Loaded(0, 5));
        var broken = (PopulationActor.Broken) codec.readAnswer(answers().get(3));
        assertThat(broken.failure())
                .hasMessage("a, units [5, 11), step 7: heap")
                .hasCauseInstanceOf(OutOfMemoryError.class);
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

    /** Both rounds of two steps, led by the population; the decisions of the second step are those of the first. */
    private List<byte[]> led(WireCodec by) {
        return led(by, STEP.index());
    }

    private List<byte[]> led(WireCodec by, long step) {
        Packet shift = range.decide(STEP, 0, List.of(proposal, proposal));
        Packet winners = range.decide(STEP, 1, List.of(proposal, proposal));
        Firing first = firing(new Step(step, true, false));
        Firing next = firing(new Step(step + 1, true, false));
        return List.of(
                by.write(round(null, new PartitionActor.Propose(first, 0))),
                by.write(
                        round(new PartitionActor.Commit(first, 0, false, shift), new PartitionActor.Propose(first, 1))),
                by.write(
                        round(new PartitionActor.Commit(first, 1, true, winners), new PartitionActor.Propose(next, 0))),
                by.write(round(new PartitionActor.Commit(next, 0, false, shift), new PartitionActor.Propose(next, 1))),
                by.write(round(new PartitionActor.Commit(next, 1, true, winners), null)));
    }

    private static PartitionActor.Round round(PartitionActor.Commit commit, PartitionActor.Propose propose) {
        return new PartitionActor.Round(commit, propose);
    }

    /** A range that tells of a step and proposes for the next round. */
    private byte[] answer(WireCodec by, long step) {
        var done = new PopulationActor.Committed(step, 1, List.of(Sdr.of(a.units(), 1, 2, 3, 5, 7, 8)));
        var proposed = new PopulationActor.Proposed(step + 1, 0, proposal);
        return by.write(new PopulationActor.Answer(1, done, proposed));
    }

    @Test
    void signalsArriveByWhatHasChanged() {
        WireCodec reader = codec(true);
        List<byte[]> led = led(codec(true));
        List<byte[]> whole = led(codec);
        for (int m = 0; m < led.size(); m++) {
            var round = (PartitionActor.Round) reader.readCommand(led.get(m));
            var plain = (PartitionActor.Round) codec.readCommand(whole.get(m));
            if (m > 0) {
                assertThat(round.commit().decision()).isEqualTo(plain.commit().decision());
            }
            if (m < 4) {
                Inputs inputs = round.propose().firing().inputs();
                assertThat(inputs.reals("back"))
                        .isEqualTo(plain.propose().firing().inputs().reals("back"));
            }
        }
        assertThat(led.get(2)).as("inputs as before").hasSizeLessThan(whole.get(2).length);
        assertThat(led.get(4)).as("the same winners").hasSizeLessThan(whole.get(4).length);
        WireCodec range = codec(true);
        answer(range, 7);
        byte[] next = answer(range, 8);
        assertThat(next).hasSizeLessThan(answer(codec, 8).length);
        WireCodec leader = codec(true);
        leader.readAnswer(answer(codec(true), 7));
        var answer = (PopulationActor.Answer) leader.readAnswer(next);
        assertThat(answer.committed().fragments()).containsExactly(Sdr.of(a.units(), 1, 2, 3, 5, 7, 8));
        assertThat(answer.proposed()).isEqualTo(new PopulationActor.Proposed(9, 0, proposal));
    }

    /** Each tells the same again and again, and another thing than the other. */
    @Test
    void rangesAreComparedWithThemselves() {
        WireCodec leader = codec(true);
        List<WireCodec> writers = List.of(codec(true), codec(true));
        for (long step = 7; step < 10; step++) {
            for (int i = 0; i < 2; i++) {
                Sdr fragment = Sdr.of(a.units(), i, 4 + i, 9);
                var done = new PopulationActor.Committed(step, 1, List.of(fragment));
                byte[] bytes = writers.get(i).write(new PopulationActor.Answer(i, done, null));
                var answer = (PopulationActor.Answer) leader.readAnswer(bytes);
                assertThat(answer.committed().fragments()).containsExactly(fragment);
            }
        }
    }

    /** A message that did not come, or came to a run that began anew. */
    @Test
    void whatHasChangedSinceAMessageThatDidNotComeIsRefused() {
        List<byte[]> led = led(codec(true));
        WireCodec reader = codec(true);
        reader.readCommand(led.get(0));
        assertThatThrownBy(() -> reader.readCommand(led.get(3))).hasMessageContaining("was not asked for before");
        byte[] proposed = proposedTwice(codec(true)).get(1);
        assertThatThrownBy(() -> codec(true).readCommand(proposed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("what has changed since moment 15: cannot be read: none came before");
        WireCodec range = codec(true);
        byte[] first = answer(range, 7);
        answer(range, 8);
        byte[] third = answer(range, 9);
        WireCodec leader = codec(true);
        leader.readAnswer(first);
        assertThatThrownBy(() -> leader.readAnswer(third))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("what has changed since moment 8: cannot be read: the last was of 7");
    }

    private List<byte[]> proposedTwice(WireCodec by) {
        return List.of(
                by.write(new PartitionActor.Proposal(1, 7, 1, proposal)),
                by.write(new PartitionActor.Proposal(1, 8, 0, proposal)));
    }

    /** Both sides begin anew with the states of a checkpoint. */
    @Test
    void afterAStateWasLoadedSignalsTravelWhole() {
        WireCodec leader = codec(true);
        led(leader);
        leader.write(new PartitionActor.Load(1, 8, true, true, block()));
        assertThat(led(leader, 9)).containsExactlyElementsOf(led(codec(true), 9));
        WireCodec range = codec(true);
        answer(range, 7);
        proposedTwice(range);
        range.write(new PopulationActor.Loaded(1, 8));
        byte[] proposed = range.write(new PartitionActor.Proposal(1, 9, 0, proposal));
        assertThat(proposed).isEqualTo(codec(true).write(new PartitionActor.Proposal(1, 9, 0, proposal)));
        range.write(new PopulationActor.Loaded(1, 8));
        assertThat(answer(range, 9)).isEqualTo(answer(codec(true), 9));
        range.write(new PopulationActor.Loaded(0, 8)); // another one
        assertThat(answer(range, 10)).hasSizeLessThan(answer(codec(true), 10).length);
    }

    /** Each damaged message comes to a reader that has all before it. */
    @Test
    void damagedMessagesOfWhatHasChangedAreRefused() {
        List<byte[]> led = led(codec(true));
        List<byte[]> proposed = proposedTwice(codec(true));
        WireCodec range = codec(true);
        List<byte[]> answers = List.of(answer(range, 7), answer(range, 8));
        int refused = damaged(List.of(led.get(3)), bytes -> {
            WireCodec reader = codec(true);
            led.subList(0, 3).forEach(reader::readCommand);
            reader.readCommand(bytes);
        });
        refused += damaged(List.of(proposed.get(1)), bytes -> {
            WireCodec reader = codec(true);
            reader.readCommand(proposed.get(0));
            reader.readCommand(bytes);
        });
        refused += damaged(List.of(answers.get(1)), bytes -> {
            WireCodec reader = codec(true);
            reader.readAnswer(answers.get(0));
            reader.readAnswer(bytes);
        });
        assertThat(refused).isBetween(1000, 5_999);
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
