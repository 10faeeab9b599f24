package org.sparsecortex.sdr.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.network.StepDriver;

class PopulationStateTest {
    /** Bytes of the units: none, few, a chunk and one less and more, a block and one less and more, several blocks. */
    private static final int[] SIZES = {
        0,
        3,
        StateSaving.CHUNK - 1,
        StateSaving.CHUNK,
        StateSaving.CHUNK + 1,
        StateSaving.SIZE - 1,
        StateSaving.SIZE,
        StateSaving.SIZE + 1,
        3 * StateSaving.SIZE + 17,
        1,
        0
    };

    /** Keeps arrays of bytes, different ones or all 0; each step adds 1 to all of them. */
    private static final class Bytes implements IndependentKernel {
        private final UnitRange range;
        private final byte[] shared;
        private final byte[][] units = new byte[SIZES.length][];
        private boolean loaded;

        Bytes(UnitRange range, int shared, boolean varied) {
            this.range = range;
            this.shared = new byte[shared];
            for (int u = 0; u < SIZES.length; u++) {
                units[u] = new byte[SIZES[u]];
            }
            for (int u = -1; varied && u < SIZES.length; u++) {
                byte[] bytes = u < 0 ? this.shared : units[u];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (((i + 1) * 0x9E3779B1 + u) >>> 24);
                }
            }
        }

        @Override
        public UnitRange range() {
            return range;
        }

        @Override
        public void step(Step step, Inputs inputs) {
            for (int u = range.from(); u < range.to(); u++) {
                for (int i = 0; i < units[u].length; i++) {
                    units[u][i]++;
                }
            }
        }

        @Override
        public Signal read(String signal) {
            return Reals.of(0);
        }

        @Override
        public void shared(State state) {
            state.keep("shared", shared);
        }

        @Override
        public void unit(int unit, State state) {
            state.keep("own", units[unit]);
        }

        @Override
        public void loaded() {
            loaded = true;
        }
    }

    private static List<Bytes> kernels(int parts, int shared, boolean varied) {
        return UnitRange.split(SIZES.length, parts).stream()
                .map(range -> new Bytes(range, shared, varied))
                .toList();
    }

    private static byte[] bytes(PopulationState state) throws IOException {
        try (InputStream in = state.open()) {
            return in.readAllBytes();
        }
    }

    @Test
    void theBytesAreThoseOfEveryCutAndComeBackUnderEveryOther() throws IOException {
        for (int shared : new int[] {0, StateSaving.SIZE + 9}) {
            byte[] expected = bytes(PopulationState.of(kernels(1, shared, true)));
            for (int parts : new int[] {1, 4, SIZES.length}) {
                PopulationState state = PopulationState.of(kernels(parts, shared, true));
                assertThat(bytes(state)).isEqualTo(expected);
                assertThat(bytes(state.held())).isEqualTo(expected);
                List<Bytes> blank = kernels(parts % 5 + 1, shared, false);
                assertThat(bytes(PopulationState.of(blank))).isNotEqualTo(expected);
                blank.forEach(state::loadInto);
                assertThat(bytes(PopulationState.of(blank))).isEqualTo(expected);
                assertThat(blank).allMatch(kernel -> kernel.loaded);
            }
        }
    }

    @Test
    void noBlockIsLargerThanABlockAndAChunk() {
        List<byte[]> blocks = new ArrayList<>();
        new StateSaving(new Bytes(UnitRange.all(SIZES.length), 5 * StateSaving.SIZE, true), true)
                .forEachRemaining(blocks::add);
        try (StateInput in = new StateInput(PopulationState.of(kernels(2, 5 * StateSaving.SIZE, true)))) {
            in.pieces(1).forEachRemaining(blocks::add);
            in.pieces(SIZES.length).forEachRemaining(blocks::add);
            in.finish();
        }
        assertThat(blocks).hasSizeGreaterThan(20);
        assertThat(blocks).allMatch(block -> block.length <= StateSaving.SIZE + StateSaving.CHUNK + 2 * Integer.BYTES);
    }

    /** A unit of fewer bytes, of more, one unit less, bytes cut off and bytes behind. */
    @Test
    void aStateThatDoesNotFitIsRefused() throws IOException {
        PopulationState state = PopulationState.of(kernels(2, 5, true));
        assertThatThrownBy(() -> state.loadInto(new Bytes(UnitRange.all(SIZES.length), 6, false)))
                .hasMessageContaining("'shared' ends early");
        assertThatThrownBy(() -> state.loadInto(new Bytes(UnitRange.all(SIZES.length), 4, false)))
                .hasMessageContaining("unread bytes of the shared state");
        assertThatThrownBy(() -> state.loadInto(new Bytes(new UnitRange(0, SIZES.length + 1), 5, false)))
                .hasMessageContaining("pieces of a state of 11 units");
        byte[] all = bytes(state);
        Population population = population();
        for (int length : new int[] {0, 3, 9, all.length - 5, all.length - 1}) {
            PopulationState cut = of(Arrays.copyOf(all, length));
            assertThatThrownBy(() -> StepDriver.of(population, 2).load(cut))
                    .as("%d bytes", length)
                    .isNotNull();
        }
        StepDriver.of(population, 2).load(of(all));
        assertThatThrownBy(() -> StepDriver.of(population, 2).load(of(Arrays.copyOf(all, all.length + 1))))
                .hasMessageContaining("bytes of a state");
        all[3]++;
        assertThatThrownBy(() -> StepDriver.of(population, 2).load(of(all))).hasMessageContaining("units in the state");
    }

    private static PopulationState of(byte[] bytes) {
        return new PopulationState() {
            @Override
            public int units() {
                return SIZES.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    private static Population population() {
        return new Population(
                "bytes",
                SIZES.length,
                List.of(),
                List.of(SignalSpec.global("nothing", Kind.REALS, 1, "")),
                Model.independent(range -> new Bytes(range, 5, true)));
    }

    @Test
    void aSnapshotIsReadUntilTheRunnerGoesOnAndHeldForLonger() throws IOException {
        Network network = new Network(Map.of(), List.of(population()), List.of(), Schedule.learning(4));
        try (SequentialRunner runner = new SequentialRunner(network, Plan.of(network, 3, 1), List.of())) {
            runner.runTo(1, (step, values) -> {});
            Snapshot snapshot = runner.snapshot();
            PopulationState live = snapshot.populations().get("bytes");
            byte[] at1 = bytes(live);
            assertThat(bytes(live)).isEqualTo(at1);
            Snapshot held = snapshot.held();
            InputStream open = live.open();
            runner.runTo(2, (step, values) -> {});
            assertThatThrownBy(open::readAllBytes).hasMessageContaining("too late");
            assertThatThrownBy(live::open).hasMessageContaining("too late");
            assertThat(bytes(held.populations().get("bytes"))).isEqualTo(at1);
            assertThat(bytes(runner.snapshot().populations().get("bytes"))).isNotEqualTo(at1);
            runner.restore(held);
            assertThat(runner.position()).isEqualTo(1);
            assertThat(bytes(runner.snapshot().populations().get("bytes"))).isEqualTo(at1);
        }
    }
}
