package org.sparsecortex.sdr.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
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

    /** 2 bits an element, then 2 bytes for 288, 4 for the float 0.25 and 8 for a third; the zero is said by its bits. */
    @Test
    void doublesTakeTheBytesThatTheyNeed() throws IOException {
        Reals reals = Reals.of(288, 0, 0.25, 1 / 3.0);
        assertThat(packed(reals)).hasSize(1 + 1 + 1 + 2 + 4 + 8).startsWith(4, 4, 0b11_10_00_01, 1, 32);
        assertThat(read(packed(reals))).isEqualTo(reals);
        assertThat(packed(Reals.of(1 / 3.0, 1 / 7.0))).as("no shorter form").hasSize(2 + 16);
    }

    /** Also those of which a conversion to another type loses bits, at every place in a byte of tags. */
    @Test
    void allBitsOfDoublesComeBack() throws IOException {
        double odd = Double.longBitsToDouble(0x7ff0_0000_dead_beefL); // no number, with a payload
        double[] known = {0, -0.0, 1, 65_535, 65_536, -1, 0.5, 1e300, 1e-300, Float.MIN_VALUE, Double.MIN_VALUE, odd};
        double[] values = new double[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 3 == 0 ? 0 : known[RANDOM.below(known.length, 5, i, 0)];
        }
        Reals back = (Reals) read(packed(Reals.wrap(values)));
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.doubleToRawLongBits(back.get(i))).isEqualTo(Double.doubleToRawLongBits(values[i]));
        }
        Reals alone = (Reals) read(packed(Reals.of(odd)));
        assertThat(Double.doubleToRawLongBits(alone.get(0)))
                .as("no shorter form")
                .isEqualTo(0x7ff0_0000_dead_beefL);
    }

    @Test
    void neighbouringIntegersTakeAByteEach() throws IOException {
        Ints ids = Ints.wrap(new int[] {7, 8, 20, 63, 60, 60});
        assertThat(packed(ids)).containsExactly(5, 6, 14, 2, 24, 86, 5, 0);
        int[] steps = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(packed(Ints.wrap(steps))[0]).isEqualTo((byte) 5);
        assertThat(read(packed(Ints.wrap(steps)))).isEqualTo(Ints.wrap(steps));
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
        int[] ids = RANDOM.sample(2048, 40, 1, 0, 0);
        List<byte[]> good = List.of(
                packed(Sdr.ofSorted(2048, ids)),
                packed(Ints.wrap(ids)),
                packed(Reals.of(Arrays.stream(ids).mapToDouble(i -> i % 3 / 4.0).toArray())));
        int refused = 0;
        for (int i = 0; i < 9000; i++) {
            byte[] bad = good.get(i / 3000).clone();
            for (int k = 0; k <= i % 3; k++) {
                bad[RANDOM.below(bad.length, 2, i, k)] = (byte) RANDOM.below(256, 3, i, k);
            }
            try {
                read(bad);
            } catch (IOException | IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 8999);
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
