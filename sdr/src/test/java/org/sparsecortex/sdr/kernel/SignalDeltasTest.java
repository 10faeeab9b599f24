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
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class SignalDeltasTest {
    private static final KeyedRandom RANDOM = KeyedRandom.of(11, "deltas");
    private static final int CASES = 200;
    private static final int STEPS = 12;

    /** Of which a conversion to another type, or a comparison of values instead of bits, loses something. */
    private static final double[] ODD = {
        0,
        -0.0,
        1,
        65_536,
        -1,
        0.1,
        1 / 3.0,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        Double.MIN_VALUE,
        Double.longBitsToDouble(0x7ff0_0000_dead_beefL), // no number, with a payload
        Double.longBitsToDouble(0xfff8_0000_0000_0001L)
    };

    private static final int[] WIDE = {0, 1, -1, 127, -64, Integer.MIN_VALUE, Integer.MAX_VALUE};

    private final SignalDeltas writer = new SignalDeltas(true);
    private final SignalDeltas reader = new SignalDeltas(true);

    private static byte[] write(SignalDeltas writer, int place, long moment, Signal signal) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.write(place, moment, signal, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Signal read(SignalDeltas reader, int place, long moment, byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Signal signal = reader.read(place, moment, in);
        assertThat(in.available()).isZero();
        return signal;
    }

    private Signal sent(long moment, Signal signal) throws IOException {
        return read(reader, 0, moment, write(writer, 0, moment, signal));
    }

    private static byte[] packed(Signal signal) throws IOException {
        return write(new SignalDeltas(false), 0, 0, signal);
    }

    /** All elements drawn anew. */
    private static Signal fresh(Kind kind, int size, int... key) {
        if (kind == Kind.SDR) {
            int count = RANDOM.below(size + 1, key[0], key[1], 1);
            return Sdr.ofSorted(size, RANDOM.sample(size, count, key[0], key[1], 2));
        }
        return changed(kind.blank(size), size, key);
    }

    /** {@code count} of the bits turned, or of the elements set. */
    private static Signal changed(Signal signal, int count, int... key) {
        int[] places = RANDOM.sample(signal.size(), count, key[0], key[1], 3);
        if (signal instanceof Sdr sdr) {
            return SdrOps.symmetricDifference(sdr, Sdr.ofSorted(sdr.size(), places));
        } else if (signal instanceof Reals reals) {
            double[] values = reals.toArray();
            for (int i = 0; i < count; i++) {
                values[places[i]] = ODD[RANDOM.below(ODD.length, key[0], key[1], 10_000 + i)];
            }
            return Reals.wrap(values);
        }
        int[] values = ((Ints) signal).toArray();
        for (int i = 0; i < count; i++) {
            values[places[i]] = WIDE[RANDOM.below(WIDE.length, key[0], key[1], 10_000 + i)];
        }
        return Ints.wrap(values);
    }

    private static void assertSameBits(Signal read, Signal written) {
        assertThat(read.kind()).isEqualTo(written.kind());
        assertThat(read.size()).isEqualTo(written.size());
        if (written instanceof Reals reals) {
            for (int i = 0; i < reals.size(); i++) {
                assertThat(Double.doubleToRawLongBits(((Reals) read).get(i)))
                        .isEqualTo(Double.doubleToRawLongBits(reals.get(i)));
            }
        } else {
            assertThat(read).isEqualTo(written);
        }
    }

    /** Sequences of every kind in which nothing, little, or all changes; sometimes another kind or size comes in the same place. */
    @Test
    void everySequenceComesBackBitByBitAndNeverTakesMoreThanPacked() throws IOException {
        long moment = 0;
        int shorter = 0;
        for (int c = 0; c < CASES; c++) {
            Kind kind = Kind.values()[c % 3];
            int size = c < 20 ? c / 3 : 1 + RANDOM.below(3000, c, 0, 0);
            Signal signal = fresh(kind, size, c, 0);
            for (int t = 1; t <= STEPS; t++) {
                byte[] bytes = write(writer, 0, moment, signal);
                assertThat(bytes).as("case %d, step %d", c, t).hasSizeLessThanOrEqualTo(packed(signal).length);
                shorter += bytes.length < packed(signal).length ? 1 : 0;
                assertSameBits(read(reader, 0, moment, bytes), signal);
                moment += RANDOM.below(3, c, t, 0) == 0 ? RANDOM.below(100_000, c, t, 1) : t % 2;
                signal = t % 4 == 0
                        ? fresh(kind, size, c, t)
                        : changed(signal, Math.min(size, t % 4 == 1 ? 0 : RANDOM.below(size / 50 + 2, c, t, 4)), c, t);
            }
        }
        assertThat(shorter).isGreaterThan(CASES * STEPS / 2);
    }

    /**
     * Form, 1 moment, 2 places in gaps; the doubles are said by 2 bits each, 2 and 8 bytes; the integers by what is added: 1 as 2, then
     * -2 to the first is -3 to that, as 5.
     */
    @Test
    void littleThatChangesTakesFewBytes() throws IOException {
        Sdr sdr = Sdr.ofSorted(2048, RANDOM.sample(2048, 40, 0, 0, 0));
        sent(0, sdr);
        assertThat(write(writer, 0, 1, SdrOps.symmetricDifference(sdr, Sdr.of(2048, 5, 100))))
                .containsExactly(6, 1, 2, 5, 94);
        write(writer, 1, 0, Reals.zeros(1000));
        double[] values = new double[1000];
        values[5] = 258;
        values[100] = -0.1;
        assertThat(write(writer, 1, 1, Reals.wrap(values)))
                .hasSize(1 + 1 + 3 + 1 + 2 + 8)
                .startsWith(7, 1, 2, 5, 94, 0b11_01, 1, 2);
        write(writer, 2, 0, Ints.zeros(1000));
        int[] counts = new int[1000];
        counts[5] = 1;
        counts[100] = -2;
        assertThat(write(writer, 2, 300, Ints.wrap(counts))).containsExactly(8, 0xac, 2, 2, 5, 94, 2, 5);
    }

    /** A message that is lost, doubled, or of another place is no signal. */
    @Test
    void whatHasChangedSinceAnotherSignalIsRefused() throws IOException {
        Sdr sdr = Sdr.of(500, 1, 2, 3, 400);
        byte[] whole = write(writer, 0, 7, sdr);
        byte[] next = write(writer, 0, 8, Sdr.of(500, 1, 2, 3, 401));
        byte[] third = write(writer, 0, 9, Sdr.of(500, 1, 2, 3, 402));
        assertThat(next[0]).isEqualTo((byte) 6);
        assertThatThrownBy(() -> read(reader, 0, 8, next))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("signal of moment 8 = what has changed since moment 7: cannot be read: none came before");
        read(reader, 0, 7, whole);
        assertThatThrownBy(() -> read(reader, 0, 9, third))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("signal of moment 9 = what has changed since moment 8: cannot be read: the last was of 7");
        assertThat(read(reader, 0, 8, next)).isEqualTo(Sdr.of(500, 1, 2, 3, 401));
        assertThatThrownBy(() -> read(reader, 0, 8, next)).hasMessageContaining("the last was of 8");
        assertThatThrownBy(() -> read(reader, 1, 9, third)).hasMessageContaining("none came before");
        byte[] other = {7, 1, 0};
        assertThatThrownBy(() -> read(reader, 0, 9, other)).hasMessageContaining("signal.kind");
        assertThatThrownBy(() -> read(new SignalDeltas(false), 0, 8, next)).hasMessageContaining("signal.kind");
    }

    @Test
    void afterForgettingAndForAnEarlierMomentTheWholeIsTold() throws IOException {
        Sdr sdr = Sdr.of(500, 1, 2, 3, 400);
        write(writer, 0, 7, sdr);
        assertThat(write(writer, 0, 6, sdr)).isEqualTo(packed(sdr));
        writer.forget();
        assertThat(write(writer, 0, 8, sdr)).isEqualTo(packed(sdr));
        assertThat(write(writer, 0, 8, sdr)).containsExactly(6, 0, 0);
        assertThat(write(writer, 0, 9L + Integer.MAX_VALUE, sdr)).isEqualTo(packed(sdr));
        assertThat(write(new SignalDeltas(false), 0, 9, sdr)).isEqualTo(packed(sdr));
    }

    /** Bytes that were changed at random give a signal or an error that a reader of messages expects, and no other. */
    @Test
    void damagedBytesAreASignalOrALocatedError() throws IOException {
        int refused = 0;
        for (int i = 0; i < 9000; i++) {
            Kind kind = Kind.values()[i % 3];
            Signal first = fresh(kind, 300, i, 0);
            SignalDeltas from = new SignalDeltas(true);
            SignalDeltas to = new SignalDeltas(true);
            read(to, 0, 3, write(from, 0, 3, first));
            byte[] bad = write(from, 0, 4, changed(first, 6, i, 1));
            for (int k = 0; k <= i / 3 % 3; k++) {
                bad[RANDOM.below(bad.length, i, 2, k)] = (byte) RANDOM.below(256, i, 3, k);
            }
            try {
                to.read(0, 4, new DataInputStream(new ByteArrayInputStream(bad)));
            } catch (IOException | IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 8999);
    }
}
