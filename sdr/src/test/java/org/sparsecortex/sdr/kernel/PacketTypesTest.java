package org.sparsecortex.sdr.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;

class PacketTypesTest {
    private record Asked(Ints what) implements Message {}

    private record Answered(Reals value) implements Message {}

    private sealed interface Message extends Packet permits Asked, Answered {}

    private static class Base<A, P extends Packet> implements Kernel<P, Message> {
        @Override
        public UnitRange range() {
            return UnitRange.all(1);
        }

        @Override
        public P propose(Step step, Inputs inputs, int round) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void commit(Step step, Inputs inputs, int round, Message decision) {}

        @Override
        public Signal read(String signal) {
            throw new UnsupportedOperationException();
        }
    }

    private static class Middle<Q extends Message> extends Base<String, Q> {}

    private static final class Concrete extends Middle<Asked> {}

    @Test
    void typesAreThoseOfTheClassHoweverFarBelowTheKernel() {
        assertThat(PacketTypes.of(new Concrete())).isEqualTo(new PacketTypes<>(Asked.class, Message.class));
    }

    @Test
    void aVariableStandsForItsBound() {
        assertThat(PacketTypes.of(new Middle<Asked>())).isEqualTo(new PacketTypes<>(Message.class, Message.class));
    }

    @Test
    void whatTheClassLeavesOpenIsRefused() {
        assertThatThrownBy(() -> PacketTypes.of(new Base<Object, Asked>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("what its ranges propose must be a record, or a sealed interface of records");
    }

    @Test
    void packetsAreReadFromTheirBytesAlone() throws IOException {
        PacketTypes<Asked, Message> types = PacketTypes.of(new Concrete());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        types.writeProposal(new Asked(Ints.of(7)), new DataOutputStream(bytes));
        types.writeDecision(new Answered(Reals.of(0.5)), new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(types.readProposal(in)).isEqualTo(new Asked(Ints.of(7)));
        assertThat(types.readDecision(in)).isEqualTo(new Answered(Reals.of(0.5)));
        assertThat(in.available()).isZero();
    }
}
