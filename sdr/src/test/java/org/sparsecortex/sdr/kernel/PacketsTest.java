package org.sparsecortex.sdr.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;

class PacketsTest {
    private record Activity(Sdr active, Reals score, Ints count) implements Packet {}

    private sealed interface Message extends Packet {}

    private record Ask(Ints what) implements Message {}

    private record Answer(Reals value, Sdr code) implements Message {}

    private record Odd(int notASignal) implements Packet {}

    private static <P extends Packet> P copy(Class<P> type, Packet packet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Packets.write(type, packet, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        P read = Packets.read(type, in);
        assertThat(in.available()).isZero();
        return read;
    }

    @Test
    void recordsSurviveTheCodec() throws IOException {
        Activity packet = new Activity(Sdr.of(70, 0, 69), Reals.of(1.5, -0.0, Double.NaN), Ints.of(-1, 7));
        assertThat(copy(Activity.class, packet)).isEqualTo(packet);
        assertThat(copy(Packet.Nothing.class, Packet.NOTHING)).isEqualTo(Packet.NOTHING);
    }

    @Test
    void aSealedInterfaceKnowsWhichOfItsRecordsCame() throws IOException {
        Answer answer = new Answer(Reals.of(2.0), Sdr.empty(0));
        assertThat(copy(Message.class, answer)).isEqualTo(answer);
        assertThat(copy(Message.class, new Ask(Ints.of(3)))).isEqualTo(new Ask(Ints.of(3)));
    }

    @Test
    void fragmentsJoinComponentByComponent() {
        Activity first = new Activity(Sdr.of(8, 1), Reals.of(0.5), Ints.of(1));
        Activity second = new Activity(Sdr.of(8, 4, 7), Reals.of(0.25, 2), Ints.of());
        assertThat(Packets.join(List.of(first, second)))
                .isEqualTo(new Activity(Sdr.of(8, 1, 4, 7), Reals.of(0.5, 0.25, 2), Ints.of(1)));
    }

    @Test
    void whatIsNoSignalIsRefused() {
        assertThatThrownBy(() -> Packets.parts(new Odd(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("notASignal")
                .hasMessageContaining("no kind of signal");
    }

    @Test
    void bytesOfAnotherRecordAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Packets.write(Ask.class, new Ask(Ints.of(3)), new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertThatThrownBy(() -> Packets.read(Answer.class, in)).hasMessageContaining("signal.kind");
    }
}
