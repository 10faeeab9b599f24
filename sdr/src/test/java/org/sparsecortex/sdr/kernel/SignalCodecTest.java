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
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class SignalCodecTest {
    private static final KeyedRandom RANDOM = KeyedRandom.of(7, "codec");

    @Test
    void everySignalComesBackFromItsPackedForm() throws IOException {
        for (int size : new int[] {0, 1, 7, 8, 9, 200, 2048, 100_000}) {
            for (int count : new int[] {0, 1, size / 50, size / 9, size / 8, size / 2, size}) {
                if (count <= size) {
                    Sdr sdr = Sdr.ofSorted(size, RANDOM.sample(size, count, 0, size, count));
                    assertThat(read(packed(sdr))).isEqualTo(sdr);
                }
            }
        }
        Reals reals = Reals.of(-0.0, Double.MIN_VALUE, Double.NaN, 1 / 3.0, Double.NEGATIVE_INFINITY);
        assertThat(read(packed(reals))).isEqualTo(reals);
        Ints ints = Ints.wrap(new int[] {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE});
        assertThat(read(packed(ints))).isEqualTo(ints);
    }

    /** kind, size 2000 = 0x50 + 15 * 128, 3 bits: gaps 0, 127 and 128 = 0x80 0x01. */
    @Test
    void gapsTakeOneByteBelow128() throws IOException {
        byte[] bytes = packed(Sdr.of(2000, 0, 128, 257));
        assertThat(bytes).containsExactly(0, 0xd0, 0x0f, 3, 0, 127, 0x80, 1);
    }

    /** 5 of 16 bits: 40 > 16, hence 2 bytes, 0b00010011 and 0b11000000. */
    @Test
    void denseSdrsAreBitmaps() throws IOException {
        assertThat(packed(Sdr.of(16, 0, 1, 4, 14, 15))).containsExactly(0, 16, 5, 0b0001_0011, 0b1100_0000);
    }

    @Test
    void aSizeThatTheBytesCannotHoldTakesNoMemory() {
        for (Signal.Kind kind : Signal.Kind.values()) {
            byte[] huge = {(byte) kind.ordinal(), -1, -1, -1, -1, 7, -1, -1, -1, 1};
            assertThatThrownBy(() -> read(huge))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bytes that follow");
        }
        assertThatThrownBy(() -> read(new byte[] {0, -1, -1, -1, -1, -1, 0})).hasMessageContaining("size");
    }

    /** Bytes that were changed at random give a signal or an error that a reader of messages expects, and no other. */
    @Test
    void damagedBytesAreASignalOrALocatedError() throws IOException {
        byte[] good = packed(Sdr.ofSorted(2048, RANDOM.sample(2048, 40, 1, 0, 0)));
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] bad = good.clone();
            for (int k = 0; k <= i % 3; k++) {
                bad[RANDOM.below(bad.length, 2, i, k)] = (byte) RANDOM.below(256, 3, i, k);
            }
            try {
                read(bad);
            } catch (IOException | IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 4999);
    }

    private static byte[] packed(Signal signal) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SignalCodec.writePacked(signal, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Signal read(byte[] bytes) throws IOException {
        return SignalCodec.readPacked(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
